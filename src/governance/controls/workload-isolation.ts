import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { blocks } from './judging';
import { control } from './build';
import { is, Row, judgeRows, isOrAbsent } from './rows';

const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? ''));
const TASK = 'aws_ecs_task_definition';
const count = (value: unknown, wanted: RegExp): number => [...text(value).matchAll(wanted)].length;
/** Every container has a capability list of its own. */
const containers = (value: unknown): number => count(value, /"image":/g);

const ISOLATION: readonly Row[] = [
  { type: TASK, argument: 'network_mode', holds: is('awsvpc'), problem: 'shares the network of its host' },
  { type: TASK, argument: 'pid_mode', holds: isOrAbsent(), problem: 'sees the processes of others' },
  { type: TASK, argument: 'ipc_mode', holds: isOrAbsent('none'), problem: 'shares memory with others' },
  { type: TASK, argument: 'volume', holds: (value) => blocks(value).every((one) => one.host_path === undefined), problem: 'mounts a folder of its host' },
  { type: TASK, argument: 'container_definitions', holds: (value) => count(value, /"drop":\["ALL"\]/g) >= containers(value), problem: 'keeps capabilities of Linux' },
  { type: TASK, argument: 'container_definitions', holds: (value) => !/docker\.sock|"containerPath":"\/(etc|var\/run|proc|sys)/.test(text(value)), problem: 'mounts where its host is managed' },
  { type: TASK, argument: 'container_definitions', holds: (value) => !/endpoint: (0\.0\.0\.0|\[::\]):/.test(text(value)), problem: 'a container beside it listens to everybody' },
  { type: TASK, argument: 'container_definitions', holds: (value) => !/"OTEL_EXPORTER_OTLP_ENDPOINT","value":"http:\/\/(?!127\.0\.0\.1|localhost)/.test(text(value)), problem: 'sends its traces out in plain' },
  { type: TASK, argument: 'container_definitions', holds: (value) => !/"name":"\w*SSLMODE","value":"(?!verify-full")/i.test(text(value)), problem: 'does not look whether it talks to its database' },
  { type: 'aws_ecs_service', argument: 'platform_version', holds: (value) => isOrAbsent('LATEST')(value) || parseFloat(String(value)) >= 1.4, problem: 'runs on a platform that is no longer mended' },
];

/** What a container shares with others, and what it takes for granted. */
export const workloadIsolation = control({
  id: 'workload.isolation',
  title: 'Containers share nothing with their host or with each other',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever takes over one container has the others, or the host',
  mend: 'Leave the task to the service; what a container needs of its host it cannot have.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_332'],
}, (context) => judgeRows(context, ISOLATION));
