import { Lazy } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkEndpoint, IServiceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Direction, Metric, Size } from '../../capabilities/common';
import { ServiceProps } from '../../capabilities/service';
import { GroundworkError } from '../../errors';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { appsEnvironment } from './apps-environment';
import { baseOf } from './base';
import { grantPull } from './container-registry';
import { imageOf, registryHost } from './image';
import { platformMetrics } from './metrics';
import { AzureEndpoint, networkOf } from './network';
import { ContainerApp } from './resources';
import { assignRole } from './role';
import { AzureIdentity, workloadIdentity } from './workload-identity';

/** CPU and memory of a container; Container Apps takes only these pairs (2 GiB for each CPU). */
const SIZES: { [size in Size]: { cpu: number; memory: string } } = {
  [Size.SMALL]: { cpu: 0.5, memory: '1Gi' },
  [Size.MEDIUM]: { cpu: 1, memory: '2Gi' },
  [Size.LARGE]: { cpu: 2, memory: '4Gi' },
};

/** Requests at once for each instance before another one starts. */
const CONCURRENT_REQUESTS = '50';
const CPU_PERCENT = '70';

/** A container app. */
export class AzureService implements IServiceBackend {
  public readonly identity: AzureIdentity;
  public readonly endpoint: INetworkEndpoint;
  public readonly url: string;
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  /** Seconds after which the gateway gives a request up. */
  public readonly timeoutSeconds: number;
  private readonly environment = new Map<string, string>();
  private readonly app: ContainerApp;

  public constructor(private readonly scope: Construct, props: ServiceProps) {
    const base = baseOf(scope);
    this.identity = workloadIdentity(scope, { description: scope.node.path });
    this.endpoint = networkOf(scope).appsEndpoint;
    this.timeoutSeconds = props.requestTimeoutSeconds ?? 29;
    base.mask(props.maskedFields ?? []);
    this.identify(props);
    this.app = this.build(props);
    this.url = `https://${this.app.ingress.fqdn}`;
    this.settings = { URL: this.url };
    this.metrics = this.measure(props.maxInstances ?? environmentOf(scope).profile.maxInstances);
  }

  public addSetting(name: string, value: string): void {
    this.environment.set(name, value);
  }

  /** Apps of one environment call each other by mutual TLS; there is no narrower right to give. */
  public grant(_identity: IWorkloadIdentity, access: Access): void {
    if (access !== Access.INVOKE) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `a service cannot be given "${access}"`, mend: 'Use Access.INVOKE.' }]);
    }
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    const network = networkOf(this.scope);
    const source = endpoint as AzureEndpoint;
    if (source === network.appsEndpoint) { return; }
    // The proxy behind the internal load balancer answers on 31443; the security group sees the port after the balancer has changed it.
    network.appRules.connect(this.scope, `from-${source.label}`, { from: source.reference, to: network.appsEndpoint.reference, ports: ['443', '31443'] });
  }

  private identify(props: ServiceProps): void {
    const base = baseOf(this.scope);
    Object.entries(props.settings ?? {}).forEach(([name, value]) => this.addSetting(name, value));
    this.addSetting('PORT', String(props.port ?? 8080));
    this.addSetting('AZURE_CLIENT_ID', this.identity.clientId);
    this.addSetting('OTEL_SERVICE_NAME', this.scope.node.id);
    this.addSetting('APPLICATIONINSIGHTS_CONNECTION_STRING', base.insights.connectionString);
    this.addSetting('APPLICATIONINSIGHTS_AUTHENTICATION_STRING', `Authorization=AAD;ClientId=${this.identity.clientId}`);
  }

  private build(props: ServiceProps): ContainerApp {
    const { profile } = environmentOf(this.scope);
    const base = baseOf(this.scope);
    const port = props.port ?? 8080;
    const path = props.healthPath ?? '/health';
    const probe = { port, path, transport: 'HTTP', intervalSeconds: 10, timeout: 3 };
    const pull = grantPull(this.scope, this.identity);
    const traces = assignRole(this.scope, 'writes-traces', { scope: base.insights.id, principal: this.identity.principalId, role: 'Monitoring Metrics Publisher' });
    const app = new ContainerApp(this.scope, 'app', {
      name: physicalName(this.scope, 'azurerm_container_app'),
      resourceGroupName: base.group.name,
      containerAppEnvironmentId: appsEnvironment(this.scope).id,
      workloadProfileName: 'Consumption',
      // A new revision takes over when its probes succeed; until then, and if it never does, the old one serves.
      revisionMode: 'Single',
      maxInactiveRevisions: 10,
      identity: { type: 'UserAssigned', identityIds: [this.identity.resource.id] },
      registry: [{ server: registryHost(this.scope), identity: this.identity.resource.id }],
      ingress: {
        // Reachable from the private network, where the gateway is; the environment itself has no public address.
        externalEnabled: true,
        allowInsecureConnections: false,
        targetPort: port,
        transport: 'auto',
        clientCertificateMode: 'accept',
        trafficWeight: [{ latestRevision: true, percentage: 100 }],
      },
      template: {
        minReplicas: props.minInstances ?? profile.minInstances,
        maxReplicas: props.maxInstances ?? profile.maxInstances,
        terminationGracePeriodSeconds: 60,
        container: [{
          name: 'app',
          ...imageOf(this.scope, port, props.image),
          ...SIZES[props.size ?? profile.size],
          env: Lazy.anyValue({ produce: () => [...this.environment.keys()].sort().map((name) => ({ name, value: this.environment.get(name) })) }) as any,
          startupProbe: [{ ...probe, failureCountThreshold: 10 }],
          readinessProbe: [{ ...probe, failureCountThreshold: 3, successCountThreshold: 1 }],
          livenessProbe: [{ ...probe, failureCountThreshold: 3 }],
          volumeMounts: [{ name: 'tmp', path: '/tmp' }],
        }],
        volume: [{ name: 'tmp', storageType: 'EmptyDir' }],
        httpScaleRule: [{ name: 'requests', concurrentRequests: CONCURRENT_REQUESTS }],
        customScaleRule: [{ name: 'cpu', customRuleType: 'cpu', metadata: { type: 'Utilization', value: CPU_PERCENT } }],
      },
    });
    return after(app, pull, traces);
  }

  private measure(maxInstances: number): Metric[] {
    const of = platformMetrics(this.app.id, 'Microsoft.App/containerApps');
    return [
      of({ id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count' }, 'Requests', 'Total'),
      of({ id: 'errors', title: 'Server errors', concern: Concern.ERRORS, unit: 'count', warning: { value: 5 }, critical: { value: 50 } },
        'Requests', 'Total', { name: 'statusCodeCategory', values: ['5xx'] }),
      of({ id: 'cpu', title: 'CPU', concern: Concern.SATURATION, unit: '%', warning: { value: 85, minutes: 15 } }, 'CpuPercentage', 'Average'),
      of({ id: 'memory', title: 'Memory', concern: Concern.SATURATION, unit: '%', warning: { value: 85, minutes: 15 } }, 'MemoryPercentage', 'Average'),
      of({ id: 'instances', title: 'Instances', concern: Concern.SATURATION, unit: 'count', warning: { value: Math.max(1, maxInstances) - 0.5, minutes: 30 } }, 'Replicas', 'Average'),
      of({ id: 'restarts', title: 'Restarts', concern: Concern.AVAILABILITY, unit: 'count', critical: { value: 3, direction: Direction.ABOVE, minutes: 15 } }, 'RestartCount', 'Maximum'),
    ];
  }
}

/** A container service: private, autoscaled on load, rolled out only when it is healthy. */
export function service(scope: Construct, props: ServiceProps): IServiceBackend {
  return new AzureService(scope, props);
}
