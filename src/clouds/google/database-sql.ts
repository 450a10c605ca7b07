import { Access } from '../../capabilities/common';

/** A role that a workload logs in as, and what it may do. */
export interface DatabaseGrant {
  readonly role: string;
  readonly access: Access;
}

/** What a verb means for tables. */
const TABLES: { [access in Access]?: string } = {
  [Access.READ]: 'SELECT',
  [Access.WRITE]: 'INSERT, UPDATE',
  [Access.READ_WRITE]: 'SELECT, INSERT, UPDATE, DELETE',
};

const quote = (name: string) => `"${name.replace(/"/g, '""')}"`;

/** Whether a verb means anything to a database. */
export function isDatabaseVerb(access: Access): boolean {
  return TABLES[access] !== undefined;
}

/**
 * Statements that give each role its rights; running them again does no harm. Who reads and writes also makes tables. What such an
 * owner makes later is opened to the others by default privileges, which an administrator may set for roles it is a member
 * of: from PostgreSQL 16 on Cloud SQL may refuse that membership, and the owner sets them in its own migrations.
 */
export function rightsSql(database: string, grants: DatabaseGrant[]): string {
  const owners = grants.filter((g) => g.access === Access.READ_WRITE).map((g) => g.role);
  return [
    'CREATE EXTENSION IF NOT EXISTS pgaudit;',
    `REVOKE ALL ON DATABASE ${quote(database)} FROM PUBLIC;`,
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    ...grants.flatMap(({ role, access }) => [
      `GRANT CONNECT ON DATABASE ${quote(database)} TO ${quote(role)};`,
      `GRANT USAGE${access === Access.READ_WRITE ? ', CREATE' : ''} ON SCHEMA public TO ${quote(role)};`,
    ]),
    ...owners.flatMap((owner) => grants.filter((g) => g.role !== owner).map((g) => tablesOf(owner, g))),
    '',
  ].join('\n');
}

function tablesOf(owner: string, { role, access }: DatabaseGrant): string {
  const sequences = access === Access.READ ? 'SELECT' : 'USAGE, SELECT';
  return [
    'DO $do$ BEGIN',
    `  GRANT ${quote(owner)} TO CURRENT_USER;`,
    `  GRANT ${TABLES[access]} ON ALL TABLES IN SCHEMA public TO ${quote(role)};`,
    `  GRANT ${sequences} ON ALL SEQUENCES IN SCHEMA public TO ${quote(role)};`,
    `  ALTER DEFAULT PRIVILEGES FOR ROLE ${quote(owner)} IN SCHEMA public GRANT ${TABLES[access]} ON TABLES TO ${quote(role)};`,
    `  ALTER DEFAULT PRIVILEGES FOR ROLE ${quote(owner)} IN SCHEMA public GRANT ${sequences} ON SEQUENCES TO ${quote(role)};`,
    'EXCEPTION WHEN insufficient_privilege THEN',
    `  RAISE NOTICE 'the owner of the tables opens them to %', ${`'${role.replace(/'/g, "''")}'`};`,
    'END $do$;',
  ].join('\n');
}
