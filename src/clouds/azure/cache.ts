import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { CacheProps } from '../../capabilities/cache';
import { Access, Concern, Metric, Size } from '../../capabilities/common';
import { GroundworkError } from '../../errors';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { AzureKey } from './key';
import { platformMetrics } from './metrics';
import { AzureEndpoint } from './network';
import { Access as PrivateAccess, reachPrivately } from './private-endpoint';
import { ManagedRedis } from './resources';
import { deployTemplate } from './template';
import { AzureIdentity } from './workload-identity';

/** Balanced tier: memory and CPU for most uses. */
const SIZES: { [size in Size]: string } = { small: 'Balanced_B0', medium: 'Balanced_B3', large: 'Balanced_B10' };
const PORT = 10000;
const ALLOWED = [Access.READ, Access.WRITE, Access.READ_WRITE];

/** An Azure Managed Redis instance. */
export class AzureCache implements IResourceBackend {
  public readonly metrics: Metric[];
  private readonly redis: ManagedRedis;
  private readonly access: PrivateAccess;
  private granted?: AzureIdentity;

  public constructor(private readonly scope: Construct, props: CacheProps) {
    this.redis = this.build(props);
    this.access = reachPrivately(scope, 'endpoint', { id: this.redis.id, part: 'redisEnterprise', zone: 'redis', port: PORT });
    const workspace = baseOf(scope).workspace.id;
    diagnose(scope, 'instance', this.redis.id, 'redis', workspace);
    diagnose(scope, 'database', `${this.redis.id}/databases/default`, 'redisDatabase', workspace);
    this.metrics = this.measure();
  }

  /** Address, and the user name of the identity which was granted last: its object id. */
  public get settings(): { [name: string]: string } {
    return { HOST: this.redis.hostname, PORT: String(PORT), TLS: 'true', ...(this.granted ? { USER: this.granted.principalId } : {}) };
  }

  /**
   * Lets the identity log in with a token. Azure Managed Redis knows one access policy only, `default`, which may run every
   * command: nothing narrower can be given. azurerm 4.55 has no type for the assignment.
   */
  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (!ALLOWED.includes(access)) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `a cache cannot be given "${access}"`, mend: 'Use READ, WRITE or READ_WRITE.' }]);
    }
    this.granted = identity as AzureIdentity;
    const { place, principal, principalId } = this.granted;
    const id = `login-${place}`;
    if (this.scope.node.tryFindChild(id)) { return; }
    after(deployTemplate(this.scope, id, {
      name: physicalName(this.scope, 'azurerm_resource_group_template_deployment', id),
      group: baseOf(this.scope).groupName,
      parameters: { principal: principalId },
      resources: [{
        type: 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments',
        apiVersion: '2025-04-01',
        // Letters and digits only.
        name: `${physicalName(this.scope, 'azurerm_managed_redis')}/default/${principal.replace(/[^A-Za-z0-9]/g, '').slice(0, 60)}`,
        properties: { accessPolicyName: 'default', user: { objectId: "[parameters('principal')]" } },
      }],
    }), this.redis);
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    this.access.allowFrom(endpoint as AzureEndpoint);
  }

  private build(props: CacheProps): ManagedRedis {
    const { profile, dataKey } = environmentOf(this.scope);
    const base = baseOf(this.scope);
    const key = dataKey as AzureKey;
    return preventDestroy(key.protect(new ManagedRedis(this.scope, 'redis', {
      name: physicalName(this.scope, 'azurerm_managed_redis'),
      location: base.location,
      resourceGroupName: base.group.name,
      skuName: SIZES[props.size ?? profile.size],
      highAvailabilityEnabled: profile.highlyAvailable,
      publicNetworkAccess: 'Disabled',
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      // Redis takes a version, and follows no rotation by itself.
      customerManagedKey: { keyVaultKeyId: key.versionFor(this.scope), userAssignedIdentityId: key.identityId },
      defaultDatabase: {
        accessKeysAuthenticationEnabled: false,
        clientProtocol: 'Encrypted',
        // One port for clients; the other policy opens one for each shard.
        clusteringPolicy: 'EnterpriseCluster',
        evictionPolicy: 'AllKeysLRU',
      },
    })), profile.deletionProtection);
  }

  private measure(): Metric[] {
    const of = platformMetrics(this.redis.id, 'Microsoft.Cache/redisEnterprise');
    return [
      of({ id: 'operations', title: 'Operations a second', concern: Concern.TRAFFIC, unit: 'count' }, 'operationsPerSecond', 'Maximum'),
      of({ id: 'memory', title: 'Memory', concern: Concern.SATURATION, unit: '%', warning: { value: 85, minutes: 15 } }, 'usedmemorypercentage', 'Maximum'),
      of({ id: 'cpu', title: 'CPU', concern: Concern.SATURATION, unit: '%', warning: { value: 80, minutes: 15 } }, 'percentProcessorTime', 'Maximum'),
      of({ id: 'evictions', title: 'Evicted keys', concern: Concern.SATURATION, unit: 'count' }, 'evictedkeys', 'Total'),
    ];
  }
}

/** An in-memory cache: private, encrypted, logins by token only. */
export function cache(scope: Construct, props: CacheProps): IResourceBackend {
  return new AzureCache(scope, props);
}
