import { CloudName } from '../../environment/landing-zone';
import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding } from './build';
import { blocks } from './judging';
import { is, isOrAbsent, judgeRows, row } from './rows';

const SERVER = 'google_sql_database_instance';
const ON = ['cloudsql.enable_pgaudit', 'cloudsql.iam_authentication', 'log_checkpoints', 'log_connections', 'log_disconnections', 'log_duration', 'log_hostname', 'log_lock_waits'];
const flagOf = (flags: unknown, name: string): string => String(blocks(flags).find((flag) => flag.name === name)?.value);
const isPostgres = (version: unknown) => /^POSTGRES/.test(String(version));

const ROWS = [
  ...ON.map((name) => row(SERVER, 'settings.database_flags', `${name} is off`, (flags, one) => !isPostgres(one.argument('database_version')) || flagOf(flags, name) === 'on')),
  row(SERVER, 'settings.database_flags', 'errors are not logged', (flags, one) => !isPostgres(one.argument('database_version')) || (/^(error|warning|notice|info)$/.test(flagOf(flags, 'log_min_error_statement')) && /^(error|warning|notice|info)$/.test(flagOf(flags, 'log_min_messages')))),
  row(SERVER, 'settings.database_flags', 'changes of tables are not logged, or everything that people write is', (flags, one) => !isPostgres(one.argument('database_version')) || flagOf(flags, 'log_statement') === 'ddl'),
  row(SERVER, 'settings.database_flags', 'what people write is logged with slow statements', (flags, one) => !isPostgres(one.argument('database_version')) || ['-1', 'undefined'].includes(flagOf(flags, 'log_min_duration_statement'))),
  row(SERVER, 'settings.ip_configuration.authorized_networks', 'names who may come from outside', (networks) => blocks(networks).length === 0),
  row(SERVER, 'settings.ip_configuration.psc_config.psc_enabled', 'has no private endpoint', is(true)),
  row(SERVER, 'settings.ip_configuration.server_ca_mode', 'proves nothing of its name to clients', isOrAbsent('GOOGLE_MANAGED_CAS_CA', 'CUSTOMER_MANAGED_CAS_CA')),
  row(SERVER, 'settings.ip_configuration.enable_private_path_for_google_cloud_services', 'lets other services of Google in', isOrAbsent(false)),
  row(SERVER, 'settings.insights_config.query_insights_enabled', 'nobody sees what it is asked', (on, _, context) => !context.lasting || on === true),
  row(SERVER, 'settings.insights_config.record_client_address', 'notes addresses of clients', isOrAbsent(false)),
  row('google_sql_user', 'database_roles', 'is an administrator of the server', (roles) => ![roles].flat().includes('cloudsqlsuperuser')),
  row('google_sql_user', 'name', 'is the administrator of the server', (name) => !/^(postgres|root|cloudsqladmin|cloudsqlsuperuser)$/.test(String(name))),
  row('google_sql_database', 'deletion_policy', 'is deleted with its resource', (policy, _, context) => !context.protectedFromDeletion || policy === 'ABANDON'),
];

/** Statements that give rights: a workload's own, and nobody else's. */
function rights(context: ControlContext): ControlFinding[] {
  const files = context.resources(['google_storage_bucket_object']).filter((file) => /\.sql$/.test(String(file.argument('name'))));
  return files.map((file) => {
    const sql = String(file.argument('content'));
    const wrong = [
      ...(/REVOKE ALL ON DATABASE\b.*FROM PUBLIC/i.test(sql) && /REVOKE CREATE ON SCHEMA public FROM PUBLIC/i.test(sql) ? [] : ['everybody who logs in keeps rights']),
      ...(/CREATE EXTENSION IF NOT EXISTS pgaudit/i.test(sql) ? [] : ['statements are not audited']),
      ...(/\bTO PUBLIC\b/i.test(sql) ? ['everybody who logs in is given rights'] : []),
      ...(/GRANT\s+"?(cloudsqlsuperuser|pg_(read|write)_all_data|pg_execute_server_program)/i.test(sql) || /\b(SUPERUSER|BYPASSRLS|CREATEROLE)\b/i.test(sql) ? ['somebody is given rights over the server'] : []),
    ];
    return finding(file.address, wrong.length === 0 || wrong.join('; '), 'content');
  });
}

/** How a server of databases notes what is done, and whom it lets do what. */
export const authDatabaseSettings = control({
  id: 'auth.database-settings',
  title: 'Databases note who comes and what is changed, and give rights to workloads only',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'rights of everybody, and a log without logins, are what an intruder needs inside',
  mend: 'Leave flags, users and rights to the Database capability.',
  scanners: ['CKV_GCP_51', 'CKV_GCP_52', 'CKV_GCP_53', 'CKV_GCP_108', 'CKV_GCP_109', 'CKV_GCP_110', 'CKV_GCP_111'],
  clouds: [CloudName.GOOGLE],
}, (context) => (context.kind === 'environment' ? [...judgeRows(context, ROWS), ...rights(context)] : []));
