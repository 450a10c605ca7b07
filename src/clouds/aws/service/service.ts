import { Construct } from 'constructs';
import { INetworkEndpoint, IServiceBackend, IWorkloadIdentity } from '../../../capabilities/backends';
import { Access, LogClass, Metric } from '../../../capabilities/common';
import { ServiceProps } from '../../../capabilities/service';
import { environmentOf } from '../../../environment/environment-rules';
import { after } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { awsPlace } from '../context';
import { AwsIdentity, taskRole } from '../identity';
import { logGroup } from '../log-stream';
import { AwsNetwork } from '../network';
import { CloudwatchMetricAlarm, EcsCluster, EcsClusterCapacityProviders, EcsService } from '../resources';
import { AwsEndpoint } from '../security-group';
import { verb } from '../verbs';
import { LoadBalancer, loadBalancer } from './load-balancer';
import { Mesh } from './mesh';
import { serviceMetrics } from './metrics';
import { scaling } from './scaling';
import { CONTAINER, taskDefinition } from './task';

/** A container service on Fargate behind an internal load balancer. */
export class AwsService implements IServiceBackend {
  public readonly identity: AwsIdentity;
  public readonly endpoint: AwsEndpoint;
  public readonly url: string;
  public readonly metrics: Metric[];
  /** For the edge: the load balancer and its host name. */
  public readonly balancer: LoadBalancer;
  public readonly timeoutSeconds: number;

  private readonly environmentVariables: { [name: string]: string };
  private readonly ecs: EcsService;
  private mesh?: Mesh;

  public constructor(private readonly scope: Construct, private readonly props: ServiceProps) {
    const environment = environmentOf(scope);
    const network = environment.network as AwsNetwork;
    this.network = network;
    this.timeoutSeconds = props.requestTimeoutSeconds ?? 29;
    this.environmentVariables = {
      PORT: String(props.port ?? 8080),
      STAGE: environment.stage,
      AWS_REGION: awsPlace(scope).region,
      OTEL_SERVICE_NAME: scope.node.path,
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4317',
      ...props.settings,
    };
    this.identity = taskRole(scope, awsPlace(scope), `Identity of ${scope.node.path}`);
    this.endpoint = network.workload(scope, `Service ${scope.node.path}`);
    const log = logGroup(scope, { logClass: LogClass.APPLICATION, maskedFields: props.maskedFields, id: 'log' });
    this.balancer = loadBalancer(scope, props, network, this.endpoint.group);
    this.url = `https://${this.balancer.host}`;
    const cluster = this.cluster();
    const task = taskDefinition(scope, props, this.identity, log, () => this.environmentVariables);
    this.ecs = this.deployment(cluster.cluster, task.arn);
    after(this.ecs, this.balancer.listener, cluster.providers);
    this.identity.holdBack(this.ecs);
    this.identity.puller!.holdBack(this.ecs);
    scaling(scope, props, cluster.cluster, this.ecs, this.balancer);
    this.metrics = serviceMetrics(cluster.name, physicalName(scope, 'aws_ecs_service'), this.balancer);
  }

  private readonly network: AwsNetwork;

  /** For other services: the address in the mesh, which comes into being with the first caller. */
  public get settings(): { [name: string]: string } {
    return { URL: this.meshed().url };
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    verb(this.scope.node.path, access, { [Access.INVOKE]: () => this.meshed().admit(identity as AwsIdentity) })();
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    this.meshed().openFrom(endpoint as AwsEndpoint);
  }

  public addSetting(name: string, value: string): void {
    this.environmentVariables[name] = value;
  }

  private meshed(): Mesh {
    this.mesh ??= new Mesh(this.scope, this.props, this.network.reference, this.ecs, this.endpoint.group);
    return this.mesh;
  }

  private cluster(): { cluster: EcsCluster; providers: EcsClusterCapacityProviders; name: string } {
    const name = physicalName(this.scope, 'aws_ecs_cluster');
    // Container Insights would else make this group itself, without key or retention.
    const insights = logGroup(this.scope, { name: `/aws/ecs/containerinsights/${name}/performance`, logClass: LogClass.APPLICATION, id: 'insights' });
    const cluster = after(new EcsCluster(this.scope, 'cluster', { name, setting: [{ name: 'containerInsights', value: 'enhanced' }] }), insights.group);
    const providers = new EcsClusterCapacityProviders(this.scope, 'capacity', {
      clusterName: cluster.name,
      capacityProviders: ['FARGATE'],
      defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
    });
    return { cluster, providers, name };
  }

  private deployment(cluster: EcsCluster, taskArn: string): EcsService {
    const { profile } = environmentOf(this.scope);
    const alarm = this.rollbackAlarm();
    return new EcsService(this.scope, 'service', {
      name: physicalName(this.scope, 'aws_ecs_service'),
      cluster: cluster.id,
      taskDefinition: taskArn,
      desiredCount: this.props.minInstances ?? profile.minInstances,
      // Platform version stays with Fargate's newest, which is what gets security patches.
      platformVersion: 'LATEST',
      capacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
      availabilityZoneRebalancing: 'ENABLED',
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarmNames: [alarm.alarmName] },
      deploymentController: { type: 'ECS' },
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
      healthCheckGracePeriodSeconds: 60,
      schedulingStrategy: 'REPLICA',
      waitForSteadyState: false,
      networkConfiguration: {
        subnets: (environmentOf(this.scope).network as AwsNetwork).privateSubnets,
        securityGroups: [this.endpoint.group.id],
        assignPublicIp: false,
      },
      loadBalancer: [{ targetGroupArn: this.balancer.targets.arn, containerName: CONTAINER, containerPort: this.props.port ?? 8080 }],
      // Scaling changes it; a plan must not set it back.
      lifecycle: { ignoreChanges: ['desired_count'] },
    });
  }

  /** Server errors of new tasks: ECS rolls the deployment back. Its dimensions are the balancer's, so there is no circle with the service. */
  private rollbackAlarm(): CloudwatchMetricAlarm {
    return new CloudwatchMetricAlarm(this.scope, 'rollback-alarm', {
      alarmName: physicalName(this.scope, 'aws_cloudwatch_metric_alarm', 'rollback'),
      alarmDescription: 'Server errors during a deployment: it is rolled back',
      namespace: 'AWS/ApplicationELB',
      metricName: 'HTTPCode_Target_5XX_Count',
      dimensions: { LoadBalancer: this.balancer.balancer.arnSuffix, TargetGroup: this.balancer.targets.arnSuffix },
      statistic: 'Sum',
      period: 60,
      evaluationPeriods: 3,
      datapointsToAlarm: 2,
      threshold: 20,
      comparisonOperator: 'GreaterThanThreshold',
      treatMissingData: 'notBreaching',
    });
  }
}

export function service(scope: Construct, props: ServiceProps): AwsService {
  return new AwsService(scope, props);
}
