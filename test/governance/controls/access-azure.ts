import { changesOf, replaced, without } from './access-change';
import { add, drop, nameOf, one } from './access-subjects';

const policy = (from: string | RegExp, to = '') => (tf: any): void => replaced(one(tf, 'azurerm_api_management_api_policy'), 'xml_content', from, to);
const wall = (tf: any): any => one(tf, 'azurerm_cdn_frontdoor_firewall_policy');
const rule = (tf: any, name: string): any => wall(tf).custom_rule.find((r: any) => r.name === name);
const withoutRule = (name: string) => (tf: any): void => { wall(tf).custom_rule = wall(tf).custom_rule.filter((r: any) => r.name !== name); };
const app = (tf: any): any => one(tf, 'azurerm_container_app', 'orders_service');
const image = (name: string) => (tf: any): void => { app(tf).template.container[0].image = name; };
const service = (tf: any): string => `\${azurerm_user_assigned_identity.${nameOf(tf, 'azurerm_user_assigned_identity', 'orders_service')}.principal_id}`;
const role = (role_definition_name: string, scope: string) => (tf: any): void => add(tf, 'azurerm_role_assignment', { role_definition_name, scope, principal_id: service(tf) });
const SUBSCRIPTION = '/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48';
const group = (tf: any): string => `\${azurerm_resource_group.${nameOf(tf, 'azurerm_resource_group')}.id}`;
const listOf = (value: any): any[] => [value].flat();

/** What goes worse on Azure. */
export const AZURE = changesOf('azure', {
  'auth.operations': {
    weakened: { 'operations without a check': policy(/<validate-jwt[\s\S]*?<\/validate-jwt>/g) },
    removed: { 'the policy': (tf) => drop(tf, 'azurerm_api_management_api_policy'), 'refusal of what no branch names': policy(/<otherwise>[\s\S]*?<\/otherwise>/) },
  },
  'auth.tokens': {
    weakened: { 'another issuer': policy(/<issuer>[^<]*<\/issuer>/, '<issuer>https://elsewhere.example/</issuer>'), 'keys of another host': policy('<openid-config url="https://login.acme.example', '<openid-config url="https://elsewhere.example'), 'no signature': policy('require-signed-tokens="true"', 'require-signed-tokens="false"') },
    removed: { 'the audience': policy(/<audiences>[\s\S]*?<\/audiences>/), 'the issuers': policy(/<issuers>[\s\S]*?<\/issuers>/g) },
  },
  'auth.scopes': {
    weakened: { 'another scope': policy('<value>orders:write</value>', '<value>orders:read</value>') },
    removed: { 'the scope': policy(/<claim name="scope"[\s\S]*?<\/claim>/) },
  },
  'auth.client-certificates': {
    weakened: { 'only if there is one': ['mutualTls', (tf) => { const all: any[] = Object.values(tf.resource.azurerm_resource_group_template_deployment); replaced(all.find((t) => /ClientCertificateRequired/.test(t.template_content)), 'template_content', /ClientCertificateRequired\w*/, 'ClientCertificateOptional'); }] },
    removed: { 'the setting': ['mutualTls', (tf) => { const all = tf.resource.azurerm_resource_group_template_deployment; delete all[Object.keys(all).find((name) => /mtlsSettings/.test(all[name].template_content))!]; }] },
  },
  'auth.stores': {
    weakened: { 'keys of the account': (tf) => { one(tf, 'azurerm_storage_account').shared_access_key_enabled = true; }, 'keys of the items': (tf) => { one(tf, 'azurerm_cosmosdb_account').local_authentication_disabled = false; }, 'a password': (tf) => { listOf(one(tf, 'azurerm_postgresql_flexible_server').authentication)[0].password_auth_enabled = true; }, 'an administrator of the registry': ['foundation', (tf) => { one(tf, 'azurerm_container_registry').admin_enabled = true; }] },
    removed: { 'the refusal of keys of the items': (tf) => without(one(tf, 'azurerm_cosmosdb_account'), 'local_authentication_disabled'), 'of the account': (tf) => without(one(tf, 'azurerm_storage_account'), 'shared_access_key_enabled') },
  },
  'auth.long-lived-keys': { weakened: { 'a key of a namespace': (tf) => add(tf, 'azurerm_servicebus_namespace_authorization_rule', { namespace_id: 'x', listen: true }) } },
  'access.wildcards': { weakened: { 'every action': (tf) => { listOf(one(tf, 'azurerm_cosmosdb_sql_role_definition').permissions)[0].data_actions = ['Microsoft.DocumentDB/databaseAccounts/*']; } } },
  'access.public': { weakened: { 'every subject of an issuer': (tf) => add(tf, 'azurerm_federated_identity_credential', { name: 'x', issuer: 'https://token.example', subject: '*', parent_id: service(tf).replace('principal_id', 'id') }) } },
  'access.trust': { weakened: { 'somebody elsewhere': (tf) => add(tf, 'azurerm_role_assignment', { role_definition_name: 'Storage Blob Data Reader', scope: `\${azurerm_storage_account.${nameOf(tf, 'azurerm_storage_account')}.id}`, principal_id: '00000000-0000-0000-0000-000000000001' }) } },
  'access.escalation': { weakened: { 'giving roles': role('User Access Administrator', SUBSCRIPTION), 'keys of the account': role('Storage Account Key Operator Service Role', SUBSCRIPTION), 'giving roles by a role of one\'s own': (tf) => add(tf, 'azurerm_role_definition', { name: 'x', scope: SUBSCRIPTION, permissions: [{ actions: ['Microsoft.Authorization/roleAssignments/write'] }] }) } },
  'access.broad-roles': { weakened: { 'an owner': role('Owner', SUBSCRIPTION), 'a contributor': (tf) => role('Contributor', group(tf))(tf) } },
  'access.scope': { weakened: { 'a whole group': (tf) => { one(tf, 'azurerm_role_assignment', 'orders_objects_read-write').scope = group(tf); }, 'a whole account': (tf) => { one(tf, 'azurerm_role_assignment', 'orders_objects_read-write').scope = `\${azurerm_storage_account.${nameOf(tf, 'azurerm_storage_account')}.id}`; }, 'a subscription': role('Storage Blob Data Reader', SUBSCRIPTION) } },
  'access.keys': {
    weakened: { 'a workload rules over keys': (tf) => role('Key Vault Crypto Officer', `\${azurerm_key_vault.${nameOf(tf, 'azurerm_key_vault')}.id}`)(tf) },
    removed: { 'roles of the vault': (tf) => { const vault = one(tf, 'azurerm_key_vault'); without(vault, 'rbac_authorization_enabled' in vault ? 'rbac_authorization_enabled' : 'enable_rbac_authorization'); } },
  },
  'access.identities': {
    weakened: { 'one identity for both': (tf) => { one(tf, 'azurerm_container_app_job').identity = app(tf).identity; } },
    removed: { 'the identity': (tf) => without(app(tf), 'identity') },
  },
  'network.exposure': {
    weakened: { 'apps on the internet': (tf) => { Object.assign(one(tf, 'azurerm_container_app_environment'), { internal_load_balancer_enabled: false, public_network_access: 'Enabled' }); } },
    removed: { 'the firewall before it': (tf) => drop(tf, 'azurerm_cdn_frontdoor_security_policy') },
  },
  'network.public-stores': {
    weakened: { 'a database on the internet': (tf) => { one(tf, 'azurerm_postgresql_flexible_server').public_network_access_enabled = true; }, 'an open container': (tf) => { one(tf, 'azurerm_storage_container').container_access_type = 'blob'; } },
    removed: { 'the switch of the account': (tf) => without(one(tf, 'azurerm_storage_account'), 'public_network_access_enabled'), 'of the vault': (tf) => without(one(tf, 'azurerm_key_vault'), 'public_network_access_enabled') },
  },
  'network.open-rules': { weakened: { 'everybody': (tf) => { one(tf, 'azurerm_network_security_rule', 'orders_service_from-gateway').source_address_prefix = '*'; }, 'the internet': (tf) => { one(tf, 'azurerm_network_security_rule', 'orders_service_from-gateway').source_address_prefix = 'Internet'; } } },
  'network.narrow-rules': { weakened: { 'every port': (tf) => { one(tf, 'azurerm_network_security_rule', 'orders_service_from-gateway').destination_port_ranges = ['0-65535']; } } },
  'network.default-deny': {
    weakened: { 'denial that allows': (tf) => { one(tf, 'azurerm_network_security_rule', 'network_apps-deny-inbound').access = 'Allow'; }, 'a way out of Azure\'s own': (tf) => { one(tf, 'azurerm_subnet').default_outbound_access_enabled = true; } },
    removed: { 'denial': (tf) => drop(tf, 'azurerm_network_security_rule', 'network_endpoints-deny-outbound'), 'the rules of a subnet': (tf) => drop(tf, 'azurerm_subnet_network_security_group_association') },
  },
  'network.egress': {
    weakened: { 'every host': (tf) => { one(tf, 'azurerm_firewall_policy_rule_collection_group').application_rule_collection[0].rule[0].destination_fqdns = ['*']; }, 'another hop': (tf) => { listOf(one(tf, 'azurerm_route_table').route)[0].next_hop_type = 'Internet'; } },
    removed: { 'the route of the subnet': (tf) => drop(tf, 'azurerm_subnet_route_table_association'), 'the firewall': ['foundation', (tf) => drop(tf, 'azurerm_firewall')] },
  },
  'network.flow-logs': {
    weakened: { 'no category': (tf) => without(one(tf, 'azurerm_monitor_diagnostic_setting', 'network_apps-rules'), 'enabled_log') },
    removed: { 'the log of the rules': (tf) => drop(tf, 'azurerm_monitor_diagnostic_setting', 'network_endpoints-rules'), 'that of the firewall': ['foundation', (tf) => { for (const name of Object.keys(tf.resource.azurerm_monitor_diagnostic_setting)) { if (name.startsWith('hub_firewall-')) { delete tf.resource.azurerm_monitor_diagnostic_setting[name]; } } }] },
  },
  'network.endpoints': {
    weakened: { 'rules that do not count': (tf) => { one(tf, 'azurerm_subnet', 'network_endpoints').private_endpoint_network_policies = 'Disabled'; } },
    removed: { 'an endpoint': (tf) => drop(tf, 'azurerm_private_endpoint', 'orders_items') },
  },
  'network.peering': { weakened: { 'another subscription': (tf) => replaced(one(tf, 'azurerm_virtual_network_peering', 'network_to-hub'), 'remote_virtual_network_id', SUBSCRIPTION, '/subscriptions/00000000-0000-0000-0000-000000000009'), 'gateways of the other': (tf) => { one(tf, 'azurerm_virtual_network_peering').use_remote_gateways = true; } } },
  'edge.firewall': {
    weakened: { 'it only looks': (tf) => { wall(tf).mode = 'Detection'; }, 'it is off': (tf) => { wall(tf).enabled = false; } },
    removed: { 'the association': (tf) => drop(tf, 'azurerm_cdn_frontdoor_security_policy') },
  },
  'edge.managed-rules': {
    weakened: { 'one set only logs': (tf) => { wall(tf).managed_rule[0].action = 'Log'; }, 'bodies are not read': (tf) => { wall(tf).request_body_check_enabled = false; } },
    removed: { 'one set': (tf) => { wall(tf).managed_rule.shift(); } },
  },
  'edge.client-limit': { weakened: { 'a hundred times as many': policy(/calls="300"/g, 'calls="30000"') }, removed: { 'the limit': policy(/<rate-limit-by-key calls="300"[^>]*\/>/g) } },
  'edge.overall-limit': { weakened: { 'a hundred times as many': policy('calls="3000"', 'calls="300000"') }, removed: { 'the limit': policy(/<rate-limit-by-key calls="3000"[^>]*\/>/) } },
  'edge.address-limit': { weakened: { 'a hundred times as many': (tf) => { rule(tf, 'TooManyFromOneAddress').rate_limit_threshold = 300000; } }, removed: { 'the rule': withoutRule('TooManyFromOneAddress') } },
  'edge.body-limit': { weakened: { 'larger bodies': policy(/max-size="8192"/, 'max-size="65536"') }, removed: { 'the rule': withoutRule('BodyTooLarge'), 'the refusal': policy(' size-exceeded-action="prevent"') } },
  'edge.private-origin': {
    weakened: { 'a gateway on the internet': ['foundation', (tf) => { one(tf, 'azurerm_api_management').public_network_access_enabled = true; drop(tf, 'azurerm_api_management_policy'); }], 'the name of the cloud': (tf) => { one(tf, 'azurerm_cdn_frontdoor_route').link_to_default_domain = true; } },
    removed: { 'the private link': ['foundation', (tf) => without(one(tf, 'azurerm_cdn_frontdoor_origin'), 'private_link')], 'the check of the front door': ['foundation', (tf) => drop(tf, 'azurerm_api_management_policy')] },
  },
  'edge.tls': {
    weakened: { 'an old version': (tf) => { listOf(one(tf, 'azurerm_cdn_frontdoor_custom_domain').tls)[0].minimum_version = 'TLS10'; } },
    removed: { 'the redirect': (tf) => { one(tf, 'azurerm_cdn_frontdoor_route').https_redirect_enabled = false; } },
  },
  'edge.hsts': { weakened: { 'a moment': policy(/max-age=63072000/g, 'max-age=60') }, removed: { 'the header': policy(/<outbound>[\s\S]*?<\/outbound>/, '<outbound><base /></outbound>') } },
  'edge.access-log': {
    weakened: { 'one in ten': (tf) => { one(tf, 'azurerm_api_management_api_diagnostic').sampling_percentage = 10; } },
    removed: { 'the diagnostic': (tf) => drop(tf, 'azurerm_api_management_api_diagnostic'), 'the log of the front door': ['foundation', (tf) => { for (const name of Object.keys(tf.resource.azurerm_monitor_diagnostic_setting)) { if (name.startsWith('front-door')) { delete tf.resource.azurerm_monitor_diagnostic_setting[name]; } } }] },
  },
  'edge.data-trace': { weakened: { 'bodies in the log': (tf) => { listOf(one(tf, 'azurerm_api_management_api_diagnostic').frontend_request)[0].body_bytes = 4096; } }, removed: { 'the diagnostic': (tf) => drop(tf, 'azurerm_api_management_api_diagnostic') } },
  'input.validation': { weakened: { 'it only looks': policy('<content type="application/json" validate-as="json" action="prevent" />', '<content type="application/json" validate-as="json" action="detect" />') }, removed: { 'the check of bodies': policy(/<validate-content[\s\S]*?<\/validate-content>/), 'the check of parameters': policy(/<validate-parameters[\s\S]*?<\/validate-parameters>/), 'refusal of other types': policy(' unspecified-content-type-action="prevent"') } },
  'consent.purpose': { weakened: { 'another purpose': policy('<value>order-fulfilment</value>', '<value>marketing</value>') }, removed: { 'the claim': policy(/<claim name="consented_purposes"[\s\S]*?<\/claim>/g) } },
  'image.pinned': { weakened: { 'a tag': image('acmeeuazureh4ys95.azurecr.io/orders:latest') }, removed: { 'the check of the variable': (tf) => without(tf.variable.image_orders_service, 'validation') } },
  'image.registry': { weakened: { 'a public registry': image(`docker.io/library/nginx@sha256:${'0'.repeat(64)}`) } },
  'image.scan': {
    weakened: { 'without the extension': ['foundation', (tf) => { for (const plan of Object.values<any>(tf.resource.azurerm_security_center_subscription_pricing)) { delete plan.extension; } }] },
    removed: { 'the plan': ['foundation', (tf) => { const all = tf.resource.azurerm_security_center_subscription_pricing; delete all[Object.keys(all).find((name) => all[name].resource_type === 'Containers')!]; }], 'every plan': ['foundation', (tf) => { delete tf.resource.azurerm_security_center_subscription_pricing; }] },
  },
  'workload.health': { weakened: { 'no liveness': (tf) => { const c = app(tf).template.container[0]; delete c.liveness_probe; delete c.readiness_probe; } }, removed: { 'the probes': (tf) => { const c = app(tf).template.container[0]; delete c.liveness_probe; delete c.readiness_probe; delete c.startup_probe; } } },
  'workload.scaling': {
    weakened: { 'one instance': (tf) => { app(tf).template.min_replicas = 1; } },
    removed: { 'the rules': (tf) => { for (const kind of ['http_scale_rule', 'custom_scale_rule']) { delete app(tf).template[kind]; } } },
  },
  'workload.rollback': { weakened: { 'several revisions at once': (tf) => { app(tf).revision_mode = 'Multiple'; } }, removed: { 'the mode': (tf) => without(app(tf), 'revision_mode') } },
});
