import { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Direction, Metric, Size } from '../../capabilities/common';
import { DatabaseProps } from '../../capabilities/database';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { DatabaseRoles } from './database-roles';
import { SETTINGS } from './database-settings';
import { diagnose } from './diagnostics';
import { AzureKey } from './key';
import { platformMetrics } from './metrics';
import { AzureEndpoint, networkOf } from './network';
import { Access as PrivateAccess, reachPrivately } from './private-endpoint';
import { protectData } from './protection';
import {
  PostgresqlFlexibleServer, PostgresqlFlexibleServerActiveDirectoryAdministrator, PostgresqlFlexibleServerConfiguration, PostgresqlFlexibleServerDatabase,
} from './resources';
import { AzureIdentity, workloadIdentity } from './workload-identity';

/** Instance classes without a standby. Burstable ones cannot have one. */
const SINGLE: { [size in Size]: string } = { small: 'B_Standard_B1ms', medium: 'GP_Standard_D2ds_v5', large: 'GP_Standard_D4ds_v5' };
/** Instance classes with a standby in another zone. */
const DOUBLE: { [size in Size]: string } = { small: 'GP_Standard_D2ds_v5', medium: 'GP_Standard_D4ds_v5', large: 'GP_Standard_D8ds_v5' };
/** Connections that each class takes for users. Source: learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits */
const CONNECTIONS: { [sku: string]: number } = { B_Standard_B1ms: 35, GP_Standard_D2ds_v5: 844, GP_Standard_D4ds_v5: 1703, GP_Standard_D8ds_v5: 3426 };
/** Sizes of disk that Azure offers, in GiB. */
const DISKS = [32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384];
const PORT = 5432;

/** A standby in another zone, or beside the server where the landing zone has one zone only. */
function standby(zones: string[]): { mode: string; standbyAvailabilityZone?: string } {
  return zones.length > 1 ? { mode: 'ZoneRedundant', standbyAvailabilityZone: zones[1] } : { mode: 'SameZone' };
}

/** A PostgreSQL server with one database. */
export class AzureDatabase implements IResourceBackend {
  public readonly metrics: Metric[];
  public readonly server: PostgresqlFlexibleServer;
  private readonly access: PrivateAccess;
  private readonly roles: DatabaseRoles;
  private readonly sku: string;
  private readonly name: string;
  private granted?: string;

  public constructor(private readonly scope: Construct, props: DatabaseProps) {
    const { profile } = environmentOf(scope);
    this.name = props.databaseName ?? 'app';
    this.sku = (profile.highlyAvailable ? DOUBLE : SINGLE)[props.size ?? profile.size];
    const admin = workloadIdentity(new Construct(scope, 'administrator'), { description: `administrator of ${scope.node.path}` });
    this.server = this.build(props);
    const ready = this.configure(this.name, admin);
    this.access = reachPrivately(scope, 'endpoint', { id: this.server.id, part: 'postgresqlServer', zone: 'postgres', port: PORT });
    // Connecting the endpoint is an operation on the server too.
    after(this.access.endpoint, ...ready);
    this.access.allowFrom(networkOf(scope).appsEndpoint);
    this.roles = new DatabaseRoles(scope, { host: this.server.fqdn, database: this.name, administrator: admin, after: [...ready, this.access.endpoint] });
    diagnose(scope, 'server', this.server.id, 'postgres', baseOf(scope).workspace.id);
    this.metrics = this.measure();
  }

  /** Address, and the role that the identity which was granted last logs in as. */
  public get settings(): { [name: string]: string } {
    return { HOST: this.server.fqdn, PORT: String(PORT), NAME: this.name, SSLMODE: 'verify-full', ...(this.granted ? { USER: this.granted } : {}) };
  }

  /** Makes the identity a role of the database, named like the identity, which logs in with a token. */
  public grant(identity: IWorkloadIdentity, access: Access): void {
    this.roles.grant(identity as AzureIdentity, access);
    this.granted = (identity as AzureIdentity).principal;
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    this.access.allowFrom(endpoint as AzureEndpoint);
  }

  private build(props: DatabaseProps): PostgresqlFlexibleServer {
    const { profile, landingZone, dataKey } = environmentOf(this.scope);
    const base = baseOf(this.scope);
    const key = dataKey as AzureKey;
    const server = key.protect(new PostgresqlFlexibleServer(this.scope, 'server', {
      name: physicalName(this.scope, 'azurerm_postgresql_flexible_server'),
      location: base.location,
      resourceGroupName: base.group.name,
      version: props.version ?? '16',
      skuName: this.sku,
      storageMb: 1024 * (DISKS.find((d) => d >= (props.storageGib ?? 64)) ?? DISKS[DISKS.length - 1]),
      autoGrowEnabled: true,
      zone: landingZone.zones[0],
      publicNetworkAccessEnabled: false,
      // Tokens of managed identities only: there is no password to steal.
      authentication: { activeDirectoryAuthEnabled: true, passwordAuthEnabled: false, tenantId: landingZone.tenant },
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      customerManagedKey: { keyVaultKeyId: key.reference, primaryUserAssignedIdentityId: key.identityId },
      // 7 to 35 days; the vault keeps backups for longer.
      backupRetentionDays: Math.min(35, Math.max(7, profile.pointInTimeDays)),
      geoRedundantBackupEnabled: false,
      highAvailability: profile.highlyAvailable ? standby(landingZone.zones) : undefined,
      maintenanceWindow: { dayOfWeek: 0, startHour: 2, startMinute: 0 },
      // After a failover the zones have changed places, and that is as it should be.
      lifecycle: { ignoreChanges: profile.highlyAvailable ? ['zone', 'high_availability[0].standby_availability_zone'] : ['zone'] },
    }));
    return protectData(this.scope, server, profile.deletionProtection);
  }

  /** One after the other: a server that is busy answers 409. */
  private configure(name: string, admin: AzureIdentity): ITerraformDependable[] {
    const base = baseOf(this.scope);
    const database = new PostgresqlFlexibleServerDatabase(this.scope, 'database', { name, serverId: this.server.id, charset: 'UTF8', collation: 'en_US.utf8' });
    let last: ITerraformDependable = after(new PostgresqlFlexibleServerActiveDirectoryAdministrator(this.scope, 'entra-administrator', {
      serverName: this.server.name,
      resourceGroupName: base.group.name,
      tenantId: environmentOf(this.scope).landingZone.tenant,
      objectId: admin.principalId,
      principalName: admin.principal,
      principalType: 'ServicePrincipal',
    }), database);
    const ready = [database, last];
    for (const [setting, value] of Object.entries(SETTINGS)) {
      last = after(new PostgresqlFlexibleServerConfiguration(this.scope, setting.replace(/[._]/g, '-'), { name: setting, serverId: this.server.id, value }), last);
    }
    return [...ready, last];
  }

  private measure(): Metric[] {
    const of = platformMetrics(this.server.id, 'Microsoft.DBforPostgreSQL/flexibleServers');
    const most = CONNECTIONS[this.sku];
    return [
      of({ id: 'cpu', title: 'CPU', concern: Concern.SATURATION, unit: '%', warning: { value: 80, minutes: 15 } }, 'cpu_percent', 'Average'),
      of({ id: 'memory', title: 'Memory', concern: Concern.SATURATION, unit: '%', warning: { value: 90, minutes: 15 } }, 'memory_percent', 'Average'),
      of({ id: 'storage', title: 'Storage', concern: Concern.SATURATION, unit: '%', warning: { value: 80, minutes: 15 }, critical: { value: 92, minutes: 15 } }, 'storage_percent', 'Maximum'),
      of({ id: 'connections', title: 'Connections', concern: Concern.SATURATION, unit: 'count', warning: { value: Math.floor(most * 0.8), minutes: 15 } }, 'active_connections', 'Maximum'),
      of({ id: 'alive', title: 'Database answers', concern: Concern.AVAILABILITY, unit: 'count', critical: { value: 1, direction: Direction.BELOW } }, 'is_db_alive', 'Maximum'),
    ];
  }
}

/** A PostgreSQL flexible server: private, encrypted with the environment's key, logins by token only. */
export function database(scope: Construct, props: DatabaseProps): IResourceBackend {
  return new AzureDatabase(scope, props);
}
