import { Entry } from '../../../clouds/rule-graph';
import { isUnresolved, listOf, texts } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { isInternet, isWide } from '../network/firewalls';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, isOpen, numberAt, textAt } from '../values';
import { append } from '../../group';

const TRANSIT: { readonly [mode: string]: string } = {
  ALLOW_UNENCRYPTED_AND_ENCRYPTED: 'optional', ENCRYPTED_ONLY: 'TLS', TRUSTED_CLIENT_CERTIFICATE_REQUIRED: 'TLS',
};
const ADDRESSES = 'settings.ip_configuration.authorized_networks';

/** Cloud SQL: an instance, its users and what backs it up. */
export const sql: Topic = {
  types: ['google_sql_database_instance', 'google_sql_user', 'google_sql_database'],
  read(scope) {
    const users = new Map<string, Entry[]>();
    for (const user of scope.all('google_sql_user')) {
      const instance = scope.lookup.find(user.body.instance) ?? scope.lookup.byName('instances', user.body.instance);
      if (instance) { append(users, instance.address, user); }
    }
    for (const instance of scope.all('google_sql_database_instance')) {
      protection(scope, instance);
      backups(scope, instance);
      access(scope, instance, users.get(instance.address) ?? []);
      reachable(scope, instance);
    }
  },
};

/** Whether an instance has a public address. It has one unless that is refused. */
export function hasPublicAddress(instance: Entry): boolean | undefined {
  return flagAt(instance.body, 'settings.ip_configuration.ipv4_enabled', true);
}

function protection(scope: Scope, instance: Entry): void {
  const { body } = instance;
  scope.key('data.key', instance, 'encryption_key_name');
  scope.state('data.deletion-protection', instance, flagAt(body, 'settings.deletion_protection_enabled', false), 'settings.deletion_protection_enabled');
  scope.state('data.deletion-protection', instance, flagAt(body, 'deletion_protection', true), 'deletion_protection', 'by Terraform');
  scope.lifecycle(instance);
  const last = flagAt(body, 'settings.final_backup_config.enabled', false);
  const kept = flagAt(body, 'settings.retain_backups_on_delete', false);
  scope.state('data.final-copy', instance, last === undefined || kept === undefined ? undefined : last || kept, last ? 'settings.final_backup_config.enabled' : 'settings.retain_backups_on_delete');
  const availability = textAt(body, 'settings.availability_type', 'ZONAL');
  scope.state('data.redundancy', instance, availability === undefined ? undefined : availability === 'REGIONAL' ? 'zones' : 'one', 'settings.availability_type');
  scope.residency(instance, 'region');
  scope.state('data.version', instance, textAt(body, 'database_version')?.toLowerCase().replace(/(\d)_(?=\d)/g, '$1.').replace(/_/g, ' '), 'database_version');
  scope.state('data.size', instance, numberAt(body, 'settings.disk_size', 10), 'settings.disk_size');
}

function backups(scope: Scope, instance: Entry): void {
  const { body } = instance;
  const path = 'settings.backup_configuration';
  const enabled = flagAt(body, `${path}.enabled`, false);
  const unit = textAt(body, `${path}.backup_retention_settings.retention_unit`, 'COUNT');
  // one automatic backup a day, so their number is days
  const kept = unit === 'COUNT' ? numberAt(body, `${path}.backup_retention_settings.retained_backups`, 7) : undefined;
  scope.state('data.backup-days', instance, enabled === undefined ? undefined : enabled ? kept : 0, enabled ? `${path}.backup_retention_settings.retained_backups` : `${path}.enabled`);
  const engine = textAt(body, 'database_version') ?? '';
  const argument = engine.startsWith('MYSQL') ? 'binary_log_enabled' : 'point_in_time_recovery_enabled';
  const anyPoint = flagAt(body, `${path}.${argument}`, false);
  scope.state('data.point-in-time', instance, enabled === false ? false : anyPoint, `${path}.${argument}`);
}

/** How clients connect and who they are. */
function access(scope: Scope, instance: Entry, users: Entry[]): void {
  const { body } = instance;
  const mode = textAt(body, 'settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED');
  // Connectors bring their own TLS, and nothing else is let in.
  const connector = textAt(body, 'settings.connector_enforcement') === 'REQUIRED';
  scope.state('data.transit', instance, connector ? 'TLS' : TRANSIT[mode ?? ''], connector ? 'settings.connector_enforcement' : 'settings.ip_configuration.ssl_mode');
  scope.state('data.login', instance, ...login(instance, users));
  const flags = flagsOf(instance);
  if (!flags) { return; }
  const statements = flags.get('cloudsql.enable_pgaudit') ?? flags.get('cloudsql_mysql_audit') ?? 'off';
  const audited = /^(on|force_plus_permanent)$/i.test(statements) && (flags.get('pgaudit.log') ?? (flags.has('cloudsql_mysql_audit') ? 'on' : 'none')) !== 'none';
  scope.state('data.access-log', instance, isSqlServer(instance) ? at(body, 'settings.sql_server_audit_config') !== undefined : audited, 'settings.database_flags');
  if ((textAt(body, 'database_version') ?? '').startsWith('POSTGRES')) {
    scope.state('data.access-log', instance, flags.get('log_connections') === 'on', 'settings.database_flags', 'logins');
  }
}

function isSqlServer(instance: Entry): boolean {
  return (textAt(instance.body, 'database_version') ?? '').startsWith('SQLSERVER');
}

function login(instance: Entry, users: Entry[]): [string | undefined, Evidence[]] {
  const flags = flagsOf(instance);
  if (!flags) { return [undefined, []]; }
  const byIdentity = [flags.get('cloudsql.iam_authentication'), flags.get('cloudsql_iam_authentication')].some((value) => value === 'on');
  // A user without a type has a password; the instance's own has one where it is set.
  const withPassword = users.filter((user) => textAt(user.body, 'type', 'BUILT_IN') === 'BUILT_IN');
  const root = at(instance.body, 'root_password') !== undefined || at(instance.body, 'root_password_wo') !== undefined;
  const evidence = [
    { address: instance.address, argument: root ? 'root_password' : 'settings.database_flags' },
    ...withPassword.map((user) => ({ address: user.address, argument: 'type' })),
  ];
  if (!byIdentity) { return ['password', evidence]; }
  return [withPassword.length > 0 || root ? 'password or identity' : 'identity', evidence];
}

/** Flags of the database by name; nothing where they are an expression. */
function flagsOf(instance: Entry): Map<string, string> | undefined {
  const value = at(instance.body, 'settings.database_flags');
  if (isOpen(value)) { return undefined; }
  return new Map(blocksAt(instance.body, 'settings.database_flags').map((one) => [String(one.name), String(one.value)]));
}

/** Projects that may make an endpoint of the instance in their own networks. */
function joined(scope: Scope, instance: Entry): void {
  const path = 'settings.ip_configuration.psc_config';
  for (const project of blocksAt(instance.body, path).flatMap((one) => listOf(one.allowed_consumer_projects))) {
    if (isUnresolved(project) || String(project) === scope.lookup.project) { continue; }
    scope.reach({
      direction: 'in', from: `project ${project}`, through: [], to: instance.address, ports: portOf(instance), protocol: 'TCP', authentication: 'login to the database',
      tls: TRANSIT[textAt(instance.body, 'settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED') ?? ''] === 'TLS' ? 'TLS' : 'none', filter: 'private endpoint',
      weak: true, evidence: [{ address: instance.address, argument: `${path}.allowed_consumer_projects` }],
    });
  }
}

function portOf(instance: Entry): string {
  const engine = textAt(instance.body, 'database_version') ?? '';
  return engine.startsWith('MYSQL') ? '3306' : engine.startsWith('SQLSERVER') ? '1433' : '5432';
}

function reachable(scope: Scope, instance: Entry): void {
  const open = hasPublicAddress(instance);
  const evidence = [{ address: instance.address, argument: 'settings.ip_configuration.ipv4_enabled' }];
  scope.state('data.public', instance, open, evidence);
  joined(scope, instance);
  if (open !== true) { return; }
  const port = portOf(instance);
  const mode = textAt(instance.body, 'settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED');
  const tls = mode === undefined ? 'not known' : TRANSIT[mode] === 'TLS' ? 'TLS' : 'none';
  const way = { direction: 'in' as const, through: [], to: instance.address, protocol: 'TCP' };
  for (const range of blocksAt(instance.body, ADDRESSES)) {
    const from = isUnresolved(range.value) ? 'a range known at apply' : texts(range.value)[0] ?? 'an unnamed range';
    const internet = isWide(from);
    scope.reach({
      ...way, from: isInternet(from) ? 'internet' : from, ports: port, authentication: 'login to the database', tls,
      filter: internet ? 'none' : 'list of ranges', weak: internet, evidence: [...evidence, { address: instance.address, argument: ADDRESSES }],
    });
  }
  scope.reach({ ...way, from: 'internet', ports: '3307', authentication: 'identity', tls: 'TLS', filter: 'none', weak: true, evidence });
}
