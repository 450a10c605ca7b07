import { Example, many, one } from '../example';

const USER_MODE = { authentication_mode: { type: 'iam' } };

export const awsDataExamples: Example[] = [
  one('aws/rds-identifier', 'aws_rds_cluster', { cluster_identifier: 'orders-prod' }, { 'cluster identifier in upper case': { cluster_identifier: 'Orders' }, 'cluster identifier with two hyphens': { cluster_identifier: 'orders--prod' } }),
  one('aws/rds-backup-retention', 'aws_rds_cluster', { backup_retention_period: 35 }, { 'RDS backups kept more than 35 days': { backup_retention_period: 36 } }),
  one('aws/db-backup-retention', 'aws_db_instance', { backup_retention_period: 35 }, { 'instance backups kept more than 35 days': { backup_retention_period: 40 } }),
  many('aws/rds-after-log-group', { aws_cloudwatch_log_group: { pg: { name: '/aws/rds/cluster/orders/postgresql' } }, aws_rds_cluster: { main: { cluster_identifier: 'orders', depends_on: ['aws_cloudwatch_log_group.pg'] } } }, { 'cluster not after its log group': (r) => { delete r.aws_rds_cluster.main.depends_on; } }),
  one('aws/rds-managed-password', 'aws_rds_cluster', { manage_master_user_password: true }, { 'managed password together with a password': { master_password: '${var.password}' } }),
  one('aws/rds-static-parameter', 'aws_rds_cluster_parameter_group', { parameter: [{ name: 'rds.force_ssl', value: '1', apply_method: 'pending-reboot' }] }, { 'static parameter applied at once': { parameter: [{ name: 'rds.force_ssl', value: '1' }] } }),
  one('aws/rds-cluster-zones', 'aws_rds_cluster', { availability_zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'] }, { 'cluster with two zones': { availability_zones: ['eu-central-1a', 'eu-central-1b'] } }),
  one('aws/rds-serverless-capacity', 'aws_rds_cluster', { serverlessv2_scaling_configuration: { min_capacity: 0.5, max_capacity: 4 } }, { 'serverless minimum above maximum': { serverlessv2_scaling_configuration: { min_capacity: 8, max_capacity: 4 } } }),
  one('aws/rds-final-snapshot', 'aws_rds_cluster', { final_snapshot_identifier: 'orders-final' }, { 'cluster without final snapshot': { final_snapshot_identifier: undefined } }),
  one('aws/rds-monitoring-interval', 'aws_rds_cluster_instance', { monitoring_interval: 60 }, { 'monitoring every 20 s': { monitoring_interval: 20 } }),
  one('aws/rds-insights-retention', 'aws_rds_cluster_instance', { performance_insights_retention_period: 93 }, { 'insights kept 30 days': { performance_insights_retention_period: 30 } }),
  one('aws/dynamodb-keys', 'aws_dynamodb_table', { hash_key: 'id', attribute: [{ name: 'id', type: 'S' }] }, { 'DynamoDB hash key without attribute': { hash_key: 'pk' }, 'DynamoDB attribute that is no key': { attribute: [{ name: 'id', type: 'S' }, { name: 'x', type: 'S' }] } }),
  one('aws/dynamodb-name', 'aws_dynamodb_table', { name: 'orders_prod.items' }, { 'DynamoDB table name with a space': { name: 'orders prod' } }),
  one('aws/dynamodb-capacity', 'aws_dynamodb_table', { billing_mode: 'PAY_PER_REQUEST' }, { 'on-demand table with capacity': { read_capacity: 5 } }),
  one('aws/dynamodb-stream', 'aws_dynamodb_table', { stream_enabled: true, stream_view_type: 'NEW_IMAGE' }, { 'stream without view type': { stream_view_type: undefined } }),
  one('aws/dynamodb-recovery-days', 'aws_dynamodb_table', { point_in_time_recovery: { enabled: true, recovery_period_in_days: 35 } }, { 'recovery of 36 days': { point_in_time_recovery: { enabled: true, recovery_period_in_days: 36 } } }),
  one('aws/cache-group-name', 'aws_elasticache_replication_group', { replication_group_id: 'orders-prod' }, { 'replication group id of 41 characters': { replication_group_id: 'a'.repeat(41) } }),
  one('aws/cache-multi-az', 'aws_elasticache_replication_group', { multi_az_enabled: true, automatic_failover_enabled: true, num_cache_clusters: 2 }, { 'multi-AZ cache with one node': { num_cache_clusters: 1 }, 'multi-AZ cache without failover': { automatic_failover_enabled: false } }),
  one('aws/cache-failover-nodes', 'aws_elasticache_replication_group', { automatic_failover_enabled: true, num_cache_clusters: 2 }, { 'failover with one node': { num_cache_clusters: 1 } }),
  one('aws/cache-snapshot-retention', 'aws_elasticache_replication_group', { snapshot_retention_limit: 35 }, { 'cache backups kept more than 35 days': { snapshot_retention_limit: 36 } }),
  one('aws/cache-user-groups', 'aws_elasticache_replication_group', { user_group_ids: ['${aws_elasticache_user_group.main.id}'], transit_encryption_enabled: true, engine_version: '7.1' }, {
    'user group without transit encryption': { transit_encryption_enabled: false }, 'identity login on Redis 6': { engine_version: '6.2' },
  }),
  one('aws/cache-iam-user', 'aws_elasticache_user', { user_id: 'orders', user_name: 'orders', ...USER_MODE }, { 'identity login with different user id and name': { user_name: 'app' } }),
  many('aws/cache-default-user', {
    aws_elasticache_user: { app: { user_id: 'app', user_name: 'app', ...USER_MODE }, default: { user_id: 'orders-default', user_name: 'default' } },
    aws_elasticache_user_group: { main: { engine: 'redis', user_ids: ['${aws_elasticache_user.app.user_id}', '${aws_elasticache_user.default.user_id}'] } },
  }, { 'user group without the default user': (r) => { r.aws_elasticache_user_group.main.user_ids.pop(); } }),
  one('aws/cache-user-id', 'aws_elasticache_user', { user_id: 'orders' }, { 'user id of 41 characters': { user_id: 'a'.repeat(41) } }),
];
