import { Value } from '../../../src/review/model';
import { add, Answer, changed, drop, envoy, one, stack } from './support';

const SQL = 'sql_database_instance.orders_database';
const ITEMS = 'firestore_database.orders_items';
const CACHE = 'memorystore_instance.orders_cache';
const OBJECTS = 'storage_bucket.orders_objects';
const COPY = 'storage_bucket.orders_backup';
const EDGE = 'compute_url_map.orders_gateway';
const WALL = 'compute_security_policy.orders_gateway';
const SERVICE = 'cloud_run_v2_service.orders_service';
const LOG = 'logging_project_bucket_config.orders_service_logs';
const AUDIT_LOG = 'logging_project_bucket_config.orders_audit-log';
const ALARM = 'monitoring_alert_policy.orders_database_alarms_cpu-warning';
const IMAGES = 'artifact_registry_repository.orders_images';

const sqlOf = (tf: any) => one(tf, 'google_sql_database_instance');
const bucketOf = (tf: any, name = 'orders_objects') => one(tf, 'google_storage_bucket', name);
const runOf = (tf: any) => one(tf, 'google_cloud_run_v2_service').template;
const filterOf = (manager: any, name: string) => manager.http_filters.find((f: any) => f.name === name).typed_config;
const without = (manager: any, name: string) => { manager.http_filters = manager.http_filters.filter((f: any) => f.name !== name); };
const routeOf = (manager: any, name: string) => manager.route_config.virtual_hosts[0].routes.find((r: any) => r.name === name);
const flags = (tf: any, name: string) => { const settings = sqlOf(tf).settings; settings.database_flags = settings.database_flags.filter((f: any) => f.name !== name); };

/** What is changed, what is said before and after, and of what. */
type Row = readonly [name: string, change: (tf: any) => void, rule: string, subject: string, before: Value | undefined, after: Value | undefined, detail?: string];

const ROWS: Row[] = [
  // database
  ['no key', (tf) => { delete sqlOf(tf).encryption_key_name; }, 'data.key', SQL, 'customer', 'provider'],
  ['key of another stack', (tf) => { sqlOf(tf).encryption_key_name = 'projects/acme-eu-landing/locations/l/keyRings/r/cryptoKeys/other'; }, 'data.key', SQL, 'customer', 'foundation'],
  ['key of somebody else', (tf) => { sqlOf(tf).encryption_key_name = 'projects/p/locations/l/keyRings/r/cryptoKeys/other'; }, 'data.key', SQL, 'customer', 'foreign'],
  ['fewer backups', (tf) => { sqlOf(tf).settings.backup_configuration.backup_retention_settings.retained_backups = 3; }, 'data.backup-days', SQL, 35, 3],
  ['backups without a number: seven', (tf) => { delete sqlOf(tf).settings.backup_configuration.backup_retention_settings; }, 'data.backup-days', SQL, 35, 7],
  ['no backups', (tf) => { delete sqlOf(tf).settings.backup_configuration; }, 'data.backup-days', SQL, 35, 0],
  ['no recovery of the moment', (tf) => { sqlOf(tf).settings.backup_configuration.point_in_time_recovery_enabled = false; }, 'data.point-in-time', SQL, true, false],
  ['database deleted by a call', (tf) => { delete sqlOf(tf).settings.deletion_protection_enabled; }, 'data.deletion-protection', SQL, true, false],
  ['database deleted by Terraform', (tf) => { sqlOf(tf).deletion_protection = false; }, 'data.deletion-protection', SQL, true, false, 'by Terraform'],
  ['database destroyed by a rename', (tf) => { delete sqlOf(tf).lifecycle.prevent_destroy; }, 'data.prevent-destroy', SQL, true, false],
  ['backups deleted with it', (tf) => { delete sqlOf(tf).settings.retain_backups_on_delete; }, 'data.final-copy', SQL, true, false],
  ['public address where nothing is said', (tf) => { delete sqlOf(tf).settings.ip_configuration.ipv4_enabled; }, 'data.public', SQL, false, true],
  ['no TLS asked for', (tf) => { delete sqlOf(tf).settings.ip_configuration.ssl_mode; }, 'data.transit', SQL, 'TLS', 'optional'],
  ['a user with a password', (tf) => { one(tf, 'google_sql_user').type = 'BUILT_IN'; }, 'data.login', SQL, 'identity', 'password or identity'],
  ['no login by identity', (tf) => { flags(tf, 'cloudsql.iam_authentication'); }, 'data.login', SQL, 'identity', 'password'],
  ['no audit', (tf) => { flags(tf, 'cloudsql.enable_pgaudit'); }, 'data.access-log', SQL, true, false],
  ['logins not logged', (tf) => { flags(tf, 'log_connections'); }, 'data.access-log', SQL, true, false, 'logins'],
  ['one zone', (tf) => { delete sqlOf(tf).settings.availability_type; }, 'data.redundancy', SQL, 'zones', 'one'],
  ['vault without the database', (tf) => { drop(tf, 'google_backup_dr_backup_plan_association'); }, 'data.backup-days', SQL, 35, undefined, 'copies in a vault'],
  ['vault keeps less', (tf) => { one(tf, 'google_backup_dr_backup_plan').backup_rules[0].backup_retention_days = 5; }, 'backup.days', 'backup_dr_backup_plan.', 35, 5],
  ['unknown until apply', (tf) => { sqlOf(tf).settings.deletion_protection_enabled = '${var.x}'; }, 'data.deletion-protection', SQL, true, undefined],
  // items
  ['items: no key', (tf) => { delete one(tf, 'google_firestore_database').cmek_config; }, 'data.key', ITEMS, 'customer', 'provider'],
  ['items: no recovery of the moment', (tf) => { delete one(tf, 'google_firestore_database').point_in_time_recovery_enablement; }, 'data.point-in-time', ITEMS, true, false],
  ['items: no protection', (tf) => { delete one(tf, 'google_firestore_database').delete_protection_state; }, 'data.deletion-protection', ITEMS, true, false],
  ['items: no schedules', (tf) => { delete tf.resource.google_firestore_backup_schedule; }, 'data.backup-days', ITEMS, 35, 0],
  ['items: only the weekly schedule', (tf) => { drop(tf, 'google_firestore_backup_schedule', 'orders_backup_key-value-items_daily'); }, 'data.backup-days', ITEMS, 35, 70],
  ['items: daily copies kept for less', (tf) => { one(tf, 'google_firestore_backup_schedule', 'orders_backup_key-value-items_daily').retention = '172800s'; }, 'backup.days', 'firestore_backup_schedule.orders_backup_key-value-items_daily', 35, 2],
  // cache
  ['cache: anybody logs in', (tf) => { delete one(tf, 'google_memorystore_instance').authorization_mode; }, 'data.login', CACHE, 'identity', 'none'],
  ['cache: no TLS', (tf) => { delete one(tf, 'google_memorystore_instance').transit_encryption_mode; }, 'data.transit', CACHE, 'TLS', 'none'],
  ['cache: no replica', (tf) => { delete one(tf, 'google_memorystore_instance').replica_count; }, 'data.redundancy', CACHE, 'zones', 'one'],
  ['cache: protected where nothing is said', (tf) => { delete one(tf, 'google_memorystore_instance').deletion_protection_enabled; }, 'data.deletion-protection', CACHE, true, true],
  ['cache: no protection', (tf) => { one(tf, 'google_memorystore_instance').deletion_protection_enabled = false; }, 'data.deletion-protection', CACHE, true, false],
  // objects
  ['objects: no key', (tf) => { delete bucketOf(tf).encryption; }, 'data.key', OBJECTS, 'customer', 'provider'],
  ['objects: can be opened', (tf) => { delete bucketOf(tf).public_access_prevention; }, 'data.public-blocked', OBJECTS, true, false],
  ['objects: lists of access', (tf) => { delete bucketOf(tf).uniform_bucket_level_access; }, 'data.object-acl', OBJECTS, false, true],
  ['objects: no versions', (tf) => { delete bucketOf(tf).versioning; }, 'data.versions', OBJECTS, true, false],
  ['objects: deleted at once', (tf) => { bucketOf(tf).soft_delete_policy.retention_duration_seconds = 0; }, 'data.undelete-days', OBJECTS, 7, 0],
  ['objects: a week where nothing is said', (tf) => { delete bucketOf(tf).soft_delete_policy; }, 'data.undelete-days', OBJECTS, 7, 7],
  ['objects: deleted sooner', (tf) => { bucketOf(tf).lifecycle_rule[0].condition.age = 1; }, 'data.expiry-days', OBJECTS, 365, 1],
  ['objects: destroyed with all', (tf) => { bucketOf(tf).force_destroy = true; }, 'data.force-destroy', OBJECTS, false, true],
  ['objects: a shared key', (tf) => { add(tf, 'google_storage_hmac_key', 'k', { service_account_email: 'x' }); }, 'data.login', OBJECTS, 'identity', 'key'],
  ['copy: no lock', (tf) => { bucketOf(tf, 'orders_backup').retention_policy.is_locked = false; }, 'data.lock', COPY, 'final', 'lifted'],
  ['copy: kept for less', (tf) => { bucketOf(tf, 'orders_backup').retention_policy.retention_period = 86400; }, 'data.immutable-days', COPY, 35, 1],
  ['copy: switched off', (tf) => { one(tf, 'google_storage_transfer_job').status = 'DISABLED'; }, 'backup.stores', 'storage_transfer_job.', ['google_storage_bucket.orders_objects_bucket_44672B70'], []],
  // keys, images
  ['key: not rotated', (tf) => { delete one(tf, 'google_kms_crypto_key', 'data-key').rotation_period; }, 'key.rotation-days', 'kms_crypto_key.data-key', 90, 36500],
  ['key: gone in a day', (tf) => { one(tf, 'google_kms_crypto_key', 'data-key').destroy_scheduled_duration = '86400s'; }, 'key.undelete-days', 'kms_crypto_key.data-key', 30, 1],
  ['key: in software', (tf) => { delete one(tf, 'google_kms_crypto_key', 'data-key').version_template; }, 'key.hardware', 'kms_crypto_key.data-key', true, false],
  ['images: tags move', (tf) => { delete one(tf, 'google_artifact_registry_repository').docker_config; }, 'image.immutable', IMAGES, true, false],
  ['images: not scanned', (tf) => { one(tf, 'google_artifact_registry_repository').vulnerability_scanning_config.enablement_config = 'DISABLED'; }, 'image.scan', IMAGES, undefined, false],
  // edge
  ['edge: old TLS where nothing is said', (tf) => { delete one(tf, 'google_compute_target_https_proxy').ssl_policy; }, 'edge.tls', EDGE, 'TLS 1.2', 'TLS 1.0'],
  ['edge: older TLS', (tf) => { one(tf, 'google_compute_ssl_policy').min_tls_version = 'TLS_1_1'; }, 'edge.tls', EDGE, 'TLS 1.2', 'TLS 1.1'],
  ['edge: no firewall', (tf) => { delete one(tf, 'google_compute_backend_service').security_policy; }, 'edge.firewall', EDGE, 'blocks', 'none'],
  ['edge: firewall only counts', (tf) => { one(tf, 'google_compute_security_policy').rule.forEach((r: any) => { r.preview = true; }); }, 'edge.firewall', EDGE, 'blocks', 'counts'],
  ['edge: rule only counts', (tf) => { one(tf, 'google_compute_security_policy').rule[3].preview = true; }, 'edge.firewall-rule', WALL, 'blocks', 'counts', 'sqli-v33-stable'],
  ['edge: rule removed', (tf) => { one(tf, 'google_compute_security_policy').rule.splice(3, 1); }, 'edge.firewall-rule', WALL, 'blocks', undefined, 'sqli-v33-stable'],
  ['edge: rule never asked, since an earlier one lets all pass', (tf) => { one(tf, 'google_compute_security_policy').rule.push({ action: 'allow', priority: 1, match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: ['*'] } } }); }, 'edge.firewall-rule', WALL, 'blocks', undefined, 'sqli-v33-stable'],
  ['edge: rule looks for less', (tf) => { one(tf, 'google_compute_security_policy').rule[16].rate_limit_options.rate_limit_threshold.count = 9000; }, 'edge.address-limit', WALL, 1500, 9000],
  ['edge: log of a part', (tf) => { one(tf, 'google_compute_backend_service').log_config.sample_rate = 0.1; }, 'edge.access-log', EDGE, true, false],
  ['edge: way beside it', (tf) => { delete one(tf, 'google_cloud_run_v2_service').ingress; }, 'edge.private-origin', EDGE, true, false],
  ['edge: another issuer', (tf) => envoy(tf, (m) => { filterOf(m, 'token').providers.issuer.issuer = 'https://other.example/'; }), 'edge.issuer', EDGE, 'https://login.acme.example/', 'https://other.example/ with keys of login.acme.example'],
  ['edge: keys of somebody else', (tf) => envoy(tf, (m) => { filterOf(m, 'token').providers.issuer.remote_jwks.http_uri.uri = 'https://evil.example/keys'; }), 'edge.issuer', EDGE, 'https://login.acme.example/', 'https://login.acme.example/ with keys of evil.example'],
  ['edge: a second door in the gateway', (tf) => envoy(tf, (_, config) => { const [chain] = config.static_resources.listeners[0].filter_chains; const other = JSON.parse(JSON.stringify(chain)); other.filters[0].typed_config.http_filters = other.filters[0].typed_config.http_filters.slice(-1); config.static_resources.listeners[0].filter_chains.push(other); }), 'edge.validation', EDGE, true, false],
  ['edge: rules that an expression makes', (tf) => { const wall = one(tf, 'google_compute_security_policy'); delete wall.rule; wall.dynamic = { rule: { for_each: '${var.rules}', content: {} } }; }, 'edge.firewall', EDGE, 'blocks', undefined],
  ['edge: any audience', (tf) => envoy(tf, (m) => { delete filterOf(m, 'token').providers.issuer.audiences; }), 'edge.audience', EDGE, ['orders'], []],
  ['edge: no token anywhere', (tf) => envoy(tf, (m) => { without(m, 'token'); without(m, 'access'); }), 'edge.authentication', EDGE, 'optional', 'none'],
  ['edge: an operation without a token', (tf) => envoy(tf, (m) => { routeOf(m, 'listOrders').typed_per_filter_config = routeOf(m, 'health').typed_per_filter_config; }), 'edge.open-operations', EDGE, ['GET /health'], ['GET /health', 'GET /orders']],
  ['edge: a token that may be missing', (tf) => envoy(tf, (m) => { without(m, 'access'); filterOf(m, 'token').rules[0].requires = { requires_any: { requirements: [{ provider_name: 'issuer' }, { allow_missing: {} }] } }; }), 'edge.authentication', EDGE, 'optional', 'none'],
  ['edge: scopes not compared', (tf) => envoy(tf, (m) => { without(m, 'access'); }), 'edge.scopes', EDGE, expect.arrayContaining(['GET /orders: orders:read']) as any, []],
  ['edge: scopes only watched', (tf) => envoy(tf, (m) => { routeOf(m, 'listOrders').typed_per_filter_config.access.rbac.rules.action = 'LOG'; }), 'edge.scopes', EDGE, expect.arrayContaining(['GET /orders: orders:read']) as any, expect.not.arrayContaining(['GET /orders: orders:read']) as any],
  ['edge: consent not asked for', (tf) => envoy(tf, (m) => { routeOf(m, 'placeOrder').typed_per_filter_config.access.rbac.rules.policies.placeOrder.principals[0].and_ids.ids.pop(); }), 'edge.consent', EDGE, expect.arrayContaining(['POST /orders: order-fulfilment']) as any, expect.not.arrayContaining(['POST /orders: order-fulfilment']) as any],
  ['edge: requests not checked', (tf) => envoy(tf, (m) => { without(m, 'validate'); }), 'edge.validation', EDGE, true, false],
  ['edge: requests pass where the check is down', (tf) => envoy(tf, (m) => { filterOf(m, 'validate').failure_mode_allow = true; }), 'edge.validation', EDGE, true, false],
  ['edge: one operation not checked', (tf) => envoy(tf, (m) => { routeOf(m, 'placeOrder').typed_per_filter_config.validate = { '@type': 'x.FilterConfig', disabled: true }; }), 'edge.validation', EDGE, true, false],
  ['edge: a client may send more', (tf) => envoy(tf, (m) => { filterOf(m, 'per-client').descriptors[0].token_bucket.tokens_per_fill = 500; }), 'edge.client-limit', EDGE, 300, 1500],
  ['edge: limit only watched', (tf) => envoy(tf, (m) => { delete filterOf(m, 'per-client').filter_enforced; }), 'edge.client-limit', EDGE, 300, undefined],
  ['edge: no overall limit', (tf) => envoy(tf, (m) => { without(m, 'overall'); }), 'edge.overall-limit', EDGE, 3000, undefined],
  ['edge: no strict transport', (tf) => { delete one(tf, 'google_compute_url_map').header_action; envoy(tf, (m) => { without(m, 'headers'); }); }, 'edge.hsts', EDGE, true, false],
  ['edge: an operation more', (tf) => envoy(tf, (m) => { m.route_config.virtual_hosts[0].routes.unshift({ name: 'x', match: { prefix: '/admin' }, route: { cluster: 'service' } }); }), 'edge.operations', EDGE, expect.not.arrayContaining(['any method /admin*']) as any, expect.arrayContaining(['any method /admin*']) as any],
  ['edge: callers meet the application', (tf) => { runOf(tf).containers = runOf(tf).containers.slice(2).map((c: any) => ({ ...c, ports: { container_port: 8080 } })); }, 'edge.authentication', EDGE, 'optional', 'none'],
  // service
  ['service: may sleep', (tf) => { delete runOf(tf).scaling.min_instance_count; }, 'compute.min-instances', SERVICE, 3, 0],
  ['service: health not asked', (tf) => { delete runOf(tf).containers[2].liveness_probe; }, 'compute.health-check', SERVICE, true, false, 'app'],
  ['service: image by tag', (tf) => { runOf(tf).containers[0].image = 'envoyproxy/envoy:latest'; }, 'compute.image-pinned', SERVICE, true, false, 'gateway'],
  ['service: any image', (tf) => { delete one(tf, 'google_cloud_run_v2_service').binary_authorization; }, 'guard.enabled', SERVICE, true, false, 'only admitted images run'],
  ['service: image by variable without a check', (tf) => { delete tf.variable.image_orders_service.validation; }, 'compute.image-pinned', SERVICE, true, false, 'app'],
  // logs, alarms, money
  ['log: kept a month where nothing is said', (tf) => { delete one(tf, 'google_logging_project_bucket_config', 'orders_service_logs').retention_days; }, 'log.retention-days', LOG, 90, 30],
  ['log: no key', (tf) => { delete one(tf, 'google_logging_project_bucket_config', 'orders_service_logs').cmek_settings; }, 'log.key', LOG, 'customer', 'provider'],
  ['log: not masked', (tf) => { delete one(tf, 'google_logging_project_sink', 'orders_service_logs').exclusions; }, 'log.masked', LOG, true, false],
  ['log: masking switched off', (tf) => { one(tf, 'google_logging_project_sink', 'orders_service_logs').exclusions[0].disabled = true; }, 'log.masked', LOG, true, false],
  ['log: a field is no longer masked', (tf) => { const [x] = one(tf, 'google_logging_project_sink', 'orders_service_logs').exclusions; x.filter = x.filter.replace(/ OR \(jsonPayload\."street".*$/, ''); }, 'log.masked-fields', LOG, ['address', 'city', 'email', 'name', 'phone', 'postalCode', 'street'], ['address', 'city', 'email', 'name', 'phone', 'postalCode']],
  ['log: not archived', (tf) => { drop(tf, 'google_logging_project_sink', 'orders_audit-log_archive'); }, 'log.archived', AUDIT_LOG, true, false],
  ['log: archive switched off', (tf) => { one(tf, 'google_logging_project_sink', 'orders_audit-log_archive').disabled = true; }, 'log.archived', AUDIT_LOG, true, false],
  ['alarm: off', (tf) => { one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-warning').enabled = false; }, 'alarm.enabled', ALARM, true, false],
  ['alarm: unheard', (tf) => { one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-warning').notification_channels = []; }, 'alarm.heard', ALARM, true, false],
  ['alarm: channels are off', (tf) => { Object.values<any>(tf.resource.google_monitoring_notification_channel).forEach((c) => { c.enabled = false; }); }, 'alarm.heard', ALARM, true, false],
  ['alarm: later', (tf) => { one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-warning').conditions[0].condition_threshold.threshold_value = 0.99; }, 'alarm.threshold', ALARM, '> 80 percent for 15 minutes', '> 99 percent for 15 minutes'],
  ['budget: higher', (tf) => { one(tf, 'google_billing_budget').amount.specified_amount.units = '90000'; }, 'budget.amount', 'billing_budget.', 6000, 90000],
  ['budget: nobody is told', (tf) => { delete one(tf, 'google_billing_budget').all_updates_rule.monitoring_notification_channels; }, 'budget.alerts', 'billing_budget.', ['100 percent', '100 percent of the forecast', '50 percent', '80 percent'], []],
];

const named = (rows: Row[]) => rows.map((row) => [row[0], row] as const);
const unchanged = new Answer(stack());

test.each(named(ROWS))('%s', (_, [, change, rule, subject, before, after, detail]) => {
  expect(unchanged.says(rule, subject, detail)).toEqual(before);
  expect(changed(change).says(rule, subject, detail)).toEqual(after);
});

describe('the foundation', () => {
  const NETWORK = 'compute_network.network';
  const CONFIG = 'project_iam_audit_config.audit';
  const rows: Row[] = [
    ['everything may be called', (tf) => { drop(tf, 'google_compute_network_firewall_policy_rule', 'egress_deny-egress'); }, 'network.egress-hosts', NETWORK, ['login.acme.example'], ['*', 'login.acme.example']],
    ['the policy is for no network', (tf) => { drop(tf, 'google_compute_network_firewall_policy_association'); }, 'network.egress-hosts', NETWORK, ['login.acme.example'], ['*']],
    ['one host more', (tf) => { one(tf, 'google_compute_network_firewall_policy_rule', 'egress_identity').match.dest_fqdns.push('evil.example'); }, 'network.egress-hosts', NETWORK, ['login.acme.example'], ['evil.example', 'login.acme.example']],
    ['flows not logged', (tf) => { delete one(tf, 'google_compute_subnetwork', 'network_workloads').log_config; }, 'network.flow-logs', 'compute_subnetwork.network_workloads', true, false],
    ['reads not logged', (tf) => { one(tf, 'google_project_iam_audit_config').audit_log_config.splice(1, 1); }, 'audit.enabled', CONFIG, true, false, 'data reads'],
    ['somebody is not logged', (tf) => { one(tf, 'google_project_iam_audit_config').audit_log_config[1].exempted_members = ['user:x@acme.example']; }, 'audit.enabled', CONFIG, undefined, false, 'data reads of user:x@acme.example'],
    ['archive not locked', (tf) => { delete one(tf, 'google_storage_bucket', 'audit').retention_policy.is_locked; }, 'audit.immutable-days', 'storage_bucket.audit', 400, 0],
    ['archive gets nothing', (tf) => { one(tf, 'google_logging_project_sink', 'audit_sink').disabled = true; }, 'log.archived', 'logging_project_sink.audit', true, false],
    ['guardrail off', (tf) => { one(tf, 'google_org_policy_policy', 'guardrails_compute-requireOsLogin').spec.rules[0].enforce = 'FALSE'; }, 'guard.enabled', 'org_policy_policy.guardrails_compute-requireOsLogin', true, false, 'compute.requireOsLogin'],
    ['guardrail wider', (tf) => { one(tf, 'google_org_policy_policy', 'guardrails_gcp-resourceLocations').spec.rules[0].values.allowed_values.push('in:us-locations'); }, 'guard.values', 'org_policy_policy.guardrails_gcp-resourceLocations', ['in:europe-west3-locations as allowed'], ['in:europe-west3-locations as allowed', 'in:us-locations as allowed'], 'gcp.resourceLocations'],
    ['any image runs', (tf) => { one(tf, 'google_binary_authorization_policy').default_admission_rule.evaluation_mode = 'ALWAYS_ALLOW'; }, 'guard.enabled', 'binary_authorization_policy.', true, false, 'only admitted images run'],
    ['every image is exempt', (tf) => { one(tf, 'google_binary_authorization_policy').admission_whitelist_patterns.push({ name_pattern: '**' }); }, 'guard.enabled', 'binary_authorization_policy.', true, false, 'only admitted images run'],
    ['backups may leave the organization', (tf) => { one(tf, 'google_backup_dr_backup_vault', 'backup_production').access_restriction = 'UNRESTRICTED'; }, 'guard.enabled', 'backup_dr_backup_vault.backup_production', true, false, 'backups stay within the organization'],
    ['vault with a key of another project', (tf) => { one(tf, 'google_backup_dr_backup_vault', 'backup_production').encryption_config = { kms_key_name: 'projects/others/locations/europe-west3/keyRings/r/cryptoKeys/k' }; }, 'data.key', 'backup_dr_backup_vault.backup_production', 'fixed', 'foreign'],
    ['vault is locked at a time', (tf) => { one(tf, 'google_backup_dr_backup_vault', 'backup_production').effective_time = '2030-01-01T00:00:00Z'; }, 'data.lock', 'backup_dr_backup_vault.backup_production', 'lifted', 'final'],
    ['vault can be emptied', (tf) => { one(tf, 'google_backup_dr_backup_vault', 'backup_production').backup_minimum_enforced_retention_duration = '86400s'; }, 'data.immutable-days', 'backup_dr_backup_vault.backup_production', 35, 1],
    ['people make accounts', (tf) => { delete one(tf, 'google_identity_platform_config').client; }, 'guard.enabled', 'identity_platform_config.', true, false, 'people cannot make accounts by themselves'],
    ['names not signed', (tf) => { one(tf, 'google_dns_managed_zone', 'dns_public').dnssec_config.state = 'off'; }, 'guard.enabled', 'dns_managed_zone.dns_public', true, false, 'names are signed'],
  ];
  const base = new Answer(stack('foundation'));

  test.each(named(rows))('%s', (_, [, change, rule, subject, before, after, detail]) => {
    expect(base.says(rule, subject, detail)).toEqual(before);
    expect(changed(change, stack('foundation')).says(rule, subject, detail)).toEqual(after);
  });
});

test('client certificates are asked for beside tokens', () => {
  const answer = new Answer(stack('mutualTls'));
  const [way] = answer.reaches('internet', 'google_cloud_run_v2_service.');
  expect(way.authentication).toMatch(/^client certificate and token of https:\/\/login\.acme\.example\//);
  const open = changed((tf) => { one(tf, 'google_network_security_server_tls_policy').mtls_policy.client_validation_mode = 'ALLOW_INVALID_OR_MISSING_CLIENT_CERT'; }, stack('mutualTls'));
  expect(open.reaches('internet', 'google_cloud_run_v2_service.')[0].authentication).toMatch(/^token of/);
});

test('a topic is a store only where it keeps messages by itself', () => {
  const keyed = (more: object) => {
    const tf = { resource: { google_kms_crypto_key: { k: { key_ring: 'r' } }, google_pubsub_topic: { t: { kms_key_name: '${google_kms_crypto_key.k.id}', ...more } } } };
    const answer = new Answer(tf);
    return [answer.says('data.key', 'pubsub_topic.t'), answer.says('messaging.key', 'pubsub_topic.t')];
  };
  expect(keyed({})).toEqual([undefined, 'customer']);
  expect(keyed({ message_retention_duration: '86400s' })).toEqual(['customer', undefined]);
});
