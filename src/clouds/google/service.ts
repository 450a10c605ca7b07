import { Construct } from 'constructs';
import { ITerraformDependable } from 'cdktf';
import { INetworkEndpoint, IServiceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, LogClass, Metric } from '../../capabilities/common';
import { ServiceProps } from '../../capabilities/service';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { GroundworkError } from '../../errors';
import { Agent } from './agents';
import { grantId, memberOf, once, wrongGrant } from './iam';
import { workloadImage } from './images';
import { GoogleKey } from './key';
import { GoogleLogStream, NOT_REQUEST_LOG } from './log-stream';
import { GoogleEndpoint } from './network';
import { References } from './references';
import {
  CloudRunV2Service, CloudRunV2ServiceIamMember, CloudRunV2ServiceTemplateContainers, CloudRunV2ServiceTemplateVolumes, ProjectIamMember,
} from './resources';
import { serviceMetrics } from './service-metrics';
import { applicationContainer, serviceScaling } from './service-template';
import { GoogleIdentity, workloadIdentity } from './workload-identity';

/** Containers that a gateway puts in front of the application, in the same instance; the first one takes the requests. */
export interface Front {
  readonly containers: CloudRunV2ServiceTemplateContainers[];
  readonly volumes: CloudRunV2ServiceTemplateVolumes[];
  /** What must exist before the service starts. */
  readonly waits: ITerraformDependable[];
}

/** A Cloud Run service: reached from inside only, until a gateway puts its front before it. */
export class GoogleService implements IServiceBackend {
  public readonly identity: GoogleIdentity;
  public readonly endpoint: INetworkEndpoint;
  public readonly url: string;
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  /** Name in Cloud Run. */
  public readonly serviceName: string;
  /** Port that the application listens on. */
  public readonly port: number;
  /** Instances that always run, at least one. */
  public readonly minInstances: number;
  /** Seconds after which a request is given up. */
  public readonly timeoutSeconds: number;
  /** Log filter of the lines that a gateway in front writes; the application cannot write such a line. */
  public readonly accessLogFilter: string;

  private readonly image: string;
  private readonly variables: { [name: string]: string };
  private readonly resource: CloudRunV2Service;
  private front?: Front;

  public constructor(private readonly scope: Construct, private readonly props: ServiceProps) {
    const references = References.of(scope);
    this.serviceName = physicalName(scope, 'google_cloud_run_v2_service');
    this.port = props.port ?? 8080;
    const { profile } = environmentOf(scope);
    this.minInstances = Math.max(1, props.minInstances ?? profile.minInstances);
    this.timeoutSeconds = props.requestTimeoutSeconds ?? 29;
    this.accessLogFilter = `${this.logFilter} AND jsonPayload.type="access" AND NOT labels.container_name="app"`;
    this.image = workloadImage(scope, props.image);
    this.variables = { ...props.settings };
    this.identity = workloadIdentity(new Construct(scope, 'identity'), { description: `Runs ${scope.node.path}` });
    this.endpoint = new GoogleEndpoint(physicalName(scope, 'network_tag'));
    // The form with the project's number is known before the service exists, so services can refer to each other.
    this.url = `https://${this.serviceName}-${references.zone.projectNumber}.${references.region}.run.app`;
    this.settings = { URL: this.url };
    this.metrics = serviceMetrics(this.serviceName, props.maxInstances ?? profile.maxInstances);
    this.grantTelemetry();
    this.resource = this.create();
    this.collectLogs();
  }

  /** The service, as other resources refer to it. */
  public get serviceReference(): string { return this.resource.name; }

  public addSetting(name: string, value: string): void {
    this.variables[name] = value;
    this.render();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (access !== Access.INVOKE) { throw wrongGrant(this.scope, access, 'Grant invoke.'); }
    once(this.scope, grantId(identity, 'invoker'), (id) => new CloudRunV2ServiceIamMember(this.scope, id, {
      location: this.resource.location,
      name: this.resource.name,
      role: 'roles/run.invoker',
      member: memberOf(identity),
    }));
  }

  public allowFrom(_endpoint: INetworkEndpoint): void {
    // Services are reached at the private address of Google's APIs (zone run.app), which the foundation opens to workloads;
    // who may call is decided by identity.
  }

  /**
   * Puts containers before the application, which then hears requests from them only. The load balancer has no identity
   * of its own, so that the check of identity moves from Cloud Run to the front.
   */
  public putInFront(front: Front): void {
    if (this.front) {
      throw new GroundworkError('API gateway', [{ where: this.scope.node.path, problem: 'has a gateway in front already', mend: 'Give each gateway a service of its own.' }]);
    }
    this.front = front;
    this.resource.ingress = 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER';
    this.resource.invokerIamDisabled = true;
    after(this.resource, ...front.waits);
    this.render();
  }

  private create(): CloudRunV2Service {
    const { profile, dataKey } = environmentOf(this.scope);
    const references = References.of(this.scope);
    return after(new CloudRunV2Service(this.scope, 'service', {
      name: this.serviceName,
      location: references.region,
      description: this.scope.node.path,
      ingress: 'INGRESS_TRAFFIC_INTERNAL_ONLY',
      launchStage: 'GA',
      deletionProtection: profile.deletionProtection,
      binaryAuthorization: { useDefault: true },
      template: this.template(),
      traffic: [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST', percent: 100 }],
      // Written by whoever looks at the service with gcloud or the console.
      lifecycle: { ignoreChanges: ['client', 'client_version'] },
    }), (dataKey as GoogleKey).useBy(Agent.CLOUD_RUN));
  }

  private render(): void {
    this.resource.putTemplate(this.template());
  }

  private template() {
    const references = References.of(this.scope);
    const application = applicationContainer(this.scope, this.props, {
      image: this.image, port: this.port, behindFront: this.front !== undefined, variables: this.variables,
    });
    const [entrance, ...beside] = this.front?.containers ?? [];
    return {
      serviceAccount: this.identity.account.email,
      executionEnvironment: 'EXECUTION_ENVIRONMENT_GEN2',
      encryptionKey: (environmentOf(this.scope).dataKey as GoogleKey).reference,
      timeout: `${this.timeoutSeconds}s`,
      maxInstanceRequestConcurrency: 80,
      sessionAffinity: false,
      scaling: serviceScaling(this.scope, this.props),
      vpcAccess: {
        egress: 'ALL_TRAFFIC',
        networkInterfaces: [{ network: references.network, subnetwork: references.workloadSubnet, tags: [this.endpoint.reference] }],
      },
      volumes: [{ name: 'tmp', emptyDir: { medium: 'MEMORY', sizeLimit: '64Mi' } }, ...this.front?.volumes ?? []],
      containers: entrance
        ? [{ ...entrance, dependsOn: ['app', ...beside.map((c) => c.name!)] }, ...beside, application]
        : [application],
    };
  }

  private grantTelemetry(): void {
    // Traces have no resource below the project.
    for (const role of ['roles/cloudtrace.agent', 'roles/telemetry.tracesWriter']) {
      new ProjectIamMember(this.scope, role.split('/')[1].replace('.', '-'), {
        project: References.of(this.scope).project, role, member: this.identity.member,
      });
    }
  }

  private collectLogs(): void {
    const logs = new GoogleLogStream(new Construct(this.scope, 'logs'), { logClass: LogClass.APPLICATION, maskedFields: this.props.maskedFields });
    logs.collect(`${this.logFilter} AND ${NOT_REQUEST_LOG} AND NOT (jsonPayload.type="access" AND NOT labels.container_name="app")`);
  }

  private get logFilter(): string {
    return `resource.type="cloud_run_revision" AND resource.labels.service_name="${this.serviceName}"`;
  }
}

export function service(scope: Construct, props: ServiceProps): IServiceBackend {
  return new GoogleService(scope, props);
}
