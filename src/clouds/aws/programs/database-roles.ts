/**
 * Makes the roles that workloads log in as, over the RDS Data API: SQL that no Terraform resource of the provider runs.
 * Says the same thing twice without harm, so it runs again whenever its text changes.
 */
export const DATABASE_ROLES = `'use strict';
const { RDSDataClient, ExecuteStatementCommand } = require('@aws-sdk/client-rds-data');

const client = new RDSDataClient({});
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const name = (text) => {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(text)) { throw new Error('not a role or database name: ' + text); }
  return '"' + text + '"';
};

// A paused database answers that it resumes, a new one that it is unavailable; either takes up to a minute.
async function run(event, sql) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await client.send(new ExecuteStatementCommand({ resourceArn: event.clusterArn, secretArn: event.secretArn, database: event.database, sql }));
    } catch (error) {
      if (attempt >= 20 || !/Resuming|StatementTimeout|Unavailable/.test(error.name)) { throw error; }
      await wait(5000);
    }
  }
}

function statements(event) {
  const database = name(event.database);
  const { owner, read, write, all } = event.roles;
  const make = (r, kind) => "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + name(r).slice(1, -1) + "') THEN CREATE ROLE " + name(r) + ' ' + kind + '; END IF; END $$';
  const login = (r) => [
    make(r, 'LOGIN'),
    'GRANT CONNECT ON DATABASE ' + database + ' TO ' + name(r),
    'GRANT USAGE ON SCHEMA public TO ' + name(r),
  ];
  const tables = (r, rights) => [
    'GRANT ' + rights + ' ON ALL TABLES IN SCHEMA public TO ' + name(r),
    'ALTER DEFAULT PRIVILEGES FOR ROLE ' + name(owner) + ' IN SCHEMA public GRANT ' + rights + ' ON TABLES TO ' + name(r),
  ];
  return [
    'CREATE EXTENSION IF NOT EXISTS pgaudit',
    'REVOKE ALL ON DATABASE ' + database + ' FROM PUBLIC',
    'REVOKE CREATE ON SCHEMA public FROM PUBLIC',
    // Everything belongs to a role that nobody logs in as. Whoever runs this must be its member to set its default
    // privileges; a member of a log-in role would fall under rds_iam and lose its own log-in by password.
    make(owner, 'NOLOGIN'),
    'GRANT ' + name(owner) + ' TO CURRENT_USER',
    'GRANT USAGE, CREATE ON SCHEMA public TO ' + name(owner),
    ...login(all), ...login(read), ...login(write),
    'GRANT ' + name(owner) + ' TO ' + name(all),
    'ALTER ROLE ' + name(all) + ' SET role TO ' + name(owner),
    ...tables(read, 'SELECT'),
    ...tables(write, 'INSERT, UPDATE'),
    'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ' + name(write),
    'ALTER DEFAULT PRIVILEGES FOR ROLE ' + name(owner) + ' IN SCHEMA public GRANT USAGE ON SEQUENCES TO ' + name(write),
    // Last, and at once: PostgreSQL 16 makes whoever creates a role its member, so nothing here may depend on a log-in after this.
    'GRANT rds_iam TO ' + [all, read, write].map(name).join(', '),
  ];
}

exports.statements = statements;
exports.handler = async (event) => {
  for (const sql of statements(event)) { await run(event, sql); }
  return { roles: Object.values(event.roles).sort() };
};
`;
