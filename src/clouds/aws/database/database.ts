import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../../capabilities/backends';
import { Access, Concern, LogClass, Metric, Severity } from '../../../capabilities/common';
import { DatabaseProps } from '../../../capabilities/database';
import { environmentOf } from '../../../environment/environment-rules';
import { after, preventDestroy } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { GroundworkError } from '../../../errors';
import { AwsAlertChannel } from '../alert-channel';
import { arn, awsPlace } from '../context';
import { grantId } from '../grants';
import { AwsIdentity } from '../identity';
import { logGroup } from '../log-stream';
import { AwsMetric, metric } from '../metric-query';
import { AwsNetwork } from '../network';
import { DbEventSubscription, DbSubnetGroup, RdsCluster, RdsClusterInstance, SecurityGroup } from '../resources';
import { connect, securityGroup } from '../security-group';
import { shared } from '../shared';
import { plain } from '../text';
import { verb } from '../verbs';
import { clusterParameters, instanceParameters } from './parameters';
import { databaseRoles, ROLES } from './roles';
import { Capacity, capacityOf, DATABASE_VERSIONS } from './sizes';

const PORT = 5432;

/** An Aurora PostgreSQL database, serverless: it scales with load, and pauses where nothing is kept ready. */
export class AwsDatabase implements IResourceBackend {
  public readonly metrics: Metric[];
  /** For backup. */
  public readonly arn: string;
  private readonly cluster: RdsCluster;
  private readonly group: SecurityGroup;
  private readonly name: string;
  private granted?: string;

  public constructor(private readonly scope: Construct, props: DatabaseProps) {
    const { profile } = environmentOf(scope);
    const major = props.version ?? '16';
    const version = DATABASE_VERSIONS[major];
    if (version === undefined) {
      throw new GroundworkError('Unknown database version', [{
        where: scope.node.path, problem: `PostgreSQL ${major} is not offered`, mend: `Use one of ${Object.keys(DATABASE_VERSIONS).join(', ')}.`,
      }]);
    }
    this.name = props.databaseName ?? 'app';
    this.group = securityGroup(scope, 'security-group', `Database ${scope.node.path}`);
    const identifier = physicalName(scope, 'aws_rds_cluster');
    const family = `aurora-postgresql${major}`;
    const capacity = capacityOf(props.size ?? profile.size, profile);
    this.cluster = this.makeCluster(identifier, version, family, capacity);
    this.arn = this.cluster.arn;
    const instances = this.makeInstances(family, profile.highlyAvailable ? Math.max(2, profile.zones) : 1);
    this.events();
    databaseRoles(scope, this.cluster, this.name, instances);
    this.metrics = databaseMetrics(identifier, capacity);
  }

  /** The user is the role of the latest grant: settings are read right after it. */
  public get settings(): { [name: string]: string } {
    return {
      HOST: this.cluster.endpoint,
      PORT: String(PORT),
      NAME: this.name,
      SSLMODE: 'verify-full',
      ...(this.granted ? { USER: this.granted } : {}),
    };
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    this.granted = verb(this.scope.node.path, access, ROLES);
    (identity as AwsIdentity).allow(grantId(this.scope, access), {
      sid: 'LogIn', actions: ['rds-db:connect'], resources: [arn(awsPlace(this.scope), 'rds-db', `dbuser:${this.cluster.clusterResourceId}/${this.granted}`)],
    });
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    connect(this.scope, endpoint, this.group, PORT, 'database');
  }

  private makeCluster(identifier: string, engineVersion: string, family: string, capacity: Capacity): RdsCluster {
    const { profile, dataKey, network } = environmentOf(this.scope);
    const subnets = new DbSubnetGroup(this.scope, 'subnets', {
      name: physicalName(this.scope, 'aws_db_subnet_group'), description: plain(`Database ${this.scope.node.path}`), subnetIds: (network as AwsNetwork).dataSubnets,
    });
    const log = logGroup(this.scope, { name: `/aws/rds/cluster/${identifier}/postgresql`, logClass: LogClass.SECURITY, id: 'log' });
    const cluster = after(new RdsCluster(this.scope, 'cluster', {
      clusterIdentifier: identifier,
      engine: 'aurora-postgresql',
      engineMode: 'provisioned',
      engineVersion,
      databaseName: this.name,
      masterUsername: 'administrator',
      // Made, kept and rotated by RDS; only the role maker reads it.
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: dataKey.reference,
      iamDatabaseAuthenticationEnabled: true,
      enableHttpEndpoint: true,
      storageEncrypted: true,
      kmsKeyId: dataKey.reference,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [this.group.id],
      dbClusterParameterGroupName: clusterParameters(this.scope, family).name,
      port: PORT,
      networkType: 'IPV4',
      backupRetentionPeriod: Math.min(35, Math.max(1, profile.pointInTimeDays)),
      preferredBackupWindow: '01:00-02:00',
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      copyTagsToSnapshot: true,
      deletionProtection: profile.deletionProtection,
      deleteAutomatedBackups: !profile.deletionProtection,
      skipFinalSnapshot: !profile.deletionProtection,
      ...(profile.deletionProtection ? { finalSnapshotIdentifier: `${identifier}-final` } : {}),
      enabledCloudwatchLogsExports: ['postgresql'],
      applyImmediately: false,
      serverlessv2ScalingConfiguration: capacity,
      // AWS raises the minor version in the maintenance window.
      lifecycle: { ignoreChanges: ['engine_version'] },
    }), log.group);
    return preventDestroy(cluster, profile.deletionProtection);
  }

  private makeInstances(family: string, count: number): RdsClusterInstance[] {
    const parameters = instanceParameters(this.scope, family);
    return Array.from({ length: count }, (_, i) => new RdsClusterInstance(this.scope, `instance-${i + 1}`, {
      identifier: physicalName(this.scope, 'aws_rds_cluster_instance', String(i + 1)),
      clusterIdentifier: this.cluster.id,
      engine: this.cluster.engine,
      instanceClass: 'db.serverless',
      dbParameterGroupName: parameters.name,
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      monitoringInterval: 60,
      monitoringRoleArn: shared.databaseMonitoringRoleArn(awsPlace(this.scope)),
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: environmentOf(this.scope).dataKey.reference,
      performanceInsightsRetentionPeriod: 7,
      promotionTier: i === 0 ? 0 : 1,
      copyTagsToSnapshot: true,
      caCertIdentifier: 'rds-ca-rsa2048-g1',
    }));
  }

  private events(): void {
    const alerts = environmentOf(this.scope).alertChannel as AwsAlertChannel;
    after(new DbEventSubscription(this.scope, 'events', {
      name: physicalName(this.scope, 'aws_db_event_subscription'),
      snsTopic: alerts.topicArn(Severity.WARNING),
      sourceType: 'db-cluster',
      sourceIds: [this.cluster.id],
      eventCategories: ['configuration change', 'deletion', 'failover', 'failure', 'maintenance'],
    }), alerts.topicPolicy(Severity.WARNING));
  }
}

function databaseMetrics(identifier: string, capacity: Capacity): Metric[] {
  const of = (name: string, stat: string): AwsMetric => ({ namespace: 'AWS/RDS', name, stat, dimensions: { DBClusterIdentifier: identifier } });
  return [
    metric('connections', 'Connections', Concern.TRAFFIC, 'count', of('DatabaseConnections', 'Maximum'), { value: capacity.maxCapacity * 80, minutes: 15 }),
    metric('capacity', 'Capacity units', Concern.SATURATION, 'count', of('ServerlessDatabaseCapacity', 'Maximum')),
    metric('capacity-used', 'Share of the largest capacity', Concern.SATURATION, '%', of('ACUUtilization', 'Average'), { value: 85, minutes: 15 }, { value: 97, minutes: 15 }),
    metric('cpu', 'CPU', Concern.SATURATION, '%', of('CPUUtilization', 'Average'), { value: 90, minutes: 15 }),
    metric('latency', 'Commit latency', Concern.LATENCY, 'ms', of('CommitLatency', 'Average')),
    metric('deadlocks', 'Deadlocks', Concern.ERRORS, 'count', of('Deadlocks', 'Sum'), { value: 5, minutes: 15 }),
  ];
}

export function database(scope: Construct, props: DatabaseProps): IResourceBackend {
  return new AwsDatabase(scope, props);
}
