import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { KeyValueStoreProps } from '../../capabilities/key-value-store';
import { GroundworkError } from '../../errors';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { uuidOf } from './ids';
import { AzureKey } from './key';
import { platformMetrics } from './metrics';
import { AzureEndpoint } from './network';
import { Access as PrivateAccess, reachPrivately } from './private-endpoint';
import { protectData } from './protection';
import { CosmosdbAccount, CosmosdbSqlContainer, CosmosdbSqlDatabase, CosmosdbSqlRoleAssignment, CosmosdbSqlRoleDefinition } from './resources';
import { AzureIdentity } from './workload-identity';

const DATABASE = 'app';
const CONTAINER = 'items';
/** Smallest ceiling of an autoscaled container; a tenth of it is always paid. */
const MOST_REQUEST_UNITS = 1000;

const DATA = 'Microsoft.DocumentDB/databaseAccounts';
const ITEMS = `${DATA}/sqlDatabases/containers/items`;
/** What each verb may do. Every SDK asks for the metadata first. */
const ACTIONS: { [access in Access]?: string[] } = {
  [Access.READ]: [`${DATA}/readMetadata`, `${ITEMS}/read`, `${DATA}/sqlDatabases/containers/executeQuery`],
  [Access.WRITE]: [`${DATA}/readMetadata`, `${ITEMS}/create`, `${ITEMS}/replace`, `${ITEMS}/upsert`],
  [Access.READ_WRITE]: [
    `${DATA}/readMetadata`, `${ITEMS}/read`, `${ITEMS}/create`, `${ITEMS}/replace`, `${ITEMS}/upsert`, `${ITEMS}/delete`,
    `${DATA}/sqlDatabases/containers/executeQuery`,
  ],
};

/** A Cosmos DB account with one container. */
export class AzureKeyValueStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  private readonly account: CosmosdbAccount;
  private readonly container: CosmosdbSqlContainer;
  private readonly access: PrivateAccess;

  public constructor(private readonly scope: Construct, private readonly props: KeyValueStoreProps) {
    this.account = this.build();
    this.container = this.items();
    this.access = reachPrivately(scope, 'endpoint', { id: this.account.id, part: 'Sql', zone: 'cosmos', port: 443 });
    diagnose(scope, 'account', this.account.id, 'cosmos', baseOf(scope).workspace.id);
    this.settings = {
      ENDPOINT: this.account.endpoint,
      NAME: DATABASE,
      CONTAINER,
      PARTITION_KEY: props.partitionKey ?? 'pk',
      ...(props.sortKey ? { SORT_KEY: props.sortKey } : {}),
      // Items carry their remaining life in seconds in an attribute of this name: Cosmos DB knows no other.
      ...(props.expiryAttribute ? { EXPIRY_ATTRIBUTE: 'ttl' } : {}),
    };
    this.metrics = this.measure();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const actions = ACTIONS[access];
    if (!actions) {
      throw new GroundworkError('Wrong grant', [{ where: this.scope.node.path, problem: `a key-value store cannot be given "${access}"`, mend: 'Use READ, WRITE or READ_WRITE.' }]);
    }
    const base = baseOf(this.scope);
    const where = { accountName: this.account.name, resourceGroupName: base.group.name };
    const known = this.scope.node.tryFindChild(`may-${access}`) as CosmosdbSqlRoleDefinition | undefined;
    const role = known ?? new CosmosdbSqlRoleDefinition(this.scope, `may-${access}`, {
      ...where,
      name: physicalName(this.scope, 'azurerm_cosmosdb_sql_role_definition', access),
      roleDefinitionId: uuidOf(`${physicalName(this.scope, 'azurerm_cosmosdb_account')}/${access}`),
      type: 'CustomRole',
      assignableScopes: [this.account.id],
      permissions: [{ dataActions: actions }],
    });
    const { place, principal, principalId } = identity as AzureIdentity;
    if (this.scope.node.tryFindChild(`${access}-${place}`)) { return; }
    after(new CosmosdbSqlRoleAssignment(this.scope, `${access}-${place}`, {
      ...where,
      name: uuidOf(`${physicalName(this.scope, 'azurerm_cosmosdb_account')}/${access}/${principal}`),
      roleDefinitionId: role.id,
      principalId,
      // The one container, not the account.
      scope: `${this.account.id}/dbs/${DATABASE}/colls/${CONTAINER}`,
    }), this.container);
  }

  public allowFrom(endpoint: INetworkEndpoint): void {
    this.access.allowFrom(endpoint as AzureEndpoint);
  }

  private build(): CosmosdbAccount {
    const { profile, dataKey } = environmentOf(this.scope);
    const base = baseOf(this.scope);
    const key = dataKey as AzureKey;
    const account = key.protect(new CosmosdbAccount(this.scope, 'account', {
      name: physicalName(this.scope, 'azurerm_cosmosdb_account'),
      location: base.location,
      resourceGroupName: base.group.name,
      kind: 'GlobalDocumentDB',
      offerType: 'Standard',
      // Serverless costs nothing at rest, but has no copy in another zone.
      capabilities: profile.highlyAvailable ? undefined : [{ name: 'EnableServerless' }],
      geoLocation: [{ location: base.location, failoverPriority: 0, zoneRedundant: profile.highlyAvailable }],
      automaticFailoverEnabled: profile.highlyAvailable,
      consistencyPolicy: { consistencyLevel: 'Session' },
      minimalTlsVersion: 'Tls12',
      publicNetworkAccessEnabled: false,
      isVirtualNetworkFilterEnabled: true,
      networkAclBypassForAzureServices: false,
      // azurerm 5 turns this into `local_authentication_enabled`; 4.55 has no other name.
      localAuthenticationDisabled: true,
      accessKeyMetadataWritesEnabled: false,
      identity: { type: 'UserAssigned', identityIds: [key.identityId] },
      defaultIdentityType: `UserAssignedIdentity=${key.identityId}`,
      // Only the id without version is taken.
      keyVaultKeyId: key.reference,
      backup: { type: 'Continuous', tier: profile.pointInTimeDays > 7 ? 'Continuous30Days' : 'Continuous7Days' },
    }));
    return protectData(this.scope, account, profile.deletionProtection);
  }

  private items(): CosmosdbSqlContainer {
    const { profile } = environmentOf(this.scope);
    const where = { accountName: this.account.name, resourceGroupName: baseOf(this.scope).group.name };
    const database = new CosmosdbSqlDatabase(this.scope, 'database', { ...where, name: DATABASE });
    const partitionKey = this.props.partitionKey ?? 'pk';
    return new CosmosdbSqlContainer(this.scope, 'items', {
      ...where,
      name: CONTAINER,
      databaseName: database.name,
      partitionKeyKind: this.props.sortKey ? 'MultiHash' : 'Hash',
      partitionKeyVersion: 2,
      // Items are found by the first part, or by both; Cosmos DB sorts by any attribute.
      partitionKeyPaths: [`/${partitionKey}`, ...(this.props.sortKey ? [`/${this.props.sortKey}`] : [])],
      autoscaleSettings: profile.highlyAvailable ? { maxThroughput: MOST_REQUEST_UNITS } : undefined,
      // -1: items live on unless they say otherwise.
      defaultTtl: this.props.expiryAttribute ? -1 : undefined,
    });
  }

  private measure(): Metric[] {
    const of = platformMetrics(this.account.id, 'Microsoft.DocumentDB/databaseAccounts');
    return [
      of({ id: 'requests', title: 'Requests', concern: Concern.TRAFFIC, unit: 'count' }, 'TotalRequests', 'Count'),
      of({ id: 'throttled', title: 'Throttled requests', concern: Concern.ERRORS, unit: 'count', warning: { value: 10, minutes: 15 }, critical: { value: 500, minutes: 15 } },
        'TotalRequests', 'Count', { name: 'StatusCode', values: ['429'] }),
      of({ id: 'latency', title: 'Latency at the server', concern: Concern.LATENCY, unit: 'ms', warning: { value: 100, minutes: 15 } }, 'ServerSideLatencyGateway', 'Average'),
      of({ id: 'load', title: 'Request units in use', concern: Concern.SATURATION, unit: '%', warning: { value: 90, minutes: 15 } }, 'NormalizedRUConsumption', 'Maximum'),
    ];
  }
}

/** A Cosmos DB container: private, logins by identity only, restorable to any second. */
export function keyValueStore(scope: Construct, props: KeyValueStoreProps): IResourceBackend {
  return new AzureKeyValueStore(scope, props);
}
