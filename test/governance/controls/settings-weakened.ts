import { escaped, literal, named } from '../tamper/weakenings-google-change';
import { one } from './access-subjects';
import { Changes } from './platform-weakened';

const FOREIGN = 'projects/elsewhere/locations/europe-west3/keyRings/r/cryptoKeys/k';
const service = (tf: any): any => one(tf, 'google_cloud_run_v2_service');
const container = (tf: any, name: string): any => service(tf).template.containers.find((one_: any) => one_.name === name);
const sql = (tf: any): any => one(tf, 'google_sql_database_instance').settings;
const alarm = (tf: any): any => one(tf, 'google_monitoring_alert_policy', 'orders_database_alarms_cpu-critical').conditions[0].condition_threshold;
const rules = (tf: any): any[] => one(tf, 'google_compute_security_policy').rule;
const rule = (tf: any, description: string): any => rules(tf).find((one_) => one_.description === description);
const file = (tf: any, name: string): any => one(tf, 'google_storage_bucket_object', name);
const envoy = (change: (config: any, manager: any, filter: (name: string) => any) => void) => (tf: any): void => {
  const body = tf.resource.google_storage_bucket_object[named(tf, 'google_storage_bucket_object', 'orders_gateway_front_envoy')];
  const config = JSON.parse(literal(body.content));
  const manager = config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config;
  change(config, manager, (name) => manager.http_filters.find((one_: any) => one_.name === name).typed_config);
  body.content = escaped(JSON.stringify(config));
};
const way = (name: string, change: (route: any) => void) => envoy((_, manager) => change(manager.route_config.virtual_hosts[0].routes.find((one_: any) => one_.name === name)));
const issuerOf = (config: any): any => config.static_resources.clusters.find((one_: any) => one_.name === 'issuer');
const plan = (change: (route: any) => void) => (tf: any): void => {
  const body = file(tf, 'orders_gateway_front_plan');
  const content = JSON.parse(literal(body.content));
  change(content.routes.find((one_: any) => one_.id === 'placeOrder'));
  body.content = escaped(JSON.stringify(content));
};

/** Single settings of an approved environment, changed. */
export const SETTINGS: Changes = {
  'access.own-project': {
    google: {
      'a key': (tf) => { one(tf, 'google_firestore_database').cmek_config.kms_key_name = FOREIGN; }, 'a project': (tf) => { one(tf, 'google_compute_firewall').project = 'elsewhere'; },
      'another number': (tf) => { one(tf, 'google_billing_budget').budget_filter.projects = ['projects/1']; },
      'an account': (tf) => { one(tf, 'google_project_iam_member').member = 'serviceAccount:x@elsewhere.iam.gserviceaccount.com'; },
      'a bucket': (tf) => { one(tf, 'google_storage_transfer_job').replication_spec.gcs_data_sink.bucket_name = 'strangers'; },
      'a bucket of logs': (tf) => { one(tf, 'google_logging_project_sink', 'orders_audit-log_archive').destination = 'storage.googleapis.com/strangers'; },
      'a bucket of a workload': (tf) => { service(tf).template.volumes[1].gcs.bucket = 'strangers'; },
    },
  },
  'access.roles': {
    google: {
      'a writer of images': (tf) => { one(tf, 'google_artifact_registry_repository_iam_member').role = 'roles/artifactregistry.writer'; },
      'an owner of a bucket': (tf) => { one(tf, 'google_storage_bucket_iam_member', 'orders_objects').role = 'roles/storage.legacyBucketOwner'; },
      'a condition that always holds': (tf) => { one(tf, 'google_project_iam_member', 'orders_items').condition.expression = 'true'; },
      'a condition for everything': (tf) => { one(tf, 'google_project_iam_member', 'orders_items').condition.expression = 'resource.name.startsWith("projects/")'; },
    },
  },
  'alerting.bounds': {
    google: {
      'something else': (tf) => { alarm(tf).filter = 'metric.type="custom.googleapis.com/nothing"'; }, 'never reached': (tf) => { alarm(tf).threshold_value = 950; },
      'after a day': (tf) => { alarm(tf).duration = '82800s'; },
    },
  },
  'alerting.sources': {
    google: {
      'a probe without TLS': (tf) => { one(tf, 'google_monitoring_uptime_check_config').http_check.use_ssl = false; }, 'a probe of another host': (tf) => { one(tf, 'google_monitoring_uptime_check_config').monitored_resource.labels.host = 'elsewhere.example'; },
      'an objective that is always met': (tf) => { one(tf, 'google_monitoring_slo').goal = 0.5; }, 'a budget for everybody': (tf) => { one(tf, 'google_billing_budget').amount.specified_amount.units = '6000000'; },
      'a budget of another': (tf) => { one(tf, 'google_billing_budget').budget_filter.labels = { environment: 'another' }; }, 'a budget that tells nobody': (tf) => { delete one(tf, 'google_billing_budget').all_updates_rule; },
      'a receiver elsewhere': (tf) => { one(tf, 'google_monitoring_notification_channel').labels.email_address = 'x@elsewhere.example'; },
      'requests of another': (tf) => { one(tf, 'google_monitoring_slo').request_based_sli.good_total_ratio.total_service_filter = 'metric.type="custom.googleapis.com/nothing"'; },
    },
  },
  'architecture.provider-settings': {
    aws: { 'a key': (tf) => { tf.provider.aws[0].secret_key = 'x'; }, 'somebody else\'s': (tf) => { tf.terraform.required_providers.aws.source = 'stranger/aws'; }, 'another region': (tf) => { tf.provider.aws[0].region = 'us-east-1'; } },
    azure: { 'a secret': (tf) => { tf.provider.azurerm[0].client_secret = 'x'; }, 'somebody else\'s': (tf) => { tf.terraform.required_providers.azurerm.source = 'stranger/azurerm'; } },
    google: {
      'a key': (tf) => { tf.provider.google[0].credentials = '{}'; }, 'another region': (tf) => { tf.provider.google[0].region = 'us-central1'; }, 'somebody else\'s': (tf) => { tf.terraform.required_providers.google.source = 'stranger/google'; },
      'an image by tag': (tf) => { Object.values<any>(tf.variable)[0].default = 'image:latest'; },
    },
  },
  'auth.database-settings': {
    google: {
      'logins are not logged': (tf) => { sql(tf).database_flags.find((flag: any) => flag.name === 'log_connections').value = 'off'; }, 'every statement is': (tf) => { sql(tf).database_flags.find((flag: any) => flag.name === 'log_statement').value = 'all'; },
      'no flags': (tf) => { delete sql(tf).database_flags; }, 'an administrator': (tf) => { one(tf, 'google_sql_user').database_roles = ['cloudsqlsuperuser']; }, 'nobody sees': (tf) => { delete sql(tf).insights_config; },
      'rights of everybody': (tf) => { file(tf, 'orders_database_rights_D').content += 'GRANT ALL ON DATABASE app TO PUBLIC;'; }, 'rights that are kept': (tf) => { const body = file(tf, 'orders_database_rights_D'); body.content = body.content.replace(/REVOKE ALL.*\n/, ''); },
      'it may be deleted': (tf) => { delete one(tf, 'google_sql_database').deletion_policy; },
    },
  },
  'data.settings': {
    google: {
      'copies for a day': (tf) => { one(tf, 'google_storage_bucket', 'orders_backup').lifecycle_rule[0].condition.age = 1; }, 'programs for a day': (tf) => { one(tf, 'google_storage_bucket', 'orders_gateway').lifecycle_rule[0].condition = { age: 1 }; },
      'a web site': (tf) => { one(tf, 'google_storage_bucket').website = { main_page_suffix: 'index.html' }; }, 'copies deleted with what they are of': (tf) => { one(tf, 'google_storage_transfer_job').replication_spec.transfer_options.delete_objects_unique_in_sink = true; },
      'backups of a day': (tf) => { one(tf, 'google_firestore_backup_schedule').retention = '86400s'; }, 'copies once a year': (tf) => { one(tf, 'google_backup_dr_backup_plan').backup_rules[0].standard_schedule.recurrence_type = 'YEARLY'; },
      'a key in America': (tf) => { one(tf, 'google_kms_crypto_key').key_ring = 'projects/acme-eu-landing/locations/us/keyRings/r'; }, 'fields in the clear': (tf) => { delete one(tf, 'google_logging_project_sink', 'orders_service').exclusions; },
      'everything left out': (tf) => { one(tf, 'google_logging_project_sink').exclusions[0].filter = 'severity>=DEFAULT'; }, 'as long as Google thinks': (tf) => { delete one(tf, 'google_logging_project_bucket_config').retention_days; },
    },
  },
  'edge.load-balancer': {
    google: {
      'every host': (tf) => { one(tf, 'google_compute_url_map').host_rule[0].hosts = ['*']; }, 'other hosts': (tf) => { delete one(tf, 'google_compute_url_map').default_route_action; },
      'early data': (tf) => { one(tf, 'google_compute_target_https_proxy').tls_early_data = 'PERMISSIVE'; }, 'answers are kept': (tf) => { one(tf, 'google_compute_backend_service').enable_cdn = true; },
      'old ciphers': (tf) => { delete one(tf, 'google_compute_ssl_policy').profile; }, 'a name elsewhere': (tf) => { one(tf, 'google_dns_record_set', 'orders_gateway_load-balancer').rrdatas = ['203.0.113.7']; },
      'a certificate of others': (tf) => { one(tf, 'google_certificate_manager_certificate').managed.domains = ['elsewhere.example']; }, 'connections unseen': (tf) => { delete one(tf, 'google_compute_firewall').log_config; },
    },
  },
  'edge.firewall-rules': {
    google: {
      'another host': (tf) => { rule(tf, 'Another host').match.expr.expression = 'false'; }, 'a group goes': (tf) => { rules(tf).splice(rules(tf).findIndex((one_) => one_.description === 'php-v33-stable'), 1); },
      'an exclusion': (tf) => { rule(tf, 'sqli-v33-stable').preconfigured_waf_config = { exclusion: [{ target_rule_set: 'sqli-v33-stable', request_uri: [{ operator: 'EQUALS_ANY' }] }] }; },
      'no sensitivity': (tf) => { rule(tf, 'xss-v33-stable').match.expr.expression = 'evaluatePreconfiguredWaf(\'xss-v33-stable\', {\'sensitivity\': 0})'; },
      'nobody slowed down': (tf) => { rule(tf, 'Rate limit by address').rate_limit_options.exceed_action = 'allow'; }, 'floods': (tf) => { delete one(tf, 'google_compute_security_policy').adaptive_protection_config; },
      'the rest is a trial': (tf) => { rule(tf, 'Default').preview = true; }, 'large bodies': (tf) => { rule(tf, 'Body over 8192 bytes').match.expr.expression = 'int(request.headers[\'content-length\']) > 8192000'; },
    },
  },
  'edge.gateway-settings': {
    google: {
      'paths': envoy((_, manager) => { manager.normalize_path = false; }), 'time': envoy((_, manager) => { manager.request_timeout = '0s'; }), 'administration': envoy((config) => { config.admin = {}; }),
      'the subject': envoy((_, manager) => { delete manager.early_header_mutation_extensions; manager.route_config.request_headers_to_remove = []; }),
      'headers of answers': envoy((_, __, filter) => { filter('headers').mutations.response_mutations.splice(1, 1); }),
      'tokens in the log': envoy((_, manager) => { manager.access_log[0].typed_config.log_format.json_format.token = '%REQ(AUTHORIZATION)%'; }),
      'errors only': envoy((_, manager) => { manager.access_log[0].filter = { status_code_filter: {} }; }),
      'missing tokens': envoy((_, __, filter) => { filter('token').rules[0].requires = { requires_any: { requirements: [{ allow_missing: {} }] } }; }),
      'tokens for some paths': envoy((_, __, filter) => { filter('token').rules[0].match = { prefix: '/orders' }; }),
      'keys for a year': envoy((_, __, filter) => { filter('token').providers.issuer.remote_jwks.cache_duration = '31536000s'; }),
      'part of a body': envoy((_, __, filter) => { filter('validate').with_request_body.allow_partial_message = true; }),
      'by a header': envoy((_, __, filter) => { filter('per-client').rate_limits[0].actions = [{ request_headers: { header_name: 'x' } }]; }),
      'one way without token': way('getOrder', (route) => { route.typed_per_filter_config.token = { disabled: true }; }),
      'one way without limit': way('getOrder', (route) => { route.typed_per_filter_config.overall = { disabled: true }; }),
      'the issuer in plain': envoy((config) => { delete issuerOf(config).transport_socket; }),
      'any issuer': envoy((config) => { delete issuerOf(config).transport_socket.typed_config.common_tls_context.validation_context; }),
      'the validator elsewhere': envoy((config) => { config.static_resources.clusters[1].load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address.address = 'elsewhere.example'; }),
    },
  },
  'input.plan': {
    google: {
      'any body': plan((route) => { route.body = {}; }), 'any type': plan((route) => { route.contentTypes = ['*/*']; }), 'another program': (tf) => { file(tf, 'orders_gateway_front_validator').content = 'process.exit(0)'; },
      'a file': (tf) => { file(tf, 'orders_gateway_front_plan').source = 'x'; }, 'nothing': (tf) => { file(tf, 'orders_gateway_front_plan').content = ''; },
    },
  },
  'workload.settings': {
    google: {
      'a shell': (tf) => { container(tf, 'app').command = ['/bin/sh', '-c', 'id']; }, 'written into': (tf) => { service(tf).template.volumes[1].gcs.read_only = false; }, 'beside the gateway': (tf) => { container(tf, 'app').ports = { container_port: 8080 }; },
      'too early': (tf) => { delete container(tf, 'gateway').depends_on; }, 'another program': (tf) => { container(tf, 'validator').args[0] = '/etc/groundwork/other.js'; }, 'an hour': (tf) => { service(tf).template.timeout = '3600s'; },
      'past admission': (tf) => { service(tf).binary_authorization.breakglass_justification = 'urgent'; }, 'any server': (tf) => { container(tf, 'app').env.find((one_: any) => one_.name === 'DATABASE_SSLMODE').value = 'require'; },
      'an old revision': (tf) => { service(tf).traffic[0].type = 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION'; }, 'a schedule without account': (tf) => { delete one(tf, 'google_cloud_scheduler_job').http_target.oauth_token; },
      'a schedule elsewhere': (tf) => { one(tf, 'google_cloud_scheduler_job').http_target.uri = 'https://elsewhere.example'; },
    },
  },
};
