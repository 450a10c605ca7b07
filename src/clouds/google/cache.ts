import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { CacheProps } from '../../capabilities/cache';
import { Access, Concern, Metric, Size } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { grantOnResource, wrongGrant } from './iam';
import { GoogleKey } from './key';
import { is, metricFilter, toMetrics } from './metrics';
import { allowEgress } from './network';
import { References } from './references';
import { MemorystoreInstance } from './resources';

const PORT = '6379';
const NODES: { [size in Size]: string } = {
  [Size.SMALL]: 'STANDARD_SMALL', [Size.MEDIUM]: 'HIGHMEM_MEDIUM', [Size.LARGE]: 'HIGHMEM_XLARGE',
};
/** Cheapest node; shares its CPU, without service level. */
const SHARED = 'SHARED_CORE_NANO';

/** Memorystore for Valkey: login by identity, TLS, encrypted with the environment's key. */
export class GoogleCache implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  private readonly instanceId: string;
  private readonly host: string;

  public constructor(private readonly scope: Construct, props: CacheProps) {
    this.instanceId = physicalName(scope, 'google_memorystore_instance');
    const instance = this.create(props);
    // Order of endpoints is not promised: the one that takes writes is told by its type.
    this.host = `\${[for c in flatten([for e in ${instance.fqn}.endpoints : e.connections]) : c.psc_auto_connection[0].ip_address `
      + 'if c.psc_auto_connection[0].connection_type == "CONNECTION_TYPE_PRIMARY"][0]}';
    // The instance's own authority, without which a client cannot tell whom it talks to.
    const authority = `\${join("\\n", flatten(${instance.fqn}.managed_server_ca[*].ca_certs[*].certificates))}`;
    this.settings = { HOST: this.host, PORT, NAME: this.instanceId, CA: authority };
    this.metrics = this.measure();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    if (access !== Access.READ_WRITE) {
      throw wrongGrant(this.scope, access, 'Grant read-write: Memorystore lets an identity in or not.');
    }
    const references = References.of(this.scope);
    grantOnResource(this.scope, identity, 'connect', 'roles/memorystore.dbConnectionUser', `${references.location}/instances/${this.instanceId}`);
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    allowEgress(this.scope, endpoint, `${this.host}/32`, [PORT]);
  }

  private create(props: CacheProps): MemorystoreInstance {
    const { profile, dataKey } = environmentOf(this.scope);
    const references = References.of(this.scope);
    const size = props.size ?? profile.size;
    return after(new MemorystoreInstance(this.scope, 'instance', {
      instanceId: this.instanceId,
      location: references.region,
      mode: 'CLUSTER_DISABLED',
      engineVersion: 'VALKEY_8_0',
      nodeType: !profile.highlyAvailable && size === Size.SMALL ? SHARED : NODES[size],
      shardCount: 1,
      replicaCount: profile.highlyAvailable ? 1 : 0,
      authorizationMode: 'IAM_AUTH',
      transitEncryptionMode: 'SERVER_AUTHENTICATION',
      kmsKey: dataKey.reference,
      deletionProtectionEnabled: profile.deletionProtection,
      zoneDistributionConfig: profile.highlyAvailable ? { mode: 'MULTI_ZONE' } : { mode: 'SINGLE_ZONE', zone: references.zone.zones[0] },
      // What is in a cache can be made again.
      persistenceConfig: { mode: 'DISABLED' },
      engineConfigs: { 'maxmemory-policy': 'volatile-ttl' },
      maintenancePolicy: { weeklyMaintenanceWindow: [{ day: 'SUNDAY', startTime: { hours: 3, minutes: 0, seconds: 0, nanos: 0 } }] },
      desiredAutoCreatedEndpoints: [{ network: references.network, projectId: references.project }],
    }), (dataKey as GoogleKey).useBy(Agent.MEMORYSTORE));
  }

  private measure(): Metric[] {
    const own = is('resource.labels.instance_id', this.instanceId);
    const filter = (metric: string) => metricFilter(`memorystore.googleapis.com/instance/${metric}`, 'memorystore.googleapis.com/InstanceNode', own);
    const share = (id: string, title: string, metric: string) => ({
      id, title, concern: Concern.SATURATION, unit: '%', query: { filter: filter(metric), factor: 100, aligner: 'ALIGN_MEAN', reducer: 'REDUCE_MAX' },
      warning: { value: 80, minutes: 15 }, critical: { value: 95, minutes: 15 },
    });
    return toMetrics([share('memory', 'Cache memory', 'node/memory/utilization'), share('cpu', 'Cache CPU', 'node/cpu/utilization')]);
  }
}

export function cache(scope: Construct, props: CacheProps): IResourceBackend {
  return new GoogleCache(scope, props);
}
