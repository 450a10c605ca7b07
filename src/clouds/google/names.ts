import { NameRule, NameScope } from '../../environment/naming';

const { ACCOUNT, GLOBAL } = NameScope;
const COMPUTE = 'https://cloud.google.com/compute/docs/naming-resources';

/** RFC 1035 label: what Compute Engine, and most of the newer services, accept. */
const label = (max = 63, more: Partial<NameRule> = {}): NameRule => ({ max, scope: ACCOUNT, source: COMPUTE, ...more });
const loose = (max: number, source: string): NameRule => ({ max, allowed: 'a-z0-9_-', scope: ACCOUNT, source });

const COMPUTE_TYPES = [
  'address', 'backend_service', 'firewall', 'forwarding_rule', 'global_address', 'network', 'network_firewall_policy',
  'network_firewall_policy_association', 'region_network_endpoint_group', 'route', 'router', 'router_nat', 'security_policy',
  'ssl_policy', 'subnetwork', 'target_https_proxy', 'url_map',
];

/** What Google Cloud accepts as names, by Terraform type. */
export const googleNameRules: { [terraformType: string]: NameRule } = {
  ...Object.fromEntries(COMPUTE_TYPES.map((type) => [`google_compute_${type}`, label()])),
  // A Private Service Connect endpoint of Google APIs: the provider accepts more, the API does not.
  google_compute_global_forwarding_rule_apis: {
    max: 20, allowed: 'a-z0-9', separator: '', scope: ACCOUNT,
    source: 'https://cloud.google.com/vpc/docs/configure-private-service-connect-apis',
  },
  google_compute_global_forwarding_rule: label(),
  /** First label of a public host name. */
  dns_label: label(),
  /** Network tags of workloads. */
  network_tag: label(),

  google_artifact_registry_repository: label(63, { source: 'https://cloud.google.com/artifact-registry/docs/repositories/create-repos' }),
  google_backup_dr_backup_vault: label(63, { source: 'https://cloud.google.com/backup-disaster-recovery/docs/create-manage-vault/create-backup-vault' }),
  google_backup_dr_backup_plan: label(63),
  google_backup_dr_backup_plan_association: label(63),
  google_certificate_manager_certificate: label(63, { source: 'https://cloud.google.com/certificate-manager/docs/reference/certificate-manager/rest' }),
  google_certificate_manager_certificate_map: label(63),
  google_certificate_manager_certificate_map_entry: label(63),
  google_certificate_manager_dns_authorization: label(63),
  google_certificate_manager_trust_config: label(63),
  // 49 and not 63, because Cloud Run makes revision names of it.
  google_cloud_run_v2_service: label(49, { source: 'https://cloud.google.com/run/docs/deploying#name' }),
  google_cloud_run_v2_job: label(49, { source: 'https://cloud.google.com/run/docs/create-jobs' }),
  google_cloud_scheduler_job: loose(500, 'https://cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs'),
  google_dns_managed_zone: label(63, { source: 'https://cloud.google.com/dns/docs/reference/rest/v1/managedZones' }),
  google_dns_policy: label(63),
  google_firestore_database: label(63, { min: 4, source: 'https://cloud.google.com/firestore/docs/manage-databases#database_id' }),
  google_identity_platform_tenant: label(20, { min: 4, source: 'https://cloud.google.com/identity-platform/docs/multi-tenancy-managing-tenants' }),
  google_kms_crypto_key: loose(63, 'https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys/create'),
  google_kms_key_ring: loose(63, 'https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings/create'),
  google_logging_project_bucket_config: loose(100, 'https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.locations.buckets/create'),
  google_logging_project_sink: loose(100, 'https://cloud.google.com/logging/docs/reference/v2/rest/v2/projects.sinks'),
  google_memorystore_instance: label(63, { min: 4, source: 'https://cloud.google.com/memorystore/docs/valkey/reference/rest/v1/projects.locations.instances/create' }),
  google_monitoring_custom_service: loose(63, 'https://cloud.google.com/monitoring/api/ref_v3/rest/v3/services/create'),
  google_network_connectivity_service_connection_policy: label(63),
  google_network_security_server_tls_policy: label(63),
  google_project_iam_custom_role: {
    min: 3, max: 64, allowed: 'a-z0-9_', separator: '_', scope: ACCOUNT,
    source: 'https://cloud.google.com/iam/docs/creating-custom-roles',
  },
  google_scc_v2_project_notification_config: loose(128, 'https://cloud.google.com/security-command-center/docs/reference/rest/v2/projects.locations.notificationConfigs'),
  google_pubsub_topic: { min: 3, max: 255, scope: ACCOUNT, forbidden: ['goog'], source: 'https://cloud.google.com/pubsub/docs/pubsub-basics#resource_names' },
  google_secret_manager_secret: loose(255, 'https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets/create'),
  google_service_account: { min: 6, max: 30, scope: ACCOUNT, source: 'https://cloud.google.com/iam/docs/service-accounts-create' },
  // The name stays taken for a week after deletion; 98 characters with the project id.
  google_sql_database_instance: label(63, { source: 'https://cloud.google.com/sql/docs/postgres/instance-settings#instance-id-2ndgen' }),
  // No dots: they would make it a domain name that Google verifies.
  google_storage_bucket: { min: 3, max: 63, scope: GLOBAL, forbidden: ['goog', 'g00gle'], source: 'https://cloud.google.com/storage/docs/buckets#naming' },
};
