import * as fs from 'fs';
import * as path from 'path';
import { aLock, hash, keyPair } from '../governance/approvals/support';
import { groundwork, groundworkOn, project, Workplace } from './support';

/** What the pattern is made of, as the test wants it; what it takes to find out is tested on its own. */
const shape = { lock: aLock(), words: ['An interface with a database.'], changes: [] as string[] };

jest.mock('../../src/cli/approve/shapes', () => ({
  computeShape: () => ({
    lock: shape.lock,
    words: shape.words,
    changesFrom: () => shape.changes,
    findings: (slice: string, controls: string[]) => [{ control: controls[0], path: 'orders/service', address: 'aws_iam_role_policy.service', argument: 'policy', message: `is too wide in ${slice}` }],
    write: (folder: string) => {
      const file = `${folder}/${shape.lock.pattern}@${shape.lock.patternVersion}.lock.json`;
      fs.writeFileSync(file, JSON.stringify(shape.lock));
      return [file];
    },
  }),
  lockIn: (folder: string, pattern: string, version: string) => {
    const file = `${folder}/${pattern}@${version}.lock.json`;
    return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : undefined;
  },
}));
jest.mock('../../src/governance/controls', () => ({ CONTROLS: (jest.requireActual('../governance/approvals/support') as typeof import('../governance/approvals/support')).CONTROLS }));

const GOVERNANCE = `
governance:
  approvals: approvals
  authors:
    - { pattern: customer-facing-api, emails: [paul@acme.example] }
  approvers:
    - { function: security, email: alice@acme.example }
    - { function: compliance, email: carol@acme.example }
    - { function: architecture, email: bob@acme.example }
`;
const PATTERN = 'customer-facing-api';
// One workplace: hooks cannot be made within tests.
const place: Workplace = project();
const base = fs.readFileSync(path.join(place.folder, 'standards.yaml'), 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '');
const folder = () => path.join(place.folder, 'approvals');
const standards = (text: string) => { fs.writeFileSync(path.join(place.folder, 'standards.yaml'), base + text); };
beforeEach(() => {
  fs.rmSync(folder(), { recursive: true, force: true });
  standards(GOVERNANCE);
  Object.assign(shape, { lock: aLock(), changes: [] });
  process.env.SOURCE_DATE_EPOCH = String(Date.parse('2026-11-23') / 1000);
});
afterAll(() => { delete process.env.SOURCE_DATE_EPOCH; });

const BY: { [fn: string]: string } = { security: 'alice@acme.example', compliance: 'carol@acme.example', architecture: 'bob@acme.example' };
const given = (fn: string, ...more: string[]) => ['approve', PATTERN, '--function', fn, '--by', BY[fn], '--reference', 'SEC-1041', '--expires', '2027-11-30', ...more];
const approve = (fn: string, ...more: string[]) => groundwork(place.folder, ...given(fn, '--yes', ...more));
const approveAll = async () => { for (const fn of Object.keys(BY)) { expect(await approve(fn)).toMatchObject({ code: 0 }); } };
const written = () => (fs.existsSync(folder()) ? fs.readdirSync(folder()).sort() : []);

describe('approving', () => {
  test('shows the shape, the bounds and what the controls found, and writes record and lock', async () => {
    const { code, out } = await approve('security');
    expect(code).toBe(0);
    expect(out).toContain('customer-facing-api 1.0.0, for security');
    expect(out).toContain('An interface with a database.');
    expect(out).toContain('2 controls: 2 pass');
    expect(written()).toEqual([`${PATTERN}@1.0.0.lock.json`, `${PATTERN}@1.0.0.security.json`]);
    expect(JSON.parse(fs.readFileSync(path.join(folder(), `${PATTERN}@1.0.0.security.json`), 'utf8'))).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: ['aws', 'azure', 'google'].map((cloud) => ({ name: `${PATTERN}@1.0.0 on ${cloud}` })),
      predicate: { function: 'security', approver: { email: 'alice@acme.example' }, reference: 'SEC-1041', approved: '2026-11-23', expires: '2027-11-30', authors: ['paul@acme.example'] },
    });
  });

  test('the same command writes the same bytes', async () => {
    const texts: string[] = [];
    for (let i = 0; i < 2; i++) {
      await approve('architecture');
      texts.push(fs.readFileSync(path.join(folder(), `${PATTERN}@1.0.0.architecture.json`), 'utf8'));
      fs.rmSync(folder(), { recursive: true });
    }
    expect(texts[1]).toBe(texts[0]);
    expect(texts[0]).not.toContain(place.folder);
  });

  test('again: shows only what changed since, and whose approvals lapse by it', async () => {
    await approveAll();
    shape.lock = aLock(({ slices }) => {
      slices['aws/production'].controls['encryption.stores'].reads = hash('x');
      slices['aws/production'].variants['-'] = hash('x');
    });
    shape.changes = ['aws/production: aws_s3_bucket.documents: versioning was true, is false'];
    const { out, code } = await approve('architecture');
    expect(code).toBe(0);
    expect(out).toContain('Changed since architecture approved it on 2026-11-23 (SEC-1041):\n  aws/production: aws_s3_bucket.documents: versioning was true, is false');
    expect(out).toContain('Approvals of others that lapse by it:\n  security: it lapsed: encryption.stores reads something else on aws');
    expect(out).not.toContain('compliance');
    expect(out).not.toContain('An interface with a database.');
    const { json } = await groundwork(place.folder, 'approve', '--list', '--json');
    expect(json.approvals.map((one: any) => [one.function, one.valid])).toEqual([['security', false], ['compliance', true], ['architecture', true]]);
  });

  test('nothing changed: says so', async () => {
    await approve('security');
    expect((await approve('security', '--date', '2026-11-24')).out).toContain('Changed since security approved it on 2026-11-23 (SEC-1041):\n  nothing');
  });

  test('without a terminal and without --yes it only shows', async () => {
    const done = await groundwork(place.folder, ...given('security'));
    expect(done).toMatchObject({ code: 2, out: expect.stringMatching(/An interface with a database\.[^]*Nothing was written\. --yes approves it\.\n$/) });
    expect(written()).toEqual([]);
    expect((await groundwork(place.folder, ...given('security'), '--json')).json).toMatchObject({ approved: false, files: [], controls: { counts: { pass: 2 } } });
  });

  test.each([['y', 0, 2], ['YES', 0, 2], ['', 2, 0], ['no', 2, 0], ['yesterday', 2, 0]])('a person is asked, and answers "%s"', async (answer, code, files) => {
    const asked: string[] = [];
    const done = await groundworkOn({ ask: async (question) => { asked.push(question); return answer; } }, place.folder, ...given('security'));
    expect(done.code).toBe(code);
    expect(done.err).toContain('An interface with a database.');
    expect(asked).toEqual(['Approve customer-facing-api for security? [y/N] ']);
    expect(written()).toHaveLength(files);
  });
});

describe('refused, and nothing is written:', () => {
  test.each<[string, string[], string]>([
    ['an author', ['--by', 'paul@acme.example'], '--by: paul@acme.example maintains customer-facing-api, and so cannot approve it'],
    ['somebody else', ['--by', 'mallory@acme.example'], '--by: mallory@acme.example is no approver for security: the standards name alice@acme.example'],
    ['no person', ['--by', 'alice'], '--by: "alice" is no e-mail address'],
    ['a day in the past', ['--expires', '2026-11-22'], '--expires: 2026-11-22 is in the past. Name a day until 2027-12-28.'],
    ['more than 400 days', ['--expires', '2027-12-29'], '--expires: 2027-12-29 is 401 days ahead. An approval holds for at most 400 days: until 2027-12-28.'],
    ['no date', ['--expires', '2027-02-30'], '--expires: "2027-02-30" is no date'],
    ['nothing said', ['--expires', ' '], '--expires: It is missing'],
    ['no key file', ['--key', 'nowhere.pem'], '--key nowhere.pem: The file cannot be read'],
    ['no key', ['--key', 'standards.yaml'], '--key standards.yaml: The key cannot be used'],
  ])('%s', async (_what, [option, value], message) => {
    const argv = given('security', '--yes').filter((word, i, all) => word !== option && all[i - 1] !== option);
    const done = await groundwork(place.folder, ...argv, option, value);
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toContain(message);
    expect(written()).toEqual([]);
  });

  test('everything that is missing is told together', async () => {
    const { err } = await groundwork(place.folder, 'approve', PATTERN);
    for (const option of ['--function', '--by', '--reference', '--expires']) { expect(err).toContain(`${option}: It is missing`); }
  });

  test('the 400th day is not too far', async () => {
    const argv = given('security', '--yes').map((word) => (word === '2027-11-30' ? '2027-12-28' : word));
    expect(await groundwork(place.folder, ...argv)).toMatchObject({ code: 0 });
    expect((await groundwork(place.folder, 'approve', '--list', '--json')).json.approvals[0]).toMatchObject({ function: 'security', valid: true });
  });

  test('a function that the standards do not ask for', async () => {
    standards(GOVERNANCE.replace('  authors:', '  functions: [security, architecture]\n  authors:'));
    expect((await approve('compliance')).err).toContain('--function: The standards do not ask for compliance. Those that do are security and architecture');
  });

  test('an unknown pattern', async () => {
    const argv = given('security').map((word) => (word === PATTERN ? 'customer-facing-apy' : word));
    expect((await groundwork(place.folder, ...argv)).err).toContain('There is no pattern "customer-facing-apy". Did you mean "customer-facing-api"?');
  });

  test('standards that name no folder', async () => {
    standards('');
    expect((await approve('security')).err).toContain('standards.yaml names no folder for approvals');
  });

  test('a control of the function fails; those of others do not matter', async () => {
    shape.lock = aLock(({ slices }) => { slices['google/production'].controls['access.wildcards'].outcome = 'fail'; });
    const done = await approve('security');
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toContain('access.wildcards: What access.wildcards asks for: fail in google/production: orders/service (aws_iam_role_policy.service.policy) is too wide in google/production');
    expect(written()).toEqual([]);
    expect(await approve('compliance')).toMatchObject({ code: 0 });
  });

  const exception = (...more: string[]) => standards([`${GOVERNANCE}  exceptions:`, '    - id: EXC-7', ...['control: access.wildcards', 'pattern: customer-facing-api', ...more,
    'reason: The vendor has no narrower permission until spring', 'owner: paul@acme.example', 'approver: alice@acme.example', 'expires: 2027-03-01'].map((line) => `      ${line}`), ''].join('\n'));
  const failing = (outcome: string) => { shape.lock = aLock(({ slices }) => { slices['google/production'].controls['access.wildcards'].outcome = outcome; }); };

  test('but for an exception, which the record names', async () => {
    failing('fail');
    exception();
    const { code, out, err } = await approve('security');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('accepted by EXC-7');
    expect(JSON.parse(fs.readFileSync(path.join(folder(), `${PATTERN}@1.0.0.security.json`), 'utf8')).predicate.exceptions).toEqual(['EXC-7']);
  });

  test.each([['in one environment', 'fail', 'environment: orders-prod'], ['for one construct', 'fail', 'construct: orders/service'], ['where the control broke', 'error', '']])('an exception %s accepts nothing of the pattern', async (_what, outcome, narrow) => {
    failing(outcome);
    exception(...narrow ? [narrow] : []);
    expect((await approve('security')).err).toContain(`access.wildcards: What access.wildcards asks for: ${outcome} in google/production`);
  });

  test('a control that only reports stops nobody', async () => {
    failing('fail');
    standards(`${GOVERNANCE}  controls:\n    - { id: access.wildcards, reportOnly: true }\n`);
    expect(await approve('security')).toMatchObject({ code: 0, out: expect.stringContaining('1 fail') });
  });
});

describe('keys', () => {
  const [alice, mallory] = [keyPair('ed25519'), keyPair('ec')];
  const withKey = () => {
    place.write('alice.pub', alice.publicKey);
    place.write('alice.pem', alice.pem);
    place.write('mallory.pem', mallory.pem);
    standards(GOVERNANCE.replace('email: alice@acme.example }', 'email: alice@acme.example, publicKeyFile: alice.pub }'));
  };

  test('signs, in place of an unsigned record', async () => {
    await approve('security');
    withKey();
    expect(await approve('security', '--key', 'alice.pem')).toMatchObject({ code: 0, err: '' });
    expect(written()).toEqual([`${PATTERN}@1.0.0.lock.json`, `${PATTERN}@1.0.0.security.dsse.json`]);
    expect((await groundwork(place.folder, 'approve', '--list', '--json')).json.approvals[0]).toMatchObject({ valid: true, signed: true });
  });

  test('a person whose key is known has to sign, with that key', async () => {
    withKey();
    expect((await approve('security')).err).toContain('--key: The standards ask for the signature of alice@acme.example');
    expect((await approve('security', '--key', 'mallory.pem')).err).toContain('--key: The signature would not count: it is signed by an unknown key');
    expect(written()).toEqual([]);
  });

  test('a key with a passphrase', async () => {
    withKey();
    place.write('locked.pem', alice.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'tulip' }) as string);
    expect((await approve('security', '--key', 'locked.pem')).err).toContain('The key has a passphrase. Give it in the environment variable GROUNDWORK_KEY_PASSPHRASE.');
    process.env.GROUNDWORK_KEY_PASSPHRASE = 'tulip';
    try {
      expect(await approve('security', '--key', 'locked.pem')).toMatchObject({ code: 0 });
    } finally {
      delete process.env.GROUNDWORK_KEY_PASSPHRASE;
    }
  });
});

describe('--check, in the pipeline of a pattern', () => {
  const check = (...more: string[]) => groundwork(place.folder, 'approve', '--check', PATTERN, ...more);

  test('exit code 0 while every approval holds', async () => {
    await approveAll();
    expect(await check()).toMatchObject({ code: 0, out: expect.stringContaining('customer-facing-api 1.0.0: every approval holds.') });
  });

  test('exit code 2, the functions concerned, and why', async () => {
    await approveAll();
    shape.lock = aLock(({ slices }) => { slices['azure/production'].controls['audit.sink'].reads = hash('x'); });
    shape.changes = ['azure/production: retention was 400, is 30'];
    const { code, out } = await check();
    expect(code).toBe(2);
    expect(out).toContain('customer-facing-api 1.0.0: approvals lapse.');
    expect(out).toContain('compliance: it lapsed: audit.sink reads something else on azure');
    expect(out).toMatch(/security: holds[^]*architecture: holds/);
    expect(out).toContain('azure/production: retention was 400, is 30');
    expect((await check('--json')).json).toMatchObject({ holds: false, functions: [{ valid: true }, { function: 'compliance', valid: false, changed: ['audit.sink'] }, { valid: true }] });
    expect(written()).toHaveLength(4);
  });

  test('a version that nobody has approved', async () => {
    await approveAll();
    shape.lock = aLock((lock) => { lock.patternVersion = '1.1.0'; });
    expect(await check()).toMatchObject({ code: 2, out: expect.stringContaining('security: security has approved 1.0.0, not 1.1.0') });
  });
});

describe('--list', () => {
  test('each with its state, also the one that is missing', async () => {
    expect(await groundwork(place.folder, 'approve', '--list')).toMatchObject({ code: 0, out: 'Nothing is approved yet.\n' });
    await approve('security');
    const { out, code } = await groundwork(place.folder, 'approve', '--list');
    expect(code).toBe(0);
    expect(out).toMatch(/customer-facing-api +1\.0\.0 +security +yes +approved by alice@acme\.example on 2026-11-23 \(SEC-1041\), until 2027-11-30/);
    expect(out).toMatch(/compliance +no +compliance has not approved it/);
  });

  test('a file under another name is told', async () => {
    await approve('security');
    fs.renameSync(path.join(folder(), `${PATTERN}@1.0.0.security.json`), path.join(folder(), 'old.json'));
    expect(await groundwork(place.folder, 'approve', '--list')).toMatchObject({ code: 1, err: expect.stringContaining('It is the security approval of customer-facing-api 1.0.0, under another name') });
  });
});

describe('patterns of the enterprise', () => {
  test('are found in a module', async () => {
    place.write('my-patterns.js', 'class Mine {} Mine.PATTERN_ID = "data-vault"; exports.Mine = Mine;');
    shape.lock = aLock((lock) => { lock.pattern = 'data-vault'; });
    const argv = given('security', '--yes').map((word) => (word === PATTERN ? 'data-vault' : word));
    expect((await groundwork(place.folder, ...argv)).err).toContain('A pattern of your own is found with --require ./my-patterns.js.');
    expect(await groundwork(place.folder, ...argv, '--require', './my-patterns.js')).toMatchObject({ code: 0 });
    expect(written()).toContain('data-vault@1.0.0.security.json');
  });

  test.each([['broken.js', 'throw new Error("boom");', 'broken.js cannot be loaded: boom'], ['empty.js', 'exports.a = 1;', 'empty.js exports no pattern']])('%s', async (file, text, message) => {
    place.write(file, text);
    expect((await approve('security', '--require', `./${file}`)).err).toContain(message);
  });
});
