import { AUDITED } from '../../../src/clouds/aws/api-gateway/authorizer';
import { DATABASE_ROLES } from '../../../src/clouds/aws/programs/database-roles';
import { PROBE } from '../../../src/clouds/aws/programs/probe';
import { ROTATE_SECRET } from '../../../src/clouds/aws/programs/rotate-secret';
import { TOKEN_CLAIMS } from '../../../src/clouds/aws/programs/token-claims';
import { createServer, Server } from 'http';
import { AddressInfo } from 'net';

/** Runs a program as Node.js would, with `modules` in place of what it requires. */
function load(program: string, modules: { [name: string]: any } = {}, globals: { [name: string]: any } = {}): any {
  const exported: any = {};
  const names = Object.keys(globals);
  new Function('exports', 'require', ...names, program)(exported, (name: string) => {
    if (!(name in modules)) { throw new Error(`unexpected require of ${name}`); }
    return modules[name];
  }, ...names.map((n) => globals[n]));
  return exported;
}

const named = (name: string) => Object.assign(new Error(name), { name });

describe('secret rotation', () => {
  /** A secret in memory that answers as Secrets Manager does. */
  function manager(initial: { [version: string]: { stages: string[]; value?: string } } = {}) {
    const versions = { ...initial };
    let made = 0;
    const commands: { [name: string]: (input: any) => any } = {
      DescribeSecretCommand: () => ({ VersionIdsToStages: Object.fromEntries(Object.entries(versions).map(([id, v]) => [id, v.stages])) }),
      GetRandomPasswordCommand: ({ PasswordLength }) => ({ RandomPassword: `${'x'.repeat(PasswordLength - 1)}${made++}` }),
      GetSecretValueCommand: ({ VersionId }) => {
        if (versions[VersionId]?.value === undefined) { throw named('ResourceNotFoundException'); }
        return { SecretString: versions[VersionId].value };
      },
      PutSecretValueCommand: ({ ClientRequestToken, SecretString, VersionStages }) => { versions[ClientRequestToken ?? 'first'] = { stages: VersionStages, value: SecretString }; },
      UpdateSecretVersionStageCommand: ({ VersionStage, MoveToVersionId, RemoveFromVersionId }) => {
        versions[RemoveFromVersionId].stages = versions[RemoveFromVersionId].stages.filter((s: string) => s !== VersionStage);
        versions[MoveToVersionId].stages.push(VersionStage);
      },
    };
    const sdk: any = { SecretsManagerClient: class { public send(command: any) { return Promise.resolve().then(() => commands[command.type](command.input)); } } };
    for (const type of Object.keys(commands)) { sdk[type] = class { public type = type; public constructor(public input: any) {} }; }
    return { versions, handler: load(ROTATE_SECRET, { '@aws-sdk/client-secrets-manager': sdk }).handler };
  }
  const step = (name: string, token = 'new') => ({ SecretId: 's', ClientRequestToken: token, Step: name });

  test('makes the first value once and never again', async () => {
    const { versions, handler } = manager();
    expect(await handler({ action: 'initialize', secretId: 's' })).toEqual({ initialized: true });
    const value = versions.first.value;
    expect(value).toHaveLength(48);
    expect(await handler({ action: 'initialize', secretId: 's' })).toEqual({ initialized: false });
    expect(versions.first.value).toBe(value);
  });

  test('replaces the value in four steps', async () => {
    const { versions, handler } = manager({ old: { stages: ['AWSCURRENT'], value: 'o'.repeat(48) }, new: { stages: ['AWSPENDING'] } });
    for (const name of ['createSecret', 'setSecret', 'testSecret', 'finishSecret']) { await handler(step(name)); }
    expect(versions.new.stages).toContain('AWSCURRENT');
    expect(versions.new.value).toHaveLength(48);
    expect(versions.old.stages).not.toContain('AWSCURRENT');
  });

  test('a step that comes twice changes nothing', async () => {
    const { versions, handler } = manager({ old: { stages: ['AWSCURRENT'], value: 'o'.repeat(48) }, new: { stages: ['AWSPENDING'] } });
    await handler(step('createSecret'));
    const value = versions.new.value;
    await handler(step('createSecret'));
    expect(versions.new.value).toBe(value);
  });

  test('refuses versions that are not pending, and values that are not usable', async () => {
    const { handler } = manager({ old: { stages: ['AWSCURRENT'], value: 'o' }, done: { stages: ['AWSPREVIOUS'], value: 'p' }, new: { stages: ['AWSPENDING'], value: 'short' } });
    await expect(handler(step('createSecret', 'done'))).rejects.toThrow(/not pending/);
    await expect(handler(step('createSecret', 'strange'))).rejects.toThrow(/not of this secret/);
    await expect(handler(step('testSecret'))).rejects.toThrow(/not usable/);
    await expect(handler(step('nonsense'))).rejects.toThrow(/unknown step/);
  });

  test('returns nothing of the value', async () => {
    const { handler } = manager();
    expect(JSON.stringify(await handler({ action: 'initialize', secretId: 's' }))).not.toMatch(/xxx/);
  });
});

describe('database roles', () => {
  const EVENT = { clusterArn: 'c', secretArn: 's', database: 'app', roles: { owner: 'app_owner', read: 'app_read', write: 'app_write', all: 'app_all' } };
  function database(failures: string[] = []) {
    const sql: string[] = [];
    const sdk = {
      RDSDataClient: class {
        public send({ input }: any) {
          const failure = failures.shift();
          if (failure) { return Promise.reject(named(failure)); }
          sql.push(input.sql);
          return Promise.resolve({});
        }
      },
      ExecuteStatementCommand: class { public constructor(public input: any) {} },
    };
    return { sql, ...load(DATABASE_ROLES, { '@aws-sdk/client-rds-data': sdk }, { setTimeout: (done: () => void) => done() }) };
  }

  test('readers read, writers write, and only one role changes structure', async () => {
    const { sql, handler } = database();
    await handler(EVENT);
    const of = (role: string) => sql.filter((s: string) => s.includes(`TO "${role}"`)).join('\n');
    expect(of('app_read')).toMatch(/GRANT SELECT ON ALL TABLES/);
    expect(of('app_read')).not.toMatch(/INSERT|UPDATE|DELETE|CREATE ON/);
    expect(of('app_write')).not.toMatch(/SELECT|DELETE/);
    expect(of('app_owner')).toMatch(/GRANT USAGE, CREATE ON SCHEMA public/);
    expect(sql).toContain('GRANT "app_owner" TO "app_all"');
    expect(sql).toContain('ALTER ROLE "app_all" SET role TO "app_owner"');
    expect(sql[sql.length - 1]).toBe('GRANT rds_iam TO "app_all", "app_read", "app_write"');
    expect(sql).toContain('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
    expect(sql.join()).not.toMatch(/PASSWORD/i);
  });

  test('keeps the administrator\'s log-in: it joins no role that logs in by identity', async () => {
    const { sql, handler } = database();
    await handler(EVENT);
    expect(sql.filter((s: string) => s.endsWith('TO CURRENT_USER'))).toEqual(['GRANT "app_owner" TO CURRENT_USER']);
    expect(sql.filter((s: string) => s.includes('rds_iam')).join()).not.toContain('app_owner');
  });

  test('waits for a paused database, and gives up on other errors', async () => {
    const resuming = database(['DatabaseResumingException', 'DatabaseResumingException']);
    await resuming.handler(EVENT);
    expect(resuming.sql.length).toBeGreaterThan(5);
    await expect(database(['AccessDeniedException']).handler(EVENT)).rejects.toThrow('AccessDeniedException');
  });

  test('takes no name that could be more than a name', () => {
    expect(() => database().statements({ ...EVENT, database: 'app"; DROP' })).toThrow(/not a role or database name/);
  });
});

describe('probe', () => {
  let server: Server;
  let port: number;
  beforeAll((done) => {
    server = createServer((request, response) => { response.statusCode = request.url === '/health' ? 200 : 500; response.end(); }).listen(0, '127.0.0.1', () => {
      port = (server.address() as AddressInfo).port;
      done();
    });
  });
  afterAll((done) => { server.close(done); });

  async function probe(path: string, at = port): Promise<{ seen: any; line: any }> {
    let line = '';
    const environment = { HOST: `127.0.0.1:${at}`, PATH_TO_CALL: path, EXPECTED_STATUS: '200' };
    const { handler } = load(PROBE, {}, {
      process: { env: environment, stdout: { write: (text: string) => { line = text; } } },
      fetch: (url: string, options: object) => fetch(url.replace('https://', 'http://'), options),
    });
    return { seen: await handler(), line: JSON.parse(line) };
  }

  test('sees an answer, a wrong answer and no answer', async () => {
    expect((await probe('/health')).line).toMatchObject({ Success: 1, status: 200 });
    expect((await probe('/broken')).line).toMatchObject({ Success: 0, status: 500 });
    expect((await probe('/health', 1)).line).toMatchObject({ Success: 0, status: 0, error: expect.any(String) });
  });

  test('writes the metric in the line itself', async () => {
    const { line } = await probe('/health');
    expect(line._aws.CloudWatchMetrics[0]).toMatchObject({ Namespace: 'Groundwork/Probe', Dimensions: [['Host']] });
    expect(line.Host).toBe(`127.0.0.1:${port}`);
  });
});

describe('token claims', () => {
  const run = (event: any) => load(TOKEN_CLAIMS).handler(event);
  const event = (attributes: object = {}, scopes: string[] = []) => ({ callerContext: { clientId: 'app' }, request: { userAttributes: attributes, scopes } });

  test('add the audience, the consents, and scopes as the API document names them', async () => {
    const { claimsAndScopeOverrideDetails: details } = (await run(event({ 'custom:consented_purposes': 'order-fulfilment, newsletter' }, ['openid', 'server/orders:read']))).response;
    expect(details.accessTokenGeneration).toEqual({
      claimsToAddOrOverride: { aud: 'app', consented_purposes: ['order-fulfilment', 'newsletter'] }, scopesToAdd: ['orders:read'],
    });
  });

  test('without an attribute there is no consent', async () => {
    expect((await run(event())).response.claimsAndScopeOverrideDetails.accessTokenGeneration.claimsToAddOrOverride.consented_purposes).toEqual([]);
  });
});

describe('audit of the authorizer', () => {
  const EVENT = { httpMethod: 'GET', resource: '/orders/{id}', path: '/orders/personal-4711', requestContext: { requestId: 'r1' }, headers: { Authorization: 'Bearer secret-token' } };
  async function audited(decide: () => Promise<any>): Promise<{ line: any; text: string; answer: Promise<any> }> {
    const lines: string[] = [];
    const { handler } = load(AUDITED, { './authorizer.js': { handler: decide } }, { console: { info: (text: string) => lines.push(text) } });
    const answer = handler(EVENT);
    await answer.catch(() => undefined);
    expect(lines).toHaveLength(1);
    return { line: JSON.parse(lines[0]), text: lines[0], answer };
  }
  const decision = (Effect: string, context: object) => () => Promise.resolve({ policyDocument: { Statement: [{ Effect }] }, context });

  test('says who was let in to what, and hands the answer on', async () => {
    const { line, answer, text } = await audited(decision('Allow', { client: 'shop', subject: 'abc', operation: 'get' }));
    expect(line).toMatchObject({ decision: 'allow', client: 'shop', subject: 'abc', operation: 'get', method: 'GET', path: '/orders/{id}', requestId: 'r1' });
    expect(text).not.toMatch(/secret-token|4711/);
    expect((await answer).context.client).toBe('shop');
  });

  test('says who was refused, and why', async () => {
    expect((await audited(decision('Deny', { client: 'shop', reason: 'consent_required: order-fulfilment' }))).line)
      .toMatchObject({ decision: 'deny', client: 'shop', reason: 'consent_required: order-fulfilment' });
  });

  test('says when there was no valid token, and lets the error through', async () => {
    const { line, answer } = await audited(() => Promise.reject(new Error('Unauthorized')));
    expect(line).toMatchObject({ decision: 'deny', reason: 'no_valid_token' });
    await expect(answer).rejects.toThrow('Unauthorized');
    expect((await audited(() => Promise.reject(new Error('boom secret')))).text).not.toContain('secret');
  });
});
