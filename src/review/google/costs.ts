import { Entry } from '../../clouds/rule-graph';
import { routesOf } from './edge/balancers';
import { cpu, mib } from './run/compute';
import { Scope, Topic } from './scope';
import { blocksAt, count, flagAt, numberAt, textAt } from './values';

/** What is billed at rest, and what drives the bill by use. Quantities, no prices: they are not in the Terraform. */
export const costs: Topic = {
  types: [],
  read(scope) {
    databases(scope);
    caches(scope);
    services(scope);
    edge(scope);
    counted(scope);
    byUse(scope);
  },
};

function databases(scope: Scope): void {
  for (const instance of scope.all('google_sql_database_instance')) {
    const tier = textAt(instance.body, 'settings.tier');
    const zones = textAt(instance.body, 'settings.availability_type', 'ZONAL') === 'REGIONAL' ? 2 : 1;
    if (tier !== undefined) { running(scope, instance, 'database capacity', `${tier}${zones === 2 ? ' in two zones' : ' in one zone'}`, zones * sizeOf(tier), 'settings.tier'); }
    const size = numberAt(instance.body, 'settings.disk_size', 10);
    if (size !== undefined) { running(scope, instance, 'database storage', `${size} GB${zones === 2 ? ' in two zones' : ''}`, zones * size, 'settings.disk_size'); }
  }
}

/** Processors and memory of a tier as one number that grows with both. */
function sizeOf(tier: string): number {
  const custom = /^db-custom-(\d+)-(\d+)$/.exec(tier);
  if (custom) { return Number(custom[1]) * 10 + Math.round(Number(custom[2]) / 1024); }
  const named = /-(\d+)$/.exec(tier);
  return /micro/.test(tier) ? 2 : /small/.test(tier) ? 4 : named ? Number(named[1]) * 16 : 10;
}

const NODES: { readonly [type: string]: number } = { SHARED_CORE_NANO: 1, STANDARD_SMALL: 6, HIGHMEM_MEDIUM: 13, HIGHMEM_XLARGE: 58 };

function caches(scope: Scope): void {
  for (const cache of scope.all('google_memorystore_instance', 'google_redis_cluster')) {
    const [shards, replicas] = [numberAt(cache.body, 'shard_count', 1), numberAt(cache.body, 'replica_count', 0)];
    const type = textAt(cache.body, 'node_type', 'HIGHMEM_MEDIUM')?.replace('REDIS_', '');
    if (shards === undefined || replicas === undefined || type === undefined) { continue; }
    const nodes = shards * (1 + replicas);
    running(scope, cache, 'cache nodes', `${count(nodes, 'node')} ${type}`, nodes * (NODES[type] ?? 10), 'node_type');
  }
  for (const cache of scope.all('google_redis_instance')) {
    const size = numberAt(cache.body, 'memory_size_gb');
    if (size !== undefined) { running(scope, cache, 'cache memory', `${size} GB ${textAt(cache.body, 'tier', 'BASIC') ?? ''}`.trim(), size * (textAt(cache.body, 'tier', 'BASIC') === 'BASIC' ? 1 : 2), 'memory_size_gb'); }
  }
}

function services(scope: Scope): void {
  for (const service of scope.all('google_cloud_run_v2_service')) {
    const containers = blocksAt(service.body, 'template.containers');
    const processors = total(containers.map((one) => cpu(blocksAt(one, 'resources')[0]?.limits?.cpu)));
    const memory = total(containers.map((one) => mib(blocksAt(one, 'resources')[0]?.limits?.memory)));
    const [least, most] = [numberAt(service.body, 'template.scaling.min_instance_count', 0), numberAt(service.body, 'template.scaling.max_instance_count', 100)];
    if (processors === undefined || memory === undefined || least === undefined) { continue; }
    const size = `${processors} vCPU and ${memory} MiB each`;
    const idle = containers.some((one) => flagAt(one, 'resources.cpu_idle', true) === true);
    if (least > 0) { running(scope, service, 'instances that always run', `${count(least, 'instance')}, ${size}${idle ? ', processors by request' : ''}`, round(least * weigh(processors, memory) * (idle ? 0.3 : 1)), 'template.scaling.min_instance_count'); }
    if (most !== undefined) { usage(scope, service, 'instances under load', `up to ${count(most, 'instance')}, ${size}`, round(most * weigh(processors, memory)), 'template.scaling.max_instance_count'); }
  }
  for (const machine of scope.all('google_compute_instance')) {
    const type = textAt(machine.body, 'machine_type');
    if (type !== undefined) { running(scope, machine, 'machine', type, 10 * Number(/-(\d+)$/.exec(type)?.[1] ?? 1), 'machine_type'); }
  }
}

function edge(scope: Scope): void {
  const rules = [...new Map(routesOf(scope).map((route) => [route.rule.address, route.rule])).values()];
  rules.forEach((rule) => running(scope, rule, 'forwarding rule', '1 rule', 1));
  for (const policy of scope.all('google_compute_security_policy')) {
    const number = blocksAt(policy.body, 'rule').length;
    running(scope, policy, 'web application firewall', `1 policy, ${count(number, 'rule')}`, 5 + number, 'rule');
  }
  for (const nat of scope.all('google_compute_router_nat')) { running(scope, nat, 'translation of addresses', '1 gateway', 1); }
  // An address of a forwarding rule is part of the rule's price.
  const used = new Set(scope.all('google_compute_forwarding_rule', 'google_compute_global_forwarding_rule').map((rule) => scope.graph.target(rule.body.ip_address)?.address));
  for (const address of scope.all('google_compute_address', 'google_compute_global_address')) {
    if (!used.has(address.address) && textAt(address.body, 'address_type', 'EXTERNAL') === 'EXTERNAL') { running(scope, address, 'public address', '1 address', 1); }
  }
  for (const endpoint of scope.all('google_compute_forwarding_rule', 'google_compute_global_forwarding_rule')) {
    if (endpoint.body.load_balancing_scheme === '') { running(scope, endpoint, 'private endpoint', '1 endpoint', 1); }
  }
}

/** What costs a little each month, whatever it holds. */
function counted(scope: Scope): void {
  for (const key of scope.all('google_kms_crypto_key')) {
    const hardware = textAt(key.body, 'version_template.protection_level', 'SOFTWARE') === 'HSM';
    running(scope, key, 'active key versions', `1 key in ${hardware ? 'hardware' : 'software'}`, hardware ? 10 : 1, 'version_template.protection_level');
  }
  for (const zone of scope.all('google_dns_managed_zone')) { running(scope, zone, 'zone of names', '1 zone', 1); }
  for (const policy of scope.all('google_monitoring_alert_policy')) { usage(scope, policy, 'alarm conditions', count(blocksAt(policy.body, 'conditions').length, 'condition'), blocksAt(policy.body, 'conditions').length, 'conditions'); }
  for (const check of scope.all('google_monitoring_uptime_check_config')) {
    const seconds = Number(/^(\d+)s$/.exec(textAt(check.body, 'period', '300s') ?? '')?.[1] ?? 300);
    usage(scope, check, 'probes', `every ${count(seconds / 60, 'minute')}`, Math.round(3600 / seconds), 'period');
  }
}

/** Stores that are billed by what they hold and how often they are asked. */
function byUse(scope: Scope): void {
  const stores: readonly (readonly [string, string, string])[] = [
    ['google_firestore_database', 'documents', 'reads, writes and GB'], ['google_storage_bucket', 'objects', 'GB and requests'], ['google_artifact_registry_repository', 'images', 'GB'],
    ['google_logging_project_bucket_config', 'log', 'GB taken in and kept'], ['google_pubsub_topic', 'messages', 'GB'], ['google_bigquery_dataset', 'data and queries', 'GB'],
    ['google_secret_manager_secret', 'versions and reads of a secret', 'versions'], ['google_backup_dr_backup_vault', 'backups', 'GB'],
  ];
  for (const [type, driver, quantity] of stores) { scope.all(type).forEach((store) => usage(scope, store, driver, quantity, 1)); }
  for (const job of scope.all('google_cloud_run_v2_job')) {
    const containers = blocksAt(job.body, 'template.template.containers');
    const processors = total(containers.map((one) => cpu(blocksAt(one, 'resources')[0]?.limits?.cpu)));
    if (processors !== undefined) { usage(scope, job, 'runs of a job', `${processors} vCPU while it runs`, processors, 'template.template.containers'); }
  }
}

function running(scope: Scope, subject: Entry, driver: string, quantity: string, weight: number, argument?: string): void {
  scope.cost({ subject: subject.address, driver, quantity, billed: 'running', weight, evidence: [{ address: subject.address, ...(argument ? { argument } : {}) }] });
}

function usage(scope: Scope, subject: Entry, driver: string, quantity: string, weight: number, argument?: string): void {
  scope.cost({ subject: subject.address, driver, quantity, billed: 'usage', weight, evidence: [{ address: subject.address, ...(argument ? { argument } : {}) }] });
}

function total(values: (number | undefined)[]): number | undefined {
  return values.includes(undefined) ? undefined : (values as number[]).reduce((a, b) => a + b, 0);
}

/** Processors weigh ten times a GiB of memory, about as their prices do. */
function weigh(processors: number, memory: number): number {
  return processors * 10 + memory / 1024;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
