import { AZURE_SETTINGS } from '../../../src/governance/controls/azure-settings';
import { add, copyOf, judged, one, Which } from './access-subjects';

const wrong = (which: Which, tf: any, cloud: 'aws' | 'azure' | 'google' = 'azure') => [...new Set(judged(cloud, which, tf, AZURE_SETTINGS).filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable').map(({ control }) => control))].sort();
const policy = (from: string, to: string) => (tf: any) => { const body = one(tf, 'azurerm_api_management_api_policy'); body.xml_content = body.xml_content.replace(from, to); };

const CASES: { readonly [control: string]: { readonly [what: string]: (tf: any) => void } } = {
  'architecture.own-account': {
    'a store of somebody else': (tf) => { one(tf, 'azurerm_monitor_diagnostic_setting', 'shared_vault-audit').storage_account_id = '/subscriptions/00000000-0000-0000-0000-000000000009/resourceGroups/x'; },
    'a key of somebody else': (tf) => { one(tf, 'azurerm_cosmosdb_account').key_vault_key_id = 'https://elsewhere.vault.azure.net/keys/data'; },
    'no subscription': (tf) => { delete tf.provider.azurerm[0].subscription_id; },
  },
  'data.azure-settings': { 'a door of the account': (tf) => { one(tf, 'azurerm_storage_account').sftp_enabled = true; }, 'no rules of the network': (tf) => { delete one(tf, 'azurerm_storage_account').network_rules; } },
  'edge.azure-policy': { 'no record': policy('<trace source="audit"', '<trace source="other"'), 'an operation more': (tf) => add(tf, 'azurerm_api_management_api_operation_policy', {}) },
  'logs.azure-settings': { 'an alarm of no weight': (tf) => { one(tf, 'azurerm_monitor_metric_alert', 'orders_database_alarms_alive').severity = 4; }, 'no mask': (tf) => { delete one(tf, 'azurerm_api_management_api_diagnostic').backend_response.data_masking; } },
  'network.azure-settings': { 'plain HTTP': (tf) => { one(tf, 'azurerm_container_app').ingress.allow_insecure_connections = true; }, 'no private name': (tf) => { delete one(tf, 'azurerm_private_endpoint').private_dns_zone_group; } },
  'architecture.azure-provider': { 'it purges': (tf) => { tf.provider.azurerm[0].features[0].key_vault[0].purge_soft_delete_on_destroy = true; }, 'a key': (tf) => { tf.terraform.backend.azurerm.access_key = 'x'; } },
  'workload.azure-settings': { 'no liveness': (tf) => { delete one(tf, 'azurerm_container_app').template.container[0].liveness_probe; }, 'a password': (tf) => { one(tf, 'azurerm_container_app_job').template.container[0].env.push({ name: 'PGPASSWORD', value: 'correct-horse' }); } },
  'secrets.exposed': { 'a default': (tf) => { tf.variable.database_password = { default: 'correct-horse' }; }, 'an output': (tf) => { tf.output.key = { value: '${azurerm_cosmosdb_account.x.primary_key}' }; } },
};

test.each(['environment', 'foundation', 'mutualTls'] as const)('the example\'s %s passes, on every cloud', (which) => {
  for (const cloud of ['aws', 'azure', 'google'] as const) { expect(wrong(which, copyOf(cloud, which), cloud)).toEqual([]); }
});

test.each(Object.entries(CASES).flatMap(([control, ways]) => Object.keys(ways).map((what) => [control, what] as const)))('%s notices: %s', (control, what) => {
  const tf = copyOf('azure');
  CASES[control][what](tf);
  expect(wrong('environment', tf)).toContain(control);
});

test('every control has its cases', () => expect(Object.keys(CASES).sort()).toEqual(AZURE_SETTINGS.map(({ definition }) => definition.id).sort()));
