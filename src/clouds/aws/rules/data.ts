import { all, excludes, madeAfter, never, oneOf, pattern, range, requires, when } from '../../rule-makers';
import { blocksOf, flag, isKnownList, isSet, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest';
const DYNAMO = 'https://docs.aws.amazon.com/amazondynamodb/latest/APIReference';
const CACHE = 'https://docs.aws.amazon.com/AmazonElastiCache/latest';

/** PostgreSQL parameters that need a restart; `immediate` on one of them shows a difference for ever. */
const STATIC_PARAMETERS = new Set([
  'rds.force_ssl', 'shared_preload_libraries', 'pgaudit.role', 'rds.logical_replication', 'max_connections', 'shared_buffers', 'track_activity_query_size', 'wal_buffers',
]);

/** Aurora and RDS, DynamoDB, ElastiCache. */
export const dataRules: readonly Rule[] = [
  {
    id: 'aws/rds-identifier', types: ['aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_db_instance'], argument: '',
    problem: (resource) => {
      const name = text(resource.cluster_identifier) ?? '';
      const own = text(resource.identifier) ?? '';
      const odd = [name, own].find((one) => one !== '' && !/^[a-z](?!.*--)[a-z0-9-]{0,61}[a-z0-9]$|^[a-z]$/.test(one));
      return odd === undefined ? undefined : `"${odd}" is not up to 63 lower-case letters, digits and single hyphens, beginning with a letter`;
    },
    mend: 'Use lower-case letters, digits and single hyphens.', source: `${RDS}/APIReference/API_CreateDBCluster.html`,
  },
  {
    id: 'aws/rds-backup-retention', types: ['aws_rds_cluster'], argument: 'backup_retention_period', problem: range(1, 35, 'days'), mend: 'Stay within 35 days; keep longer ones with AWS Backup.', source: `${RDS}/APIReference/API_CreateDBCluster.html`,
  },
  {
    id: 'aws/db-backup-retention', types: ['aws_db_instance'], argument: 'backup_retention_period', problem: range(0, 35, 'days'), mend: 'Stay within 35 days; keep longer ones with AWS Backup.', source: `${RDS}/APIReference/API_CreateDBInstance.html`,
  },
  {
    id: 'aws/rds-after-log-group', types: ['aws_rds_cluster'], argument: '', references: true,
    problem: madeAfter('aws_cloudwatch_log_group', (mine, group) => text(mine.cluster_identifier) !== undefined && (text(group.name) ?? '').startsWith(`/aws/rds/cluster/${mine.cluster_identifier}/`)),
    mend: 'Put the log group into depends_on: else RDS makes it, without key and retention.', source: `${RDS}/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html`,
  },
  {
    id: 'aws/rds-managed-password', types: ['aws_rds_cluster', 'aws_db_instance'], argument: 'manage_master_user_password', references: true, problem: excludes('master_password', 'password', 'master_password_wo', 'password_wo'), mend: 'Let RDS manage the password, or give one; not both.', source: `${RDS}/UserGuide/rds-secrets-manager.html`,
  },
  {
    id: 'aws/rds-static-parameter', types: ['aws_rds_cluster_parameter_group', 'aws_db_parameter_group'], argument: 'parameter.*',
    problem: (parameter) => {
      const name = text(parameter?.name) ?? '';
      return STATIC_PARAMETERS.has(name) && text(parameter.apply_method ?? 'immediate') === 'immediate' ? `sets static parameter ${name} with apply_method immediate` : undefined;
    },
    mend: 'Set apply_method to pending-reboot: else every plan shows a change.', source: `${RDS}/UserGuide/USER_WorkingWithParamGroups.html`,
  },
  {
    id: 'aws/rds-cluster-zones', types: ['aws_rds_cluster'], argument: 'availability_zones',
    problem: (value) => (isKnownList(value) && value.length !== 3 ? `lists ${value.length} zones: Aurora keeps data in three, and a later plan replaces the cluster` : undefined),
    mend: 'List three zones, or leave the argument out.', source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  },
  {
    id: 'aws/rds-serverless-capacity', types: ['aws_rds_cluster'], argument: 'serverlessv2_scaling_configuration.min_capacity',
    problem: all(range(0, 256, 'capacity units'), (value, block) => {
      const [min, max] = [numeric(value), numeric(block.max_capacity)];
      return min !== undefined && max !== undefined && (min > max || min * 2 % 1 !== 0 || max * 2 % 1 !== 0 || max < 1) ? `${min} to ${max} is no range in steps of 0.5, with a maximum of at least 1` : undefined;
    }),
    mend: 'Give a range in half capacity units.', source: `${RDS}/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html`,
  },
  {
    id: 'aws/rds-final-snapshot', types: ['aws_rds_cluster', 'aws_db_instance'], argument: '',
    problem: (resource) => (flag(resource.skip_final_snapshot) !== true && !isSet(resource.final_snapshot_identifier) && !isSet(resource.skip_final_snapshot) ? 'has neither final_snapshot_identifier nor skip_final_snapshot: it cannot be destroyed' : undefined),
    mend: 'Name the final snapshot.', source: 'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/rds_cluster.html.markdown',
  },
  {
    id: 'aws/rds-monitoring-interval', types: ['aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_db_instance'], argument: 'monitoring_interval', problem: oneOf(0, 1, 5, 10, 15, 30, 60), mend: 'Use 0, 1, 5, 10, 15, 30 or 60 seconds.', source: `${RDS}/APIReference/API_CreateDBInstance.html`,
  },
  {
    id: 'aws/rds-insights-retention', types: ['aws_rds_cluster', 'aws_rds_cluster_instance', 'aws_db_instance'], argument: 'performance_insights_retention_period',
    problem: (value) => {
      const days = numeric(value);
      return days !== undefined && days !== 7 && days !== 731 && !(days % 31 === 0 && days <= 713) ? `${days} is not 7, 731 or a multiple of 31` : undefined;
    },
    mend: 'Use 7, a multiple of 31, or 731 days.', source: `${RDS}/APIReference/API_CreateDBInstance.html`,
  },
  {
    id: 'aws/dynamodb-keys', types: ['aws_dynamodb_table'], argument: 'attribute', references: true,
    problem: (value, table) => {
      const defined = new Set(blocksOf(value).map((one) => one.name));
      const indexes = [...blocksOf(table.global_secondary_index), ...blocksOf(table.local_secondary_index)];
      const used = [table.hash_key, table.range_key, ...indexes.flatMap((index) => [index.hash_key, index.range_key])].filter((key) => text(key) !== undefined);
      const missing = used.find((key) => !defined.has(key));
      const idle = [...defined].find((name) => text(name) !== undefined && !used.includes(name) && indexes.every((index) => !isSet(index.key_schema)));
      return missing !== undefined ? `defines no attribute "${missing}", which is a key` : idle !== undefined ? `defines attribute "${idle}", which is no key` : undefined;
    },
    mend: 'Define the attributes of keys and indexes, and only these.', source: `${DYNAMO}/API_CreateTable.html`,
  },
  {
    id: 'aws/dynamodb-name', types: ['aws_dynamodb_table'], argument: 'name', problem: pattern(/^[A-Za-z0-9_.-]{3,255}$/, 'a table name: 3 to 255 letters, digits, dots, hyphens and underscores'), mend: 'Rename the table.', source: `${DYNAMO}/API_CreateTable.html`,
  },
  {
    id: 'aws/dynamodb-capacity', types: ['aws_dynamodb_table'], argument: 'billing_mode',
    problem: when({ billing_mode: ['PAY_PER_REQUEST'] }, (_value, table) => (isSet(table.read_capacity) || isSet(table.write_capacity) ? 'is PAY_PER_REQUEST, and capacity is set too' : undefined)),
    mend: 'Leave read_capacity and write_capacity out.', source: `${DYNAMO}/API_CreateTable.html`,
  },
  {
    id: 'aws/dynamodb-stream', types: ['aws_dynamodb_table'], argument: 'stream_enabled', problem: requires('stream_view_type'), mend: 'Say what the stream carries.', source: `${DYNAMO}/API_StreamSpecification.html`,
  },
  {
    id: 'aws/dynamodb-recovery-days', types: ['aws_dynamodb_table'], argument: 'point_in_time_recovery.recovery_period_in_days', problem: range(1, 35, 'days'), mend: 'Stay within 35 days.', source: `${DYNAMO}/API_PointInTimeRecoverySpecification.html`,
  },
  {
    id: 'aws/cache-group-name', types: ['aws_elasticache_replication_group'], argument: 'replication_group_id',
    problem: all(pattern(/^[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,39}$/, 'up to 40 letters, digits and single hyphens, beginning with a letter'), never(/-$/, 'end with a hyphen')),
    mend: 'Shorten the name.', source: `${CACHE}/APIReference/API_CreateReplicationGroup.html`,
  },
  {
    id: 'aws/cache-multi-az', types: ['aws_elasticache_replication_group'], argument: 'multi_az_enabled',
    problem: when({ multi_az_enabled: [true] }, (_value, group) => {
      if (flag(group.automatic_failover_enabled) !== true) {
        return 'is set without automatic_failover_enabled';
      }
      const replicas = numeric(group.replicas_per_node_group);
      const nodes = numeric(group.num_cache_clusters);
      return replicas === 0 || nodes === 1 || replicas === undefined && nodes === undefined && !isSet(group.replicas_per_node_group) && !isSet(group.num_cache_clusters) ? 'is set with one node only' : undefined;
    }),
    mend: 'Have at least one replica and automatic failover.', source: `${CACHE}/APIReference/API_CreateReplicationGroup.html`,
  },
  {
    id: 'aws/cache-failover-nodes', types: ['aws_elasticache_replication_group'], argument: 'automatic_failover_enabled',
    problem: when({ automatic_failover_enabled: [true], num_cache_clusters: [1] }, () => 'is set with one node only'),
    mend: 'Have two nodes at least.', source: `${CACHE}/APIReference/API_CreateReplicationGroup.html`,
  },
  {
    id: 'aws/cache-snapshot-retention', types: ['aws_elasticache_replication_group'], argument: 'snapshot_retention_limit', problem: range(0, 35, 'days'), mend: 'Stay within 35 days.', source: `${CACHE}/APIReference/API_CreateReplicationGroup.html`,
  },
  {
    id: 'aws/cache-user-groups', types: ['aws_elasticache_replication_group'], argument: 'user_group_ids', references: true,
    problem: (value, group) => {
      if (!isSet(value)) {
        return undefined;
      }
      const version = /^(\d+)/.exec(text(group.engine_version) ?? '')?.[1];
      return flag(group.transit_encryption_enabled) === false || !isSet(group.transit_encryption_enabled) ? 'is set without transit encryption'
        : version !== undefined && Number(version) < 7 && /redis/i.test(text(group.engine) ?? 'redis') ? `is set with Redis ${version}: identity login needs 7` : undefined;
    },
    mend: 'Enable transit encryption and use Redis 7 or Valkey.', source: `${CACHE}/dg/auth-iam.html`,
  },
  {
    id: 'aws/cache-iam-user', types: ['aws_elasticache_user'], argument: 'user_name',
    problem: (value, user) => (blocksOf(user.authentication_mode).some((mode) => text(mode.type) === 'iam') && text(user.user_id) !== undefined && user.user_id !== value ? `"${value}" differs from user_id "${user.user_id}"` : undefined),
    mend: 'For identity login give user_id and user_name the same text.', source: `${CACHE}/dg/auth-iam.html`,
  },
  {
    id: 'aws/cache-default-user', types: ['aws_elasticache_user_group'], argument: 'user_ids', references: true,
    problem: (value, group, context) => {
      if (/valkey/i.test(text(group.engine) ?? '') || !Array.isArray(value)) {
        return undefined;
      }
      const users = listOf(value).map((one) => context.graph.target(one));
      const named = users.every((user) => user !== undefined && text(user.body.user_name) !== undefined);
      return named && !users.some((user) => user?.body.user_name === 'default') ? 'holds no user named default' : undefined;
    },
    mend: 'Add a user named default, disabled (off -@all).', source: `${CACHE}/dg/Clusters.RBAC.html`,
  },
  {
    id: 'aws/cache-user-id', types: ['aws_elasticache_user'], argument: 'user_id', problem: pattern(/^[a-zA-Z][a-zA-Z0-9-]{0,39}$/, 'up to 40 letters, digits and hyphens, beginning with a letter'), mend: 'Shorten the id.', source: `${CACHE}/APIReference/API_CreateUser.html`,
  },
];
