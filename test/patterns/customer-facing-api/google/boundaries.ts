import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { publicPath, service } from './gateway';

const edgeOnly: Cell = {
  property: PROPERTIES.edgeOnly,
  by: 'Two addresses, port 443, of the load balancer; the service takes requests from it alone, stores have private endpoints or refuse the public',
  resources: ['google_compute_global_forwarding_rule', 'google_cloud_run_v2_service', 'google_compute_forwarding_rule', 'google_storage_bucket'],
  check: ({ environment }) => {
    publicPath(environment);
    const rules = environment.all('google_compute_global_forwarding_rule').map((r) => r.body);
    const open = [...environment.all('google_compute_global_address'), ...environment.all('google_compute_address')].filter((a) => a.body.address_type !== 'INTERNAL');
    expect(open.map((a) => a.body)).toEqual(rules.map((r) => referred(environment, r.ip_address)));
    expect(rules.map((r) => r.port_range)).toEqual(['443', '443']);
    expect(service(environment)).toMatchObject({ ingress: 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER' });
    expect(environment.one('google_sql_database_instance').settings.ip_configuration).toMatchObject({ ipv4_enabled: false, psc_config: [{ psc_enabled: true }] });
    expect(environment.one('google_sql_database_instance').settings.ip_configuration.authorized_networks).toBeUndefined();
    expect(environment.one('google_memorystore_instance').desired_auto_created_endpoints).toHaveLength(1);
    for (const { address, body } of environment.all('google_storage_bucket')) {
      expect({ address, access: body.public_access_prevention }).toEqual({ address, access: 'enforced' });
    }
    expect(environment.all('google_compute_firewall').filter((f) => f.body.direction !== 'EGRESS')).toEqual([]);
    expect(environment.text()).not.toMatch(/allUsers|allAuthenticatedUsers/);
    expect(environment.everything().filter((r) => /^google_compute_(instance|router_nat|target_http_proxy|target_tcp_proxy)$/.test(r.type))).toEqual([]);
  },
  remove: {
    'the ingress of the service': ({ environment }) => put(service(environment), 'ingress', 'INGRESS_TRAFFIC_ALL'),
    'the private database': ({ environment }) => put(environment.one('google_sql_database_instance'), 'settings.ip_configuration.ipv4_enabled', true),
    'the closed bucket': ({ environment }) => put(environment.one('google_storage_bucket', '/objects/bucket/'), 'public_access_prevention', 'inherited'),
    'the count of addresses': ({ environment }) => put(environment.one('google_compute_address'), 'address_type', 'EXTERNAL'),
    'the direction of a rule': ({ environment }) => put(environment.one('google_compute_firewall', '/cache/'), 'direction', 'INGRESS'),
  },
};

const egress: Cell = {
  property: PROPERTIES.egress,
  by: 'All traffic of the service goes through the network; the environment opens its stores, the foundation denies the rest',
  resources: ['google_cloud_run_v2_service', 'google_compute_firewall', 'google_compute_network_firewall_policy_rule'],
  check: ({ environment, foundation }) => {
    const { vpc_access: access } = service(environment).template;
    expect(access.egress).toBe('ALL_TRAFFIC');
    for (const { body } of environment.all('google_cloud_run_v2_job')) { expect(body.template.template.vpc_access.egress).toBe('ALL_TRAFFIC'); }
    const [{ network, tags }] = access.network_interfaces;
    for (const { body } of environment.all('google_compute_firewall')) {
      expect(body).toMatchObject({ direction: 'EGRESS', network, target_tags: tags });
      expect(body.destination_ranges).toHaveLength(1);
      expect(body.destination_ranges[0]).toMatch(/\/32$/);
      expect(body.allow).toMatchObject([{ protocol: 'tcp', ports: [expect.stringMatching(/^(5432|6379)$/)] }]);
    }
    const rules = foundation.all('google_compute_network_firewall_policy_rule').map((r) => r.body);
    const denied = rules.find((r) => r.direction === 'EGRESS' && r.action === 'deny' && !r.disabled);
    expect(denied?.match).toEqual({ dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all' }] });
    expect(JSON.stringify(rules.filter((r) => r.action === 'allow'))).not.toContain('0.0.0.0/0');
    const association = foundation.one('google_compute_network_firewall_policy_association');
    expect(network).toBe(`projects/acme-eu-landing/global/networks/${referred(foundation, association.attachment_target).name}`);
  },
  remove: {
    'the way through the network': ({ environment }) => put(service(environment).template, 'vpc_access.egress', 'PRIVATE_RANGES_ONLY'),
    'the way of the job': ({ environment }) => put(environment.one('google_cloud_run_v2_job'), 'template.template.vpc_access.egress', 'PRIVATE_RANGES_ONLY'),
    'the narrow range': ({ environment }) => put(environment.one('google_compute_firewall', '/database/'), 'destination_ranges', ['0.0.0.0/0']),
    'the narrow port': ({ environment }) => put(environment.one('google_compute_firewall', '/database/'), 'allow', [{ protocol: 'all' }]),
    'the denial': ({ foundation }) => drop(foundation.json.resource, 'google_compute_network_firewall_policy_rule'),
    'the policy on the network': ({ foundation }) => drop(foundation.json.resource, 'google_compute_network_firewall_policy_association'),
  },
};

const login: Cell = {
  property: PROPERTIES.login,
  by: 'Login of the service account; no user of the database has a password',
  resources: ['google_sql_user', 'google_sql_database_instance', 'google_project_iam_member', 'google_memorystore_instance'],
  check: ({ environment }) => {
    const instance = environment.one('google_sql_database_instance');
    expect(instance.settings.database_flags).toContainEqual({ name: 'cloudsql.iam_authentication', value: 'on' });
    expect(instance.root_password ?? instance.root_password_wo).toBeUndefined();
    for (const { body } of environment.all('google_sql_user')) {
      expect(body.type).toBe('CLOUD_IAM_SERVICE_ACCOUNT');
      expect(Object.keys(body).filter((key) => /password/.test(key))).toEqual([]);
    }
    const account = referred(environment, service(environment).template.service_account);
    expect(environment.one('google_sql_user').name).toBe(`${account.account_id}@acme-eu-landing.iam`);
    const roles = environment.all('google_project_iam_member', '/database/').map((m) => m.body).filter((m) => referred(environment, m.member) === account)
      .map((m) => m.role).sort();
    expect(roles).toEqual(['roles/cloudsql.client', 'roles/cloudsql.instanceUser']);
    expect(environment.one('google_memorystore_instance').authorization_mode).toBe('IAM_AUTH');
    expect(Object.keys(environment.json.resource).filter((type) => /random_password|secret_version/.test(type))).toEqual([]);
  },
  remove: {
    'the flag': ({ environment }) => without(environment.one('google_sql_database_instance').settings.database_flags, (f) => f.name === 'cloudsql.iam_authentication'),
    'the kind of user': ({ environment }) => put(environment.one('google_sql_user'), 'type', 'BUILT_IN'),
    'the absence of a password': ({ environment }) => put(environment.one('google_sql_user'), 'password', 'known'),
    'the permission': ({ environment }) => drop(environment.json.resource, 'google_project_iam_member'),
    'the login to the cache': ({ environment }) => put(environment.one('google_memorystore_instance'), 'authorization_mode', 'AUTH_DISABLED'),
  },
};

/** Roles that an environment gives, and on what; a role on the project is narrowed by a condition. */
const GIVEN = {
  project: /^roles\/(memorystore\.dbConnectionUser|cloudsql\.client|cloudsql\.instanceUser|datastore\.user)$|^projects\/[\w-]+\/roles\/\w+_sql_importer_\w+$/,
  // Traces, and the list of operations on databases, have no resource below the project.
  whole: /^roles\/(cloudtrace\.agent|telemetry\.tracesWriter)$|^projects\/[\w-]+\/roles\/\w+_sql_operations_\w+$/,
  bucket: /^roles\/storage\.(objectViewer|objectUser|objectCreator|legacyBucketWriter|legacyBucketOwner)$/,
  key: /^roles\/cloudkms\.cryptoKeyEncrypterDecrypter$/,
  job: /^roles\/run\.invoker$/,
  images: /^roles\/artifactregistry\.reader$/,
};

/** Bindings that are wider than this pattern needs. */
function wide(tf: Terraform): string[] {
  return tf.everything().filter((r) => /_iam_/.test(r.type)).filter(({ type, body }) => {
    const one = /^resource\.name == "projects\/[^"*]+\/[^"*]+"$/.test(body.condition?.expression ?? '');
    switch (type) {
      case 'google_project_iam_member': return !(GIVEN.project.test(body.role) && one || GIVEN.whole.test(body.role));
      case 'google_storage_bucket_iam_member': return !GIVEN.bucket.test(body.role);
      case 'google_kms_crypto_key_iam_member': return !GIVEN.key.test(body.role);
      case 'google_cloud_run_v2_job_iam_member': return !GIVEN.job.test(body.role);
      case 'google_artifact_registry_repository_iam_member': return !GIVEN.images.test(body.role);
      default: return true;
    }
  }).map((r) => r.address);
}

const leastPrivilege: Cell = {
  property: PROPERTIES.leastPrivilege,
  by: 'An account for each workload with one role for each store, on that store or on its name alone; service agents of the project; no key of an account',
  resources: ['google_service_account', 'google_project_iam_member', 'google_storage_bucket_iam_member', 'google_kms_crypto_key_iam_member'],
  check: ({ environment, foundation }) => {
    expect(wide(environment)).toEqual([]);
    const members = environment.everything().filter((r) => /_iam_member$/.test(r.type)).map((r) => String(r.body.member));
    const own = /^(serviceAccount:)?\$\{google_(service_account|logging_project_sink|sql_database_instance)\.[\w-]+\.(member|writer_identity|service_account_email_address)\}$/;
    const agent = /^serviceAccount:(service|project)-415104041262@[\w.-]+\.iam\.gserviceaccount\.com$/;
    expect(members.filter((m) => !own.test(m) && !agent.test(m))).toEqual([]);
    expect(environment.all('google_service_account_key')).toEqual([]);
    // Without it, lists on single objects would give what no binding shows.
    expect(environment.all('google_storage_bucket').filter((b) => b.body.uniform_bucket_level_access !== true)).toEqual([]);
    const runners = [...environment.all('google_cloud_run_v2_service').map((s) => s.body.template), ...environment.all('google_cloud_run_v2_job').map((j) => j.body.template.template)];
    const accounts = runners.map((r) => referred(environment, r.service_account).account_id);
    expect(new Set(accounts).size).toBe(accounts.length);
    const permissions = foundation.all('google_project_iam_custom_role').flatMap((r) => r.body.permissions);
    expect(permissions.filter((p: string) => p.includes('*') || /setIamPolicy/.test(p))).toEqual([]);
  },
  remove: {
    'the condition': ({ environment }) => drop(environment.one('google_project_iam_member', '/items/'), 'condition'),
    'the narrow role': ({ environment }) => put(environment.one('google_project_iam_member', '/items/'), 'role', 'roles/editor'),
    'the role of a bucket': ({ environment }) => put(environment.one('google_storage_bucket_iam_member', '/orders/objects/'), 'role', 'roles/storage.admin'),
    'the account': ({ environment }) => put(service(environment), 'template.service_account', '415104041262-compute@developer.gserviceaccount.com'),
    'bindings alone': ({ environment }) => put(environment.one('google_storage_bucket', '/objects/bucket/'), 'uniform_bucket_level_access', false),
    'the account of its own': ({ environment }) => put(environment.one('google_cloud_run_v2_job'), 'template.template.service_account', service(environment).template.service_account),
    'the member': ({ environment }) => put(environment.one('google_storage_bucket_iam_member', '/orders/objects/'), 'member', 'group:everybody@acme.example'),
  },
};

/** What must not go by accident, and the argument by which the cloud itself refuses, where it has one. */
const KEPT: { readonly [type: string]: object } = {
  google_sql_database_instance: { deletion_protection: true, settings: { deletion_protection_enabled: true }, lifecycle: { prevent_destroy: true } },
  google_firestore_database: { delete_protection_state: 'DELETE_PROTECTION_ENABLED', lifecycle: { prevent_destroy: true } },
  google_memorystore_instance: { deletion_protection_enabled: true },
  google_storage_bucket: { force_destroy: false, lifecycle: { prevent_destroy: true } },
  google_artifact_registry_repository: { lifecycle: { prevent_destroy: true } },
  google_kms_crypto_key: { lifecycle: { prevent_destroy: true } },
  google_logging_project_bucket_config: { lifecycle: { prevent_destroy: true } },
  google_cloud_run_v2_service: { deletion_protection: true },
};

const deletion: Cell = {
  property: PROPERTIES.deletion,
  by: 'Terraform refuses to destroy stores, keys, logs and service, and so does the cloud where it can',
  resources: Object.keys(KEPT),
  check: ({ environment }) => {
    for (const [type, protection] of Object.entries(KEPT)) {
      for (const { address, body } of environment.all(type)) { expect({ address, ...body }).toMatchObject({ address, ...protection }); }
    }
  },
  remove: Object.fromEntries(Object.entries(KEPT).flatMap(([type, protection]) => Object.keys(protection).map((argument) => [
    `${argument} of a ${type}`, ({ environment }: { environment: Terraform }) => drop(environment.all(type)[0].body, argument),
  ]))),
};

const budget: Cell = {
  property: PROPERTIES.budget,
  by: 'A monthly budget on what carries the environment\'s label, mailed to pod and platform',
  resources: ['google_billing_budget', 'google_monitoring_notification_channel'],
  check: ({ environment }) => {
    const { amount, threshold_rules: rules, all_updates_rule: mail, budget_filter: scope } = environment.one('google_billing_budget');
    expect(amount.specified_amount).toEqual({ currency_code: 'EUR', units: '6000' });
    expect(rules.map((r: any) => `${r.threshold_percent * 100} ${r.spend_basis}`)).toEqual(['50 CURRENT_SPEND', '80 CURRENT_SPEND', '100 CURRENT_SPEND', '100 FORECASTED_SPEND']);
    const addresses = mail.monitoring_notification_channels.map((c: string) => referred(environment, c).labels.email_address);
    expect(addresses).toEqual(['orders@acme.example', 'platform@acme.example']);
    expect(scope).toMatchObject({ calendar_period: 'MONTH', projects: ['projects/415104041262'], labels: { environment: 'orders-production' } });
  },
  remove: {
    '80 %': ({ environment }) => drop(environment.one('google_billing_budget'), 'threshold_rules.1'),
    'the forecast': ({ environment }) => drop(environment.one('google_billing_budget'), 'threshold_rules.3'),
    'the mail': ({ environment }) => put(environment.one('google_billing_budget'), 'all_updates_rule.monitoring_notification_channels', []),
    'the label': ({ environment }) => drop(environment.one('google_billing_budget'), 'budget_filter.labels'),
    'the amount': ({ environment }) => drop(environment.one('google_billing_budget'), 'amount'),
  },
};

/** Who reaches what, and what stays. */
export const BOUNDARIES = { edgeOnly, egress, login, leastPrivilege, deletion, budget };
