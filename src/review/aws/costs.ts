import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { CostDriver } from '../model';
import { Notes, Reader } from '../reader';
import { containersOf, instancesOf } from './compute';
import { AwsStack, stackOf } from './stack';
import { at, count, items, word, yes } from './values';

type Cost = Omit<CostDriver, 'subject' | 'evidence'>;
type Price = (entry: Entry, stack: AwsStack) => Cost | (Cost & { readonly argument?: string }) | undefined;

const running = (driver: string, quantity: string, weight: number, argument?: string): Cost & { argument?: string } => ({ driver, quantity, billed: 'running', weight, argument });
const usage = (driver: string, quantity: string, weight: number, argument?: string): Cost & { argument?: string } => ({ driver, quantity, billed: 'usage', weight, argument });
const times = (n: number, unit: string): string => `${n} ${n === 1 ? unit : `${unit}s`}`;

/** What costs money, by type. Weights compare sizes of one kind, and roughly kinds: about one for a small machine all day. */
const PRICES: { readonly [type: string]: Price } = {
  aws_rds_cluster: (e, stack) => databaseCluster(e, stack.of(e, 'aws_rds_cluster_instance', 'cluster_identifier')),
  aws_docdb_cluster: (e, stack) => databaseCluster(e, stack.of(e, 'aws_docdb_cluster_instance', 'cluster_identifier')),
  aws_neptune_cluster: (e, stack) => databaseCluster(e, stack.of(e, 'aws_neptune_cluster_instance', 'cluster_identifier')),
  aws_db_instance: ({ body }) => {
    const copies = yes(body.multi_az, false) ? 2 : 1;
    const gib = count(body.allocated_storage, 0) ?? 0;
    return running('database machine', `${times(copies, 'machine')} ${word(body.instance_class) ?? 'of a size known at apply'}, ${gib} GiB`, copies * sizeOf(body.instance_class) + gib / 100, 'instance_class');
  },
  aws_ecs_service: (e, stack) => {
    const { least, most, scaling } = instancesOf(stack, e);
    const task = stack.find(e.body.task_definition);
    const cpu = (count(task?.body.cpu, 0) ?? 0) / 1024;
    const gib = (count(task?.body.memory, 0) ?? 0) / 1024;
    if (least === undefined) { return undefined; }
    const range = most !== undefined && most !== least ? `${least} to ${most} tasks` : times(least, 'task');
    return running('containers', `${range}, ${cpu} vCPU and ${gib} GiB each${task ? `, ${times(containersOf(task).length, 'container')}` : ''}`, least * (cpu + gib / 9), scaling ? undefined : 'desired_count');
  },
  aws_ecs_cluster: ({ body }) => {
    const level = blocksOf(body.setting).find((s) => s.name === 'containerInsights')?.value;
    return level && level !== 'disabled' ? usage('metrics of containers', `${level} container insights`, level === 'enhanced' ? 0.3 : 0.2, 'setting') : undefined;
  },
  aws_lb: () => running('load balancer', '1 load balancer', 0.6), aws_alb: () => running('load balancer', '1 load balancer', 0.6), aws_elb: () => running('load balancer', '1 load balancer', 0.6),
  aws_nat_gateway: () => running('address translation', '1 gateway, and traffic', 1.1),
  aws_networkfirewall_firewall: ({ body }) => running('egress firewall', `${times(blocksOf(body.subnet_mapping).length, 'endpoint')}, and traffic`, 9 * blocksOf(body.subnet_mapping).length, 'subnet_mapping'),
  aws_vpc_endpoint: ({ body }) => {
    const zones = items(body.subnet_ids).length;
    return word(body.vpc_endpoint_type, 'Gateway') === 'Interface' ? running('private endpoint', `1 endpoint in ${times(zones, 'zone')}`, 0.25 * zones, 'subnet_ids') : undefined;
  },
  aws_eip: () => running('public address', '1 address', 0.1),
  aws_elasticache_serverless_cache: ({ body }) => {
    const most = count(at(body, 'cache_usage_limits.data_storage.maximum'));
    return running('cache', most === undefined ? 'stored data without a limit, with a smallest amount' : `stored data up to ${most} GB, with a smallest amount`, (most ?? 100) / 10 + 0.1, 'cache_usage_limits');
  },
  aws_elasticache_replication_group: ({ body }) => {
    const nodes = (count(body.num_node_groups, 1) ?? 1) * (count(body.num_cache_clusters) ?? (count(body.replicas_per_node_group, 0) ?? 0) + 1);
    return running('cache machine', `${times(nodes, 'machine')} ${word(body.node_type) ?? ''}`.trim(), nodes * sizeOf(body.node_type), 'node_type');
  },
  aws_dynamodb_table: ({ body }) => (word(body.billing_mode, 'PROVISIONED') === 'PAY_PER_REQUEST'
    ? usage('items', `requests and stored data${yes(blockOf(body.point_in_time_recovery).enabled, false) ? ', continuous backup' : ''}`, 0.5, 'billing_mode')
    : running('items', `${count(body.read_capacity, 1)} read and ${count(body.write_capacity, 1)} write units`, ((count(body.read_capacity, 1) ?? 1) + 5 * (count(body.write_capacity, 1) ?? 1)) / 100, 'billing_mode')),
  aws_s3_bucket: (_e) => usage('objects', 'stored data and requests', 0.3), aws_sqs_queue: () => usage('messages', 'requests', 0.1), aws_efs_file_system: () => usage('files', 'stored data', 0.5),
  aws_kinesis_firehose_delivery_stream: () => usage('delivery of logs', 'GB delivered', 0.2),
  aws_kinesis_stream: ({ body }) => running('stream', times(count(body.shard_count, 1) ?? 1, 'shard'), 0.4 * (count(body.shard_count, 1) ?? 1), 'shard_count'),
  aws_lambda_function: ({ body }) => usage('function', `${count(body.memory_size, 128) ?? '?'} MiB, by call and second`, (count(body.memory_size, 128) ?? 128) / 2048, 'memory_size'),
  aws_api_gateway_rest_api: () => usage('requests at the edge', 'requests', 0.5), aws_apigatewayv2_api: () => usage('requests at the edge', 'requests', 0.3), aws_cloudfront_distribution: () => usage('delivery at the edge', 'requests and GB', 0.5),
  aws_wafv2_web_acl: ({ body }) => running('web application firewall', `1 policy, ${times(blocksOf(body.rule).length, 'rule')}, and requests`, 0.15 + 0.03 * blocksOf(body.rule).length, 'rule'),
  aws_kms_key: () => running('key', '1 key', 0.03), aws_secretsmanager_secret: () => running('secret', '1 secret', 0.01), aws_route53_zone: () => running('names', '1 zone', 0.02),
  aws_cloudwatch_metric_alarm: ({ body }) => running('alarm', times(Math.max(1, blocksOf(body.metric_query).filter((q) => isSet(q.metric)).length), 'metric'), 0.003 * Math.max(1, blocksOf(body.metric_query).filter((q) => isSet(q.metric)).length)),
  aws_cloudwatch_composite_alarm: () => running('alarm', '1 combined alarm', 0.015), aws_cloudwatch_dashboard: () => running('dashboard', '1 dashboard', 0.1),
  aws_cloudwatch_log_group: ({ body }) => usage('log', `GB written, kept ${count(body.retention_in_days, 0) || 'for ever'}${count(body.retention_in_days, 0) ? ' days' : ''}`, 0.05 + (count(body.retention_in_days, 0) || 3650) / 36500, 'retention_in_days'),
  aws_cloudtrail: ({ body }) => usage('audit log', `events of ${times(Math.max(1, blocksOf(body.advanced_event_selector).length), 'kind')}`, 0.2 * Math.max(1, blocksOf(body.advanced_event_selector).length), 'advanced_event_selector'),
  aws_guardduty_detector: () => usage('threat detection', 'events and GB looked at', 0.5), aws_inspector2_enabler: ({ body }) => usage('search for vulnerabilities', items(body.resource_types).join(', '), 0.2 * items(body.resource_types).length, 'resource_types'),
  aws_backup_plan: ({ body }) => {
    const days = blocksOf(body.rule).map((r) => count(blockOf(r.lifecycle).delete_after, 36500) ?? 0);
    return usage('backups', `stored copies, kept ${times(Math.max(0, ...days), 'day')}`, Math.max(0, ...days) / 70, 'rule');
  },
  aws_ecr_repository: () => usage('images', 'stored images', 0.05), aws_cognito_user_pool: () => usage('people who log in', 'people a month', 0.2), aws_flow_log: () => usage('flow log', 'GB written', 0.3),
  aws_instance: ({ body }) => running('machine', `1 machine ${word(body.instance_type) ?? 'of a size known at apply'}`, sizeOf(body.instance_type), 'instance_type'),
  aws_ebs_volume: ({ body }) => running('disk', `${count(body.size) ?? '?'} GiB`, (count(body.size, 8) ?? 8) / 100, 'size'),
  aws_redshift_cluster: ({ body }) => running('warehouse', `${times(count(body.number_of_nodes, 1) ?? 1, 'node')} ${word(body.node_type) ?? ''}`.trim(), (count(body.number_of_nodes, 1) ?? 1) * sizeOf(body.node_type), 'number_of_nodes'),
  aws_opensearch_domain: ({ body }) => {
    const config = blockOf(body.cluster_config);
    const n = count(config.instance_count, 1) ?? 1;
    return running('search', `${times(n, 'machine')} ${word(config.instance_type, 'm4.large.search') ?? ''}`.trim(), n * sizeOf(word(config.instance_type, 'm4.large.search')), 'cluster_config');
  },
  aws_msk_cluster: ({ body }) => running('brokers', times(count(body.number_of_broker_nodes, 1) ?? 1, 'broker'), 2 * (count(body.number_of_broker_nodes, 1) ?? 1), 'number_of_broker_nodes'),
  aws_vpclattice_service: () => running('service network', '1 service', 0.6), aws_autoscaling_group: ({ body }) => running('machines', `${count(body.min_size, 0) ?? '?'} to ${count(body.max_size, 0) ?? '?'} machines`, count(body.min_size, 0) ?? 0, 'min_size'),
};

const SIZES: { readonly [size: string]: number } = { nano: 0.1, micro: 0.2, small: 0.4, medium: 0.8, large: 2 };

/** How large a machine is, by the last word of its class. */
function sizeOf(kind: unknown): number {
  const name = typeof kind === 'string' ? kind.replace(/\.search$/, '').split('.').pop() ?? '' : '';
  const many = /^(\d*)xlarge/.exec(name);
  return many ? 4 * Number(many[1] || 1) : SIZES[name] ?? 2;
}

function databaseCluster({ body }: Entry, instances: Entry[]): Cost & { argument?: string } {
  const scaling = blockOf(body.serverlessv2_scaling_configuration ?? body.serverless_v2_scaling_configuration);
  const n = instances.length;
  const classes = [...new Set(instances.map((i) => word(i.body.instance_class) ?? 'known only at apply'))].sort();
  if (classes.join() === 'db.serverless') {
    const [least, most] = [count(scaling.min_capacity, 0.5) ?? 0.5, count(scaling.max_capacity, 1) ?? 1];
    return running('database capacity', `${times(n, 'instance')}, ${least} to ${most} capacity units each`, n * (least * 2 + most / 10), 'serverlessv2_scaling_configuration');
  }
  return running('database machines', `${times(n, 'instance')} ${classes.join(', ')}`.trim(), instances.reduce((sum, i) => sum + sizeOf(i.body.instance_class), 0));
}

/** What costs money at rest, and what by use. */
export const costs: Reader = {
  types: [],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const [type, price] of Object.entries(PRICES)) {
      for (const entry of graph.all(type)) {
        const found = price(entry, stack) as (Cost & { argument?: string }) | undefined;
        if (!found) { continue; }
        const { argument, ...cost } = found;
        notes.cost({ subject: entry.address, ...cost, weight: Math.round(cost.weight * 1000) / 1000, evidence: [{ address: entry.address, ...(argument ? { argument } : {}) }] });
      }
    }
  },
};
