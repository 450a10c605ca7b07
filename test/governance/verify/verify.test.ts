import * as fs from 'fs';
import * as path from 'path';
import { ApprovalState } from '../../../src/governance/model';
import { groundwork, LEAST, project } from '../../cli/support';

/** What the approvals of the pattern come to, as a test wants it; how that is found out is tested on its own. */
const approvals: { states: ApprovalState[] } = { states: [] };
jest.mock('../../../src/governance/in-use', () => ({ approvalsInUse: () => ({ approvals: approvals.states, shapes: {} }) }));

const GOVERNANCE = `
governance:
  approvals: approvals
  authors: [{ pattern: customer-facing-api, emails: [paul@acme.example] }]
`;
const EXCEPTION = `  exceptions:
    - id: later-backups
      deviation: aws_rds_cluster.preferred_backup_window
      construct: orders/database
      environment: orders-prod
      reason: The nightly batch of the warehouse reads until three in the morning.
      owner: oscar@acme.example
      approver: alice@acme.example
      expires: 2027-03-31
`;

const place = project();
const { folder } = place;
const inFolder = (...parts: string[]) => path.join(folder, ...parts);
const base = fs.readFileSync(inFolder('standards.yaml'), 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '');
const standards = (text = GOVERNANCE) => place.write('standards.yaml', `${base}${text}`);
const held = (fn: string): ApprovalState => ({ pattern: 'customer-facing-api', patternVersion: '1.0.0', function: fn, valid: true, text: 'given by alice@acme.example (SEC-1041), until 2027-11-30', signed: false, expires: '2027-11-30' });
const verify = (...argv: string[]) => groundwork(folder, 'verify', 'out', ...argv);

/** Copies what was synthesized, so that a test can spoil it. */
function fresh(): { readonly tf: any; write(): void } {
  fs.rmSync(inFolder('out'), { recursive: true, force: true });
  fs.cpSync(inFolder('made'), inFolder('out'), { recursive: true });
  const file = inFolder('out/stacks/orders-prod/cdk.tf.json');
  const tf = JSON.parse(fs.readFileSync(file, 'utf8'));
  return { tf, write: () => fs.writeFileSync(file, `${JSON.stringify(tf, undefined, 2)}\n`) };
}

const clusterOf = (tf: any): any => Object.values<any>(tf.resource.aws_rds_cluster)[0];
const looks = (json: any): string[] => json.stacks[0].verdict.look.map((l: any) => `${l.owner}: ${l.text}`);

jest.setTimeout(120_000);
beforeAll(async () => {
  process.env.SOURCE_DATE_EPOCH = String(Date.parse('2026-11-23') / 1000);
  standards();
  place.write('environment.yaml', LEAST.replace('    inputs:\n', '    inputs:\n      database: {}\n'));
  approvals.states = ['security', 'compliance', 'architecture'].map(held);
  const done = await groundwork(folder, 'synth', 'environment.yaml', '--out', 'made');
  expect(done.code).toBe(0);
});
afterAll(() => { delete process.env.SOURCE_DATE_EPOCH; });
beforeEach(() => {
  standards();
  approvals.states = ['security', 'compliance', 'architecture'].map(held);
  fresh();
});

describe('verify', () => {
  test('an environment as it was approved: one line, exit code 0', async () => {
    const done = await verify();
    expect(done).toMatchObject({ code: 0, err: '' });
    expect(done.out).toMatch(/^orders-prod {2}identical {2}.*no human review needed\./m);
    expect(done.out).toContain('No human review needed: 1 stack verified.');
    expect(done.out).toContain('Coverage: 1 of 1 environment is wholly served by approved patterns, 100 %; the target is 80 %.');
    expect((await verify('--json')).json).toMatchObject({ passes: true, coverage: { environments: 1, covered: 1, share: 1 }, stacks: [{ stack: 'orders-prod', covered: true, verdict: { word: 'identical', passes: true, look: [] } }] });
  });

  test('a value changed by hand: exit code 2, what, where and who; what the synthesis said of itself counts for nothing', async () => {
    const { tf, write } = fresh();
    clusterOf(tf).deletion_protection = false;
    write();
    const { code, json } = await verify('--json');
    expect(code).toBe(2);
    expect(json.passes).toBe(false);
    expect(json.stacks[0].verdict.word).toBe('deviated');
    expect(looks(json)).toEqual(expect.arrayContaining([expect.stringMatching(/^security: .*database.*deletion protection/), expect.stringMatching(/^architecture: orders-prod: the Terraform was changed after it was synthesized/)]));
    const { out } = await verify();
    expect(out).toMatch(/^orders-prod {2}deviated {2}security \d+/m);
    expect(out).toContain('1 of 1 stack must be looked at.');
  });

  test('a lapsed approval calls the function that gave it', async () => {
    approvals.states = [held('security'), held('compliance'), { ...held('architecture'), valid: false, text: 'expired on 2026-11-22' }];
    const { code, json } = await verify('--json');
    expect(code).toBe(2);
    expect(json.stacks[0].verdict.word).toBe('stale');
    expect(looks(json)).toEqual(['architecture: customer-facing-api 1.0.0: expired on 2026-11-22']);
  });

  test('an exception lets its deviation pass, and is in the line, the JSON and the report', async () => {
    const { tf, write } = fresh();
    clusterOf(tf).preferred_backup_window = '03:00-04:00';
    write();
    const digest = inFolder('out/review/orders-prod/model.json');
    fs.rmSync(digest);
    expect((await verify()).code).toBe(2);
    standards(GOVERNANCE + EXCEPTION);
    const done = await verify('--report', 'fleet');
    expect(done.out).toMatch(/^orders-prod {2}deviated .*Exceptions: later-backups until 2027-03-31\./m);
    expect(done.code).toBe(0);
    const report = JSON.parse(fs.readFileSync(inFolder('fleet/fleet.json'), 'utf8'));
    expect(report.stacks[0]).toMatchObject({ covered: false, exceptions: [{ id: 'later-backups', expires: '2027-03-31', covers: 1 }], deviations: { open: 0, accepted: 1 } });
    expect(fs.readFileSync(inFolder('fleet/fleet.md'), 'utf8')).toMatch(/## Exceptions\n\n[^]*2027-03-31[^]*oscar/);
  });

  test.each<[string, () => void, RegExp]>([
    ['evidence that was taken away', () => fs.rmSync(inFolder('out/evidence'), { recursive: true }), /there is no record of what was asked for, so governance was switched off/],
    ['review and evidence that were taken away', () => { fs.rmSync(inFolder('out/evidence'), { recursive: true }); fs.rmSync(inFolder('out/review'), { recursive: true }); }, /Groundwork did not make this stack/],
    ['a document of the record that was edited', () => edit((r) => { const [name] = Object.keys(r.documents); r.documents[name] += '\n# edited'; }), /it was changed by hand/],
    ['an input of the record that was edited', () => edit((r) => { r.patterns[0].inputs.authentication.audience = 'somebody-else'; }), /audience|somebody-else|orders/],
    ['a record of another stage', () => edit((r) => { r.stage = 'development'; }), /./],
    ['a record of another stack', () => edit((r) => { r.stack = 'other'; }), /the record of what was asked for is that of the stack other/],
    ['a record of a pattern that is not at hand', () => edit((r) => { r.patterns[0].id = 'no-such-pattern'; }), /no-such-pattern is not known here: name the module that has it with --require/],
    ['a record that is no record', () => fs.writeFileSync(inFolder('out/evidence/orders-prod/request.json'), '[]'), /there is no record/],
  ])('%s is not let pass', async (_, spoil, said) => {
    spoil();
    const { code, json } = await verify('--json');
    expect({ code, passes: json.passes, covered: json.coverage.covered }).toEqual({ code: 2, passes: false, covered: 0 });
    expect(looks(json).join('\n')).toMatch(said);
  });

  test('a synthesis without governance is not let pass', async () => {
    expect((await groundwork(folder, 'synth', 'environment.yaml', '--out', 'off', '-c', 'groundwork:governance=off')).code).toBe(0);
    const { code, json } = await groundwork(folder, 'verify', 'off', '--json');
    expect(code).toBe(2);
    expect(looks(json)[0]).toMatch(/governance was switched off/);
  });

  test('without approvals in the standards nothing is covered', async () => {
    standards('');
    const { code, json } = await verify('--json');
    expect(code).toBe(2);
    expect(looks(json)).toEqual([expect.stringContaining('the standards ask for no approvals')]);
  });

  test('a stack of another tool is named; somebody has to say that it is looked after elsewhere, and of ours nobody can', async () => {
    const manifest = JSON.parse(fs.readFileSync(inFolder('out/manifest.json'), 'utf8'));
    manifest.stacks.legacy = { ...manifest.stacks['orders-prod'], name: 'legacy', synthesizedStackPath: 'stacks/legacy/cdk.tf.json' };
    fs.writeFileSync(inFolder('out/manifest.json'), JSON.stringify(manifest));
    place.write('out/stacks/legacy/cdk.tf.json', JSON.stringify({ resource: { aws_s3_bucket: { open: { bucket: 'open' } } } }));
    const done = await verify();
    expect(done.code).toBe(2);
    expect(done.out).toMatch(/^legacy +not judged +architecture 1\n {2}architecture: legacy: Groundwork did not make this stack/m);
    expect((await verify('--elsewhere', 'legacy')).code).toBe(0);
    const misuse = await verify('--elsewhere', 'orders-prod');
    expect(misuse.code).toBe(1);
    expect(misuse.err).toContain('orders-prod was made by Groundwork');
  });

  test('nothing of a stack stays in memory: the host keeps no token of what was made once more', async () => {
    const tokens = (): number => (globalThis as any).__cdktfTokenMap.stringTokenMap.size;
    await verify();
    const before = tokens();
    await verify();
    expect(before).toBeGreaterThan(0);
    expect(tokens()).toBe(before);
  });

  test('SARIF and Markdown say the same', async () => {
    const { tf, write } = fresh();
    clusterOf(tf).deletion_protection = false;
    write();
    expect((await verify('--sarif', 'reports/verify.sarif', '--markdown', 'reports/verify.md')).code).toBe(2);
    const [run] = JSON.parse(fs.readFileSync(inFolder('reports/verify.sarif'), 'utf8')).runs;
    expect(run.tool.driver.name).toBe('groundwork verify');
    expect(run.results.map((r: any) => r.message.text).join('\n')).toMatch(/deletion protection/);
    for (const { ruleId, ruleIndex } of run.results) { expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId); }
    const markdown = fs.readFileSync(inFolder('reports/verify.md'), 'utf8');
    expect(markdown).toMatch(/^<!-- groundwork:verify -->\n## 1 of 1 stack must be looked at\.\n/);
    expect(markdown).toMatch(/\| orders-prod \| \*\*deviated\*\* \| security \d+/);
    expect(markdown).toMatch(/### orders-prod: deviated\n\n- \*\*Security\*\*: .*deletion protection/);
  });

  test('a control of the enterprise that a module brings is judged with the others', async () => {
    place.write('own.js', `exports.NoDatabase = class { constructor() { this.definition = { id: 'acme.no-database', title: 'There is no database', objective: 'architecture', owner: 'architecture', severity: 'high', why: 'x', mend: 'Take it out.' }; }
      evaluate(context) { return context.resources(['aws_rds_cluster']).map((r) => ({ subject: r.address, outcome: 'fail', message: 'there is one' })); } };`);
    const { code, json } = await verify('--require', './own.js', '--json');
    expect(code).toBe(2);
    expect(looks(json).join('\n')).toMatch(/architecture: .*there is one \(acme\.no-database\)/);
  });

  test.each([
    [['--standards', 'nowhere.yaml'], /nowhere\.yaml/],
    [['--require', './nowhere.js'], /nowhere\.js cannot be loaded/],
    [['--plan', 'nowhere.json'], /nowhere\.json cannot be read/],
    [['--stack', 'order-prod'], /Did you mean "orders-prod"\?/],
  ])('%j is misuse: exit code 1', async (argv, said) => {
    const done = await verify(...argv);
    expect(done.code).toBe(1);
    expect(done.err).toMatch(said);
  });
});

/** Edits the record of what was asked for. */
function edit(change: (request: any) => void): void {
  const file = inFolder('out/evidence/orders-prod/request.json');
  const request = JSON.parse(fs.readFileSync(file, 'utf8'));
  change(request);
  fs.writeFileSync(file, JSON.stringify(request));
}

describe('verify --plan', () => {
  /** A plan as Terraform would show it, of everything that was synthesized. */
  function planOf(tf: any): any {
    const each = Object.entries<any>(tf.resource).flatMap(([type, named]) => Object.entries<any>(named).map(([name, body]) => ({ type, name, address: `${type}.${name}`, body })));
    const stated = (body: any) => Object.entries<any>(body).filter(([key]) => !['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'provisioner', 'connection'].includes(key));
    return {
      format_version: '1.2', variables: {},
      resource_changes: each.map(({ type, name, address, body }) => ({ address, mode: 'managed', type, name, change: { actions: ['create'], before: null, after: Object.fromEntries(stated(body).filter(([, v]) => !JSON.stringify(v).includes('${'))), after_unknown: Object.fromEntries(stated(body).filter(([, v]) => JSON.stringify(v).includes('${')).map(([k]) => [k, true])) } })),
      configuration: { provider_config: {}, root_module: { resources: each.map(({ type, name, address, body }) => ({ address, mode: 'managed', type, name, expressions: Object.fromEntries(stated(body).map(([k, v]) => [k, { constant_value: v }])) })) } },
    };
  }

  test('of what was judged passes; the stack is found by its resources', async () => {
    place.write('plan.json', JSON.stringify(planOf(fresh().tf)));
    const done = await verify('--plan', 'plan.json');
    expect(done.out).toMatch(/^orders-prod {2}identical/m);
    expect(done.code).toBe(0);
  });

  test('of something else is a deviation, in words', async () => {
    const plan = planOf(fresh().tf);
    const address = plan.resource_changes.find((c: any) => c.type === 'aws_rds_cluster');
    address.change.after.backup_retention_period = 1;
    place.write('plan.json', JSON.stringify(plan));
    const { code, json } = await verify('--plan', 'plan.json', '--json');
    expect(code).toBe(2);
    expect(json.stacks[0].verdict).toMatchObject({ word: 'deviated', text: expect.stringMatching(/^The plan is not what was judged/) });
    expect(looks(json)).toContainEqual(expect.stringMatching(/^\w+: .*backup_retention_period was judged as 7, the plan has 1$/));
  });

  test('of no stack of the output asks which one is meant', async () => {
    place.write('plan.json', JSON.stringify({ format_version: '1.2', resource_changes: [], configuration: { root_module: {} } }));
    const done = await verify('--plan', 'plan.json');
    expect(done.code).toBe(1);
    expect(done.err).toContain('Name it with --stack');
  });
});
