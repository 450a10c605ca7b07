import { CloudName } from '../../environment/landing-zone';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach } from './judging';

/** What a container may write. */
export const workloadFileSystem = control({
  id: 'workload.file-system',
  title: 'The root file system of containers cannot be written',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'who gets into the container changes its programs and stays',
  mend: 'Write to `/tmp`, which the capability provides.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_336'],
  card: 'Least privilege',
}, (context) => judgeEach(context, context.resources(['aws_ecs_task_definition']).map((task) => task.address), 'compute.read-only', ({ value, text }) => value === true || text, 'nothing is known of its containers'));
