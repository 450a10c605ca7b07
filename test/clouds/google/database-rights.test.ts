import { join } from 'path';
import { Access } from '../../../src/capabilities/common';
import { Database } from '../../../src/capabilities/database';
import { Service } from '../../../src/capabilities/service';
import { rightsSql } from '../../../src/clouds/google/database-sql';
import { DATABASE_RIGHTS } from '../../../src/clouds/google/programs/database-rights';
import { temporaryFolder } from '../../support/terraform';
import { Call, GoogleStandIn } from './stand-in';
import { environment, foundation, grants, waitsFor } from './support';

const PROGRAM = join(temporaryFolder(), 'rights.js');

describe('rights in a database', () => {
  const tf = environment((env) => {
    const database = new Database(env, 'database', { databaseName: 'orders' });
    new Service(env, 'orders').connectTo(database, Access.READ_WRITE);
    new Service(env, 'reports').connectTo(database, Access.READ);
  });
  const [statements] = tf.all('google_storage_bucket_object', '/database/rights/rights/');
  const sql: string = statements.body.content;

  test('follow the verb of each connection', () => {
    expect(sql).toContain('GRANT USAGE, CREATE ON SCHEMA public TO "shop-orders-identity@acme-eu-1.iam";');
    expect(sql).toContain('GRANT USAGE ON SCHEMA public TO "shop-reports-identity@acme-eu-1.iam";');
    expect(sql).toContain('GRANT SELECT ON ALL TABLES IN SCHEMA public TO "shop-reports-identity@acme-eu-1.iam";');
    expect(sql).not.toMatch(/INSERT|UPDATE|DELETE/);
    expect(sql.split('\n').slice(0, 3)).toEqual([
      'CREATE EXTENSION IF NOT EXISTS pgaudit;', 'REVOKE ALL ON DATABASE "orders" FROM PUBLIC;', 'REVOKE CREATE ON SCHEMA public FROM PUBLIC;',
    ]);
  });

  test('names cannot end a statement', () => {
    expect(rightsSql('a"b', [{ role: 'x"; DROP', access: Access.READ }])).toContain('GRANT CONNECT ON DATABASE "a""b" TO "x""; DROP";');
  });

  test('a job has the instance import them, and may do nothing else', () => {
    const job = tf.one('google_cloud_run_v2_job');
    const variables = Object.fromEntries(job.template.template.containers[0].env.map((e: any) => [e.name, e.value]));
    expect(variables).toMatchObject({ INSTANCE: 'shop-database', DATABASE: 'orders', PROJECT: 'acme-eu-1' });
    expect(variables.STATEMENTS).toMatch(/^gs:\/\/\$\{google_storage_bucket\..*\.name\}\/rights-[0-9a-f]{16}\.sql$/);
    expect(statements.body.name).toBe(variables.STATEMENTS.split('/').pop());
    const given = grants(tf).filter((g) => g.member.includes('database_rights_identity') && g.type === 'google_project_iam_member');
    expect(given.map((g) => [g.role.split('_').slice(3, 5).join('_'), g.condition])).toEqual([
      ['sql_importer', 'resource.name == "projects/acme-eu-1/instances/shop-database"'], ['sql_operations', undefined],
    ]);
    expect(foundation().one('google_project_iam_custom_role', '/sql-importer/').permissions).toEqual(['cloudsql.instances.import']);
    expect(waitsFor(tf.one('google_storage_bucket_iam_member', '/instance-reads/'), 'google_sql_database_instance')).toBe(true);
  });

  test('another connection makes another file', () => {
    const other = environment((env) => { new Service(env, 'orders').connectTo(new Database(env, 'database', { databaseName: 'orders' }), Access.READ_WRITE); });
    expect(other.all('google_storage_bucket_object', '/database/rights/rights/')[0].body.name).not.toBe(statements.body.name);
  });

  test('services know their user', () => {
    const user = (path: string) => tf.one('google_cloud_run_v2_service', path).template.containers[0].env.find((e: any) => e.name === 'DATABASE_USER').value;
    expect([user('/orders/'), user('/reports/')]).toEqual(['shop-orders-identity@acme-eu-1.iam', 'shop-reports-identity@acme-eu-1.iam']);
  });
});

const URI = 'gs://bucket/rights-1.sql';
const operation = (name: string, status: string, uri = URI, more: object = {}) => ({ name, operationType: 'IMPORT', status, importContext: { uri }, ...more });

/** Cloud SQL with operations that are there, and one that takes two looks to end. */
function cloud(operations: any[], ending: object = {}): GoogleStandIn {
  let looks = 0;
  return new GoogleStandIn(({ method, path }: Call) => {
    if (path.startsWith('/v1/projects/p1/operations?')) { return [200, { items: operations }]; }
    if (method === 'POST' && path === '/v1/projects/p1/instances/i1/import') { return [200, operation('new', 'PENDING')]; }
    if (path.startsWith('/v1/projects/p1/operations/')) { looks += 1; return [200, looks < 2 ? operation('new', 'RUNNING') : operation('new', 'DONE', URI, ending)]; }
    return [404, {}];
  });
}

const run = (standIn: GoogleStandIn, variables = {}) => standIn.run(PROGRAM, DATABASE_RIGHTS, ['SQL_URL'], {
  PROJECT: 'p1', INSTANCE: 'i1', DATABASE: 'orders', STATEMENTS: URI, POLL_MILLISECONDS: '1', ...variables,
});

describe('the program that gives rights', () => {
  const imports = (standIn: GoogleStandIn) => standIn.calls.filter((c) => c.path.endsWith('/import'));

  test('refuses to begin without knowing where', async () => {
    const standIn = cloud([]);
    expect((await run(standIn, { STATEMENTS: '' })).code).toBe(1);
    expect((await run(standIn, { INSTANCE: 'i1/../i2' })).code).toBe(1);
    expect(standIn.calls).toHaveLength(0);
  });

  test('imports the statements into the database and waits for the end', async () => {
    const standIn = cloud([operation('old', 'DONE', 'gs://bucket/rights-0.sql')]);
    const { code, output } = await run(standIn);
    expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining(`imported ${URI}`) });
    expect(imports(standIn).map((c) => c.body)).toEqual([{ importContext: { uri: URI, database: 'orders', fileType: 'SQL', importUser: 'postgres' } }]);
  });

  test('does nothing where they were imported', async () => {
    const standIn = cloud([operation('old', 'DONE')]);
    expect((await run(standIn)).output).toContain('rights are as');
    expect(imports(standIn)).toHaveLength(0);
  });

  test('waits for an import that runs, and tries again after one that failed', async () => {
    const running = cloud([operation('new', 'RUNNING')]);
    expect((await run(running)).code).toBe(0);
    expect(imports(running)).toHaveLength(0);
    const failed = cloud([operation('old', 'DONE', URI, { error: { errors: [{ code: 'X' }] } })]);
    expect((await run(failed)).code).toBe(0);
    expect(imports(failed)).toHaveLength(1);
  });

  test('fails aloud where the import does', async () => {
    const { code, output } = await run(cloud([], { error: { errors: [{ code: 'ERROR_RDBMS' }] } }));
    expect(code).toBe(1);
    expect(output).toContain('ERROR_RDBMS');
  });
});
