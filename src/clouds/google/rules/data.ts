import { all, duration, noneOf, oneOf, pattern, range } from '../../rule-makers';
import { blockOf, blocksOf, flag, isSet, numeric, seconds, text } from '../../rule-values';
import { Rule } from '../../rules';

const SQL = 'https://cloud.google.com/sql/docs/postgres';
const GCS = 'https://cloud.google.com/storage/docs';
const BACKUP = 'https://cloud.google.com/backup-disaster-recovery/docs';

/** Settings of PostgreSQL that Cloud SQL keeps to itself. */
const CLOSED_FLAGS = ['listen_addresses', 'port', 'ssl', 'shared_preload_libraries', 'fsync', 'full_page_writes', 'archive_mode', 'archive_command', 'wal_level', 'data_directory', 'hba_file', 'config_file', 'unix_socket_directories', 'logging_collector', 'log_destination', 'password_encryption_algorithm', 'superuser_reserved_connections'];

/** Prefixes of flags with a dot: the extensions that have flags. */
const FLAG_PREFIXES = /^(cloudsql|pgaudit|pg_stat_statements|auto_explain|pglogical|pg_hint_plan|cron|anon|pg_bigm|pgtt|google_columnar_engine|google_ml_integration|hnsw|ivfflat|pg_partman_bgw|plv8|rdkit|temporal_tables|pg_wait_sampling|session_replication)\./;

/** Flags without a dot begin like this; anything else is a slip. */
const FLAG_FAMILIES = /^(autovacuum|backend_flush|bgwriter|checkpoint|client_|commit_|constraint_|cpu_|cursor_|deadlock_|debug_|default_|effective_|enable_|exit_on|extra_float|force_parallel|from_collapse|geqo|gin_|hash_mem|hot_standby|huge_pages|idle_|jit|join_collapse|lock_timeout|log_|logical_decoding|maintenance_|max_|min_|old_snapshot|operator_precedence|parallel_|password_encryption|plan_cache|quote_all|random_page|recovery|replacement_sort|row_security|seq_page|session_|shared_buffers|ssl_max|ssl_min|standard_conforming|statement_timeout|stats_|subscribers|synchronize|synchronous|tcp_|temp_|timezone|track_|transaction_|transform_null|trace_|vacuum_|wal_|work_mem|array_nulls|bytea_output|datestyle|escape_string|gss|intervalstyle|io_|lc_|search_path|check_function|client_min|createrole)/i;

function tierProblem(value: any): string | undefined {
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(text(value) ?? '');
  if (custom) {
    const [cpu, memory] = [Number(custom[1]), Number(custom[2])];
    return cpu !== 1 && cpu % 2 !== 0 || cpu > 96 ? `has ${cpu} CPU` : memory % 256 !== 0 || memory < Math.max(3840, cpu * 922) || memory > cpu * 6656 ? `has ${memory} MB with ${cpu} CPU` : undefined;
  }
  return /^db-(f1-micro|g1-small|perf-optimized-N-(2|4|8|16|32|48|64|80|96|128)|memory-optimized-N-\d+|c4a-highmem-(1|4|8|16|32|48|64|72)|n1-(standard|highmem)-\d+)$/.test(text(value) ?? 'db-f1-micro') ? undefined : `"${value}" is no tier`;
}

/** Cloud SQL, Firestore, Valkey, buckets, backups. */
export const dataRules: readonly Rule[] = [
  {
    id: 'google/bucket-name', types: ['google_storage_bucket'], argument: 'name',
    problem: all(pattern(/^[a-z0-9](?!.*\.\.)[a-z0-9._-]{1,220}[a-z0-9]$/, '3 to 222 lower-case letters, digits and . _ -'), (value) => (typeof value === 'string' && (/^goog|g[o0]{2}gle/.test(value) || /^\d+\.\d+\.\d+\.\d+$/.test(value)) ? `"${value}" holds "google", begins with "goog" or looks like an address`
      : typeof value === 'string' && (value.includes('.') ? value.split('.').some((part) => part.length > 63) : value.length > 63) ? `"${value}" has more than 63 characters` : undefined)),
    mend: 'Use up to 63 lower-case letters, digits and hyphens, without google.', source: `${GCS}/buckets#naming`,
  },
  {
    id: 'google/bucket-lock-and-versions', types: ['google_storage_bucket'], argument: 'retention_policy',
    problem: (value, bucket) => (isSet(value) && flag(blockOf(bucket.versioning).enabled) === true && flag(blockOf(value).is_locked) === true ? 'is locked together with versioning' : undefined), mend: 'Use retention or versioning.', source: `${GCS}/bucket-lock`,
  },
  {
    id: 'google/bucket-retention', types: ['google_storage_bucket'], argument: 'retention_policy.retention_period', problem: range(1, 3155760000, 'seconds'), mend: 'Give seconds, up to a hundred years.', source: `${GCS}/bucket-lock`,
  },
  {
    id: 'google/bucket-expiry-after-retention', types: ['google_storage_bucket'], argument: '',
    problem: (bucket) => {
      const kept = (numeric(blockOf(bucket.retention_policy).retention_period) ?? 0) / 86400;
      const early = blocksOf(bucket.lifecycle_rule).find((rule) => text(blockOf(rule.action).type) === 'Delete' && (numeric(blockOf(rule.condition).age) ?? Infinity) < kept);
      return early ? `deletes after ${blockOf(early.condition).age} days what is retained for ${kept}` : undefined;
    },
    mend: 'Let the deletion come after the retention.', source: `${GCS}/bucket-lock`,
  },
  {
    id: 'google/bucket-soft-delete', types: ['google_storage_bucket'], argument: 'soft_delete_policy.retention_duration_seconds',
    problem: (value) => (numeric(value) === 0 ? undefined : range(604800, 7776000, 'seconds')(value, {}, undefined as never)), mend: 'Use 0, or 7 to 90 days.', source: `${GCS}/soft-delete`,
  },
  {
    id: 'google/sql-name', types: ['google_sql_database_instance'], argument: 'name', problem: pattern(/^[a-z]([a-z0-9-]{0,96}[a-z0-9])?$/, 'up to 98 lower-case letters, digits and hyphens, beginning with a letter'), mend: 'Use lower case.', source: `${SQL}/instance-settings`,
  },
  {
    id: 'google/sql-tier', types: ['google_sql_database_instance'], argument: 'settings.tier', problem: tierProblem, mend: 'Use a tier of the edition, such as db-custom-2-7680 or db-perf-optimized-N-2.', source: `${SQL}/machine-series-overview`,
  },
  {
    id: 'google/sql-edition-tier', types: ['google_sql_database_instance'], argument: 'settings.*',
    problem: (settings) => {
      const [edition, tier] = [text(settings?.edition), text(settings?.tier) ?? ''];
      return edition === 'ENTERPRISE_PLUS' && /^db-(custom|f1|g1)/.test(tier) ? `has tier ${tier} with ENTERPRISE_PLUS` : edition === 'ENTERPRISE' && /perf-optimized|c4a|memory-optimized/.test(tier) ? `has tier ${tier} with ENTERPRISE`
        : edition === 'ENTERPRISE' && flag(blockOf(settings.data_cache_config).data_cache_enabled) ? 'has a data cache with ENTERPRISE' : undefined;
    },
    mend: 'Use db-custom tiers with ENTERPRISE, db-perf-optimized with ENTERPRISE_PLUS.', source: `${SQL}/editions-intro`,
  },
  {
    id: 'google/sql-flag', types: ['google_sql_database_instance'], argument: 'settings.database_flags',
    problem: (value, _settings, context) => {
      if (!/^POSTGRES/.test(text(context.body.database_version) ?? '')) {
        return undefined;
      }
      const names = blocksOf(value).map((one) => text(one.name)).filter((name): name is string => name !== undefined);
      const odd = names.find((name) => CLOSED_FLAGS.includes(name) || !(name.includes('.') ? FLAG_PREFIXES : FLAG_FAMILIES).test(name));
      const twice = names.find((name, i) => names.indexOf(name) !== i);
      return odd ? `sets flag "${odd}", which Cloud SQL does not offer` : twice ? `sets flag "${twice}" more than once` : undefined;
    },
    mend: 'Use a flag of the list.', source: `${SQL}/flags`,
  },
  {
    id: 'google/sql-network', types: ['google_sql_database_instance'], argument: 'settings.ip_configuration', references: true,
    problem: (value) => {
      const ip = blockOf(value);
      return isSet(value) && flag(ip.ipv4_enabled) === false && !isSet(ip.private_network) && !blocksOf(ip.psc_config).some((psc) => flag(psc.psc_enabled) !== false) ? 'leaves the instance without any network' : undefined;
    },
    mend: 'Give a private network or Private Service Connect.', source: `${SQL}/private-ip`,
  },
  {
    id: 'google/sql-log-days', types: ['google_sql_database_instance'], argument: 'settings.backup_configuration.transaction_log_retention_days',
    problem: (value, _block, context) => {
      const plus = text(blockOf(context.body.settings).edition) === 'ENTERPRISE_PLUS';
      const days = numeric(value);
      return days !== undefined && (days < 1 || days > (plus ? 35 : 7)) ? `${days} days are not within 1 and ${plus ? 35 : 7}` : undefined;
    },
    mend: 'Keep up to 7 days of logs with ENTERPRISE, up to 35 with ENTERPRISE_PLUS.', source: `${SQL}/backup-recovery/pitr`,
  },
  {
    id: 'google/sql-backups-within-logs', types: ['google_sql_database_instance'], argument: 'settings.backup_configuration.*',
    problem: (value) => {
      const [logs, kept] = [numeric(value?.transaction_log_retention_days), numeric(blockOf(value?.backup_retention_settings).retained_backups)];
      return logs !== undefined && kept !== undefined && kept < logs ? `keeps ${kept} backups and logs of ${logs} days` : flag(value?.point_in_time_recovery_enabled) && flag(value?.enabled) === false ? 'recovers to a point in time without backups' : undefined;
    },
    mend: 'Keep at least as many backups as days of logs.', source: `${SQL}/backup-recovery/pitr`,
  },
  {
    id: 'google/sql-availability', types: ['google_sql_database_instance'], argument: 'settings.availability_type', problem: all(oneOf('REGIONAL', 'ZONAL'), (value, settings) => (value === 'REGIONAL' && flag(blockOf(settings.backup_configuration).enabled) === false ? 'is REGIONAL without backups' : undefined)), mend: 'Enable backups with REGIONAL.', source: `${SQL}/high-availability`,
  },
  {
    id: 'google/sql-iam-user', types: ['google_sql_user'], argument: 'name', references: true,
    problem: (value, user) => (text(user.type) === 'CLOUD_IAM_SERVICE_ACCOUNT' && (/\.gserviceaccount\.com$/.test(text(value) ?? '') || /^\$\{google_service_account\.[\w-]+\.email\}$/.test(String(value))) ? 'keeps .gserviceaccount.com' : undefined), mend: 'Cut it: trimsuffix(email, ".gserviceaccount.com").', source: `${SQL}/add-manage-iam-users`,
  },
  {
    id: 'google/sql-iam-flag', types: ['google_sql_user'], argument: 'type', references: true,
    problem: (value, user, context) => {
      const instance = context.graph.target(user.instance);
      const flags = blocksOf(blockOf(instance?.body.settings).database_flags);
      return /^CLOUD_IAM/.test(text(value) ?? '') && instance && /^POSTGRES/.test(text(instance.body.database_version) ?? '') && !flags.some((one) => one.name === 'cloudsql.iam_authentication' && one.value === 'on') ? `is ${value}, and ${instance.address} does not set cloudsql.iam_authentication` : undefined;
    },
    mend: 'Set the flag cloudsql.iam_authentication to on.', source: `${SQL}/create-edit-iam-instances`,
  },
  {
    id: 'google/firestore-name', types: ['google_firestore_database'], argument: 'name', problem: pattern(/^(\(default\)|[a-z](?![0-9a-f]{7}-[0-9a-f]{4}-)[a-z0-9-]{2,61}[a-z0-9])$/, '4 to 63 lower-case letters, digits and hyphens, beginning with a letter'), mend: 'Use lower case.', source: 'https://cloud.google.com/firestore/docs/manage-databases',
  },
  {
    id: 'google/firestore-backup', types: ['google_firestore_backup_schedule'], argument: 'retention', problem: duration(86400, 8467200), mend: 'Keep backups up to 14 weeks, in seconds.', source: 'https://cloud.google.com/firestore/docs/backups',
  },
  {
    id: 'google/valkey-node', types: ['google_memorystore_instance'], argument: 'node_type', problem: oneOf('SHARED_CORE_NANO', 'HIGHMEM_MEDIUM', 'HIGHMEM_XLARGE', 'STANDARD_SMALL'), mend: 'Use one of the node types.', source: 'https://cloud.google.com/memorystore/docs/valkey/instance-node-specification',
  },
  {
    id: 'google/valkey-replicas', types: ['google_memorystore_instance'], argument: 'replica_count', problem: range(0, 5), mend: 'Use up to five replicas.', source: 'https://cloud.google.com/memorystore/docs/valkey/ha-and-replicas',
  },
  {
    id: 'google/valkey-shards', types: ['google_memorystore_instance'], argument: 'shard_count', problem: (value, instance) => (text(instance.mode) === 'CLUSTER_DISABLED' && (numeric(value) ?? 1) !== 1 ? `is ${value} with cluster mode disabled` : undefined), mend: 'Use one shard, or enable cluster mode.', source: 'https://cloud.google.com/memorystore/docs/valkey/cluster-mode-enabled-and-disabled',
  },
  {
    id: 'google/valkey-backup', types: ['google_memorystore_instance'], argument: 'automated_backup_config.retention', problem: duration(86400, 31536000), mend: 'Keep a day to a year, in seconds.', source: 'https://cloud.google.com/memorystore/docs/valkey/backups',
  },
  {
    id: 'google/valkey-id', types: ['google_memorystore_instance'], argument: 'instance_id', problem: pattern(/^[a-z]([a-z0-9-]{2,61}[a-z0-9])$/, '4 to 63 lower-case letters, digits and hyphens'), mend: 'Rename it.', source: 'https://cloud.google.com/memorystore/docs/valkey/reference/rest/v1/projects.locations.instances/create',
  },
  {
    id: 'google/valkey-after-policy', types: ['google_memorystore_instance'], argument: 'desired_auto_created_endpoints', references: true,
    problem: (value, _instance, context) => {
      const policy = isSet(value) ? context.graph.all('google_network_connectivity_service_connection_policy').find((entry) => /memorystore/.test(text(entry.body.service_class) ?? '')) : undefined;
      return policy && !context.graph.isAfter(context, policy) ? `are made before ${policy.address}` : undefined;
    },
    mend: 'Put the service connection policy into depends_on.', source: 'https://cloud.google.com/memorystore/docs/valkey/networking',
  },
  {
    id: 'google/vault-retention', types: ['google_backup_dr_backup_vault'], argument: 'backup_minimum_enforced_retention_duration', problem: duration(86400, 3122064000), mend: 'Enforce a day at least, in seconds.', source: `${BACKUP}/concepts/backup-vault`,
  },
  {
    id: 'google/plan-within-vault', types: ['google_backup_dr_backup_plan'], argument: 'backup_rules.backup_retention_days', references: true,
    problem: (value, _rule, context) => {
      const least = (seconds(context.graph.target(context.body.backup_vault)?.body.backup_minimum_enforced_retention_duration) ?? 0) / 86400;
      const days = numeric(value);
      return days !== undefined && days < least ? `${days} days are less than the ${least} that the vault enforces` : undefined;
    },
    mend: 'Keep backups at least as long as the vault enforces.', source: `${BACKUP}/concepts/backup-plan`,
  },
  {
    id: 'google/backup-of-sql', types: ['google_sql_database_instance'], argument: '', references: true,
    problem: (body, _block, context) => {
      const association = context.graph.all('google_backup_dr_backup_plan_association').find((entry) => context.graph.refersTo(entry, context));
      const ignored = JSON.stringify(blockOf(body.lifecycle).ignore_changes ?? []);
      return association && !ignored.includes('backup_configuration') ? `has its backups rewritten by ${association.address}, and the next plan undoes it` : undefined;
    },
    mend: 'Ignore changes of settings[0].backup_configuration.', source: 'https://github.com/hashicorp/terraform-provider-google/issues/24932',
  },
  {
    id: 'google/sql-disk', types: ['google_sql_database_instance'], argument: 'settings.disk_type', problem: all(noneOf('SSD', 'HDD'), oneOf('PD_SSD', 'PD_HDD', 'HYPERDISK_BALANCED')), mend: 'Use PD_SSD.', source: `${SQL}/instance-settings`,
  },
];
