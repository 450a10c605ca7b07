import { execFileSync, spawnSync } from 'child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { Access } from '../../../src';
import { ROLES_PROGRAM } from '../../../src/clouds/azure/database-roles';
import { DatabaseGrant, grantsSql, quoteName, quoteText, rolesSql } from '../../../src/clouds/azure/database-sql';
import { describeWithPostgres, Postgres } from './support/postgres';

describe('SQL for roles', () => {
  const grants = [{ role: 'shop', principalId: 'oid-1', access: Access.READ_WRITE }, { role: 'report', principalId: 'oid-2', access: Access.READ }];

  test('quotes names and texts, whatever is in them', () => {
    expect(quoteName('a"; DROP TABLE x; --')).toBe('"a""; DROP TABLE x; --"');
    expect(quoteText("o'hara")).toBe("'o''hara'");
  });

  test('makes a role only where there is none, without password, for one identity', () => {
    expect(rolesSql(grants)).toContain('IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = \'shop\') THEN CREATE ROLE "shop" LOGIN; END IF;');
    expect(rolesSql(grants)).toContain('SECURITY LABEL FOR "pgaadauth" ON ROLE "shop" IS \'aadauth,oid=oid-1,type=service\';');
    expect(rolesSql(grants)).not.toMatch(/PASSWORD|SUPERUSER|,admin/);
  });

  test('lets readers see the tables that writers make', () => {
    expect(grantsSql('app', grants)).toContain('ALTER DEFAULT PRIVILEGES FOR ROLE "shop" IN SCHEMA public GRANT SELECT ON TABLES TO "report";');
    expect(grantsSql('app', grants)).not.toContain('FOR ROLE "report"');
  });

  test('closes the database and its schema to everybody else', () => {
    expect(grantsSql('app', [])).toContain('REVOKE ALL ON DATABASE "app" FROM PUBLIC;');
    expect(grantsSql('app', [])).toContain('REVOKE CREATE ON SCHEMA public FROM PUBLIC;');
  });
});

describe('the program that gives the rights', () => {
  let folder: string;

  /** Stand-ins for what the image has: they write down how they are called. */
  function install(name: string, script: string): void {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'roles-'));
    install('psql', 'printf "%s | %s | %s | " "$*" "$PGPASSWORD" "$PGSSLMODE" >> "$LOG"; cat >> "$LOG"; echo >> "$LOG"; [ -z "$FAIL" ]');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (answer: string, more: { [name: string]: string } = {}) => {
    install('wget', `printf '%s\\n' "$@" > "$WGET"; printf '%s' '${answer}'`);
    return spawnSync('/bin/sh', ['-c', ROLES_PROGRAM], {
      encoding: 'utf8',
      env: {
        PATH: `${folder}:${process.env.PATH}`, LOG: join(folder, 'log'), WGET: join(folder, 'wget.log'), IDENTITY_HEADER: 'header-1', IDENTITY_ENDPOINT: 'http://localhost:42/msi/token',
        AZURE_CLIENT_ID: 'client-1', DATABASE: 'app', ROLES_SQL: 'SELECT 1;', GRANTS_SQL: 'SELECT \'$x "y"\';', ...more,
      },
    });
  };
  const log = () => readFileSync(join(folder, 'log'), 'utf8').trim().split('\n');

  test('is a program that a plain shell reads', () => {
    execFileSync('/bin/sh', ['-n', '-c', ROLES_PROGRAM]);
  });

  test('asks for a token of its own identity and logs in with it, over verified TLS', () => {
    expect(run('{"access_token":"tok.en-1","expires_on":"1"}').status).toBe(0);
    const asked = readFileSync(join(folder, 'wget.log'), 'utf8');
    expect(asked).toContain('X-IDENTITY-HEADER: header-1');
    expect(asked).toContain('http://localhost:42/msi/token?api-version=2019-08-01&resource=https%3A%2F%2Fossrdbms-aad.database.windows.net&client_id=client-1');
    expect(log()).toEqual([
      '-v ON_ERROR_STOP=1 -q -d postgres -o /dev/null | tok.en-1 | verify-full | SELECT 1;',
      '-v ON_ERROR_STOP=1 -q -d app | tok.en-1 | verify-full | SELECT \'$x "y"\';',
    ]);
  });

  test('fails without a token, and says nothing to the database', () => {
    const result = run('{"error":"no identity"}');
    expect(result.status).not.toBe(0);
    expect(result.stderr).toContain('no token');
    expect(() => log()).toThrow();
  });

  test('fails where a statement fails, so that the job is tried again', () => {
    expect(run('{"access_token":"t"}', { FAIL: '1' }).status).not.toBe(0);
    expect(log()).toHaveLength(1);
  });

  test('shows the token to nobody', () => {
    const result = run('{"access_token":"tok.en-1"}');
    expect(result.stdout + result.stderr).not.toContain('tok.en-1');
  });
});

describeWithPostgres('the SQL on a real server, run by an administrator that is no superuser', () => {
  let server: Postgres;
  const grants: DatabaseGrant[] = [
    { role: 'shop', principalId: 'a', access: Access.READ_WRITE }, { role: 're"port', principalId: 'b', access: Access.READ }, { role: 'feed', principalId: 'c', access: Access.WRITE },
  ];
  // The label and the extension are Azure's own.
  const here = (sql: string) => sql.replace(/^SECURITY LABEL.*$/gm, '').replace(/^CREATE EXTENSION.*$/gm, '');
  const apply = () => {
    server.run('admin', 'postgres', here(rolesSql(grants)));
    server.run('admin', 'app', here(grantsSql('app', grants)));
  };

  beforeAll(() => {
    server = new Postgres();
    server.run('super', 'postgres', 'CREATE ROLE admin LOGIN CREATEROLE;');
    server.run('super', 'postgres', 'CREATE DATABASE app OWNER admin;');
    apply();
    server.run('shop', 'app', 'CREATE TABLE orders (id serial PRIMARY KEY, sku text); INSERT INTO orders (sku) VALUES (\'ABC\');');
  });

  afterAll(() => server.stop());

  test('may run again, also when there are tables', () => {
    expect(apply).not.toThrow();
  });

  test('lets a writer do everything with data, and make tables', () => {
    expect(server.run('shop', 'app', 'UPDATE orders SET sku = \'DEF\'; SELECT sku FROM orders;')).toBe('DEF');
    server.run('shop', 'app', 'INSERT INTO orders (sku) VALUES (\'X\'); DELETE FROM orders WHERE sku = \'X\';');
  });

  test('lets a reader read, also tables that came later, and nothing else', () => {
    server.run('shop', 'app', 'CREATE TABLE later (id int);');
    expect(server.run('re"port', 'app', 'SELECT count(*) FROM orders;')).toBe('1');
    expect(server.run('re"port', 'app', 'SELECT count(*) FROM later;')).toBe('0');
    for (const sql of ['INSERT INTO orders (sku) VALUES (\'Y\');', 'UPDATE orders SET sku = \'Y\';', 'DELETE FROM orders;', 'CREATE TABLE mine (id int);', 'DROP TABLE orders;']) {
      expect(() => server.run('re"port', 'app', sql)).toThrow(/permission denied|must be owner/);
    }
  });

  test('lets a feed add and change, and not read or delete', () => {
    server.run('shop', 'app', 'CREATE TABLE fed (id serial, sku text);');
    for (const table of ['orders', 'fed']) { server.run('feed', 'app', `INSERT INTO ${table} (sku) VALUES ('Z');`); }
    for (const sql of ['SELECT sku FROM orders;', 'DELETE FROM orders;', 'CREATE TABLE mine (id int);']) {
      expect(() => server.run('feed', 'app', sql)).toThrow(/permission denied/);
    }
  });

  test('keeps out a role that nobody granted anything', () => {
    server.run('super', 'postgres', 'CREATE ROLE stranger LOGIN;');
    expect(() => server.run('stranger', 'app', 'SELECT 1;')).toThrow(/permission denied for database/);
  });
});
