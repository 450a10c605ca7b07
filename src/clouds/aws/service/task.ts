import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { ServiceProps } from '../../../capabilities/service';
import { environmentOf } from '../../../environment/environment-rules';
import { physicalName } from '../../../environment/physical-name';
import { arn, awsPlace, AwsPlace } from '../context';
import { pullStatements } from '../container-registry';
import { AwsIdentity } from '../identity';
import { AwsLogStream } from '../log-stream';
import { trustService } from '../policy';
import { EcsTaskDefinition, IamRole } from '../resources';
import { mirrored, MIRRORS } from '../shared';
import { plain } from '../text';
import { COLLECTOR, serviceImage } from './image';
import { COLLECTOR_SIZE, TASK_SIZES } from './sizes';

/** Name of the container and of its port mapping. */
export const CONTAINER = 'service';
export const PORT_NAME = 'http';
/** A user that no image of ours or a pod's needs to know: not root. */
const USER = '10001:10001';
const COMMAND_MARK = '"@command@"';

/** Traces come in over OTLP on loopback and leave to X-Ray; nothing else is collected, so nothing else needs a permission. */
const COLLECTOR_CONFIG = `receivers:
  otlp:
    protocols:
      grpc:
        endpoint: 127.0.0.1:4317
      http:
        endpoint: 127.0.0.1:4318
processors:
  batch/traces:
    timeout: 1s
    send_batch_size: 50
exporters:
  awsxray: {}
service:
  pipelines:
    traces:
      receivers: [otlp]
      processors: [batch/traces]
      exporters: [awsxray]
`;

/** What every container of a task has in common: no root, nothing writable but /tmp, no Linux capability. */
function container(name: string, image: string, cpu: number, memory: number, log: AwsLogStream, region: string) {
  return {
    name,
    image,
    essential: true,
    cpu,
    memory,
    user: USER,
    readonlyRootFilesystem: true,
    privileged: false,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ['ALL'] } },
    mountPoints: [{ sourceVolume: `tmp-${name}`, containerPath: '/tmp', readOnly: false }],
    volumesFrom: [],
    systemControls: [],
    logConfiguration: {
      logDriver: 'awslogs',
      options: { 'awslogs-group': log.group.name, 'awslogs-region': region, 'awslogs-stream-prefix': name, 'mode': 'non-blocking', 'max-buffer-size': '4m' },
    },
  };
}

/** The role that starts tasks: pulls images, writes logs. Not the service's own. */
export function executionRole(scope: Construct, place: AwsPlace, log: AwsLogStream, repositories: string[]): AwsIdentity {
  const name = physicalName(scope, 'aws_iam_role', 'execution');
  const construct = new Construct(scope, 'execution');
  const identity = new AwsIdentity(new IamRole(construct, 'role', {
    name,
    description: plain(`Starts the tasks of ${scope.node.path}`),
    assumeRolePolicy: trustService(place, 'ecs-tasks.amazonaws.com', arn(place, 'ecs', '*')),
  }), name);
  const arns = [...repositories, mirrored(place, COLLECTOR).split('/').slice(1).join('/').split('@')[0]].map((r) => arn(place, 'ecr', `repository/${r}`));
  const mirrors = arns.filter((a) => MIRRORS.some((m) => a.includes(`repository/${m.prefix}/`)));
  identity.allow('start',
    ...pullStatements(arns),
    // The first pull through a mirror makes the repository and brings the image in.
    ...(mirrors.length > 0 ? [{ sid: 'Mirror', actions: ['ecr:BatchImportUpstreamImage', 'ecr:CreateRepository'], resources: mirrors }] : []),
    { sid: 'Logs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${log.group.arn}:*`] });
  return identity;
}

/** The task definition of a service, with the trace collector beside it. `settings` is read when the stack is written. */
export function taskDefinition(
  scope: Construct, props: ServiceProps, identity: AwsIdentity, log: AwsLogStream, settings: () => { [name: string]: string },
): EcsTaskDefinition {
  const environment = environmentOf(scope);
  const place = awsPlace(scope);
  const port = props.port ?? 8080;
  const size = TASK_SIZES[props.size ?? environment.profile.size];
  const { image, command, repositories } = serviceImage(scope, place, props.image, port);
  const execution = executionRole(scope, place, log, repositories);
  identity.puller = execution;
  identity.allow('traces', {
    // X-Ray takes no resource for these: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html
    actions: ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'],
    resources: ['*'],
  });
  const definitions = () => JSON.stringify([
    {
      ...container(CONTAINER, image, size.cpu - COLLECTOR_SIZE.cpu, size.memory - COLLECTOR_SIZE.memory, log, place.region),
      command: '@command@',
      portMappings: [{ name: PORT_NAME, containerPort: port, hostPort: port, protocol: 'tcp', appProtocol: 'http' }],
      stopTimeout: 60,
      environment: Object.entries(settings()).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, value })),
      dependsOn: [{ containerName: 'collector', condition: 'START' }],
    },
    {
      ...container('collector', mirrored(place, COLLECTOR), COLLECTOR_SIZE.cpu, COLLECTOR_SIZE.memory, log, place.region),
      portMappings: [],
      stopTimeout: 30,
      environment: [{ name: 'AOT_CONFIG_CONTENT', value: COLLECTOR_CONFIG }, { name: 'AWS_REGION', value: place.region }],
    },
  ]).replace(COMMAND_MARK, () => command);
  return new EcsTaskDefinition(scope, 'task', {
    family: physicalName(scope, 'aws_ecs_task_definition'),
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: String(size.cpu),
    memory: String(size.memory),
    executionRoleArn: execution.arn,
    taskRoleArn: identity.arn,
    // What most build machines make; an image for another architecture would not start.
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
    containerDefinitions: Lazy.stringValue({ produce: definitions }),
    volume: [{ name: `tmp-${CONTAINER}` }, { name: 'tmp-collector' }],
    skipDestroy: false,
  });
}
