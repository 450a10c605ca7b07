import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';

/** Arguments that name a size. */
const SIZED: { readonly [type: string]: string } = {
  aws_rds_cluster_instance: 'instance_class', aws_db_instance: 'instance_class', aws_instance: 'instance_type', aws_elasticache_cluster: 'node_type', aws_elasticache_replication_group: 'node_type',
  azurerm_api_management: 'sku_name', azurerm_managed_redis: 'sku_name', azurerm_mysql_flexible_server: 'sku_name', azurerm_postgresql_flexible_server: 'sku_name', azurerm_service_plan: 'sku_name',
  google_compute_instance: 'machine_type', google_memorystore_instance: 'node_type', google_sql_database_instance: 'settings.0.tier',
};

/** Arguments that say how much at most, with the parameter that bounds each. */
const BOUNDED: { readonly [type: string]: { readonly argument: string; readonly parameter: string } } = {
  aws_rds_cluster: { argument: 'serverlessv2_scaling_configuration.0.max_capacity', parameter: 'databaseUnits' },
  aws_elasticache_serverless_cache: { argument: 'cache_usage_limits.0.data_storage.0.maximum', parameter: 'cacheGibibytes' },
  azurerm_postgresql_flexible_server: { argument: 'storage_mb', parameter: 'databaseMebibytes' },
  azurerm_cosmosdb_sql_container: { argument: 'autoscale_settings.0.max_throughput', parameter: 'requestUnits' },
  google_sql_database_instance: { argument: 'settings.0.disk_autoresize_limit', parameter: 'databaseGibibytes' },
};

function sizeSays(context: ControlContext, found: any): Judgement {
  if (found === undefined) { return 'names no size: it has the one that the cloud chooses'; }
  if (isUnknown(found)) { return UNKNOWN; }
  return (context.parameter(context.cloud) as string[]).includes(String(found)) || `is of size ${found}, which is not approved`;
}

function boundSays(context: ControlContext, one: ControlledResource, found: any): Judgement {
  const most: number = context.parameter(BOUNDED[one.type].parameter);
  if (isUnknown(found)) { return UNKNOWN; }
  return found === undefined || !(Number(found) > 0) ? 'has no bound' : Number(found) <= most || `may grow to ${found}, more than ${most}`;
}

/** A cluster that does not scale by units is as large as its instances; a container without autoscaling pays by use, or has a fixed throughput. */
const WHERE: { readonly [type: string]: string } = { aws_rds_cluster: 'serverlessv2_scaling_configuration', azurerm_cosmosdb_sql_container: 'autoscale_settings' };

function isBounded(one: ControlledResource): boolean {
  return WHERE[one.type] === undefined || one.argument(WHERE[one.type]) !== undefined;
}

/** Nothing is larger than was agreed. */
export const costSizes = control({
  id: 'cost.sizes',
  title: 'Databases, caches and machines are of an approved size',
  objective: Objective.COST,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.LOW,
  why: 'one step in the list of sizes doubles the bill, and nobody goes back down',
  mend: 'Name a size of the capability: small, medium or large.',
  parameters: [
    { name: 'aws', description: 'Approved instance classes and types on AWS', defaultValue: ['db.serverless'] },
    {
      name: 'azure', description: 'Approved SKUs on Azure',
      defaultValue: ['B_Standard_B1ms', 'Balanced_B0', 'Balanced_B10', 'Balanced_B3', 'GP_Standard_D2ds_v5', 'GP_Standard_D4ds_v5', 'GP_Standard_D8ds_v5', 'StandardV2_1', 'StandardV2_2', 'StandardV2_3'],
    },
    {
      name: 'google', description: 'Approved tiers and node types on Google Cloud',
      defaultValue: [
        'HIGHMEM_MEDIUM', 'HIGHMEM_XLARGE', 'SHARED_CORE_NANO', 'STANDARD_SMALL', 'db-custom-1-3840', 'db-custom-2-7680', 'db-custom-4-15360', 'db-g1-small',
        'db-perf-optimized-N-2', 'db-perf-optimized-N-4', 'db-perf-optimized-N-8',
      ],
    },
    { name: 'databaseUnits', description: 'Most Aurora capacity units (2 GiB of memory each) of one database', defaultValue: 32 },
    { name: 'databaseGibibytes', description: 'Most GiB to which the disk of a database on Google Cloud grows by itself', defaultValue: 65536 },
    { name: 'databaseMebibytes', description: 'Most MiB of the disk of a PostgreSQL server on Azure', defaultValue: 16777216 },
    { name: 'cacheGibibytes', description: 'Most GiB of a serverless cache on AWS', defaultValue: 100 },
    { name: 'requestUnits', description: 'Most request units a second of one Cosmos DB container', defaultValue: 100000 },
  ],
}, (context) => [
  ...Object.entries(SIZED).flatMap(([type, argument]) => context.resources([type]).map((one) => {
    const found = one.argument(argument);
    return finding(one.address, sizeSays(context, found), argument, `${found ?? 'not set'}`);
  })),
  ...Object.entries(BOUNDED).flatMap(([type, { argument }]) => context.resources([type]).filter(isBounded).map((one) => {
    const found = one.argument(argument);
    return finding(one.address, boundSays(context, one, found), argument, `${found ?? 'not set'}`);
  })),
]);
