import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { blocks } from './judging';
import { is, isOrAbsent, onRows, row, secondsOf } from './rows';

const BUCKET = 'google_storage_bucket';
const COPY = 'google_storage_transfer_job';
const KEY = 'google_kms_crypto_key';
const LOG = 'google_logging_project_bucket_config';
const SINK = 'google_logging_project_sink';
const refers = (type: string) => (value: unknown) => String(value).includes(`\${${type}.`);
const DAY = 86_400;
/** Capabilities whose buckets hold programs: what is old is in use there. */
const PROGRAMS = ['ApiGateway', 'Database'];

/** Actions of a rule that delete what is current. */
const deletes = (rules: unknown) => blocks(rules).filter((rule) => rule.action?.type === 'Delete' && rule.condition?.age !== undefined && rule.condition?.with_state === undefined);

/** What keeps data, in its details. */
export const dataSettings = onRows({
  id: 'data.settings',
  title: 'Stores, copies, keys and logs keep what they were approved to keep, for as long',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a rule that deletes after a day, a copy that deletes what it copied and a log that leaves things out lose data while everything else looks as before',
  mend: 'Leave rules of age, copies and sinks to the capabilities.',
  clouds: [CloudName.GOOGLE],
  parameters: [{ name: 'leastDays', description: 'Days that copies, and backups of items, are kept in stages that last', defaultValue: 7 }, { name: 'leastLogDays', description: 'Days that a log is kept in stages that last', defaultValue: 30 }],
}, [
  row(BUCKET, 'cors', 'every web site may read it', (rules) => blocks(rules).every((rule) => ![rule.origin].flat().includes('*'))),
  row(BUCKET, 'website', 'is a web site', is(undefined)),
  row(BUCKET, 'soft_delete_policy.retention_duration_seconds', 'forgets at once what is deleted', (seconds, _, context) => !context.lasting || Number(seconds) >= 7 * DAY || seconds === undefined),
  row(BUCKET, 'lifecycle_rule', 'deletes copies before their time', (rules, one, context) => context.kindOf(one.address) === 'ObjectStore' || one.argument('retention_policy') === undefined
    || deletes(rules).every((rule) => Number(rule.condition.age) * DAY >= Number(one.argument('retention_policy.retention_period')))),
  row(BUCKET, 'lifecycle_rule', 'deletes programs and configuration that are in use', (rules, one, context) => !PROGRAMS.includes(context.kindOf(one.address)) || deletes(rules).length === 0),
  row(BUCKET, 'lifecycle_rule', 'keeps what is left over for ever', (rules) => blocks(rules).length > 0),
  row(BUCKET, 'retention_policy.is_locked', 'copies in it can be deleted', (locked, one, context) => !context.protectedFromDeletion || one.argument('retention_policy') === undefined || locked === true),
  row(COPY, 'replication_spec.transfer_options.delete_objects_from_source_after_transfer', 'deletes what it copied', isOrAbsent(false)),
  row(COPY, 'replication_spec.transfer_options.delete_objects_unique_in_sink', 'deletes copies of what was deleted', isOrAbsent(false)),
  row(COPY, 'replication_spec.object_conditions', 'leaves objects out', is(undefined)),
  row(COPY, 'logging_config.log_actions', 'does not say what it copied', (actions) => [actions].flat().includes('COPY')),
  row('google_firestore_database', 'deletion_policy', 'is deleted with its resource', (policy, _, context) => !context.protectedFromDeletion || policy === undefined || policy === 'ABANDON'),
  row('google_firestore_field', 'ttl_config', 'is kept when its time is over', (config) => config !== undefined),
  row('google_firestore_field', 'database', 'is of another store', refers('google_firestore_database')),
  row('google_firestore_backup_schedule', 'database', 'copies another store', refers('google_firestore_database')),
  row('google_firestore_backup_schedule', 'retention', 'copies are gone in days', (retention, _, context) => !context.lasting || (secondsOf(retention) ?? 0) >= context.parameter('leastDays') * DAY),
  row('google_backup_dr_backup_plan', 'backup_rules', 'copies more rarely than every day', (rules) => blocks(rules).some((rule) => /^(DAILY|HOURLY)$/.test(String(rule.standard_schedule?.recurrence_type)))),
  row('google_sql_database_instance', 'settings.backup_configuration.transaction_log_retention_days', 'can be restored to the last day only', (days, _, context) => !context.lasting || days === undefined || Number(days) >= 7),
  row('google_sql_database_instance', 'settings.backup_configuration.backup_retention_settings', 'keeps as many copies as Google thinks', (settings) => settings !== undefined),
  row('google_artifact_registry_repository', 'cleanup_policy_dry_run', 'only says what it would delete', isOrAbsent(false)),
  row('google_memorystore_instance', 'shard_count', 'is larger than any cache that was approved', (count) => count === undefined || Number(count) <= 10),
  row(KEY, 'version_template.protection_level', 'is kept by others', (level) => !/^EXTERNAL/.test(String(level))),
  row(KEY, 'import_only', 'is a key that others know', isOrAbsent(false)),
  row(KEY, 'key_ring', 'is in no allowed region', (ring, _, context) => { const place = /\/locations\/([^/]+)\//.exec(String(ring))?.[1]; return place === undefined || context.allowedRegions.includes(place); }),
  row(LOG, 'retention_days', 'is kept as long as Google thinks', (days, _, context) => !context.lasting || Number(days) >= context.parameter('leastLogDays')),
  row(SINK, 'unique_writer_identity', 'writes as an account that other projects share', is(true)),
  row(SINK, 'disabled', 'sends nothing', isOrAbsent(false)),
  row(SINK, 'filter', 'sends nothing of what is here', (filter, one, context) => !/severity>=(EMERGENCY|ALERT|CRITICAL)/.test(String(filter)) || context.kindOf(one.address) === 'Construct'),
  row(SINK, 'exclusions', 'leaves out more than fields in the clear', (exclusions) => blocks(exclusions).every((one) => /^\(jsonPayload\./.test(String(one.filter)) && /AND NOT/.test(String(one.filter)))),
  row(SINK, 'exclusions', 'personal fields in the clear are kept', (exclusions, one, context) => {
    const pattern = context.patterns().find(({ path }) => one.path.startsWith(`${path}/`))?.path ?? '';
    const edges = context.resources(['google_compute_url_map']).filter((map) => map.path.startsWith(`${pattern}/`)).map((map) => context._edgeOf(map.address)).filter((edge) => edge !== undefined && edge.maskedFields.length > 0);
    return edges.length === 0 || context.kindOf(one.address) === 'Construct' || blocks(exclusions).some((exclusion) => exclusion.disabled !== true);
  }),
]);
