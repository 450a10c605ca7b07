/**
 * Settings of a PostgreSQL server, in the order in which they are made. Changes of structure and of rights are audited, not
 * what people read or write: that would put their data into a log.
 */
export const SETTINGS: { readonly [name: string]: string } = {
  'azure.extensions': 'PGAUDIT,PG_STAT_STATEMENTS',
  'shared_preload_libraries': 'pgaudit,pg_stat_statements',
  'pgaudit.log': 'ddl,role',
  'pgaudit.log_parameter': 'off',
  'require_secure_transport': 'on',
  'ssl_min_protocol_version': 'TLSv1.2',
  'log_checkpoints': 'on',
  'log_connections': 'on',
  'log_disconnections': 'on',
  'log_statement': 'ddl',
  'connection_throttle.enable': 'on',
  'logfiles.retention_days': '7',
};
