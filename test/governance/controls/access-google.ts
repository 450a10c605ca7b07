import { Terraform } from '../../support/terraform';
import { editEnvoy, editPlan } from '../../patterns/customer-facing-api/google/gateway';
import { changesOf, replaced, without } from './access-change';
import { add, drop, nameOf, one } from './access-subjects';

const filters = (config: any): any[] => config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config.http_filters;
const filter = (name: string, change: (typed: any) => void) => (tf: any): void => editEnvoy(
  new Terraform(tf), (config) => change(filters(config).find((f) => f.name === name).typed_config),
);
const withoutFilter = (name: string) => (tf: any): void => editEnvoy(new Terraform(tf), (config) => {
  const all = filters(config);
  all.splice(all.findIndex((f) => f.name === name), 1);
});
const envoy = (from: string | RegExp, to: string) => (tf: any): void => replaced(one(tf, 'google_storage_bucket_object', 'orders_gateway_front_envoy'), 'content', from, to);
const route = (tf: any, name: string, change: (route: any) => void): void => editEnvoy(new Terraform(tf), (config) => {
  const routes = config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config.route_config.virtual_hosts[0].routes;
  change(routes.find((r: any) => r.name === name));
});
/** Takes a demand for a claim out of the policy of one route. */
const forget = (name: string, claim: string) => (tf: any): void => route(tf, name, (r) => {
  const { ids } = r.typed_per_filter_config.access.rbac.rules.policies[name].principals[0].and_ids;
  ids.splice(ids.findIndex((id: any) => JSON.stringify(id).includes(`"${claim}"`)), 1);
});
const wall = (tf: any): any => one(tf, 'google_compute_security_policy');
const rule = (tf: any, which: (r: any) => boolean): any => wall(tf).rule.find(which);
const withoutRule = (which: (r: any) => boolean) => (tf: any): void => { wall(tf).rule = wall(tf).rule.filter((r: any) => !which(r)); };
const service = (tf: any): any => one(tf, 'google_cloud_run_v2_service');
const container = (tf: any, name: string): any => service(tf).template.containers.find((c: any) => c.name === name);
const account = (tf: any): string => `serviceAccount:\${google_service_account.${nameOf(tf, 'google_service_account', 'orders_service')}.email}`;
const project = (role: string) => (tf: any): void => add(tf, 'google_project_iam_member', { project: 'acme-eu-landing', role, member: account(tf) });
const policyOf = (tf: any, name: string): any => Object.values<any>(tf.resource.google_org_policy_policy).find((p) => p.name.endsWith(`/${name}`));
const withoutPolicy = (name: string) => (tf: any): void => { const all = tf.resource.google_org_policy_policy; delete all[Object.keys(all).find((key) => all[key].name.endsWith(`/${name}`))!]; };

/** What goes worse on Google Cloud. */
export const GOOGLE = changesOf('google', {
  'auth.operations': {
    weakened: { 'denial by default': filter('access', (f) => { f.rules.action = 'LOG'; }) },
    removed: { 'the gateway before the application': (tf) => { service(tf).template.containers = [{ ...container(tf, 'app'), ports: { container_port: 8080 } }]; }, 'the check of one operation': (tf) => route(tf, 'getOrder', (r) => { r.typed_per_filter_config.token = { disabled: true }; r.typed_per_filter_config.access.rbac.rules.policies.getOrder.principals = [{ any: true }]; }) },
  },
  'auth.tokens': {
    weakened: { 'another issuer': envoy('"issuer":"https://login.acme.example/"', '"issuer":"https://elsewhere.example/"'), 'keys of another host': envoy('https://login.acme.example/.well-known/jwks.json', 'https://elsewhere.example/jwks.json'), 'no expiry': envoy('"require_expiration":true', '"require_expiration":false') },
    removed: { 'the audience': envoy('"audiences":["orders"],', ''), 'the check': withoutFilter('token') },
  },
  'auth.scopes': { weakened: { 'another scope': envoy('{"exact":"orders:write"}', '{"exact":"orders:read"}') }, removed: { 'the scope of one operation': forget('getOrder', 'scope') } },
  'auth.client-certificates': {
    weakened: { 'certificates of anybody': ['mutualTls', (tf) => { one(tf, 'google_network_security_server_tls_policy').mtls_policy.client_validation_mode = 'ALLOW_INVALID_OR_MISSING_CLIENT_CERT'; }] },
    removed: { 'the policy of the proxy': ['mutualTls', (tf) => without(one(tf, 'google_compute_target_https_proxy'), 'server_tls_policy')], 'the authorities': ['mutualTls', (tf) => without(one(tf, 'google_certificate_manager_trust_config'), 'trust_stores')] },
  },
  'auth.stores': {
    weakened: { 'a password': (tf) => { Object.assign(one(tf, 'google_sql_user'), { type: 'BUILT_IN', password: 'x' }); }, 'a cache without a login': (tf) => { one(tf, 'google_memorystore_instance').authorization_mode = 'AUTH_DISABLED'; } },
    removed: { 'the kind of user': (tf) => without(one(tf, 'google_sql_user'), 'type'), 'the login of the cache': (tf) => without(one(tf, 'google_memorystore_instance'), 'authorization_mode') },
  },
  'auth.long-lived-keys': {
    weakened: { 'a key of an account': (tf) => add(tf, 'google_service_account_key', { service_account_id: 'x' }), 'keys are let in': ['foundation', (tf) => { policyOf(tf, 'iam.disableServiceAccountKeyUpload').spec.rules[0].enforce = 'FALSE'; }] },
    removed: { 'the refusal of keys': ['foundation', withoutPolicy('iam.disableServiceAccountKeyCreation')] },
  },
  'access.wildcards': { weakened: { 'everything of a service': project('roles/storage.admin'), 'every service': project('roles/editor') } },
  'access.public': { weakened: { 'everybody': (tf) => { one(tf, 'google_storage_bucket_iam_member', 'orders_objects').member = 'allUsers'; }, 'everybody with an account': (tf) => { one(tf, 'google_storage_bucket_iam_member', 'orders_objects').member = 'allAuthenticatedUsers'; }, 'lists of single objects': (tf) => { one(tf, 'google_storage_bucket', 'orders_objects').uniform_bucket_level_access = false; } } },
  'access.trust': { weakened: { 'an account elsewhere': (tf) => { one(tf, 'google_storage_bucket_iam_member', 'orders_objects').member = 'serviceAccount:x@elsewhere.iam.gserviceaccount.com'; } } },
  'access.escalation': { weakened: { 'tokens of every account': project('roles/iam.serviceAccountTokenCreator'), 'acting as every account': project('roles/iam.serviceAccountUser'), 'acting as one': (tf) => add(tf, 'google_service_account_iam_member', { service_account_id: `\${google_service_account.${nameOf(tf, 'google_service_account', 'orders_database')}.name}`, role: 'roles/iam.serviceAccountTokenCreator', member: account(tf) }), 'giving roles': (tf) => add(tf, 'google_project_iam_custom_role', { role_id: 'x', title: 'x', permissions: ['resourcemanager.projects.setIamPolicy'] }) } },
  'access.broad-roles': { weakened: { 'an owner': project('roles/owner'), 'an editor': project('roles/editor') } },
  'access.scope': {
    weakened: { 'every bucket': project('roles/storage.objectViewer') },
    removed: { 'the name of the database': (tf) => { for (const one_ of Object.values<any>(tf.resource.google_project_iam_member)) { if (one_.role === 'roles/datastore.user') { without(one_, 'condition'); } } } },
  },
  'access.keys': { weakened: { 'a workload rules over keys': (tf) => add(tf, 'google_kms_crypto_key_iam_member', { crypto_key_id: `\${google_kms_crypto_key.${nameOf(tf, 'google_kms_crypto_key', 'data-key')}.id}`, role: 'roles/cloudkms.admin', member: account(tf) }) } },
  'access.identities': {
    weakened: { 'one account for both': (tf) => { one(tf, 'google_cloud_run_v2_job').template.template.service_account = service(tf).template.service_account; } },
    removed: { 'the account': (tf) => without(service(tf).template, 'service_account') },
  },
  'network.exposure': {
    weakened: { 'a service on the internet': (tf) => { service(tf).ingress = 'INGRESS_TRAFFIC_ALL'; }, 'an address of the internet': (tf) => { one(tf, 'google_compute_address').address_type = 'EXTERNAL'; } },
    removed: { 'the firewall before it': (tf) => without(one(tf, 'google_compute_backend_service'), 'security_policy') },
  },
  'network.public-stores': {
    weakened: { 'a database on the internet': (tf) => { const ip = one(tf, 'google_sql_database_instance').settings.ip_configuration; ip.ipv4_enabled = true; ip.authorized_networks = [{ value: '0.0.0.0/0' }]; } },
    removed: { 'the block of a bucket': (tf) => without(one(tf, 'google_storage_bucket', 'orders_objects'), 'public_access_prevention') },
  },
  'network.open-rules': {
    weakened: { 'everybody': (tf) => add(tf, 'google_compute_firewall', { network: 'x', direction: 'INGRESS', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] }), 'denial that allows': ['foundation', (tf) => { const f = one(tf, 'google_compute_firewall'); f.allow = f.deny; delete f.deny; }] },
    removed: { 'the ranges of a rule': ['foundation', (tf) => { const f = one(tf, 'google_compute_firewall'); f.allow = [{ protocol: 'tcp', ports: ['443'] }]; delete f.deny; delete f.source_ranges; }] },
  },
  'network.narrow-rules': { weakened: { 'every port': (tf) => { one(tf, 'google_compute_firewall', 'orders_database').allow = [{ protocol: 'all' }]; } } },
  'network.default-deny': {
    weakened: { 'denial of one range only': ['foundation', (tf) => { one(tf, 'google_compute_network_firewall_policy_rule', 'egress_deny-egress').match.dest_ip_ranges = ['192.0.2.0/24']; }], 'routes to the internet': ['foundation', (tf) => { one(tf, 'google_compute_network').delete_default_routes_on_create = false; }] },
    removed: { 'the denial': ['foundation', (tf) => drop(tf, 'google_compute_network_firewall_policy_rule', 'egress_deny-egress')], 'the policy on the network': ['foundation', (tf) => drop(tf, 'google_compute_network_firewall_policy_association')] },
  },
  'network.egress': {
    weakened: { 'past the network': (tf) => { service(tf).template.vpc_access.egress = 'PRIVATE_RANGES_ONLY'; }, 'every host': ['foundation', (tf) => { one(tf, 'google_compute_network_firewall_policy_rule', 'egress_identity-provider').match = { dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'tcp' }] }; }] },
    removed: { 'the network of the service': (tf) => without(service(tf).template, 'vpc_access'), 'the denial': ['foundation', (tf) => drop(tf, 'google_compute_network_firewall_policy_rule', 'egress_deny-egress')] },
  },
  'network.flow-logs': {
    weakened: { 'one in a hundred': ['foundation', (tf) => { one(tf, 'google_compute_subnetwork', 'network_workloads').log_config = { flow_sampling: 0.01 }; }] },
    removed: { 'the log': ['foundation', (tf) => without(one(tf, 'google_compute_subnetwork', 'network_workloads'), 'log_config')] },
  },
  'network.endpoints': {
    weakened: { 'endpoints of anybody': (tf) => { one(tf, 'google_sql_database_instance').settings.ip_configuration.psc_config[0].allowed_consumer_projects = ['*']; } },
    removed: { 'the endpoint of the database': (tf) => drop(tf, 'google_compute_forwarding_rule'), 'that of the cache': (tf) => without(one(tf, 'google_memorystore_instance'), 'desired_auto_created_endpoints') },
  },
  'network.peering': { weakened: { 'another project': (tf) => add(tf, 'google_compute_network_peering', { network: 'x', peer_network: 'projects/elsewhere/global/networks/x' }) } },
  'edge.firewall': {
    weakened: { 'rules that let pass': (tf) => wall(tf).rule.forEach((r: any) => { r.action = 'allow'; }) },
    removed: { 'the policy of the backend': (tf) => without(one(tf, 'google_compute_backend_service'), 'security_policy') },
  },
  'edge.managed-rules': {
    weakened: { 'a preview': (tf) => { rule(tf, (r) => r.description === 'sqli-v33-stable').preview = true; }, 'what no rule names passes': (tf) => { rule(tf, (r) => r.priority === 2147483647).action = 'allow'; }, 'bodies are not read': (tf) => { wall(tf).advanced_options_config.json_parsing = 'DISABLED'; } },
    removed: { 'one group': withoutRule((r) => r.description === 'xss-v33-stable') },
  },
  'edge.client-limit': { weakened: { 'many at once': filter('per-client', (f) => { f.descriptors[0].token_bucket.max_tokens = 100000; }), 'many a minute': filter('per-client', (f) => { Object.assign(f.descriptors[0].token_bucket, { max_tokens: 100000, tokens_per_fill: 100000 }); }) }, removed: { 'the limit': withoutFilter('per-client') } },
  'edge.overall-limit': { weakened: { 'a hundred times as many': filter('overall', (f) => { Object.assign(f.token_bucket, { max_tokens: 100000, tokens_per_fill: 100000 }); }) }, removed: { 'the limit': withoutFilter('overall') } },
  'edge.address-limit': {
    weakened: { 'a hundred times as many': (tf) => { rule(tf, (r) => r.action === 'throttle').rate_limit_options.rate_limit_threshold.count = 150000; }, 'some addresses only': (tf) => { rule(tf, (r) => r.action === 'throttle').match.config.src_ip_ranges = ['192.0.2.0/24']; } },
    removed: { 'the rule': withoutRule((r) => r.action === 'throttle') },
  },
  'edge.body-limit': { weakened: { 'larger bodies': filter('size', (f) => { f.max_request_bytes = 65536; }) }, removed: { 'the limit': withoutFilter('size'), 'the rule of the firewall': withoutRule((r) => r.priority === 110) } },
  'edge.private-origin': { weakened: { 'the name of the cloud': (tf) => { service(tf).ingress = 'INGRESS_TRAFFIC_ALL'; } }, removed: { 'the setting': (tf) => without(service(tf), 'ingress') } },
  'edge.tls': { weakened: { 'an old version': (tf) => { one(tf, 'google_compute_ssl_policy').min_tls_version = 'TLS_1_0'; } }, removed: { 'the policy': (tf) => without(one(tf, 'google_compute_target_https_proxy'), 'ssl_policy') } },
  'edge.hsts': { weakened: { 'a moment': (tf) => { one(tf, 'google_compute_url_map').header_action.response_headers_to_add[0].header_value = 'max-age=60'; } }, removed: { 'that of the load balancer': (tf) => without(one(tf, 'google_compute_url_map'), 'header_action'), 'that of the gateway': withoutFilter('headers') } },
  'edge.access-log': { weakened: { 'one in ten': (tf) => { one(tf, 'google_compute_backend_service').log_config.sample_rate = 0.1; } }, removed: { 'the log': (tf) => without(one(tf, 'google_compute_backend_service'), 'log_config') } },
  'edge.data-trace': { weakened: { 'what a rule found': (tf) => { wall(tf).advanced_options_config.log_level = 'VERBOSE'; }, 'parts of requests': (tf) => { Object.assign(one(tf, 'google_compute_backend_service').log_config, { optional_mode: 'INCLUDE_ALL_OPTIONAL' }); } }, removed: { 'the mode': (tf) => without(one(tf, 'google_compute_backend_service').log_config, 'optional_mode') } },
  'input.validation': { weakened: { 'let pass on failure': filter('validate', (f) => { f.failure_mode_allow = true; }) }, removed: { 'the validator': withoutFilter('validate'), 'the body of one operation': (tf) => editPlan(new Terraform(tf), (content) => { delete content.routes.find((r: any) => r.id === 'placeOrder').body; }), 'the parameters of one': (tf) => editPlan(new Terraform(tf), (content) => { content.routes.find((r: any) => r.id === 'listOrders').parameters = []; }) } },
  'consent.purpose': { weakened: { 'another purpose': envoy('{"exact":"order-fulfilment"}', '{"exact":"anything"}') }, removed: { 'the purpose of one operation': forget('placeOrder', 'consented_purposes') } },
  'image.pinned': { weakened: { 'a tag': (tf) => { container(tf, 'app').image = 'europe-west3-docker.pkg.dev/acme-eu-landing/orders/orders:latest'; } }, removed: { 'the check of the variable': (tf) => without(tf.variable.image_orders_service, 'validation') } },
  'image.registry': {
    weakened: { 'a public registry': (tf) => { container(tf, 'app').image = `docker.io/library/nginx@sha256:${'0'.repeat(64)}`; }, 'admission of every image': ['foundation', (tf) => { one(tf, 'google_binary_authorization_policy').default_admission_rule.evaluation_mode = 'ALWAYS_ALLOW'; }] },
    removed: { 'the admission': (tf) => without(service(tf), 'binary_authorization'), 'its policy': ['foundation', (tf) => drop(tf, 'google_binary_authorization_policy')] },
  },
  'image.scan': {
    weakened: { 'no scan of a registry': (tf) => { one(tf, 'google_artifact_registry_repository').vulnerability_scanning_config = { enablement_config: 'DISABLED' }; } },
    removed: { 'the interface': ['foundation', (tf) => drop(tf, 'google_project_service', 'services_containerscanning')] },
  },
  'image.immutable': { weakened: { 'movable tags': (tf) => { one(tf, 'google_artifact_registry_repository').docker_config.immutable_tags = false; } }, removed: { 'the setting': (tf) => without(one(tf, 'google_artifact_registry_repository'), 'docker_config') } },
  'workload.shell': { weakened: { 'a login of one\'s own': ['foundation', (tf) => { policyOf(tf, 'compute.requireOsLogin').spec.rules[0].enforce = 'FALSE'; }] }, removed: { 'the refusal': ['foundation', withoutPolicy('compute.disableSerialPortAccess')] } },
  'workload.health': { weakened: { 'no start is waited for': (tf) => without(container(tf, 'validator'), 'startup_probe') }, removed: { 'the probes': (tf) => { for (const c of service(tf).template.containers) { delete c.liveness_probe; delete c.startup_probe; } } } },
  'workload.scaling': {
    weakened: { 'one instance': (tf) => { service(tf).template.scaling.min_instance_count = 1; } },
    removed: { 'the scaling': (tf) => without(service(tf).template, 'scaling') },
  },
  'workload.rollback': { weakened: { 'at once': (tf) => without(container(tf, 'gateway'), 'startup_probe') }, removed: { 'the probes': (tf) => { for (const c of service(tf).template.containers) { delete c.liveness_probe; delete c.startup_probe; } } } },
});
