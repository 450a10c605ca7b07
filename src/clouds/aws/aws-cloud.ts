import { TerraformResource, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { AlarmProps } from '../../capabilities/alarm';
import { AlertChannelProps } from '../../capabilities/alert-channel';
import { ApiGatewayProps } from '../../capabilities/api-gateway';
import { AuditTrailProps } from '../../capabilities/audit-trail';
import {
  IAlertChannelBackend, IApiGatewayBackend, IAuditTrailBackend, IContainerRegistryBackend, IKeyBackend, ILogStreamBackend,
  INetworkBackend, IResourceBackend, ISecretBackend, IServiceBackend, IUserDirectoryBackend, IWorkloadIdentity,
} from '../../capabilities/backends';
import { BackupProps } from '../../capabilities/backup';
import { BudgetProps } from '../../capabilities/budget';
import { CacheProps } from '../../capabilities/cache';
import { ContainerRegistryProps } from '../../capabilities/container-registry';
import { DashboardProps } from '../../capabilities/dashboard';
import { DatabaseProps } from '../../capabilities/database';
import { KeyProps } from '../../capabilities/key';
import { KeyValueStoreProps } from '../../capabilities/key-value-store';
import { LogStreamProps } from '../../capabilities/log-stream';
import { NetworkProps } from '../../capabilities/network';
import { ObjectStoreProps } from '../../capabilities/object-store';
import { ProbeProps } from '../../capabilities/probe';
import { SecretProps } from '../../capabilities/secret';
import { ServiceProps } from '../../capabilities/service';
import { ServiceLevelObjectiveProps } from '../../capabilities/service-level-objective';
import { UserDirectoryProps } from '../../capabilities/user-directory';
import { WorkloadIdentityProps } from '../../capabilities/workload-identity';
import { CloudName, FactSpec, LandingZone } from '../../environment/landing-zone';
import { NameRule } from '../../environment/naming';
import { Standards } from '../../standards/standards';
import { CloudBackend, RuleFinding } from '../cloud';
import { AWS_FACTS } from './facts';
import { AWS_NAMES } from './names';
import { tagResource } from './tags';

/**
 * Amazon Web Services. Each method loads the file of its capability on first use, so that an app reads only the provider
 * bindings that it needs.
 */
export class AwsCloud extends CloudBackend {
  public readonly cloudName: CloudName = CloudName.AWS;
  public readonly facts: FactSpec[] = AWS_FACTS;
  public readonly nameRules: { [terraformType: string]: NameRule } = AWS_NAMES;

  public configureProviders(stack: TerraformStack, zone: LandingZone, _standards: Standards): void {
    (require('./providers') as typeof import('./providers')).configureProviders(stack, zone);
  }

  public tag(resource: TerraformResource, tags: { [key: string]: string }): void {
    tagResource(resource, tags);
  }

  public check(tf: any): RuleFinding[] {
    const { awsRules } = require('./rules') as typeof import('./rules');
    return (require('../rules') as typeof import('../rules')).checkRules(awsRules, tf);
  }

  public foundation(scope: Construct, zone: LandingZone, standards: Standards): void {
    (require('./foundation') as typeof import('./foundation')).foundation(scope, zone, standards);
  }

  public key(scope: Construct, props: KeyProps): IKeyBackend {
    return (require('./key') as typeof import('./key')).key(scope, props);
  }

  public network(scope: Construct, props: NetworkProps): INetworkBackend {
    return (require('./network') as typeof import('./network')).network(scope, props);
  }

  public logStream(scope: Construct, props: LogStreamProps): ILogStreamBackend {
    return (require('./log-stream') as typeof import('./log-stream')).logStream(scope, props);
  }

  public auditTrail(scope: Construct, props: AuditTrailProps): IAuditTrailBackend {
    return (require('./audit-trail') as typeof import('./audit-trail')).auditTrail(scope, props);
  }

  public alertChannel(scope: Construct, props: AlertChannelProps): IAlertChannelBackend {
    return (require('./alert-channel') as typeof import('./alert-channel')).alertChannel(scope, props);
  }

  public budget(scope: Construct, props: BudgetProps): void {
    (require('./budget') as typeof import('./budget')).budget(scope, props);
  }

  public workloadIdentity(scope: Construct, props: WorkloadIdentityProps): IWorkloadIdentity {
    return (require('./identity') as typeof import('./identity')).workloadIdentity(scope, props);
  }

  public containerRegistry(scope: Construct, props: ContainerRegistryProps): IContainerRegistryBackend {
    return (require('./container-registry') as typeof import('./container-registry')).containerRegistry(scope, props);
  }

  public service(scope: Construct, props: ServiceProps): IServiceBackend {
    return (require('./service/service') as typeof import('./service/service')).service(scope, props);
  }

  public apiGateway(scope: Construct, props: ApiGatewayProps): IApiGatewayBackend {
    return (require('./api-gateway/api-gateway') as typeof import('./api-gateway/api-gateway')).apiGateway(scope, props);
  }

  public database(scope: Construct, props: DatabaseProps): IResourceBackend {
    return (require('./database/database') as typeof import('./database/database')).database(scope, props);
  }

  public keyValueStore(scope: Construct, props: KeyValueStoreProps): IResourceBackend {
    return (require('./key-value-store') as typeof import('./key-value-store')).keyValueStore(scope, props);
  }

  public cache(scope: Construct, props: CacheProps): IResourceBackend {
    return (require('./cache') as typeof import('./cache')).cache(scope, props);
  }

  public objectStore(scope: Construct, props: ObjectStoreProps): IResourceBackend {
    return (require('./object-store') as typeof import('./object-store')).objectStore(scope, props);
  }

  public secret(scope: Construct, props: SecretProps): ISecretBackend {
    return (require('./secret') as typeof import('./secret')).secret(scope, props);
  }

  public userDirectory(scope: Construct, props: UserDirectoryProps): IUserDirectoryBackend {
    return (require('./user-directory') as typeof import('./user-directory')).userDirectory(scope, props);
  }

  public dashboard(scope: Construct, props: DashboardProps): void {
    (require('./dashboard') as typeof import('./dashboard')).dashboard(scope, props);
  }

  public alarm(scope: Construct, props: AlarmProps): void {
    (require('./alarm') as typeof import('./alarm')).alarm(scope, props);
  }

  public serviceLevelObjective(scope: Construct, props: ServiceLevelObjectiveProps): void {
    (require('./service-level-objective') as typeof import('./service-level-objective')).serviceLevelObjective(scope, props);
  }

  public probe(scope: Construct, props: ProbeProps): void {
    (require('./probe') as typeof import('./probe')).probe(scope, props);
  }

  public backup(scope: Construct, props: BackupProps): void {
    (require('./backup') as typeof import('./backup')).backup(scope, props);
  }
}
