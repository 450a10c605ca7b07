import { App } from 'cdktf';
import { Construct } from 'constructs';
import { ContractInput, Environment, InputKind, LogClass, LogStream, Pattern, PatternContract, Stage } from '../../../src';
import { cloudFor } from '../../../src/clouds/factory';
import { CloudName } from '../../../src/environment/landing-zone';
import { approvalsInUse } from '../../../src/governance/in-use';
import { computeLock } from '../../../src/governance/shape/compute-lock';
import { ShapeLock, writeLock } from '../../../src/governance/shape/lock';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';
import { Folder, FUNCTIONS, governance as settings, hash, TODAY } from './support';

interface DiaryProps { readonly fields?: string[] }

/** A pattern of one log, whose next version a test can make. */
class Diary extends Pattern {
  public static readonly PATTERN_ID = 'diary';
  public static readonly VERSION = '1.0.0';
  public static logClass = LogClass.ACCESS;
  public static most = 5;

  public constructor(scope: Construct, id: string, props: DiaryProps) {
    super(scope, id, Diary.PATTERN_ID, Diary.VERSION, props);
    new LogStream(this, 'log', { logClass: Diary.logClass, maskedFields: props.fields ?? [] });
  }

  public get contract(): PatternContract {
    const bounds = { type: 'array', maxItems: Diary.most, items: { type: 'string' } };
    const fields: ContractInput = { path: 'fields', kind: InputKind.VALUE, adds: true, samples: [['name'], ['street']], bounds };
    return { inputs: [fields] };
  }
}

const standards = acmeStandards();
/** Every class of its own has a contract that is read once: the next version of a pattern is another process. */
const next = () => class extends Diary {};
const lock = computeLock(Diary, standards, { clouds: [cloudFor(CloudName.AWS)], stages: [Stage.PRODUCTION] });
const folder = new Folder();
const governance = { ...standards._governance, approvals: settings({ folder: folder.path }).approvals };
writeLock(folder.path, lock);
folder.approve(lock, governance);

/** The approvals of an environment with the pattern as its code is now. */
function inUse(make: typeof Diary = next(), approvals = governance.approvals): { [fn: string]: string | true } {
  const environment = new Environment(new App(), 'diary-prod', { standards, pod: 'orders', stage: Stage.PRODUCTION, landingZone: 'eu-aws' });
  const pattern = new make(environment, 'diary', {});
  const states = approvalsInUse(environment, [pattern], { ...governance, approvals: { ...approvals } }).approvals;
  return Object.fromEntries(states.map((state) => [state.function, state.valid || state.text]));
}

beforeAll(() => { process.env.SOURCE_DATE_EPOCH = String(Date.parse(TODAY) / 1000); });
afterAll(() => { delete process.env.SOURCE_DATE_EPOCH; });
afterEach(() => { Object.assign(Diary, { logClass: LogClass.ACCESS, most: 5 }); });

test('an environment of the pattern as it was approved rests on every approval', () => {
  expect(inUse()).toEqual({ security: true, compliance: true, architecture: true });
});

test('a pattern that makes something else lapses exactly whose controls read it, and architecture', () => {
  Diary.logClass = LogClass.AUDIT;
  const found = inUse();
  expect(found.security).toBe(true);
  expect(found.compliance).toMatch(/^it lapsed: .* on aws/);
  expect(found.architecture).toContain('what it is made of was changed in aws/production');
});

test('a pattern that takes more lapses all, though every shape is the same', () => {
  Diary.most = 500;
  for (const fn of FUNCTIONS) { expect(inUse()[fn]).toBe('it lapsed: what the pattern takes, or within which bounds, was changed'); }
});

test('another version of a provider lapses all', () => {
  const other: ShapeLock = { ...lock, providers: { aws: 'aws 1.0.0' } };
  const elsewhere = new Folder();
  writeLock(elsewhere.path, other);
  elsewhere.approve(other, governance);
  for (const text of Object.values(inUse(next(), { ...governance.approvals, folder: elsewhere.path }))) { expect(text).toMatch(/^it lapsed: the provider of aws was aws 1\.0\.0, is aws \d/); }
});

test('a lock that was edited is told as such, though the environment fits it', () => {
  const elsewhere = new Folder().approve(lock, governance);
  writeLock(elsewhere.path, { ...lock, controlPack: hash('other') });
  for (const text of Object.values(inUse(next(), { ...governance.approvals, folder: elsewhere.path }))) { expect(text).toMatch(/^the lock was edited by hand/); }
});
