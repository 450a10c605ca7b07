import { CloudName } from '../../environment/landing-zone';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { equals, judgeResources } from './judging';

/** Credentials of machines. */
export const workloadMetadata = control({
  id: 'workload.metadata',
  title: 'The credentials of a machine are given only to requests with a session token',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a program that can be made to call an address hands them out',
  mend: 'Set `metadata_options.http_tokens` to required.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_79', 'CKV_AWS_341'],
}, (context) => judgeResources(context, ['aws_instance', 'aws_launch_template'], (machine) => equals(machine, 'metadata_options.http_tokens', 'required', 'its credentials are given to any request that comes from it')));
