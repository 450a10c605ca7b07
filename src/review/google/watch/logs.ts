import { Entry } from '../../../clouds/rule-graph';
import { isUnresolved, text, texts } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { grouped, Scope, Topic } from '../scope';
import { blocksAt, flagAt, isOpen, numberAt, textAt } from '../values';

const BUCKETS = ['google_logging_project_bucket_config', 'google_logging_folder_bucket_config', 'google_logging_organization_bucket_config'];
const SINKS = ['google_logging_project_sink', 'google_logging_folder_sink', 'google_logging_organization_sink'];
const EXCLUSIONS = ['google_logging_project_exclusion', 'google_logging_folder_exclusion', 'google_logging_organization_exclusion'];
const AUDITS = ['google_project_iam_audit_config', 'google_folder_iam_audit_config', 'google_organization_iam_audit_config'];
/** What Google can log of calls; what changes settings is always logged. */
const KINDS = ['ADMIN_READ', 'DATA_READ', 'DATA_WRITE'];

/** A way of log lines to where they are kept. */
export interface Sink {
  readonly entry: Entry;
  readonly target?: Entry;
  /** The destination in words, where it is not of this stack. */
  readonly elsewhere: string;
  readonly archive: boolean;
  readonly on: boolean;
}

const cached = new WeakMap<Scope, Sink[]>();

/** Logs, their sinks and the audit log. */
export const logs: Topic = {
  types: [...BUCKETS, ...SINKS, ...AUDITS, 'google_logging_metric', 'google_logging_log_view', ...EXCLUSIONS],
  read(scope) {
    const sinks = sinksOf(scope);
    const byTarget = grouped(sinks.filter((sink) => sink.on && sink.target), (sink) => [sink.target!.address]);
    const archived = grouped(sinks.filter((sink) => sink.on && sink.archive), (sink) => [filterOf(sink)]);
    for (const bucket of scope.all(...BUCKETS)) { logBucket(scope, bucket, byTarget.get(bucket.address) ?? [], archived); }
    for (const exclusion of scope.all(...EXCLUSIONS)) { scope.state('guard.enabled', exclusion, flagAt(exclusion.body, 'disabled', false), 'filter', 'no line of a log is dropped'); }
    for (const sink of sinks.filter((one) => drops(one.entry))) { scope.state('guard.enabled', sink.entry, false, 'exclusions', 'no line of a log is dropped'); }
    for (const sink of sinks.filter((one) => one.archive)) {
      scope.state('log.archived', sink.entry, sink.on, sink.on ? 'destination' : 'disabled');
      if (sink.target && filterOf(sink).includes('cloudaudit')) { auditArchive(scope, sink.target); }
    }
    scope.all(...AUDITS).forEach((config) => audit(scope, config));
  },
};

export function sinksOf(scope: Scope): Sink[] {
  let sinks = cached.get(scope);
  if (!sinks) {
    sinks = scope.all(...SINKS).map((entry) => {
      const target = scope.lookup.find(entry.body.destination);
      const destination = target ? '' : scope.graph.literal(entry.body.destination) ?? '';
      return {
        entry, target, elsewhere: placeOf(scope, destination), archive: target ? target.type === 'google_storage_bucket' : /^storage\.googleapis\.com\//.test(destination),
        on: flagAt(entry.body, 'disabled', false) !== true,
      };
    });
    cached.set(scope, sinks);
  }
  return sinks;
}

/** Whose a destination is: what another project or a bucket gets has left, so it is named. */
function placeOf(scope: Scope, destination: string): string {
  const bucket = /^storage\.googleapis\.com\/([^/]+)/.exec(destination)?.[1];
  if (bucket !== undefined) { return `bucket ${bucket}`; }
  return destination === '' ? 'a destination known at apply' : scope.outside(destination);
}

/** What a sink takes, without the log's own name: a log and its copy in the archive take the same. */
export function filterOf(sink: Sink): string {
  return typeof sink.entry.body.filter === 'string' ? sink.entry.body.filter.replace(/\s+/g, ' ').trim() : '';
}

function logBucket(scope: Scope, bucket: Entry, sinks: Sink[], archived: Map<string, Sink[]>): void {
  const { body } = bucket;
  scope.state('log.retention-days', bucket, numberAt(body, 'retention_days', 30), 'retention_days');
  scope.key('log.key', bucket, 'cmek_settings.kms_key_name');
  scope.lifecycle(bucket);
  const locked = flagAt(body, 'locked', false);
  scope.state('data.immutable-days', bucket, locked === undefined ? undefined : locked ? numberAt(body, 'retention_days', 30) : 0, 'locked');
  scope.state('data.lock', bucket, locked === undefined ? undefined : locked ? 'final' : 'none', 'locked');
  scope.state('data.public', bucket, false);
  scope.residency(bucket, 'location');
  if (sinks.length === 0) { return; }
  const masked = sinks.map((sink) => maskedFields(sink.entry));
  if (!masked.includes(undefined)) {
    const evidence: Evidence[] = sinks.map(({ entry }) => ({ address: entry.address, argument: 'exclusions' }));
    // Masked is what every way in keeps out.
    const all = (masked as string[][]).reduce((a, b) => a.filter((field) => b.includes(field)));
    scope.state('log.masked', bucket, all.length > 0, evidence);
    scope.state('log.masked-fields', bucket, all, evidence);
  }
  const copies = sinks.flatMap((sink) => (filterOf(sink) === '' ? [] : archived.get(filterOf(sink)) ?? []));
  // An archive that takes a part of it is neither a copy nor none.
  const partly = copies.length === 0 && sinks.some((sink) => [...archived.keys()].some((filter) => filter !== '' && filterOf(sink).includes(filter)));
  scope.state('log.archived', bucket, partly ? undefined : copies.length > 0, copies.length > 0 ? copies.map(({ entry }) => ({ address: entry.address, argument: 'destination' })) : undefined);
}

/** A field, in quotes where it has other signs than letters, digits and underscores. */
const FIELD = String.raw`(?:"(?:[^"\\]|\\.)*"|[\w.]+)`;
const MASK = new RegExp(String.raw`\(?jsonPayload\.${FIELD}:\* AND NOT jsonPayload\.${FIELD}=~"\^\(\[\*\]\+\|masked\)\$"\)?`, 'g');
const MASKED = new RegExp(String.raw`NOT jsonPayload\.(${FIELD})=~"\^\(\[\*\]\+\|masked\)\$"`, 'g');

/** Whether a sink drops other lines than those with personal data in them. */
function drops(sink: Entry): boolean {
  const filters = blocksAt(sink.body, 'exclusions').filter((one) => flagAt(one, 'disabled', false) === false).map((one) => text(one.filter));
  return filters.some((filter) => filter !== undefined && filter.replace(MASK, '').replace(/\bOR\b|\s/g, '') !== '');
}

/** Fields whose lines a sink drops unless they are masked; nothing where only apply knows. */
function maskedFields(sink: Entry): string[] | undefined {
  if (isOpen(sink.body.exclusions)) { return undefined; }
  const filters = blocksAt(sink.body, 'exclusions').filter((one) => flagAt(one, 'disabled', false) === false).map((one) => one.filter);
  if (filters.some((filter) => isUnresolved(filter))) { return undefined; }
  return [...new Set(filters.flatMap((filter) => [...String(filter).matchAll(MASKED)].map(([, field]) => (field.startsWith('"') ? JSON.parse(field) as string : field))))].sort();
}

/** A bucket that audit records go to. */
function auditArchive(scope: Scope, bucket: Entry): void {
  const locked = flagAt(bucket.body, 'retention_policy.is_locked', false);
  const seconds = numberAt(bucket.body, 'retention_policy.retention_period', 0);
  const value = locked === undefined || seconds === undefined ? undefined : locked ? Math.round(seconds / 86400) : 0;
  scope.state('audit.immutable-days', bucket, value, bucket.body.retention_policy === undefined ? undefined : 'retention_policy');
}

function audit(scope: Scope, config: Entry): void {
  if (isOpen(config.body.audit_log_config)) { return; }
  const blocks = blocksAt(config.body, 'audit_log_config');
  const service = textAt(config.body, 'service');
  if (service === undefined) { return; }
  const of = service === 'allServices' ? '' : ` of ${service}`;
  for (const kind of KINDS) {
    const on = blocks.filter((one) => text(one.log_type) === kind);
    scope.state('audit.enabled', config, on.length > 0, 'audit_log_config', `${kind.toLowerCase().replace('_', ' ')}s${of}`);
    const free = on.flatMap((one) => texts(one.exempted_members));
    if (free.length > 0) { scope.state('audit.enabled', config, false, 'audit_log_config.exempted_members', `${kind.toLowerCase().replace('_', ' ')}s of ${free.sort().join(', ')}`); }
  }
}

/** Names of services and jobs in the filter of a sink. */
export function writersOf(scope: Scope, sink: Sink): Entry[] {
  const names = [...filterOf(sink).matchAll(/resource\.labels\.(service_name|job_name)\s*=\s*"([^"]+)"/g)];
  return names.map(([, label, name]) => scope.lookup.byName(label === 'job_name' ? 'jobs' : 'services', name)).filter((entry): entry is Entry => entry !== undefined);
}
