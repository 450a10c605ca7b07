import { Entry } from '../../../clouds/rule-graph';
import { Evidence } from '../../model';
import { Scope, Topic } from '../scope';
import { blocksAt, daysAt, flagAt, numberAt, textAt } from '../values';
import { dataAccess } from '../watch/project';
import { append } from '../../group';

/** Firestore: databases and their scheduled backups. It is an API: TLS and an identity are always needed. */
export const firestore: Topic = {
  types: ['google_firestore_database', 'google_firestore_backup_schedule', 'google_firestore_field', 'google_firestore_index'],
  read(scope) {
    const schedules = new Map<string, Entry[]>();
    for (const schedule of scope.all('google_firestore_backup_schedule')) {
      const database = scope.lookup.find(schedule.body.database) ?? scope.lookup.byName('databases', schedule.body.database ?? '(default)');
      if (database) { append(schedules, database.address, schedule); }
    }
    for (const database of scope.all('google_firestore_database')) { firestoreDatabase(scope, database, schedules.get(database.address) ?? []); }
    expiries(scope);
  },
};

function firestoreDatabase(scope: Scope, database: Entry, schedules: Entry[]): void {
  const { body } = database;
  scope.key('data.key', database, 'cmek_config.kms_key_name');
  scope.state('data.public', database, false);
  scope.state('data.transit', database, 'TLS');
  scope.state('data.login', database, 'identity');
  scope.state('data.access-log', database, ...dataAccess(scope, 'firestore.googleapis.com'));
  scope.state('data.point-in-time', database, is(textAt(body, 'point_in_time_recovery_enablement', ''), 'POINT_IN_TIME_RECOVERY_ENABLED'), 'point_in_time_recovery_enablement');
  scope.state('data.deletion-protection', database, is(textAt(body, 'delete_protection_state', ''), 'DELETE_PROTECTION_ENABLED'), 'delete_protection_state');
  scope.lifecycle(database);
  scope.residency(database, 'location_id');
  const location = textAt(body, 'location_id');
  scope.state('data.redundancy', database, location === undefined ? undefined : /^(eur|nam)\d+$/.test(location) ? 'regions' : 'zones', 'location_id');
  const days = schedules.map((schedule) => daysAt(schedule.body, 'retention'));
  const evidence: Evidence[] = schedules.map((schedule) => ({ address: schedule.address, argument: 'retention' }));
  // Daily and weekly schedules keep each their own copies: what is daily is what a restore of any day needs.
  const daily = schedules.filter((schedule) => schedule.body.daily_recurrence !== undefined).map((schedule) => daysAt(schedule.body, 'retention'));
  const known = (list: (number | undefined)[]): number | undefined => (list.includes(undefined) ? undefined : Math.max(0, ...list as number[]));
  scope.state('data.backup-days', database, known(daily.length > 0 ? daily : days), evidence.length > 0 ? evidence : undefined);
  for (const schedule of schedules) { scope.state('backup.days', schedule, daysAt(schedule.body, 'retention'), 'retention'); }
}

/** Documents of a collection that go when a field says so. */
function expiries(scope: Scope): void {
  for (const field of scope.all('google_firestore_field')) {
    const database = scope.lookup.find(field.body.database) ?? scope.lookup.byName('databases', field.body.database ?? '(default)');
    const used = database && field.body.ttl_config !== undefined ? `at the time that ${textAt(field.body, 'field') ?? 'a field'} says` : undefined;
    if (database && used) { scope.state('data.expiry-at', database, used, [{ address: field.address, argument: 'ttl_config' }], textAt(field.body, 'collection')); }
  }
}

/** Memorystore: Valkey and Redis. Endpoints are private. */
export const caches: Topic = {
  types: ['google_memorystore_instance', 'google_redis_instance', 'google_redis_cluster', 'google_memcache_instance'],
  read(scope) {
    scope.all('google_memorystore_instance').forEach((cache) => clustered(scope, cache, {
      key: 'kms_key', login: textAt(cache.body, 'authorization_mode', 'AUTH_DISABLED'), transit: textAt(cache.body, 'transit_encryption_mode', 'TRANSIT_ENCRYPTION_DISABLED'), place: 'location',
    }));
    scope.all('google_redis_cluster').forEach((cache) => clustered(scope, cache, {
      key: 'kms_key',
      login: textAt(cache.body, 'authorization_mode', 'AUTH_MODE_DISABLED')?.replace('AUTH_MODE_', ''),
      transit: textAt(cache.body, 'transit_encryption_mode', 'TRANSIT_ENCRYPTION_MODE_DISABLED')?.replace('TRANSIT_ENCRYPTION_MODE_', ''),
      place: 'region',
    }));
    for (const cache of scope.all('google_memorystore_instance')) { joined(scope, cache); }
    scope.all('google_redis_instance').forEach((cache) => redisInstance(scope, cache));
    scope.all('google_memcache_instance').forEach((cache) => {
      scope.state('data.public', cache, false);
      scope.state('data.login', cache, 'none');
      scope.state('data.transit', cache, 'none');
      scope.key('data.key', cache, 'kms_key_name');
      scope.residency(cache, 'region');
    });
  },
};

/** Endpoints in networks of other projects. */
function joined(scope: Scope, cache: Entry): void {
  for (const project of blocksAt(cache.body, 'desired_auto_created_endpoints').map((one) => textAt(one, 'project_id'))) {
    if (project === undefined || project === scope.lookup.project) { continue; }
    scope.reach({
      direction: 'in', from: `project ${project}`, through: [], to: cache.address, ports: '6379', protocol: 'TCP', authentication: textAt(cache.body, 'authorization_mode') === 'IAM_AUTH' ? 'identity' : 'none',
      tls: textAt(cache.body, 'transit_encryption_mode') === 'SERVER_AUTHENTICATION' ? 'TLS' : 'none', filter: 'private endpoint', weak: true,
      evidence: [{ address: cache.address, argument: 'desired_auto_created_endpoints.project_id' }],
    });
  }
}

interface Cluster { readonly key: string; readonly login?: string; readonly transit?: string; readonly place: string }

function clustered(scope: Scope, cache: Entry, { key, login, transit, place }: Cluster): void {
  const { body } = cache;
  scope.key('data.key', cache, key);
  scope.state('data.public', cache, false);
  scope.state('data.transit', cache, transit === undefined ? undefined : transit === 'SERVER_AUTHENTICATION' ? 'TLS' : 'none', 'transit_encryption_mode');
  scope.state('data.login', cache, login === undefined ? undefined : login === 'IAM_AUTH' ? 'identity' : 'none', 'authorization_mode');
  scope.state('data.deletion-protection', cache, flagAt(body, 'deletion_protection_enabled', true), 'deletion_protection_enabled');
  scope.lifecycle(cache);
  const backed = daysAt(body, 'automated_backup_config.retention', body.automated_backup_config === undefined ? 0 : 35);
  scope.state('data.backup-days', cache, backed, 'automated_backup_config');
  const replicas = numberAt(body, 'replica_count', 0);
  const mode = textAt(body, 'zone_distribution_config.mode', 'MULTI_ZONE');
  scope.state('data.redundancy', cache, replicas === undefined || mode === undefined ? undefined : replicas === 0 ? 'one' : mode === 'SINGLE_ZONE' ? 'zone' : 'zones', replicas === 0 ? 'replica_count' : 'zone_distribution_config.mode');
  scope.residency(cache, place);
  scope.state('data.version', cache, textAt(body, 'engine_version')?.toLowerCase().replace('_', ' ').replace('_', '.'), 'engine_version');
}

function redisInstance(scope: Scope, cache: Entry): void {
  const { body } = cache;
  scope.key('data.key', cache, 'customer_managed_key');
  scope.state('data.public', cache, false);
  const transit = textAt(body, 'transit_encryption_mode', 'DISABLED');
  scope.state('data.transit', cache, transit === undefined ? undefined : transit === 'SERVER_AUTHENTICATION' ? 'TLS' : 'none', 'transit_encryption_mode');
  const auth = flagAt(body, 'auth_enabled', false);
  scope.state('data.login', cache, auth === undefined ? undefined : auth ? 'key' : 'none', 'auth_enabled');
  const tier = textAt(body, 'tier', 'BASIC');
  scope.state('data.redundancy', cache, tier === undefined ? undefined : tier === 'BASIC' ? 'one' : 'zones', 'tier');
  scope.state('data.backup-days', cache, 0);
  scope.lifecycle(cache);
  scope.residency(cache, 'region');
}

function is(value: string | undefined, wanted: string): boolean | undefined {
  return value === undefined ? undefined : value === wanted;
}
