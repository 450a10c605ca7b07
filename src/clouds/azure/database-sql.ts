import { Access } from '../../capabilities/common';

/** A role that a workload logs in as, and what it may do. */
export interface DatabaseGrant {
  readonly role: string;
  /** Object id of the identity that logs in as it. */
  readonly principalId: string;
  readonly access: Access;
}

/** A name in SQL. */
export function quoteName(name: string): string {
  return `"${name.replace(/"/g, '""')}"`;
}

/** A text in SQL. */
export function quoteText(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}

/** What a role may do with tables. */
const TABLES: { [access in Access]?: string } = {
  [Access.READ]: 'SELECT',
  [Access.WRITE]: 'INSERT, UPDATE',
  [Access.READ_WRITE]: 'SELECT, INSERT, UPDATE, DELETE',
};

/** Whether a verb means anything to a database. */
export function isDatabaseAccess(access: Access): boolean {
  return TABLES[access] !== undefined;
}

/**
 * Makes each role, in the server's own database, and says whose tokens it takes. May run again. The administrator makes the
 * role itself (and not by `pgaadauth_create_principal`), so that from PostgreSQL 16 on it may also become a member of it.
 * Source: learn.microsoft.com/azure/postgresql/security/security-manage-entra-users
 */
export function rolesSql(grants: DatabaseGrant[]): string {
  return grants.map((g) => [
    'DO $$ BEGIN',
    `  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${quoteText(g.role)}) THEN CREATE ROLE ${quoteName(g.role)} LOGIN; END IF;`,
    'END $$;',
    `SECURITY LABEL FOR "pgaadauth" ON ROLE ${quoteName(g.role)} IS ${quoteText(`aadauth,oid=${g.principalId},type=service`)};`,
  ].join('\n')).join('\n');
}

/**
 * Gives each role its rights, in the application's database. May run again, and does: rights on tables that came later are
 * given the next time. A role that reads and writes may also create tables, which the others then see.
 */
export function grantsSql(database: string, grants: DatabaseGrant[]): string {
  const owners = grants.filter((g) => g.access === Access.READ_WRITE).map((g) => quoteName(g.role));
  const lines = [
    'CREATE EXTENSION IF NOT EXISTS pgaudit;',
    `REVOKE ALL ON DATABASE ${quoteName(database)} FROM PUBLIC;`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    // Rights on the tables of a role can be given by a member of it.
    ...owners.map((owner) => `GRANT ${owner} TO CURRENT_USER;`),
  ];
  for (const grant of grants) {
    const role = quoteName(grant.role);
    const verbs = TABLES[grant.access];
    const sequences = grant.access === Access.READ ? 'SELECT' : 'USAGE, SELECT';
    lines.push(
      `GRANT CONNECT ON DATABASE ${quoteName(database)} TO ${role};`,
      `GRANT USAGE${grant.access === Access.READ_WRITE ? ', CREATE' : ''} ON SCHEMA public TO ${role};`,
      `GRANT ${verbs} ON ALL TABLES IN SCHEMA public TO ${role};`,
      `GRANT ${sequences} ON ALL SEQUENCES IN SCHEMA public TO ${role};`,
      ...owners.filter((owner) => owner !== role).flatMap((owner) => [
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public GRANT ${verbs} ON TABLES TO ${role};`,
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA public GRANT ${sequences} ON SEQUENCES TO ${role};`,
      ]),
    );
  }
  return lines.join('\n');
}
