import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { asFlag, asList } from './values';
import { within } from './residency-stores';

type Says = (value: any, context: ControlContext, resource: ControlledResource) => Judgement;

const off = (words: string): Says => (value) => (isUnknown(value) ? UNKNOWN : asFlag(value) !== true || words);
const places = (argument: string): Says => (value, context) => {
  const all = asList(value).map((one) => (typeof one === 'string' ? one : one?.[argument])).filter((one) => one !== undefined);
  return all.some(isUnknown) ? UNKNOWN : all.length === 0 || within(all.join(', '), context.allowedRegions);
};
/** The region in an ARN; a bucket has none in its name. */
const arn: Says = (value, context) => {
  if (value === undefined || value === null) { return true; }
  const [, region, named] = /^arn:[\w-]+:([\w-]+:([\w-]*)):/.exec(String(value)) ?? [];
  if (region === undefined) { return true; }
  return named === '' || named === undefined || within(named, context.allowedRegions);
};

/** Where copies go, by type: argument, and what is said of it. */
const COPIES: { readonly [type: string]: readonly (readonly [argument: string, says: Says])[] } = {
  aws_dynamodb_table: [['replica', places('region_name')]],
  aws_secretsmanager_secret: [['replica', places('region')]],
  aws_s3_bucket_replication_configuration: [['rule', (value) => asList(value).length === 0 || 'copies objects to a bucket whose region nothing here tells']],
  aws_backup_plan: [['rule', (value, context, resource) => firstFault(asList(value).flatMap((rule: any) => asList(rule?.copy_action)).map((copy: any) => arn(copy?.destination_vault_arn, context, resource)))]],
  aws_cloudwatch_log_subscription_filter: [['destination_arn', arn]],
  aws_flow_log: [['log_destination', arn]],
  aws_rds_cluster: [['global_cluster_identifier', (value) => value === undefined || 'is copied to other regions by a global cluster']],
  azurerm_storage_account: [['account_replication_type', (value) => (isUnknown(value) ? UNKNOWN : !/GRS|GZRS/.test(String(value)) || 'is copied to the paired region')]],
  azurerm_postgresql_flexible_server: [['geo_redundant_backup_enabled', off('backups are copied to the paired region')]],
  azurerm_mysql_flexible_server: [['geo_redundant_backup_enabled', off('backups are copied to the paired region')]],
  azurerm_data_protection_backup_vault: [['redundancy', (value) => (isUnknown(value) ? UNKNOWN : value !== 'GeoRedundant' || 'copies are copied to the paired region')], ['cross_region_restore_enabled', off('copies can be restored in the paired region')]],
  azurerm_container_registry: [['georeplications', places('location')]],
  azurerm_cosmosdb_account: [['geo_location', places('location')]],
  google_sql_database_instance: [['settings.0.backup_configuration.0.location', places('location')]],
  google_storage_bucket: [['custom_placement_config.0.data_locations', places('location')]],
  google_storage_transfer_job: [['transfer_spec.0.aws_s3_data_source', (value) => value === undefined || 'copies from another cloud'], ['replication_spec.0.gcs_data_sink.0.bucket_name', (value) => value === undefined || isUnknown(value) || 'copies to a bucket of which nothing here tells the place']],
  google_logging_project_sink: [['destination', (value, context) => {
    const place = /\/locations\/([\w-]+)\//.exec(String(value))?.[1];
    return place === undefined || place === 'global' || within(place, context.allowedRegions);
  }]],
};

function firstFault(all: Judgement[]): Judgement { return all.find((one) => one !== true) ?? true; }

function judged(context: ControlContext, resource: ControlledResource): ControlFinding[] {
  return COPIES[resource.type].map(([argument, says]) => finding(resource.address, says(resource.argument(argument), context, resource), argument));
}

/** Copies are data: replicas, backups elsewhere, logs that are sent away. */
export const residencyCopies = control({
  id: 'residency.copies',
  title: 'Copies of data stay in allowed regions',
  objective: Objective.DATA_RESIDENCY,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'a copy in another region is under another law as much as the data itself, and nobody looks for it there',
  mend: 'Keep copies in the zones of the region; add the region to allowedRegions if copies belong there.',
}, (context) => context.resources(Object.keys(COPIES)).flatMap((resource) => judged(context, resource)));
