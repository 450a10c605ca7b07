import * as fs from 'fs';
import * as path from 'path';
import { contentOf, groundwork, project } from './support';

jest.mock('../../src/governance/controls', () => {
  const { onFacts } = jest.requireActual('../../src/governance/controls/build');
  const asks = (id: string, owner: string, rules: string[], judge: (fact: any) => any) => onFacts({
    id, title: `What ${id} asks for`, objective: 'architecture', owner, severity: 'high', why: 'It matters.', mend: 'Mend it.',
  }, rules, judge);
  return { CONTROLS: [
    asks('box.key', 'security', ['data.key'], () => true),
    asks('box.days', 'compliance', ['data.expiry-days'], (fact) => (fact.value >= 7 ? true : 'is deleted too soon')),
    asks('box.logs', 'architecture', ['log.retention-days'], () => true),
  ] };
});

const place = project();
const folder = path.join(place.folder, 'own-approvals');
const STANDARDS = fs.readFileSync(path.join(place.folder, 'standards.yaml'), 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '');
place.write('standards.yaml', `${STANDARDS}\ngovernance:\n  approvals: own-approvals\n`);
/** The default of the pattern, as its next version would have it. */
const DAYS = 'DROP_BOX_DAYS';
place.write('drop-box.js', `
const { InputKind, LogClass, LogStream, ObjectStore, Pattern } = require('cdktf-groundwork');
class DropBox extends Pattern {
  constructor(scope, id, props) {
    super(scope, id, DropBox.PATTERN_ID, DropBox.VERSION, props);
    new ObjectStore(this, 'box', { expireDays: props.expireDays ?? Number(process.env.${DAYS} ?? 30) });
    if (props.log) { new LogStream(this, 'log', { logClass: LogClass.ACCESS }); }
  }
  get contract() {
    return { inputs: [
      { path: 'expireDays', kind: InputKind.VALUE, samples: [10, 20], bounds: { type: 'integer', minimum: 7, maximum: 365 } },
      { path: 'log', kind: InputKind.STRUCTURAL, samples: [true] },
    ] };
  }
}
DropBox.PATTERN_ID = 'drop-box';
DropBox.VERSION = '1.0.0';
exports.DropBox = DropBox;
`);

const command = (...argv: string[]) => groundwork(place.folder, 'approve', ...argv, '--require', './drop-box.js');
const approve = (fn: string) => command('drop-box', '--function', fn, '--by', `${fn}@acme.example`, '--reference', 'REF-1', '--date', '2026-11-23', '--expires', '2027-11-30', '--yes');

beforeAll(() => { process.env.SOURCE_DATE_EPOCH = String(Date.parse('2026-11-24') / 1000); });
afterEach(() => { delete process.env[DAYS]; });
afterAll(() => { delete process.env.SOURCE_DATE_EPOCH; });

/** One story: what is worked out of the pattern, on every cloud and stage, is the same for every step. */
test('a pattern is approved, changed, checked and approved again', async () => {
  const first = await approve('security');
  expect(first.err).toBe('');
  expect(first.out).toContain('drop-box 1.0.0, for security');
  expect(first.out).toMatch(/Data: box/);
  expect(first.out).toContain('There or not: log');
  expect(first.out).toContain('expireDays: a whole number from 7 to 365');
  expect(first.out).toContain('1 control: 1 pass');
  for (const fn of ['compliance', 'architecture']) { expect(await approve(fn)).toMatchObject({ code: 0 }); }
  const approved = contentOf(folder);
  expect(Object.keys(approved).filter((file) => !file.includes('shapes/'))).toEqual(['drop-box@1.0.0.architecture.json', 'drop-box@1.0.0.compliance.json', 'drop-box@1.0.0.lock.json', 'drop-box@1.0.0.security.json']);
  expect(Object.values(approved).join('')).not.toContain(place.folder);
  expect(await command('--check', 'drop-box')).toMatchObject({ code: 0 });

  // Data of the box is kept for less: compliance reads that, and architecture answers for the shape.
  process.env[DAYS] = '14';
  const checked = await command('--check', 'drop-box', '--json');
  expect(checked.code).toBe(2);
  expect(checked.json.functions.map((one: any) => [one.function, one.valid])).toEqual([['security', true], ['compliance', false], ['architecture', false]]);
  expect(checked.json.functions[1].text).toBe('it lapsed: box.days reads something else on aws, azure and google');
  expect(checked.json.changes.join('\n')).toMatch(/box.*14 days/);
  expect(contentOf(folder)).toEqual(approved);

  // The first to approve again makes a new lock; the next one still sees what changed since their own.
  const second = await approve('architecture');
  expect(second.out).toMatch(/Changed since architecture approved it on 2026-11-23 \(REF-1\):\n {2}.*box.*14 days/);
  expect(second.out).toContain('compliance: it lapsed: box.days');
  const third = await approve('compliance');
  expect(third.out).toMatch(/Changed since compliance approved it[^]*box.*14 days/);
  expect(third.out).toContain('made of something else in');
  expect(third.out).not.toContain('Approvals of others');
  expect(await command('--check', 'drop-box')).toMatchObject({ code: 0 });
  // Security rests on the first shape still, which is kept for the words.
  expect(fs.readdirSync(path.join(folder, 'shapes'))).toHaveLength(2);
  await approve('security');
  expect(fs.readdirSync(path.join(folder, 'shapes'))).toHaveLength(1);

  // What a control refuses nobody can approve; it says where.
  process.env[DAYS] = '3';
  const refused = await approve('compliance');
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/box\.days: What box\.days asks for: fail in .*: pattern\/box.*is deleted too soon/);
}, 300000);
