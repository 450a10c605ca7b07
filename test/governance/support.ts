import { createHash } from 'crypto';
import { App } from 'cdktf';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { Foundation, Stage } from '../../src';
import { ApprovalState, ControlResult, Deviation, EvaluatedControl, GovernanceModel, LookAt, Outcome, OUTCOMES, UsedException } from '../../src/governance/model';
import { buildModel } from '../../src/review/build';
import { ReviewModel, ReviewResource } from '../../src/review/model';
import { treeOf } from '../../src/review/tree';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';
import { synthesize } from '../support/terraform';

/** A stack of the example with its review, and Terraform as it is written. */
export interface GovernedStack {
  readonly model: ReviewModel & { readonly governance: GovernanceModel };
  readonly terraform: any;
  readonly text: string;
}

const known = new Map<string, { [stack: string]: GovernedStack }>();

/** The example's production environment (`orders`) and its foundation in a landing zone, with a hand-made governance: synthesized once. */
export function governedStacks(landingZone = 'eu-aws'): { [stack: string]: GovernedStack } {
  let stacks = known.get(landingZone);
  if (!stacks) {
    const standards = acmeStandards();
    const places: { [stack: string]: Foundation | OrdersEnvironment } = {};
    const written = synthesize((app: App) => {
      places.foundation = new Foundation(app, 'foundation', { standards, landingZone });
      places.orders = new OrdersEnvironment(app, 'orders', { standards, stage: Stage.PRODUCTION, landingZone });
    }, { 'groundwork:review': 'off' });
    stacks = Object.fromEntries(Object.entries(places).map(([id, place]) => {
      const terraform = written[id].json;
      const text = JSON.stringify(terraform, null, 2);
      // The example imports the package by its name, so its classes are others to the compiler.
      const model = buildModel(terraform, text, treeOf(place as any));
      return [id, { model: { ...model, governance: handMade(model) }, terraform, text }];
    }));
    known.set(landingZone, stacks);
  }
  return stacks;
}

/** What a test asks of a made-up governance. */
export interface GovernanceWish {
  /** Appended to every text that a person or a cloud can choose: what somebody hostile would write. @default '' */
  readonly name?: string;
  /** Further controls, each with one passing result for each resource. @default 0 */
  readonly controls?: number;
}

/**
 * What governance could say of a review, whatever is in it: every outcome, every kind of deviation, every state of an approval, exceptions
 * of every scope. Needs a model with at least six resources.
 */
export function handMade(model: ReviewModel, { name = '', controls: further = 0 }: GovernanceWish = {}): GovernanceModel {
  const results = [...resultsOn(model.resources, name), ...passesOn(model.resources, further, name)];
  const ids = [...new Set(results.map((r) => r.control))];
  const controls = ids.map((id, i) => controlOf(id, i, results.filter((r) => r.control === id), name));
  const deviations = deviationsOn(model.resources, name);
  return {
    version: 1,
    verdict: { word: 'deviated', text: `Deviated: 3 differences need a person${name}.`, passes: false, look: lookAt(model.resources, name) },
    controls, results, deviations, exceptions: exceptionsOn(model.resources, name), approvals: approvalsOf(name),
    digests: {
      terraform: model.digest, inventory: sha('inventory'), controls: sha('controls'), standards: sha('standards'),
      shapes: { 'customer-facing-api@1.0.0/aws/production/cache+database': sha('shape') },
    },
  };
}

/** One control for each outcome, one that is excused, one that only reports, one with several resources. */
function resultsOn([a, b, c, d, e, f]: readonly ReviewResource[], name: string): ControlResult[] {
  const on = ({ address, path }: ReviewResource) => ({ address, path });
  return [
    { control: 'encryption.data-stores', outcome: 'fail', ...on(a), argument: 'kms_key_id', found: `the key is the provider's${name}`, message: `the key is the provider's${name}`, mend: `Name the environment's data key.${name}` },
    { control: 'encryption.data-stores', outcome: 'pass', ...on(b), argument: 'kms_key_id', found: 'the key is the customer\'s', message: 'the key is the customer\'s' },
    { control: 'encryption.data-stores', outcome: 'not applicable', ...on(c), message: 'a copy of a store' },
    { control: 'backup.kept', outcome: 'fail', ...on(d), argument: 'backup_retention_period', found: `automatic backups are kept 3 days${name}`, message: 'backups are kept 35 days or more', exception: 'short-backups' },
    { control: 'backup.kept', outcome: 'pass', ...on(e), message: 'automatic backups are kept 35 days' },
    { control: 'network.closed', outcome: 'unknown', ...on(f), argument: 'cidr_blocks.0', message: `is known only when it is applied${name}` },
    { control: 'identity.least-privilege', outcome: 'error', address: '', path: '', message: `the control broke: Error: no policy${name}\n    at evaluate (controls.ts:12:3)` },
    { control: 'cost.budget', outcome: 'fail', address: '', path: '', message: `no budget has an alert${name}` },
    { control: 'audit.immutable', outcome: 'pass', ...on(a), message: 'the log cannot be changed' },
    { control: 'consent.purpose', outcome: 'not applicable', address: '', path: '', message: 'nothing here that it is about' },
    { control: 'tags.all', outcome: 'fail', ...on(b), message: `the tag pod is missing${name}`, exception: 'untagged' },
  ];
}

function passesOn(resources: readonly ReviewResource[], controls: number, name: string): ControlResult[] {
  return Array.from({ length: controls }, (_, i) => resources.map(({ address, path }): ControlResult => {
    return { control: `further.control-${i}`, outcome: 'pass', address, path, argument: 'some_argument', found: `it is as it should be${name}`, message: `it is as it should be${name}` };
  })).flat();
}

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const OWNERS = ['security', 'compliance', 'architecture'];
/** Rules of scanners, by control, as the catalogue has them. */
const SCANNERS: { readonly [control: string]: string[] } = { 'backup.kept': ['CKV_AWS_133', 'AVD-AWS-0077'], 'encryption.data-stores': ['CKV_AWS_16'], 'tags.all': ['CKV_AWS_999'] };

function controlOf(id: string, i: number, results: readonly ControlResult[], name: string): EvaluatedControl {
  const counts = Object.fromEntries(OUTCOMES.map((o) => [o, results.filter((r) => r.outcome === o).length])) as { [o in Outcome]: number };
  return {
    id, title: `What ${id} asks for${name}`, objective: i % 2 === 0 ? 'encryption at rest' : 'backup and recovery', owner: OWNERS[i % 3], severity: SEVERITIES[i % 4],
    why: `somebody loses something${name}`, mend: `Leave it to the capability.${name}`,
    clauses: id === 'tags.all' ? {} : { 'NIST 800-53 r5': ['SC-28(1)', 'SC-13'], 'SOC 2': ['CC6.1'], 'CIS AWS 7.0': [`3.2.${i}`] },
    scanners: SCANNERS[id] ?? [], ...(i === 0 ? { card: 'Encryption at rest with the environment\'s own key' } : {}), parameters: i === 1 ? { days: 35, accepted: ['customer', `x${name}`] } : {},
    reportOnly: id === 'cost.budget', unknownFails: true, outcome: OUTCOMES.find((o) => counts[o] > 0)!, counts,
  };
}

/** Every kind, every direction; one tightens, one is excused. */
function deviationsOn([a, b, c, d, e]: readonly ReviewResource[], name: string): Deviation[] {
  const of = (kind: Deviation['kind'], r: ReviewResource, rest: Partial<Deviation>): Deviation => ({
    id: sha(`${kind} ${r.address}`).slice(0, 16), kind, address: r.address, path: r.path, pattern: 'customer-facing-api', consequence: 'protection', direction: 'wider', owner: 'security',
    text: `${r.path}: ${kind}${name}`, tightens: false, ...rest,
  });
  return [
    of('changed', a, { argument: 'deletion_protection', approved: 'true', actual: `false${name}`, consequence: 'data-loss', text: `${a.path}: deletion_protection was true, is false${name}` }),
    of('changed', b, { argument: 'backup_retention_period', approved: '35', actual: '90', direction: 'narrower', tightens: true, owner: 'compliance' }),
    of('added', c, { consequence: 'exposure', pattern: undefined, direction: 'unknown', exception: 'extra-bucket' }),
    of('removed', { ...d, address: 'aws_wafv2_web_acl_association.gone', path: 'orders/gateway/firewall' }, { direction: 'wider' }),
    of('input', e, { argument: 'service.port', approved: '1 to 65535', actual: `0${name}`, consequence: 'configuration', direction: 'unknown', owner: 'architecture' }),
    of('elsewhere', { ...e, address: `other-stack: ${e.type}.aimed`, path: '' }, { consequence: 'permission' }),
  ].map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as unknown as Deviation);
}

function exceptionsOn([, , c, d]: readonly ReviewResource[], name: string): UsedException[] {
  const people = { owner: `ada@acme.example${name}`, approver: `grace@acme.example${name}`, expires: '2027-03-31' };
  return [
    { id: 'short-backups', control: 'backup.kept', construct: d.path, reason: `The data can be made again from the archive within an hour.${name}`, ...people, covers: 1 },
    { id: 'untagged', control: 'tags.all', pattern: 'customer-facing-api', environment: 'orders-production', reason: `The provider refuses tags on this type until 7.2.${name}`, ...people, expires: '2027-01-01', covers: 1 },
    { id: 'extra-bucket', deviation: `added ${c.type}`, construct: c.path, reason: `Exports for the auditors of the year 2026, removed after.${name}`, ...people, covers: 1 },
  ];
}

/** Valid with and without a signature, lapsed because something changed, expired, and missing. */
function approvalsOf(name: string): ApprovalState[] {
  const of = (fn: string, rest: Partial<ApprovalState>): ApprovalState => ({ pattern: 'customer-facing-api', patternVersion: '1.0.0', function: fn, valid: false, text: '', signed: false, ...rest });
  const given = { approver: `grace@acme.example${name}`, reference: `SEC-1041${name}`, approved: '2026-11-01', expires: '2027-11-30', digest: sha('approved') };
  return [
    of('security', { ...given, valid: true, signed: true, text: `signed by grace@acme.example on 2026-11-01 (SEC-1041), until 2027-11-30${name}` }),
    of('compliance', { ...given, valid: true, text: 'given by grace@acme.example on 2026-11-01 (SEC-1041), until 2027-11-30' }),
    of('architecture', { ...given, text: 'lapsed: backup.kept reads something else', changed: ['backup.kept'] }),
    of('security', { ...given, pattern: 'data-pipeline', expires: '2026-10-31', text: 'expired on 2026-10-31' }),
    of('architecture', { pattern: 'data-pipeline', text: 'nobody has approved it' }),
  ];
}

function lookAt([a, , , d]: readonly ReviewResource[], name: string): LookAt[] {
  return [
    { owner: 'security', kind: 'deviation', consequence: 'data-loss', text: `${a.path}: deletion_protection was true, is false${name}`, mend: 'Take the override away, or ask for an exception.', evidence: [{ address: a.address, argument: 'deletion_protection' }] },
    { owner: 'security', kind: 'control', consequence: 'protection', text: `${a.path}: the key is the provider's${name}`, mend: `Name the environment's data key.${name}`, evidence: [{ address: a.address, argument: 'kms_key_id' }] },
    { owner: 'architecture', kind: 'approval', consequence: 'configuration', text: 'customer-facing-api 1.0.0: lapsed: backup.kept reads something else', mend: 'Ask for an approval of what it is now.', evidence: [] },
    { owner: 'compliance', kind: 'exception', consequence: 'protection', text: `${d.path}: short-backups ends on 2027-03-31${name}`, mend: 'Mend it, or ask for a new exception.', evidence: [{ address: d.address }] },
  ];
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
