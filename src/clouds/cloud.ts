import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { CloudName, FactSpec, LandingZone } from '../environment/landing-zone';
import { NameRule } from '../environment/naming';
import { Standards } from '../standards/standards';
import { AlarmProps } from '../capabilities/alarm';
import { AlertChannelProps } from '../capabilities/alert-channel';
import { ApiGatewayProps } from '../capabilities/api-gateway';
import { AuditTrailProps } from '../capabilities/audit-trail';
import {
  IAlertChannelBackend, IApiGatewayBackend, IAuditTrailBackend, IContainerRegistryBackend, IKeyBackend, ILogStreamBackend,
  INetworkBackend, IResourceBackend, ISecretBackend, IServiceBackend, IUserDirectoryBackend, IWorkloadIdentity,
} from '../capabilities/backends';
import { BackupProps } from '../capabilities/backup';
import { BudgetProps } from '../capabilities/budget';
import { CacheProps } from '../capabilities/cache';
import { ContainerRegistryProps } from '../capabilities/container-registry';
import { DashboardProps } from '../capabilities/dashboard';
import { DatabaseProps } from '../capabilities/database';
import { KeyProps } from '../capabilities/key';
import { KeyValueStoreProps } from '../capabilities/key-value-store';
import { LogStreamProps } from '../capabilities/log-stream';
import { NetworkProps } from '../capabilities/network';
import { ObjectStoreProps } from '../capabilities/object-store';
import { ProbeProps } from '../capabilities/probe';
import { SecretProps } from '../capabilities/secret';
import { ServiceProps } from '../capabilities/service';
import { ServiceLevelObjectiveProps } from '../capabilities/service-level-objective';
import { UserDirectoryProps } from '../capabilities/user-directory';
import { WorkloadIdentityProps } from '../capabilities/workload-identity';

/** A fault that a provider or a cloud would report only later: at plan, at apply, or never. */
export interface RuleFinding {
  /** Id of the rule, stable: `aws/s3-bucket-name`. */
  readonly rule: string;
  /** Terraform address: `aws_s3_bucket.orders_files_1234`. */
  readonly address: string;
  /** Argument, as a path within the resource. */
  readonly argument: string;
  /** What is wrong, with the value found. */
  readonly problem: string;
  /** What to do. */
  readonly mend: string;
  /** Where the rule comes from. */
  readonly source: string;
}

/**
 * The factory that builds each capability from one provider's resources. Every capability is a required
 * method, so a cloud that lacks one does not compile. Subclass `AwsCloud`, `AzureCloud` or `GoogleCloud` to
 * replace one capability by an enterprise's own implementation.
 *
 * `scope` is always the capability's own construct: what a method creates becomes its child, so the
 * construct path of a capability is the same on every cloud.
 */
export abstract class CloudBackend {
  /** Which cloud this is. */
  public abstract readonly cloudName: CloudName;
  /** What the foundation makes and an environment refers to, where the cloud invents the id. */
  public abstract readonly facts: FactSpec[];
  /** Name rules by Terraform resource type. */
  public abstract readonly nameRules: { [terraformType: string]: NameRule };

  /** Configures the Terraform providers of a stack. */
  public abstract configureProviders(stack: TerraformStack, zone: LandingZone, standards: Standards): void;
  /** Puts tags (or labels) on a resource, if its type can carry them, within the cloud's own rules. */
  public abstract tag(resource: TerraformResource, tags: { [key: string]: string }): void;
  /** Checks resolved Terraform against what the provider and the cloud's API accept. `tf` is the content of `cdk.tf.json`. */
  public abstract check(tf: any): RuleFinding[];
  /** Everything that many environments share, in one stack for each landing zone. Ends with an output for each fact. */
  public abstract foundation(scope: Construct, zone: LandingZone, standards: Standards): void;

  public abstract key(scope: Construct, props: KeyProps): IKeyBackend;
  public abstract network(scope: Construct, props: NetworkProps): INetworkBackend;
  public abstract logStream(scope: Construct, props: LogStreamProps): ILogStreamBackend;
  public abstract auditTrail(scope: Construct, props: AuditTrailProps): IAuditTrailBackend;
  public abstract alertChannel(scope: Construct, props: AlertChannelProps): IAlertChannelBackend;
  public abstract budget(scope: Construct, props: BudgetProps): void;

  public abstract workloadIdentity(scope: Construct, props: WorkloadIdentityProps): IWorkloadIdentity;
  public abstract containerRegistry(scope: Construct, props: ContainerRegistryProps): IContainerRegistryBackend;
  public abstract service(scope: Construct, props: ServiceProps): IServiceBackend;
  public abstract apiGateway(scope: Construct, props: ApiGatewayProps): IApiGatewayBackend;
  public abstract database(scope: Construct, props: DatabaseProps): IResourceBackend;
  public abstract keyValueStore(scope: Construct, props: KeyValueStoreProps): IResourceBackend;
  public abstract cache(scope: Construct, props: CacheProps): IResourceBackend;
  public abstract objectStore(scope: Construct, props: ObjectStoreProps): IResourceBackend;
  public abstract secret(scope: Construct, props: SecretProps): ISecretBackend;
  public abstract userDirectory(scope: Construct, props: UserDirectoryProps): IUserDirectoryBackend;
  public abstract dashboard(scope: Construct, props: DashboardProps): void;
  public abstract alarm(scope: Construct, props: AlarmProps): void;
  public abstract serviceLevelObjective(scope: Construct, props: ServiceLevelObjectiveProps): void;
  public abstract probe(scope: Construct, props: ProbeProps): void;
  public abstract backup(scope: Construct, props: BackupProps): void;
}
