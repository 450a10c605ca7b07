import { generateKeyPairSync } from 'crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { CONTROLS } from '../../src/governance/controls';
import { ControlSeverity } from '../../src/governance/control';
import { Standards } from '../../src/standards/standards';
import { Folder, faultsOf, faultsOfYaml, LEAST } from './support';

const ROOT = join(__dirname, '..', '..');
const TODAY = '2026-11-23';
let epoch: string | undefined;
beforeAll(() => { epoch = process.env.SOURCE_DATE_EPOCH; process.env.SOURCE_DATE_EPOCH = String(Date.parse(`${TODAY}T12:00:00Z`) / 1000); });
afterAll(() => { if (epoch === undefined) { delete process.env.SOURCE_DATE_EPOCH; } else { process.env.SOURCE_DATE_EPOCH = epoch; } });

const definitions = CONTROLS.map((c) => c.definition);
const HIGH = definitions.find((d) => d.severity !== ControlSeverity.CRITICAL)!;
const OTHER = definitions.find((d) => d.owner !== HIGH.owner && d.severity !== ControlSeverity.CRITICAL)!;
const LISTED = definitions.find((d) => d.parameters?.some((p) => Array.isArray(p.defaultValue)))!;
const LIST = LISTED.parameters!.find((p) => Array.isArray(p.defaultValue))!;

const governed = (governance: object) => ({ ...LEAST, governance });
const EXCEPTION = {
  id: 'sec-1041', control: HIGH.id, construct: 'orders/database', reason: 'The data can be made again within an hour.', owner: 'bob@acme.example',
  approver: 'alice@acme.example', expires: '2027-06-30',
};
const excepting = (change: object, rest: object = {}) => governed({ exceptions: [{ ...EXCEPTION, ...change }], ...rest });
const REGO = { id: 'acme.ports', title: 'Ports are agreed', objective: 'network isolation', owner: 'security', severity: 'high', why: 'it is a way in', mend: 'Close it.' };
const CRITICAL = { id: HIGH.id, severity: 'critical' };

/** One fault each, and what its line says. */
const CASES: { [title: string]: [unknown, string | RegExp] } = {
  'a mode that there is not': [governed({ mode: 'warn' }), 'governance.mode: "warn" is not a value that is allowed here. Write enforce or report.'],
  'a framework in another version': [governed({ frameworks: ['PCI DSS 4.0'] }), /^governance\.frameworks\[0\]: .* Did you mean "PCI DSS 4\.0\.1"\?$/],
  'a function that there is not': [governed({ functions: ['securty'] }), /^governance\.functions\[0\]: .* Did you mean "security"\?$/],
  'a severity that there is not': [governed({ controls: [{ id: HIGH.id, severity: 'severe' }] }), /^governance\.controls\[0\]\.severity: .* Write low, medium, high or critical\.$/],
  'a misspelt control': [governed({ controls: [{ id: `${HIGH.id}s` }] }), `governance.controls[0].id: There is no control "${HIGH.id}s". Did you mean "${HIGH.id}"?`],
  'a misspelt family': [governed({ controls: [{ id: HIGH.id.replace('.', 's.') }] }), `governance.controls[0].id: There is no control "${HIGH.id.replace('.', 's.')}". Did you mean "${HIGH.id}"?`],
  'a control twice': [governed({ controls: [{ id: HIGH.id }, { id: HIGH.id }] }), /^governance\.controls\[1\]\.id: The control setting ".*" is stated twice, first at governance\.controls\[0\]\.id\./],
  'a parameter that the control has not': [
    governed({ controls: [{ id: LISTED.id, parameters: { [`${LIST.name}s`]: [] } }] }),
    `governance.controls[0].parameters.${LIST.name}s: The control "${LISTED.id}" has no parameter "${LIST.name}s". Did you mean "${LIST.name}"?`,
  ],
  'a parameter of another kind': [
    governed({ controls: [{ id: LISTED.id, parameters: { [LIST.name]: 'customer' } }] }),
    new RegExp(`^governance\\.controls\\[0\\]\\.parameters\\.${LIST.name}: "customer" is not a list of (texts|numbers), as ".*" takes it\\. Write a list of .*; its default is \\[`),
  ],
  'an exception for nothing': [excepting({ control: undefined }), 'governance.exceptions[0]: The exception does not say what it accepts. Add control (the id of a control) or deviation (as the verdict names it).'],
  'an exception for two things': [excepting({ deviation: 'aws_rds_cluster.port' }), /^governance\.exceptions\[0\]: An exception accepts a control or a deviation, not both\./],
  'an exception for an unknown control': [excepting({ control: `${HIGH.id}x` }), /^governance\.exceptions\[0\]\.control: There is no control .* Did you mean/],
  'an exception everywhere': [excepting({ construct: undefined }), /^governance\.exceptions\[0\]: The exception is over-broad: it covers everything everywhere\. Add construct/],
  'an exception for an environment': [excepting({ construct: undefined, environment: 'orders-prod' }), /over-broad: it covers a whole environment\./],
  'an exception for each environment as a whole': [excepting({ construct: '.' }), /^governance\.exceptions\[0\]\.construct: The exception is over-broad: "\." is each environment as a whole\. Add environment/],
  'an exception with a wildcard': [excepting({ construct: 'orders/*' }), /^governance\.exceptions\[0\]\.construct: "orders\/\*" does not have the form that is wanted here\./],
  'an exception for every type': [excepting({ control: undefined, deviation: 'added *' }), /^governance\.exceptions\[0\]\.deviation: "added \*" does not have the form/],
  'a pattern-wide exception for a critical control': [
    excepting({ construct: undefined, pattern: 'customer-facing-api' }, { controls: [CRITICAL] }),
    `governance.exceptions[0]: The exception is over-broad: "${HIGH.id}" is critical, so it is accepted in one place of one environment only. Add construct and environment.`,
  ],
  'an exception for a critical control in every environment': [excepting({}, { controls: [CRITICAL] }), /is critical, .* Add environment\.$/],
  'a short reason': [excepting({ reason: 'because' }), /^governance\.exceptions\[0\]\.reason: "because" is out of bounds: it must NOT have fewer than 20 characters/],
  'a reason of spaces': [excepting({ reason: `because${' '.repeat(20)}` }), /^governance\.exceptions\[0\]\.reason: The reason is shorter than 20 characters without the spaces/],
  'an owner who accepts': [excepting({ approver: 'BOB@acme.example' }), 'governance.exceptions[0].approver: "BOB@acme.example" owns this exception and accepts it too. Have somebody else accept it.'],
  'an approver of another function': [
    excepting({}, { approvers: [{ function: HIGH.owner, email: 'carol@acme.example' }, { function: OTHER.owner, email: 'alice@acme.example' }] }),
    `governance.exceptions[0].approver: "alice@acme.example" is no approver for ${HIGH.owner}, which owns ${HIGH.id}. Have carol@acme.example accept it, or add an approver to governance.approvers.`,
  ],
  'an approver of a deviation whom nobody listed': [
    excepting({ control: undefined, deviation: 'aws_rds_cluster.port' }, { approvers: [{ function: 'security', email: 'carol@acme.example' }] }),
    /^governance\.exceptions\[0\]\.approver: "alice@acme\.example" is no approver of any function\./,
  ],
  'a day that there is not': [excepting({ expires: '2027-02-29' }), 'governance.exceptions[0].expires: "2027-02-29" is not a day of the calendar. Write year, month and day, such as "2027-06-30".'],
  'a day in another form': [excepting({ expires: '30.06.2027' }), /^governance\.exceptions\[0\]\.expires: "30\.06\.2027" does not have the form/],
  'an exception for years': [excepting({ expires: '2027-12-29' }), /^governance\.exceptions\[0\]\.expires: "2027-12-29" is more than 400 days from today\./],
  'two exceptions of one name': [governed({ exceptions: [EXCEPTION, EXCEPTION] }), /^governance\.exceptions\[1\]\.id: The exception "sec-1041" is stated twice/],
  'signatures of nobody': [governed({ requireSignatures: true }), /^governance\.requireSignatures: Signatures are required, but there are no approvers/],
  'a signature without a key': [governed({ requireSignatures: true, approvers: [{ function: 'security', email: 'alice@acme.example' }] }),
    /^governance\.approvers\[0\]: Signatures are required, but "alice@acme\.example" has no key\. Add publicKeyFile/],
  'a key that is not there': [governed({ approvers: [{ function: 'security', email: 'a@acme.example', publicKeyFile: 'no.pem' }] }), /^governance\.approvers\[0\]\.publicKeyFile: The key file "no\.pem" is not there\./],
  'authors twice': [governed({ authors: [{ pattern: 'p', emails: ['a@acme.example'] }, { pattern: 'p', emails: ['b@acme.example'] }] }), /^governance\.authors\[1\]\.pattern: .* stated twice/],
  'a parameter of a policy that is no value': [governed({ rego: [{ ...REGO, file: __filename, parameters: { ports: { a: 1 } } }] }), /^governance\.rego\[0\]\.parameters\.ports: .* is no value of a parameter\./],
  'a clause of no framework': [governed({ rego: [{ ...REGO, file: __filename, clauses: ['PCI DSS: 1.2'] }] }), /^governance\.rego\[0\]\.clauses\[0\]: "PCI DSS: 1\.2" does not have the form/],
};

test.each(Object.entries(CASES))('%s is one fault, with its mend', (_title, [props, expected]) => {
  const faults = faultsOf(props);
  expect(faults).toHaveLength(1);
  if (typeof expected === 'string') { expect(faults[0]).toBe(expected); } else { expect(faults[0]).toMatch(expected); }
});

test('what is right is taken: 400 days, an expired exception, controls that code may still add', () => {
  for (const props of [
    excepting({ expires: '2027-12-28' }), excepting({ expires: '2020-02-29' }), excepting({ control: 'acme.own' }), governed({ controls: [{ id: 'acme.own', parameters: { a: 1 } }] }),
    excepting({ environment: 'orders-prod' }, { controls: [CRITICAL] }), excepting({ construct: '.', environment: 'orders-prod' }), excepting({}, { approvers: [{ function: OTHER.owner, email: 'carol@acme.example' }] }),
    excepting({ control: undefined, deviation: 'aws_iam_role_policy.policy.Statement.0.Condition.StringEquals.aws:SourceAccount' }), governed({}),
  ]) { expect(() => Standards.fromProps(props)).not.toThrow(); }
});

test('faults of a file have their line and column', () => {
  const { places } = faultsOfYaml([
    'organization: acme', 'domain: acme.example', 'landingZones: [{ name: eu-aws, cloud: aws, account: "123456789012", region: eu-central-1 }]',
    'governance:', '  controls:', `    - id: ${HIGH.id}x`, '  exceptions:', '    - id: a', `      control: ${HIGH.id}`, '      environment: orders-prod',
    '      reason: It can be made again within an hour.', '      owner: bob@acme.example', '      approver: bob@acme.example', '      expires: 2027-02-30',
  ].join('\n'));
  expect(places).toEqual([
    '6:11 governance.controls.0.id', '8:7 governance.exceptions.0', '13:17 governance.exceptions.0.approver', '14:16 governance.exceptions.0.expires',
  ]);
});

describe('keys of approvers', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const pem = (key: { export(options: object): string | Buffer }, type: string) => key.export({ type, format: 'pem' }).toString();
  const ed = generateKeyPairSync('ed25519');
  const take = (name: string, text: string) => {
    folder.write(name, text);
    const file = folder.write('standards.yaml', [
      'organization: acme', 'domain: acme.example', 'landingZones: [{ name: eu-aws, cloud: aws, account: "123456789012", region: eu-central-1 }]',
      'governance:', '  approvals: approvals', '  approvers:', `    - { function: security, email: alice@acme.example, publicKeyFile: ${name} }`,
    ].join('\n'));
    return () => Standards.fromFile(file)._governance.approvals!;
  };

  test('are read relative to the standards, as are the approvals', () => {
    const approvals = take('alice.pem', pem(ed.publicKey, 'spki'))();
    expect(approvals).toMatchObject({
      folder: `${folder.path}/approvals`, functions: ['security', 'compliance', 'architecture'], requireSignatures: false,
      approvers: [{ function: 'security', email: 'alice@acme.example', publicKey: pem(ed.publicKey, 'spki') }],
    });
  });

  test.each<[string, () => string, RegExp]>([
    ['private', () => pem(ed.privateKey, 'pkcs8'), /standards\.yaml:7:\d+: governance\.approvers\[0\]\.publicKeyFile: The key file "private\.pem" holds a private key\./],
    ['none', () => 'ssh-ed25519 AAAA', /The key file "none\.pem" is no public key\. Write it with/],
    ['curve', () => pem(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey, 'spki'), /holds a key of a kind that is not trusted\. Use Ed25519, ECDSA on the curve P-256, or RSA/],
    ['short', () => pem(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey, 'spki'), /holds a key of a kind that is not trusted/],
  ])('%s ones are refused', (name, text, expected) => {
    expect(take(`${name}.pem`, text())).toThrow(expected);
  });
});

test('without the section every control holds as it is, and controls are loaded only when they are asked for', () => {
  const { enforce, controls, exceptions, approvals } = Standards.fromProps(LEAST)._governance;
  expect([enforce, controls.length, exceptions, approvals]).toEqual([true, CONTROLS.length, [], undefined]);
  jest.isolateModules(() => {
    let loaded = 0;
    jest.doMock('../../src/governance/controls', () => { loaded++; return jest.requireActual('../../src/governance/controls'); });
    const isolated = (require('../../src/standards/standards') as { Standards: typeof Standards }).Standards.fromProps(LEAST);
    expect(loaded).toBe(0);
    expect(isolated._governance.controls.length).toBe(CONTROLS.length);
    expect(loaded).toBe(1);
  });
});

describe('what the guides show', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const own = `class Own { constructor() { this.definition = ${JSON.stringify({ ...REGO, id: 'acme.own' })}; } evaluate() { return []; } }\nmodule.exports = { Own };\n`;
  const policy = readFileSync(join(ROOT, 'test/governance/rego/ports.wasm'));
  const blocks = ['standards.md', 'governance.md'].flatMap((guide) => [...readFileSync(join(ROOT, 'docs', guide), 'utf8').matchAll(/```yaml\n(governance:\n[^`]*)```/g)].map((m, i) => [guide, i, m[1]] as const));

  test('there is something to try', () => expect(blocks.length).toBeGreaterThanOrEqual(6));

  test.each(blocks)('%s, section %i, is taken', (_guide, _i, text) => {
    for (const sub of ['keys', 'controls']) { mkdirSync(join(folder.path, sub), { recursive: true }); }
    for (const [, file] of text.matchAll(/publicKeyFile: ([\w./-]+)/g)) { folder.write(file, key); }
    folder.write('controls/acme.js', own);
    writeFileSync(join(folder.path, 'controls/ports.wasm'), policy);
    const file = folder.write('standards.yaml', `organization: acme\ndomain: acme.example\nlandingZones: [{ name: eu-aws, cloud: aws, account: "123456789012", region: eu-central-1 }]\n${text}`);
    expect(() => Standards.fromFile(file)).not.toThrow();
  });
});
