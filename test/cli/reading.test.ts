import * as fs from 'fs';
import * as path from 'path';
import { ACME } from '../environment-file/support';
import { contentOf, groundwork, project, ROOT } from './support';

const place = project();
const { folder } = place;
const inFolder = (...parts: string[]) => path.join(folder, ...parts);
const example = fs.readFileSync(path.join(ACME, 'environment.yaml'), 'utf8');
const lineOf = (text: string) => example.split('\n').findIndex((line) => line.includes(text)) + 1;

beforeAll(async () => {
  place.write('environment.yaml', example);
  place.write('both.yaml', `${example}---\n${example.replace('name: orders-production', 'name: orders-staging').replace('stage: production', 'stage: staging')}`);
  expect((await groundwork(folder, 'synth', 'environment.yaml')).code).toBe(0);
  expect((await groundwork(folder, 'synth', 'both.yaml', '--out', 'both')).code).toBe(0);
});

describe('list', () => {
  test('says whose each stack is and where it goes', async () => {
    const { json, code } = await groundwork(folder, 'list', 'both', '--json');
    expect(code).toBe(0);
    expect(json.stacks).toEqual([
      expect.objectContaining({ stack: 'orders-production', pod: 'orders', stage: 'production', cloud: 'aws', landingZone: 'eu-aws', patterns: ['customer-facing-api 1.0.0'] }),
      expect.objectContaining({ stack: 'orders-staging', stage: 'staging', cloud: 'azure' }),
    ]);
    const resources = Object.values<object>(JSON.parse(contentOf(inFolder('both'))['stacks/orders-production/cdk.tf.json']).resource).flatMap((named) => Object.keys(named));
    expect(json.stacks[0].resources).toBe(resources.length);
    expect((await groundwork(folder, 'list', 'both')).out).toMatch(/orders-production +orders +production +AWS +eu-aws +\d+ +\d+ +customer-facing-api 1\.0\.0\n/);
  });
});

describe('review', () => {
  test('written anew is what the synthesis wrote', async () => {
    const before = contentOf(inFolder('both'));
    fs.rmSync(inFolder('both/review/orders-staging/index.html'));
    fs.rmSync(inFolder('both/review/index.html'));
    const done = await groundwork(folder, 'review', 'both', '--stack', 'orders-staging');
    expect(done.code).toBe(0);
    expect(done.out).toMatch(/^orders-staging \/ staging\n[A-Z][^\n]+\.\n\d+ resources · [^]*review\/orders-staging\/index\.html/);
    expect(contentOf(inFolder('both'))).toEqual(before);
  });

  test('follows the Terraform as it is now', async () => {
    fs.cpSync(inFolder('cdktf.out'), inFolder('changed'), { recursive: true });
    const file = inFolder('changed/stacks/orders-production/cdk.tf.json');
    const text = fs.readFileSync(file, 'utf8');
    const tf = JSON.parse(text);
    const [cluster] = Object.values<any>(tf.resource.aws_rds_cluster);
    cluster.deletion_protection = false;
    fs.writeFileSync(file, JSON.stringify(tf, undefined, 2));
    const before = (await groundwork(folder, 'review', '--json')).json.reviews[0].model.decisions.length;
    const { json } = await groundwork(folder, 'review', 'changed', '--format', 'json');
    expect(json.reviews[0].model.decisions.length).toBeGreaterThan(before);
    expect(json.reviews[0].model.identity.pod.name).toBe('orders');
    expect((await groundwork(folder, 'review', 'changed', '--format', 'markdown')).out).toMatch(/^<!-- groundwork:review orders-production -->\n## orders-production/);
    expect(contentOf(inFolder('changed'))['review/orders-production/review.md']).toContain('deletion protection is off');
  });

  test('of a stack that there is not names near ones', async () => {
    expect(await groundwork(folder, 'review', '--stack', 'orders-prodution')).toMatchObject({ code: 1, err: expect.stringContaining('Did you mean "orders-production"?') });
  });
});

describe('diff', () => {
  test('of equal outputs: exit code 0', async () => {
    expect((await groundwork(folder, 'diff', 'cdktf.out', 'cdktf.out')).code).toBe(0);
  });

  test('of a lost protection: exit code 2, in every form', async () => {
    const { code, out } = await groundwork(folder, 'diff', 'cdktf.out', 'changed');
    expect(code).toBe(2);
    expect(out).toMatch(/wider +orders\/database\/cluster: .*deletion protection/);
    const json = await groundwork(folder, 'diff', 'cdktf.out', 'changed', '--json');
    expect(json).toMatchObject({ code: 2, json: { counts: { changes: 1 } } });
    const markdown = await groundwork(folder, 'diff', 'cdktf.out', 'changed', '--format', 'markdown', '--profile', 'bitbucket', '--output', 'comment.md');
    expect(markdown).toMatchObject({ code: 2, out: '' });
    expect(fs.readFileSync(inFolder('comment.md'), 'utf8')).toContain('deletion protection');
    const sarif = (await groundwork(folder, 'diff', 'cdktf.out', 'changed', '--format', 'sarif')).json;
    expect(sarif.runs[0].results[0].locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'environment.yaml' }, region: { startLine: lineOf('database:') },
    });
  });

  test('finds stacks that are in one of two outputs only', async () => {
    const { code, json } = await groundwork(folder, 'diff', 'cdktf.out', 'both', '--json');
    expect([code, json.added, json.unchanged]).toEqual([2, ['orders-staging'], ['orders-production']]);
  });
});

describe('explain', () => {
  const explain = async (...argv: string[]) => (await groundwork(folder, 'explain', ...argv, '--json')).json;

  test('a resource: construct, capability, pattern, line of YAML and of Terraform, users', async () => {
    const found = await explain('aws_rds_cluster.orders_database');
    expect(found).toMatchObject({
      stack: 'orders-production', kind: 'resource', type: 'aws_rds_cluster', path: 'orders/database/cluster', pattern: 'customer-facing-api 1.0.0',
      part: { path: 'orders/database', kind: 'Database', classification: 'confidential' }, source: `environment.yaml:${lineOf('database:')}`,
    });
    const [, line] = /^cdktf\.out\/stacks\/orders-production\/cdk\.tf\.json:(\d+)$/.exec(found.terraform)!;
    expect(contentOf(inFolder('cdktf.out'))['stacks/orders-production/cdk.tf.json'].split('\n')[Number(line) - 1]).toContain(found.name.split('.')[1]);
    expect(found.statements.map((one: any) => one.text)).toContain('deletion protection is on');
    expect(found.usedBy.map((one: any) => one.text)).toEqual(expect.arrayContaining([expect.stringMatching(/^orders\/service\/.* may .*read, write it/)]));
    expect(found.card.length).toBeGreaterThan(0);
    const [page, anchor] = found.page.split('#');
    expect(fs.readFileSync(inFolder(page), 'utf8')).toContain(`id="${anchor}"`);
  });

  test('a capability, a pattern and any other construct, by path, with or without the stack', async () => {
    expect(await explain('orders/database')).toMatchObject({ kind: 'capability', name: 'orders/database', source: `environment.yaml:${lineOf('database:')}` });
    expect(await explain('orders/datab')).toMatchObject({ kind: 'capability', name: 'orders/database' });
    expect(await explain('orders-production/orders/items')).toMatchObject({ kind: 'capability', source: `environment.yaml:${lineOf('keyValueStore:')}` });
    expect(await explain('orders')).toMatchObject({ kind: 'pattern', pattern: 'customer-facing-api 1.0.0', source: `environment.yaml:${lineOf('- id: orders')}` });
    expect(await explain('orders/database/alarms')).toMatchObject({ kind: 'construct', resources: expect.arrayContaining([expect.stringContaining('aws_cloudwatch_metric_alarm.')]) });
    expect(await explain('data-key')).toMatchObject({ source: `environment.yaml:${lineOf('name: orders')}` });
    const { out } = await groundwork(folder, 'explain', 'orders/database');
    expect(out).toMatch(/^orders\/database\n {2}stack +orders-production\n[^]*\nWhat it is\n {2}orders\/database\/cluster: /);
  });

  test('what is not clear lists what it may be; what is unknown names what is near', async () => {
    expect(await groundwork(folder, 'explain', 'aws_rds_cluster')).toMatchObject({ code: 1, err: expect.stringMatching(/^"aws_rds_cluster" may be any of \d+\. Write more of the name\.\n {2}aws_rds_cluster/) });
    expect((await groundwork(folder, 'explain', 'orders/databse')).err).toMatch(/^Nothing is called "orders\/databse"\. Did you mean:\n {2}orders\/database\n/);
    expect((await groundwork(folder, 'explain', 'rds_cluster.')).err).toMatch(/Did you mean:\n {2}aws_rds_cluster\.orders_database/);
    expect((await groundwork(folder, 'explain', 'zzzzzz')).err).toMatch(/^Nothing is called "zzzzzz"\. groundwork list/);
    const two = await groundwork(folder, 'explain', 'orders', '--out', 'both');
    expect(two).toMatchObject({ code: 1, err: expect.stringMatching(/Name the stack with --stack[^]*orders-production: orders\n {2}orders-staging: orders/) });
    expect((await groundwork(folder, 'explain', 'orders', '--out', 'both', '--stack', 'orders-staging', '--json')).json.stack).toBe('orders-staging');
  });
});

test('an environment inside a team\'s own stack, and what is beside it, can be told apart', async () => {
  const example = path.join(ROOT, 'examples/adoption');
  const tsx = `${path.join(ROOT, 'node_modules/.bin/tsx')} --tsconfig ${path.join(ROOT, 'examples/tsconfig.json')}`;
  expect((await groundwork(example, 'synth', '--app', `${tsx} main.ts`, '--out', inFolder('adopted'))).code).toBe(0);
  const inside = (await groundwork(folder, 'explain', 'items', '--out', 'adopted', '--stack', 'legacy', '--json'));
  expect(inside.err + inside.out).toContain('legacy-dev/items');
  expect((await groundwork(folder, 'explain', 'legacy-dev/items', '--out', 'adopted', '--json')).json).toMatchObject({ kind: 'capability', part: { kind: 'KeyValueStore' }, source: expect.stringMatching(/^main\.ts:\d+$/) });
  expect((await groundwork(folder, 'explain', 'aws_ssm_parameter', '--out', 'adopted', '--json')).json).toMatchObject({ kind: 'resource', stack: 'legacy', path: 'greeting' });
});
