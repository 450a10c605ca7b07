import { GONE, WeakArguments } from './weakenings-google-change';

const FOREIGN_KEY = 'projects/elsewhere/locations/europe-west3/keyRings/r/cryptoKeys/k';
const FOREIGN_ACCOUNT = 'serviceAccount:stranger@elsewhere.iam.gserviceaccount.com';
const FOREIGN_NETWORK = 'projects/elsewhere/global/networks/open';
const AMERICA = 'us-central1';
const times = (factor: number) => (value: unknown) => (value === undefined ? GONE : typeof value === 'string' ? String(Number(value) * factor) : Number(value) * factor);

const LABELS = ['labels', GONE] as const;
const KEPT = ['lifecycle', GONE] as const;
const STRANGERS = ['member', 'allUsers', 'allAuthenticatedUsers', FOREIGN_ACCOUNT] as const;

/** Workloads of Cloud Run, where service and job say the same at other depths. */
const workload = (at: string): WeakArguments[string] => [
  ['binary_authorization', GONE], ['deletion_protection', false], LABELS, ['location', AMERICA], ['launch_stage', 'ALPHA'],
  [`${at}.encryption_key`, GONE, FOREIGN_KEY], [`${at}.service_account`, GONE, '415104041262-compute@developer.gserviceaccount.com'],
  [`${at}.vpc_access`, GONE], [`${at}.vpc_access.egress`, 'PRIVATE_RANGES_ONLY'], [`${at}.vpc_access.network_interfaces.*.network`, FOREIGN_NETWORK],
  [`${at}.containers.*.image`, 'europe-west3-docker.pkg.dev/acme-eu-landing/orders/orders:latest', `docker.io/stranger/image@sha256:${'0'.repeat(64)}`],
  [`${at}.containers.*.resources.limits`, { cpu: '8', memory: '32Gi' }],
  [`${at}.volumes.*.gcs.read_only`, false], [`${at}.volumes.*.gcs.bucket`, 'bucket-of-a-stranger'],
];

/** What runs, and who may call it. */
const WORKLOADS: WeakArguments = {
  google_cloud_run_v2_service: [
    ...workload('template'), ['ingress', 'INGRESS_TRAFFIC_ALL'], ['binary_authorization.breakglass_justification', 'urgent'],
    ['template.scaling', GONE], ['template.scaling.max_instance_count', 20_000], ['template.scaling.min_instance_count', 0, 1], ['template.timeout', '3600s', GONE],
    ['template.max_instance_request_concurrency', 1000, GONE], ['template.containers.*.liveness_probe', GONE], ['template.containers.*.startup_probe', GONE],
    ['template.containers.0.depends_on', GONE], ['template.containers.2.ports', { container_port: 8080 }],
    ['template.containers.0.args.1', '/etc/groundwork/other.json'], ['template.containers.1.args.2', '/etc/groundwork/other.json'],
    ['template.containers.1', GONE], ['template.containers.0', GONE],
  ],
  google_cloud_run_v2_job: [...workload('template.template'), ['template.template.timeout', '86400s'], ['template.template.containers.0.args.0', '/tmp/other.js']],
  google_cloud_run_v2_job_iam_member: [STRANGERS, ['role', 'roles/run.admin', 'roles/editor']],
  google_cloud_scheduler_job: [
    ['http_target.uri', 'https://elsewhere.example/collect', 'http://run.googleapis.com/v2/projects/acme-eu-landing/jobs/x:run'], ['http_target.oauth_token', GONE],
    ['http_target.oauth_token.service_account_email', '415104041262-compute@developer.gserviceaccount.com'], ['region', AMERICA], ['paused', true],
  ],
  google_artifact_registry_repository: [
    ['docker_config.immutable_tags', false], ['kms_key_name', GONE, FOREIGN_KEY], ['vulnerability_scanning_config.enablement_config', 'DISABLED'],
    KEPT, ['location', 'us'], ['cleanup_policies', GONE], ['cleanup_policy_dry_run', true], LABELS,
  ],
  google_artifact_registry_repository_iam_member: [STRANGERS, ['role', 'roles/artifactregistry.repoAdmin', 'roles/artifactregistry.writer']],
};

const TILES = (json: string) => JSON.stringify({ ...JSON.parse(json), mosaicLayout: { columns: 48, tiles: [] } });

/** Who hears of what. */
const WATCHED: WeakArguments = {
  google_monitoring_alert_policy: [
    ['enabled', false], ['notification_channels', [], ['projects/elsewhere/notificationChannels/1']], ['conditions.0.condition_threshold.duration', '82800s'],
    ['conditions.0.condition_threshold.threshold_value', (value: number) => value * 1000],
    ['conditions.0.condition_threshold.filter', 'metric.type="custom.googleapis.com/nothing" AND resource.type="global"'],
  ],
  google_monitoring_notification_channel: [['labels.email_address', 'nobody@elsewhere.example', ''], ['enabled', false], ['force_delete', true]],
  google_monitoring_slo: [['goal', 0.5], ['rolling_period_days', 1], ['service', 'another-service'], ['request_based_sli.good_total_ratio.total_service_filter', 'metric.type="custom.googleapis.com/nothing"']],
  google_monitoring_uptime_check_config: [
    ['http_check.use_ssl', false], ['http_check.validate_ssl', false], ['http_check.accepted_response_status_codes', [{ status_class: 'STATUS_CLASS_ANY' }]], ['period', '900s'],
    ['monitored_resource.labels.host', 'elsewhere.example'], ['http_check.path', '/elsewhere'],
  ],
  google_monitoring_dashboard: [['dashboard_json', TILES]],
  google_billing_budget: [
    ['amount.specified_amount.units', times(1000)], ['threshold_rules', []], ['threshold_rules.*.threshold_percent', 1000], ['threshold_rules.0', GONE], ['threshold_rules.3', GONE], ['all_updates_rule', GONE],
    ['all_updates_rule.monitoring_notification_channels', [], ['projects/elsewhere/notificationChannels/1']], ['budget_filter.projects', ['projects/1']], ['budget_filter.labels', { environment: 'another' }],
  ],
  google_logging_project_bucket_config: [
    ['cmek_settings', GONE], ['cmek_settings.kms_key_name', FOREIGN_KEY], ['retention_days', 1, GONE], KEPT, ['location', 'global', AMERICA], ['project', 'elsewhere'],
  ],
  google_logging_project_sink: [
    ['destination', 'storage.googleapis.com/bucket-of-a-stranger', 'logging.googleapis.com/projects/elsewhere/locations/europe-west3/buckets/b'], ['disabled', true], ['exclusions', GONE],
    ['exclusions.*.disabled', true], ['exclusions.*.filter', 'jsonPayload."city":*', 'severity>=DEFAULT'], ['filter', 'severity>=EMERGENCY AND logName="nothing"'], ['unique_writer_identity', false],
  ],
};

/** Who gets in, and how. */
const EDGE: WeakArguments = {
  google_compute_backend_service: [
    ['security_policy', GONE, 'projects/elsewhere/global/securityPolicies/open'], ['log_config', GONE], ['log_config.sample_rate', 0.01],
    ['log_config.optional_mode', 'INCLUDE_ALL_OPTIONAL'], ['protocol', 'HTTP'], ['enable_cdn', true], ['load_balancing_scheme', 'EXTERNAL'],
    ['backend.*.group', 'projects/elsewhere/regions/europe-west3/networkEndpointGroups/stranger'],
  ],
  google_compute_security_policy: [
    ['rule.*.action', 'allow'], ['rule.*.preview', true], ['rule.*', GONE], ['rule', []], ['adaptive_protection_config', GONE],
    ['advanced_options_config', GONE], ['advanced_options_config.json_parsing', 'DISABLED'], ['advanced_options_config.log_level', 'VERBOSE'], ['type', 'CLOUD_ARMOR_EDGE'],
    ['rule.16.rate_limit_options.rate_limit_threshold.count', times(1000)], ['rule.16.rate_limit_options.rate_limit_threshold.interval_sec', 10], ['rule.16.rate_limit_options.exceed_action', 'allow'],
    ['rule.16.rate_limit_options', GONE], ['rule.16.match.config.src_ip_ranges', ['192.0.2.0/24']],
    ['rule.1.match.expr.expression', 'has(request.headers[\'content-length\']) && int(request.headers[\'content-length\']) > 8192000'],
    ['rule.2.match.expr.expression', 'false'], ['rule.0.match.expr.expression', 'false'], ['rule.3.match.expr.expression', 'evaluatePreconfiguredWaf(\'sqli-v33-stable\', {\'sensitivity\': 0})', 'false'],
    ['rule.3.preconfigured_waf_config', { exclusion: [{ target_rule_set: 'sqli-v33-stable', request_uri: [{ operator: 'STARTS_WITH', value: '/' }] }] }],
  ],
  google_compute_ssl_policy: [['min_tls_version', 'TLS_1_0', 'TLS_1_1'], ['profile', GONE, 'MODERN']],
  google_compute_target_https_proxy: [
    ['ssl_policy', GONE, 'projects/elsewhere/global/sslPolicies/old'], ['tls_early_data', 'UNRESTRICTED', 'PERMISSIVE', 'STRICT'],
    ['certificate_map', '//certificatemanager.googleapis.com/projects/elsewhere/locations/global/certificateMaps/m'], ['url_map', 'projects/elsewhere/global/urlMaps/m'],
  ],
  google_compute_url_map: [
    ['header_action', GONE], ['header_action.response_headers_to_add.0', GONE], ['header_action.response_headers_to_add.1', GONE],
    ['header_action.response_headers_to_add.0.header_value', 'max-age=0', 'max-age=60'], ['header_action.response_headers_to_add.0.replace', false],
    ['header_action.response_headers_to_remove', []], ['default_route_action', GONE], ['host_rule.*.hosts', ['*']],
    ['default_service', 'projects/elsewhere/global/backendServices/open'], ['path_matcher.*.default_service', 'projects/elsewhere/global/backendServices/open'],
  ],
  google_compute_global_forwarding_rule: [['port_range', '80', '1-65535'], ['target', 'projects/elsewhere/global/targetHttpProxies/open'], ['load_balancing_scheme', 'EXTERNAL'], LABELS],
  google_compute_region_network_endpoint_group: [['cloud_run.service', 'another-service'], ['region', AMERICA]],
  google_certificate_manager_certificate: [['managed', GONE], ['managed.domains', ['elsewhere.example']], ['managed.dns_authorizations', []], LABELS],
  google_certificate_manager_certificate_map_entry: [['certificates', ['projects/elsewhere/locations/global/certificates/c']], ['hostname', 'elsewhere.example']],
  google_dns_record_set: [['rrdatas', ['203.0.113.7']], ['managed_zone', 'zone-of-a-stranger']],
};

/** What is connected with what. */
const NETWORK: WeakArguments = {
  google_compute_firewall: [
    ['allow', [{ protocol: 'all' }], [{ protocol: 'tcp' }], [{ protocol: 'tcp', ports: ['0-65535'] }]], ['destination_ranges', ['0.0.0.0/0'], GONE], ['target_tags', GONE], ['log_config', GONE],
    ['network', FOREIGN_NETWORK], ['project', 'elsewhere'],
  ],
  google_compute_address: [['address_type', 'EXTERNAL'], ['region', AMERICA], ['subnetwork', 'projects/elsewhere/regions/europe-west3/subnetworks/s'], LABELS],
  google_compute_forwarding_rule: [
    ['target', 'projects/elsewhere/regions/europe-west3/serviceAttachments/s'], ['network', FOREIGN_NETWORK], ['allow_psc_global_access', true], ['load_balancing_scheme', 'EXTERNAL'], ['region', AMERICA], LABELS,
  ],
  google_project_iam_member: [
    STRANGERS, ['condition', GONE], ['condition.expression', 'true', 'resource.name.startsWith("projects/")'], ['project', 'elsewhere'], ['role', 'roles/owner', 'roles/editor', 'roles/cloudsql.admin'],
  ],
};

/** Flags of a database, each of which is set to what says less. */
const FLAGS = ['off', 'off', ...Array.from({ length: 6 }, () => 'off'), '0', 'panic', 'panic', 'none']
  .flatMap((value, i): WeakArguments[string][number][] => [[`settings.database_flags.${i}.value`, value]]);

/** What holds data, and what keeps it. */
const STORES: WeakArguments = {
  google_sql_database_instance: [
    ...FLAGS, ['settings.database_flags', GONE], ['settings.database_flags.11.value', 'all'], ['encryption_key_name', GONE, FOREIGN_KEY], ['deletion_protection', false], KEPT, ['region', AMERICA], ['database_version', 'POSTGRES_9_6', 'POSTGRES_11', GONE],
    ['lifecycle.ignore_changes', 'all', ['settings[0].ip_configuration']], ['settings.availability_type', 'ZONAL'], ['settings.backup_configuration', GONE],
    ['settings.backup_configuration.enabled', false], ['settings.backup_configuration.location', 'us'], ['settings.backup_configuration.point_in_time_recovery_enabled', false],
    ['settings.backup_configuration.backup_retention_settings', GONE], ['settings.backup_configuration.backup_retention_settings.retained_backups', 1],
    ['settings.backup_configuration.transaction_log_retention_days', 1], ['settings.deletion_protection_enabled', false], ['settings.retain_backups_on_delete', false],
    ['settings.ip_configuration', GONE], ['settings.ip_configuration.ipv4_enabled', true], ['settings.ip_configuration.authorized_networks', [{ value: '0.0.0.0/0' }]],
    ['settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED'], ['settings.ip_configuration.psc_config', GONE],
    ['settings.ip_configuration.psc_config.*.psc_enabled', false], ['settings.ip_configuration.psc_config.*.allowed_consumer_projects', ['elsewhere'], ['acme-eu-landing', 'elsewhere']],
    ['settings.disk_autoresize_limit', 0], ['settings.tier', 'db-custom-96-368640'], ['settings.user_labels', GONE], ['settings.insights_config.record_client_address', true],
    ['settings.insights_config', GONE], ['settings.ip_configuration.enable_private_path_for_google_cloud_services', true],
    ['settings.ip_configuration.server_ca_mode', 'GOOGLE_MANAGED_INTERNAL_CA'],
  ],
  google_sql_user: [['type', 'BUILT_IN'], ['password', 'correct-horse-battery'], ['name', 'postgres'], ['database_roles', ['cloudsqlsuperuser']]],
  google_sql_database: [['deletion_policy', 'DELETE', GONE]],
  google_memorystore_instance: [
    ['authorization_mode', 'AUTH_DISABLED'], ['transit_encryption_mode', GONE], ['deletion_protection_enabled', false], ['kms_key', GONE, FOREIGN_KEY],
    ['desired_auto_created_endpoints', [], [{ network: FOREIGN_NETWORK, project_id: 'elsewhere' }]], ['replica_count', 0], ['zone_distribution_config.mode', 'SINGLE_ZONE'], ['location', AMERICA],
    ['shard_count', 250], ['node_type', 'HIGHMEM_XLARGE'], ['engine_version', GONE], LABELS,
  ],
  google_firestore_database: [
    ['cmek_config', GONE], ['cmek_config.kms_key_name', FOREIGN_KEY], ['delete_protection_state', 'DELETE_PROTECTION_DISABLED'], ['deletion_policy', 'DELETE'], KEPT, ['location_id', 'nam5'],
    ['point_in_time_recovery_enablement', GONE],
  ],
  google_firestore_field: [['ttl_config', GONE], ['field', 'another']],
  google_firestore_backup_schedule: [['retention', '86400s'], ['database', 'another-database']],
  google_storage_bucket: [
    ['encryption', GONE], ['encryption.default_kms_key_name', FOREIGN_KEY], ['force_destroy', true], KEPT, ['location', 'US'], ['public_access_prevention', GONE], ['uniform_bucket_level_access', false],
    ['versioning', (value: unknown) => (value === undefined ? undefined : GONE)], ['soft_delete_policy.retention_duration_seconds', 0], ['lifecycle_rule', GONE], ['lifecycle_rule.0.condition', { age: 1 }],
    ['retention_policy', GONE], ['retention_policy.is_locked', false], ['retention_policy.retention_period', 86_400], ['cors', [{ origin: ['*'], method: ['*'] }]], ['website', { main_page_suffix: 'index.html' }], LABELS,
  ],
  google_storage_bucket_iam_member: [STRANGERS, ['role', 'roles/storage.admin', 'roles/storage.legacyBucketOwner'], ['bucket', 'bucket-of-a-stranger']],
  google_storage_bucket_object: [['bucket', 'bucket-of-a-stranger'], ['kms_key_name', FOREIGN_KEY], ['source', '/tmp/other'], ['content', '']],
  google_storage_transfer_job: [
    ['status', 'DISABLED'], ['replication_spec.gcs_data_sink.bucket_name', 'bucket-of-a-stranger'], ['replication_spec.gcs_data_source.bucket_name', 'bucket-of-a-stranger'], ['logging_config', GONE],
    ['replication_spec.transfer_options.delete_objects_from_source_after_transfer', true], ['replication_spec.transfer_options.delete_objects_unique_in_sink', true],
    ['replication_spec.object_conditions', { include_prefixes: ['nothing/'] }],
  ],
  google_backup_dr_backup_plan: [
    ['backup_rules.*.backup_retention_days', 1], ['backup_rules.*.standard_schedule.recurrence_type', 'YEARLY'], ['backup_rules', []], ['backup_vault', 'projects/elsewhere/locations/europe-west3/backupVaults/v'],
    ['location', AMERICA],
  ],
  google_backup_dr_backup_plan_association: [['resource', 'projects/acme-eu-landing/instances/another'], ['backup_plan', 'projects/elsewhere/locations/europe-west3/backupPlans/p']],
  google_kms_crypto_key: [
    ['destroy_scheduled_duration', '86400s'], ['rotation_period', GONE, '315360000s'], ['version_template.protection_level', 'SOFTWARE', 'EXTERNAL'], KEPT, ['skip_initial_version_creation', true],
    ['key_ring', 'projects/elsewhere/locations/europe-west3/keyRings/r', 'projects/acme-eu-landing/locations/us/keyRings/r'], ['import_only', true], LABELS,
  ],
  google_kms_crypto_key_iam_member: [STRANGERS, ['role', 'roles/cloudkms.admin'], ['crypto_key_id', FOREIGN_KEY]],
};

export const ARGUMENTS: WeakArguments = { ...WORKLOADS, ...WATCHED, ...EDGE, ...NETWORK, ...STORES };
