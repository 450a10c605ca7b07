import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { Hardened, lasting, least, none, off, on, oneOf, refused, Setting, settingsControl } from './azure-hardened';
import { asList } from './values';

const words = (value: unknown) => String(value ?? '').toLowerCase().split(',').map((word) => word.trim());

/** Parameters of PostgreSQL, by name. */
const PARAMETERS: { readonly [name: string]: (value: any) => boolean } = {
  'azure.extensions': (value) => words(value).includes('pgaudit') && !words(value).some((word) => ['dblink', 'postgres_fdw', 'azure_storage'].includes(word)),
  'shared_preload_libraries': (value) => words(value).includes('pgaudit'),
  'pgaudit.log': (value) => words(value).includes('all') || ['ddl', 'role'].every((word) => words(value).includes(word)),
  'log_checkpoints': (value) => words(value)[0] === 'on',
  'log_connections': (value) => words(value)[0] === 'on',
  'log_disconnections': (value) => words(value)[0] === 'on',
  'log_statement': (value) => words(value)[0] !== 'none',
  'connection_throttle.enable': (value) => words(value)[0] === 'on',
  'logfiles.retention_days': least(7),
};

/** Days of a duration as backup policies write it. */
function days(duration: unknown): number {
  const [, number, unit] = /^P(\d+)([DWMY])$/.exec(String(duration)) ?? [];
  return number === undefined ? 0 : Number(number) * ({ D: 1, W: 7, M: 30, Y: 365 } as const)[unit as 'D'];
}

/** Whether a copy is made every week at least. */
function often(intervals: any): boolean {
  return asList(intervals).length > 0 && asList(intervals).every((interval) => { const every = days(String(interval).split('/').pop()); return every > 0 && every <= 7; });
}

const contained = (value: any, _: ControlledResource, context: ControlContext) => asList(value).length > 0 && (context.embedded
  || asList(value).every((name) => context.resources(['azurerm_storage_container']).some((container) => container.argument('name') === name)));

/** What a policy keeps of objects that were replaced. */
const keeps = (part: string, argument: string): Setting[1] => lasting((value) => asList(value)
  .flatMap((rule) => asList(rule?.actions)).flatMap((actions) => asList(actions?.[part]))
  .every((one) => one?.[argument] === undefined || Number(one[argument]) >= 7));

const KEPT: Setting = ['lifecycle.0.prevent_destroy', (value, _, context) => !context.protectedFromDeletion || on(value), 'goes with a careless apply'];
const HERE = (value: any) => /^\$\{azurerm_/.test(String(value));
/** Parts whose rights are the environment's own identities'; a gateway's and a vault's identity are the foundation's. */
const OWN_PARTS = ['Service', 'Database', 'KeyValueStore', 'ObjectStore', 'Cache', 'Secret', 'Queue'];

const AZURE: Hardened = {
  azurerm_resource_group_template_deployment: [
    ['deployment_mode', oneOf('Incremental'), 'deletes everything else in the group'],
    ['template_content.resources.0.properties.attributes.exportable', off, 'lets the key out of the vault'],
    ['template_content.resources.0.properties.features.disableLocalAuth', (value) => value === undefined || on(value), 'takes records with a key'],
    ['template_content.resources.0.properties.publicNetworkAccessForIngestion', (value) => value === undefined || value === 'Disabled', 'takes records from the internet'],
  ],
  azurerm_key_vault: [
    ['sku_name', oneOf('premium'), 'keeps keys in software'], ['network_acls.0.default_action', oneOf('Deny'), 'is open to every network'], ['network_acls.0.ip_rules', none, 'is open to addresses on the internet'],
    ['enabled_for_deployment', off, 'gives certificates to machines'], ['enabled_for_template_deployment', off, 'gives secrets to templates'], ['enabled_for_disk_encryption', off, 'gives keys to disks'], ['access_policy', none, 'gives rights beside roles'],
  ],
  azurerm_key_vault_access_policy: [['', () => false, 'gives rights beside roles']],
  azurerm_postgresql_flexible_server: [['authentication.0.active_directory_auth_enabled', on, 'does not take identities'], ['auto_grow_enabled', lasting(on), 'stops when its disk is full']],
  azurerm_postgresql_flexible_server_configuration: [['value', (value, one) => (PARAMETERS[String(one.argument('name'))] ?? (() => true))(value), 'lets go of what the database is watched by']],
  azurerm_postgresql_flexible_server_firewall_rule: [['', () => false, 'opens the database to addresses']],
  azurerm_postgresql_flexible_server_active_directory_administrator: [['principal_type', oneOf('ServicePrincipal', 'Group'), 'is a person']],
  azurerm_cosmosdb_account: [
    ['access_key_metadata_writes_enabled', refused, 'lets keys change what it consists of'], ['is_virtual_network_filter_enabled', on, 'is open to every network'], ['network_acl_bypass_for_azure_services', off, 'is open to services of others'],
    ['ip_range_filter', none, 'is open to addresses on the internet'], ['cors_rule', none, 'answers pages of others'],
  ],
  azurerm_cosmosdb_sql_container: [['default_ttl', (value) => value === undefined || value === null || Number(value) === -1, 'forgets items that nobody told it to']],
  azurerm_cosmosdb_sql_role_assignment: [['principal_id', HERE, 'is of an identity that is not here'], ['role_definition_id', (value) => /azurerm_cosmosdb_sql_role_definition\./.test(String(value)), 'gives a role that is not narrowed to what was asked for']],
  azurerm_role_assignment: [['principal_id', (value, one, context) => HERE(value) || !OWN_PARTS.includes(context.kindOf(one.address)), 'is of an identity that is not here']],
  azurerm_managed_redis: [KEPT],
  azurerm_storage_account: [
    ['allow_nested_items_to_be_public', refused, 'lets containers be made public'], ['allowed_copy_scope', oneOf('AAD', 'PrivateLink'), 'lets copies be made to any account'], ['default_to_oauth_authentication', on, 'is asked with keys'],
    ['infrastructure_encryption_enabled', on, 'is encrypted once only'], ['sftp_enabled', off, 'takes files by SFTP'], ['nfsv3_enabled', off, 'takes files by NFS, which asks nobody who they are'],
    ['network_rules.0.default_action', oneOf('Deny'), 'is open to every network'], ['network_rules.0.ip_rules', none, 'is open to addresses on the internet'], ['blob_properties.0.cors_rule', none, 'answers pages of others'],
    ['sas_policy.0.expiration_period', (value) => /^0?0\./.test(String(value)), 'takes signed addresses that hold for more than a day'],
    ['blob_properties.0.container_delete_retention_policy.0.days', lasting(least(7)), 'keeps deleted containers for less than a week'],
    ['blob_properties.0.change_feed_enabled', (value, _, context) => context.kind === 'foundation' || !context.lasting || on(value), 'keeps no list of changes'], ['blob_properties.0.change_feed_retention_in_days', lasting((value) => value === undefined || Number(value) >= 7), 'keeps its list of changes for less than a week'],
  ],
  azurerm_storage_management_policy: [
    ['rule', keeps('version', 'delete_after_days_since_creation'), 'deletes versions within a week'], ['rule', keeps('snapshot', 'delete_after_days_since_creation_greater_than'), 'deletes snapshots within a week'],
  ],
  azurerm_data_protection_backup_policy_postgresql_flexible_server: [
    ['backup_repeating_time_intervals', often, 'makes copies less than once a week'], ['default_retention_rule.0.life_cycle', (value) => asList(value).every((cycle) => days(cycle?.duration) >= 7), 'keeps copies for less than a week'],
  ],
  azurerm_data_protection_backup_policy_blob_storage: [['backup_repeating_time_intervals', often, 'makes copies less than once a week'], ['vault_default_retention_duration', (value) => days(value) >= 7, 'keeps copies for less than a week']],
  azurerm_data_protection_backup_instance_blob_storage: [['storage_account_container_names', contained, 'copies nothing that is here']],
};

/** What no other control of stores asks. */
export const azureDataSettings = settingsControl({
  id: 'data.azure-settings',
  title: 'Stores, vaults and their copies on Azure keep the settings that harden them',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a store has many doors besides its public address: rules of its own network, keys, protocols, copies; each is shut by a setting that nobody misses',
  mend: 'Leave the setting to the capability.',
}, AZURE);
