import { CloudName } from '../../environment/landing-zone';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach, judgeResources } from './judging';

const TASKS = ['aws_ecs_task_definition'];

/** What a container may do to the machine. */
export const workloadPrivileged = control({
  id: 'workload.privileged',
  title: 'Containers have no privileges, and do not run as root',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'who gets into the container gets out of it, onto the machine',
  mend: 'Leave the container to the capability; take an image that needs no root.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_334', 'CKV_AWS_335', 'CKV_AWS_97'],
  card: 'Least privilege',
}, (context) => [
  ...judgeEach(context, context.resources(TASKS).map((task) => task.address), 'compute.privileged', ({ value, text }) => value === false || text, 'nothing is known of its containers'),
  ...judgeResources(context, TASKS, (task) => ({ argument: 'container_definitions', says: usersOf(task.argument('container_definitions')) })),
]);

/** Variables stand between the values of the containers: their users are read as they are written. */
function usersOf(definitions: unknown): true | string {
  const text = typeof definitions === 'string' ? definitions : JSON.stringify(definitions ?? []);
  const users = [...text.matchAll(/"user":\s*"([^"]*)"/g)].map(([, user]) => user);
  const containers = [...text.matchAll(/"image":/g)].length;
  if (users.some((user) => /^(0|root)(:|$)/.test(user))) { return 'a container runs as root'; }
  return users.length >= containers || 'a container runs as whoever its image names';
}
