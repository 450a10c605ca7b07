import { CloudName } from '../../environment/landing-zone';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach, judgeGuards, subjectsOf } from './judging';

/** Who gets into a running instance. */
export const workloadShell = control({
  id: 'workload.shell',
  title: 'Nobody opens a shell in a running instance',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'what is done there is in no review and in no log',
  mend: 'Look into logs, traces and metrics; change the image.',
  clouds: [CloudName.AWS, CloudName.GOOGLE],
  scanners: ['CKV_GCP_35', 'CKV_GCP_34'],
  card: 'Least privilege',
}, (context) => [
  ...judgeEach(
    context, [...context.resources(['aws_ecs_service']).map((service) => service.address), ...subjectsOf(context, ['compute.shell'])], 'compute.shell',
    ({ value, text }) => value === false || text, 'nothing says whether people can open a shell in it',
  ),
  ...(context.cloud === 'google' && context.kind === 'foundation' ? judgeGuards(context, ['compute.disableSerialPortAccess', 'compute.requireOsLogin']) : []),
]);
