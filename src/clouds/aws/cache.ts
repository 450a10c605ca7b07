import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { CacheProps } from '../../capabilities/cache';
import { Access, Concern, Metric, Size } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { grantId } from './grants';
import { AwsIdentity } from './identity';
import { AwsMetric, metric } from './metric-query';
import { AwsNetwork } from './network';
import { ElasticacheServerlessCache, ElasticacheUser, ElasticacheUserGroup, SecurityGroup } from './resources';
import { connect, securityGroup } from './security-group';
import { plain } from './text';
import { verb } from './verbs';

const PORT = 6379;
/** Replicas are read on the next port, so a client that spreads its reads needs both. */
const READER_PORT = 6380;

/** Most data in GiB and most ElastiCache processing units a second: the bill's ceiling. */
const LIMITS: { [size: string]: { data: number; units: number } } = {
  [Size.SMALL]: { data: 1, units: 1000 },
  [Size.MEDIUM]: { data: 10, units: 15000 },
  [Size.LARGE]: { data: 100, units: 100000 },
};

/** A serverless cache is a cluster: without these no client finds out where its keys are. They are neither read nor connection to Valkey. */
const DISCOVER = '+cluster|info +cluster|keyslot +cluster|nodes +cluster|shards +cluster|slots';

/** What a verb lets a user do, as an access string. https://valkey.io/topics/acl/ */
const RULES: { [access: string]: { name: string; rule: string } } = {
  [Access.READ]: { name: 'read', rule: `on ~* -@all +@read +@connection -@dangerous ${DISCOVER}` },
  [Access.WRITE]: { name: 'write', rule: `on ~* -@all +@write -@read +@connection -@dangerous ${DISCOVER}` },
  [Access.READ_WRITE]: { name: 'all', rule: `on ~* -@all +@read +@write +@transaction +@scripting +@connection -@dangerous ${DISCOVER}` },
};

/** A serverless Valkey cache: in several zones, TLS only, log-in by role. */
export class AwsCache implements IResourceBackend {
  public readonly metrics: Metric[];
  private readonly users: ElasticacheUser[] = [];
  private readonly group: ElasticacheUserGroup;
  private readonly cache: ElasticacheServerlessCache;
  private readonly security: SecurityGroup;
  private granted?: ElasticacheUser;

  public constructor(private readonly scope: Construct, props: CacheProps) {
    const { profile, dataKey, network } = environmentOf(scope);
    const name = physicalName(scope, 'aws_elasticache_serverless_cache');
    const limits = LIMITS[props.size ?? profile.size];
    this.security = securityGroup(scope, 'security-group', `Cache ${scope.node.path}`);
    this.group = new ElasticacheUserGroup(scope, 'users', { engine: 'valkey', userGroupId: physicalName(scope, 'aws_elasticache_user_group'), userIds: [] });
    this.cache = new ElasticacheServerlessCache(scope, 'cache', {
      name,
      description: plain(scope.node.path),
      engine: 'valkey',
      majorEngineVersion: '8',
      kmsKeyId: dataKey.reference,
      securityGroupIds: [this.security.id],
      subnetIds: (network as AwsNetwork).dataSubnets,
      userGroupId: this.group.id,
      dailySnapshotTime: '02:00',
      snapshotRetentionLimit: Math.min(35, profile.backupRetentionDays),
      cacheUsageLimits: [{ dataStorage: [{ maximum: limits.data, unit: 'GB' }], ecpuPerSecond: [{ maximum: limits.units }] }],
    });
    // A cache without users would let nobody in; one that may connect and do nothing keeps the group valid until the first grant.
    this.user('nobody', 'off -@all');
    const of = (metricName: string, stat: string): AwsMetric => ({ namespace: 'AWS/ElastiCache', name: metricName, stat, dimensions: { clusterId: name } });
    this.metrics = [
      metric('units', 'Processing units', Concern.TRAFFIC, 'count', of('ElastiCacheProcessingUnits', 'Sum')),
      metric('memory', 'Data', Concern.SATURATION, 'bytes', of('BytesUsedForCache', 'Maximum'), { value: limits.data * 1024 ** 3 * 0.8, minutes: 15 }),
      metric('throttles', 'Throttled commands', Concern.SATURATION, 'count', of('ThrottledCmds', 'Sum'), { value: 0, minutes: 15 }),
      metric('evictions', 'Evictions', Concern.SATURATION, 'count', of('Evictions', 'Sum')),
    ];
  }

  /** The user is that of the latest grant: settings are read right after it. */
  public get settings(): { [name: string]: string } {
    return {
      HOST: this.cache.endpoint.get(0).address,
      PORT: String(PORT),
      NAME: this.cache.name,
      ...(this.granted ? { USER: this.granted.userName } : {}),
    };
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const { name, rule } = verb(this.scope.node.path, access, RULES);
    this.granted = this.user(name, rule);
    (identity as AwsIdentity).allow(grantId(this.scope, access), { actions: ['elasticache:Connect'], resources: [this.cache.arn, this.granted.arn] });
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    connect(this.scope, endpoint, this.security, PORT, 'cache');
    const readers = this.scope.node.tryFindChild('readers') as Construct | undefined ?? new Construct(this.scope, 'readers');
    connect(readers, endpoint, this.security, READER_PORT, 'cache replicas');
  }

  /** A user that logs in with a token of a role: its id and its name must be the same. */
  private user(name: string, accessString: string): ElasticacheUser {
    const existing = this.scope.node.tryFindChild(`user-${name}`) as ElasticacheUser | undefined;
    if (existing) { return existing; }
    const id = physicalName(this.scope, 'aws_elasticache_user', name);
    const made = new ElasticacheUser(this.scope, `user-${name}`, { userId: id, userName: id, engine: 'valkey', accessString, authenticationMode: { type: 'iam' } });
    this.users.push(made);
    this.group.userIds = this.users.map((u) => u.userId);
    return made;
  }
}

export function cache(scope: Construct, props: CacheProps): IResourceBackend {
  return new AwsCache(scope, props);
}
