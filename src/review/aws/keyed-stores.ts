import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { openByPolicy } from './resource-policies';
import { AwsStack, stackOf } from './stack';
import { store, switched, where } from './store';
import { count, items, word, yes } from './values';

/** Tables of items and caches. */
export const keyedStores: Reader = {
  types: [
    'aws_dynamodb_table', 'aws_elasticache_serverless_cache', 'aws_elasticache_replication_group', 'aws_elasticache_cluster', 'aws_elasticache_user', 'aws_elasticache_user_group', 'aws_memorydb_cluster',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const table of graph.all('aws_dynamodb_table')) { readTable(stack, notes, table); }
    for (const cache of graph.all('aws_elasticache_serverless_cache')) { readServerless(stack, notes, cache); }
    for (const group of graph.all('aws_elasticache_replication_group')) { readGroup(stack, notes, group); }
    for (const cluster of graph.all('aws_elasticache_cluster')) { readCacheCluster(stack, notes, cluster); }
    for (const cluster of graph.all('aws_memorydb_cluster')) { readMemory(stack, notes, cluster); }
  },
};

function readTable(stack: AwsStack, notes: Notes, table: Entry): void {
  const { body } = table;
  const sse = blockOf(body.server_side_encryption);
  const own = yes(sse.enabled, false);
  const recovery = blockOf(body.point_in_time_recovery);
  const back = yes(recovery.enabled, false);
  const open = openByPolicy(stack, table);
  store(stack.graph, notes, table, {
    // Without the switch the cloud encrypts with a key of its own.
    key: own === undefined ? undefined : own ? stack.owner(sse.kms_key_arn, 'provider') : 'provider', keyAt: 'server_side_encryption',
    transit: 'TLS 1.2', login: 'identity', redundancy: blocksOf(body.replica).length > 0 ? 'regions' : 'zones', redundancyAt: blocksOf(body.replica).length > 0 ? 'replica' : undefined,
    public: open.open, publicAt: open.evidence,
  });
  notes.state('data.point-in-time', table, back, 'point_in_time_recovery.enabled');
  notes.state('data.backup-days', table, back === undefined ? undefined : back ? count(recovery.recovery_period_in_days, 35) : 0, 'point_in_time_recovery');
  notes.state('data.deletion-protection', table, yes(body.deletion_protection_enabled, false), 'deletion_protection_enabled');
}

function readServerless(stack: AwsStack, notes: Notes, cache: Entry): void {
  const { body } = cache;
  store(stack.graph, notes, cache, {
    key: stack.owner(body.kms_key_id, 'provider'), keyAt: 'kms_key_id', transit: 'TLS 1.2', ...login(stack, cache, items(body.user_group_id), 'user_group_id'), redundancy: 'zones', public: false,
  });
  notes.state('data.backup-days', cache, count(body.snapshot_retention_limit, 0), 'snapshot_retention_limit');
  version(notes, cache, 'major_engine_version');
}

function readGroup(stack: AwsStack, notes: Notes, group: Entry): void {
  const { body } = group;
  // What the service takes if nothing is written differs by engine.
  const modern = word(body.engine, 'redis') === 'valkey';
  const encrypted = yes(body.at_rest_encryption_enabled, modern);
  const tls = yes(body.transit_encryption_enabled, modern);
  const zones = yes(body.multi_az_enabled, false);
  store(stack.graph, notes, group, {
    key: switched(stack.owner(body.kms_key_id, 'provider'), encrypted), keyAt: encrypted ? 'kms_key_id' : 'at_rest_encryption_enabled',
    transit: tls === undefined ? undefined : !tls ? 'none' : word(body.transit_encryption_mode, 'required') === 'preferred' ? 'optional' : 'TLS 1.2', transitAt: 'transit_encryption_enabled',
    ...(isSet(body.auth_token) ? { login: 'password', loginAt: 'auth_token' } : login(stack, group, items(body.user_group_ids), 'user_group_ids')),
    redundancy: zones === undefined ? undefined : zones ? 'zones' : yes(body.automatic_failover_enabled, false) ? 'zone' : 'one', redundancyAt: 'multi_az_enabled', public: false,
  });
  notes.state('data.backup-days', group, count(body.snapshot_retention_limit, 0), 'snapshot_retention_limit');
  notes.state('data.final-copy', group, isSet(body.final_snapshot_identifier), 'final_snapshot_identifier');
  version(notes, group, 'engine_version');
}

function readCacheCluster(stack: AwsStack, notes: Notes, cluster: Entry): void {
  const { body } = cluster;
  // A member of a group says nothing of its own.
  if (isSet(body.replication_group_id)) { return; }
  const tls = yes(body.transit_encryption_enabled, false);
  store(stack.graph, notes, cluster, {
    key: 'none', keyAt: [{ address: cluster.address }], transit: tls === undefined ? undefined : tls ? 'TLS 1.2' : 'none', transitAt: 'transit_encryption_enabled', login: 'none',
    redundancy: word(body.az_mode, 'single-az') === 'cross-az' ? 'zones' : 'one', redundancyAt: 'az_mode', public: false,
  });
  notes.state('data.backup-days', cluster, count(body.snapshot_retention_limit, 0), 'snapshot_retention_limit');
}

function readMemory(stack: AwsStack, notes: Notes, cluster: Entry): void {
  const { body } = cluster;
  const tls = yes(body.tls_enabled, true);
  store(stack.graph, notes, cluster, {
    key: stack.owner(body.kms_key_arn, 'provider'), keyAt: 'kms_key_arn', transit: tls === undefined ? undefined : tls ? 'TLS 1.2' : 'none', transitAt: 'tls_enabled',
    login: body.acl_name === 'open-access' ? 'none' : undefined, loginAt: 'acl_name', redundancy: (count(body.num_replicas_per_shard, 1) ?? 1) > 0 ? 'zones' : 'one', redundancyAt: 'num_replicas_per_shard', public: false,
  });
  notes.state('data.backup-days', cluster, count(body.snapshot_retention_limit, 0), 'snapshot_retention_limit');
}

// Without users a cache asks nobody who they are. With users it depends on how those prove themselves that are on.
function login(stack: AwsStack, cache: Entry, groups: any[], argument: string): { login?: string; loginAt: Evidence[] } {
  if (groups.length === 0) { return { login: 'none', loginAt: where(cache) }; }
  const found = groups.map((g) => stack.find(g, 'aws_elasticache_user_group'));
  if (found.some((g) => !g)) { return { loginAt: where(cache, argument) }; }
  const users = found.flatMap((g) => items(g?.body.user_ids)).map((u) => stack.find(u, 'aws_elasticache_user'));
  if (users.some((u) => !u)) { return { loginAt: where(cache, argument) }; }
  const active = users.filter((u): u is Entry => u !== undefined && !/^\s*off\b/.test(word(u.body.access_string, '') ?? ''));
  const kinds = new Set(active.map(kindOf));
  const evidence = [...where(cache, argument), ...active.map((u) => ({ address: u.address, argument: 'authentication_mode' }))];
  const value = kinds.has('none') ? 'none' : kinds.size > 1 ? 'password or identity' : [...kinds][0];
  return { login: value, loginAt: evidence };
}

function kindOf(user: Entry): string {
  if (yes(user.body.no_password_required, false)) { return 'none'; }
  const mode = word(blockOf(user.body.authentication_mode).type);
  return mode === 'iam' ? 'identity' : mode === 'no-password-required' ? 'none' : 'password';
}

function version(notes: Notes, entry: Entry, argument: string): void {
  const engine = word(entry.body.engine);
  if (engine) { notes.state('data.version', entry, `${engine} ${word(entry.body[argument], '') ?? ''}`.trim(), argument); }
}
