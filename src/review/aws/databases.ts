import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { AwsStack, stackOf } from './stack';
import { store, switched, where } from './store';
import { count, word, yes } from './values';

/** Clusters differ in little: argument of the key, argument of the exported logs, parameter group. */
interface Cluster { readonly type: string; readonly key: string; readonly logs: string; readonly instances: string; readonly parameters: readonly [type: string, argument: string] }

const CLUSTERS: readonly Cluster[] = [
  { type: 'aws_rds_cluster', key: 'kms_key_id', logs: 'enabled_cloudwatch_logs_exports', instances: 'aws_rds_cluster_instance', parameters: ['aws_rds_cluster_parameter_group', 'db_cluster_parameter_group_name'] },
  { type: 'aws_docdb_cluster', key: 'kms_key_id', logs: 'enabled_cloudwatch_logs_exports', instances: 'aws_docdb_cluster_instance', parameters: ['aws_docdb_cluster_parameter_group', 'db_cluster_parameter_group_name'] },
  { type: 'aws_neptune_cluster', key: 'kms_key_arn', logs: 'enable_cloudwatch_logs_exports', instances: 'aws_neptune_cluster_instance', parameters: ['aws_neptune_cluster_parameter_group', 'neptune_cluster_parameter_group_name'] },
];

/** Relational databases and what is built like them. */
export const databases: Reader = {
  types: [...CLUSTERS.flatMap((c) => [c.type, c.instances, c.parameters[0]]), 'aws_db_instance', 'aws_db_parameter_group', 'aws_rds_global_cluster'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const kind of CLUSTERS) { for (const cluster of graph.all(kind.type)) { readCluster(stack, notes, cluster, kind); } }
    for (const instance of graph.all('aws_db_instance')) { readInstance(stack, notes, instance); }
  },
};

function readCluster(stack: AwsStack, notes: Notes, cluster: Entry, kind: Cluster): void {
  const { body } = cluster;
  const encrypted = yes(body.storage_encrypted, word(body.engine_mode) === 'serverless');
  const instances = stack.of(cluster, kind.instances, 'cluster_identifier');
  const open = instances.filter((i) => yes(i.body.publicly_accessible, false) !== false);
  store(stack.graph, notes, cluster, {
    key: switched(stack.owner(body[kind.key], 'provider'), encrypted), keyAt: encrypted ? kind.key : 'storage_encrypted',
    ...transit(stack, cluster, kind.parameters), login: login(body), loginAt: 'iam_database_authentication_enabled',
    // The storage of a cluster is copied to several zones, however many instances there are.
    redundancy: isSet(body.global_cluster_identifier) ? 'regions' : 'zones',
    public: open.some((i) => yes(i.body.publicly_accessible, false) === true) ? true : open.length > 0 ? undefined : false,
    publicAt: instances.length > 0 ? (open.length > 0 ? open : instances).map((i) => ({ address: i.address, argument: 'publicly_accessible' })) : undefined,
  });
  notes.state('data.backup-days', cluster, count(body.backup_retention_period, 1), 'backup_retention_period');
  // A cluster always keeps at least a day of changes.
  notes.state('data.point-in-time', cluster, true);
  deletion(notes, cluster);
  notes.state('compute.min-instances', cluster, instances.length || undefined, instances.map((i) => ({ address: i.address })));
  notes.state('data.access-log', cluster, logged(stack, cluster, kind.logs, kind.parameters), [{ address: cluster.address, argument: kind.logs }, ...groupOf(stack, cluster, kind.parameters).flatMap((g) => where(g, 'parameter'))]);
  version(notes, cluster, kind.type === 'aws_docdb_cluster' ? 'docdb' : kind.type === 'aws_neptune_cluster' ? 'neptune' : undefined);
  if (isSet(body.enable_http_endpoint)) { notes.state('data.http-interface', cluster, yes(body.enable_http_endpoint), 'enable_http_endpoint'); }
}

function readInstance(stack: AwsStack, notes: Notes, instance: Entry): void {
  const { body } = instance;
  const parameters = ['aws_db_parameter_group', 'parameter_group_name'] as const;
  const encrypted = yes(body.storage_encrypted, false);
  const multi = yes(body.multi_az, false);
  const backups = count(body.backup_retention_period, 0);
  store(stack.graph, notes, instance, {
    key: switched(stack.owner(body.kms_key_id, 'provider'), encrypted), keyAt: encrypted ? 'kms_key_id' : 'storage_encrypted',
    ...transit(stack, instance, parameters), login: login(body), loginAt: 'iam_database_authentication_enabled',
    redundancy: multi === undefined ? undefined : multi ? 'zones' : 'one', redundancyAt: 'multi_az', public: yes(body.publicly_accessible, false), publicAt: 'publicly_accessible',
  });
  notes.state('data.backup-days', instance, backups, 'backup_retention_period');
  notes.state('data.point-in-time', instance, backups === undefined ? undefined : backups > 0, 'backup_retention_period');
  deletion(notes, instance);
  notes.state('data.access-log', instance, logged(stack, instance, 'enabled_cloudwatch_logs_exports', parameters), 'enabled_cloudwatch_logs_exports');
  notes.state('data.size', instance, count(body.allocated_storage), 'allocated_storage');
  version(notes, instance);
}

function login(body: any): string | undefined {
  const identity = yes(body.iam_database_authentication_enabled, false);
  // The administrator and whoever is made in the database can still have a password.
  return identity === undefined ? undefined : identity ? 'password or identity' : 'password';
}

function deletion(notes: Notes, entry: Entry): void {
  const { body } = entry;
  notes.state('data.deletion-protection', entry, yes(body.deletion_protection, false), 'deletion_protection');
  const skipped = yes(body.skip_final_snapshot, false);
  notes.state('data.final-copy', entry, skipped === undefined ? undefined : !skipped, 'skip_final_snapshot');
  if (entry.type !== 'aws_rds_cluster' && entry.type !== 'aws_db_instance') { return; }
  const gone = yes(body.delete_automated_backups, true);
  if (gone === false) { notes.state('data.undelete-days', entry, count(body.backup_retention_period, entry.type === 'aws_rds_cluster' ? 1 : 0), 'delete_automated_backups'); }
  if (gone === true && skipped === true) { notes.state('data.undelete-days', entry, 0, 'delete_automated_backups'); }
}

function groupOf(stack: AwsStack, entry: Entry, [type, argument]: readonly [string, string]): Entry[] {
  const group = stack.find(entry.body[argument], type);
  return group ? [group] : [];
}

/** Value of a parameter; `undefined` if it is not set, null if nobody knows. */
function parameter(groups: Entry[], ...names: string[]): string | null | undefined {
  for (const one of groups.flatMap((g) => blocksOf(g.body.parameter))) {
    if (names.includes(String(one.name))) { return word(String(one.value ?? '')) ?? null; }
  }
  return undefined;
}

function engineOf(body: any): { readonly engine: string; readonly major?: number } {
  const engine = word(body.engine, '') ?? '';
  const major = /^(\d+)/.exec(word(body.engine_version, '') ?? '')?.[1];
  return { engine, major: major ? Number(major) : undefined };
}

function transit(stack: AwsStack, entry: Entry, parameters: readonly [string, string]): { transit?: string; transitAt: Evidence[] } {
  const groups = groupOf(stack, entry, parameters);
  const evidence = groups.length > 0 ? where(groups[0], 'parameter') : where(entry, parameters[1]);
  if (groups.length === 0 && isSet(entry.body[parameters[1]]) && stack.graph.literal(entry.body[parameters[1]]) === undefined) { return { transitAt: evidence }; }
  const { engine, major } = engineOf(entry.body);
  const cluster = entry.type !== 'aws_db_instance';
  if (entry.type === 'aws_docdb_cluster') { return { transit: on(parameter(groups, 'tls'), true, 'TLS'), transitAt: evidence }; }
  if (entry.type === 'aws_neptune_cluster') { return { transit: 'TLS 1.2', transitAt: where(entry) }; }
  if (engine.includes('postgres')) {
    // The service asks for TLS itself from these versions on.
    const asked = on(parameter(groups, 'rds.force_ssl'), (major ?? 0) >= (cluster ? 17 : 15), 'TLS');
    return { transit: asked === 'TLS' ? least(parameter(groups, 'ssl_min_protocol_version'), (major ?? 13) >= 13 ? 'TLS 1.2' : 'TLS') : asked, transitAt: evidence };
  }
  if (engine.includes('mysql') || engine.includes('mariadb')) {
    const asked = on(parameter(groups, 'require_secure_transport'), false, 'TLS');
    return { transit: asked === 'TLS' ? least(parameter(groups, 'tls_version'), 'TLS') : asked, transitAt: evidence };
  }
  return { transit: on(parameter(groups, 'rds.force_ssl'), false, 'TLS'), transitAt: evidence };
}

function on(value: string | null | undefined, absent: boolean, yesValue: string): string | undefined {
  if (value === null) { return undefined; }
  return (value === undefined ? absent : /^(1|on|true|enabled|tls1\.[23]\+?)$/i.test(value)) ? yesValue : 'optional';
}

// The oldest of the versions in a text: `TLSv1.2`, `TLSv1.2,TLSv1.3`.
function least(value: string | null | undefined, absent: string): string | undefined {
  if (value === null) { return undefined; }
  const versions = [...(value ?? '').matchAll(/TLSv1(?:\.(\d))?/gi)].map((m) => Number(m[1] ?? 0));
  return versions.length > 0 ? `TLS 1.${Math.min(...versions)}` : absent;
}

function logged(stack: AwsStack, entry: Entry, argument: string, parameters: readonly [string, string]): boolean | undefined {
  const exported = entry.body[argument];
  if (isSet(exported) && !Array.isArray(exported)) { return undefined; }
  const groups = groupOf(stack, entry, parameters);
  const kinds = texts(exported);
  if (!engineOf(entry.body).engine.includes('postgres')) { return kinds.some((k) => /audit|general/.test(k)); }
  const writes = [parameter(groups, 'log_connections'), parameter(groups, 'pgaudit.log')];
  if (writes.includes(null)) { return undefined; }
  return kinds.includes('postgresql') && writes.some((w) => w !== undefined && !/^(0|off|false|none|)$/i.test(w as string));
}

function version(notes: Notes, entry: Entry, engine?: string): void {
  const name = word(entry.body.engine, engine);
  const number = word(entry.body.engine_version, '');
  if (name && number !== undefined) { notes.state('data.version', entry, `${name} ${number}`.trim(), 'engine_version'); }
}
