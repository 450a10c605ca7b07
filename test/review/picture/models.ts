import * as fc from 'fast-check';
import { Decision, Flow, Lane, LANES, Part, ReviewModel, ReviewResource } from '../../../src/review/model';

export interface Given {
  readonly parts: Partial<Part>[];
  readonly flows: { from: string; to: string; verb: string; port?: string }[];
  readonly decisions?: Partial<Decision>[];
  readonly resources?: Partial<ReviewResource>[];
  readonly reach?: ReviewModel['reach'];
}

/** A model of parts with one resource each, whose address is `x_type.<path>`; ends of flows are paths of parts or names outside. */
export function modelOf({ parts, flows, decisions = [], resources: more = [], reach = [] }: Given): ReviewModel {
  const known = new Set(parts.map((p) => p.path));
  const address = (end: string) => (known.has(end) ? `x_type.${end}` : end);
  const all = parts.map((p): Part => ({ kind: 'Construct', title: `Title of ${p.path}`, lane: 'compute', path: '', ...p }));
  const resources = [
    ...all.map((p): ReviewResource => ({ address: `x_type.${p.path}`, type: 'x_type', path: `${p.path}/main`, part: p.path, key: `x-type-${p.path}`, line: 1 })),
    ...more.map((r): ReviewResource => ({ address: 'x_type.more', type: 'x_type', path: 'more', part: '', key: 'more', line: 1, ...r })),
  ];
  return {
    version: 1, identity: { kind: 'environment', stack: 'shop-production', name: 'shop-production', cloud: 'aws', account: '111122223333', region: 'eu-central-1', patterns: [] },
    tree: { parts: all, cards: [] }, digest: '', file: '', parts: all, resources, statements: [], reach, permissions: [],
    flows: flows.map((f): Flow => ({ ...f, from: address(f.from), to: address(f.to), evidence: [] })), costs: [], enforcement: [],
    decisions: decisions.map((d): Decision => ({ consequence: 'exposure', text: '', subjects: [], evidence: [], ...d })), unread: [],
    counts: {
      resources: resources.length, parts: all.length, decisions: decisions.length, statements: 0, weak: 0,
      reachable: 0, stores: 0, identities: 0, permissions: 0, flows: flows.length, unread: 0,
    },
  };
}

const name = fc.oneof(
  fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
  fc.fullUnicodeString({ minLength: 1, maxLength: 40 }),
  fc.constantFrom('WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW', '<script>alert(1)</script>', '"&\'', 'orders/a/very/long/path/of/constructs/below/constructs', '漢字の名前がとても長い場合', 'iiiiiiiiiiiiiiiiiiiiiiiiiiiiii'),
);
const outside = fc.constantFrom('internet', 'foundation', 'login.acme.example', '10.0.0.0/8', 'payments-production', 'a-very-long-host-name-that-nobody-would-choose.example.com', ...Array.from({ length: 12 }, (_, i) => `host-${i}.example`));
const verb = fc.constantFrom('calls', 'reads and writes', 'sends logs to', 'keeps copies in', 'reads, sends messages to, …', 'Unbreakablewordthatislongerthananycard');

/** Any model: few parts or sixty, any lanes, up to 120 flows. */
export function anyModel(most = 60, mostFlows = 120): fc.Arbitrary<ReviewModel> {
  return fc.integer({ min: 0, max: most }).chain((count) => {
    const lane = fc.constantFrom<Lane>(...LANES);
    const end = count === 0 ? outside : fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: count - 1 }).map((i) => `part-${i}`) }, { weight: 1, arbitrary: outside });
    const flow = fc.record({ from: end, to: end, verb, port: fc.option(fc.constantFrom('443', '5432', '8000-9000'), { nil: undefined }) });
    const classification = fc.constantFrom(undefined, 'confidential', 'strictly confidential personal data');
    return fc.record({
      parts: fc.array(fc.record({ title: name, lane, classification }), { minLength: count, maxLength: count }),
      flows: fc.array(flow, { maxLength: mostFlows, size: 'max' }),
      decided: fc.array(fc.integer({ min: 0, max: Math.max(0, count - 1) }), { maxLength: 10 }),
    }).map(({ parts, flows, decided }) => modelOf({
      parts: parts.map((p, i) => ({ ...p, path: `part-${i}` })), flows, decisions: count === 0 ? [] : decided.map((i) => ({ subjects: [`part-${i}/main`] })),
    }));
  });
}

/** Exactly so many parts and flows. */
export function denseModel(parts: number, flows: number): fc.Arbitrary<ReviewModel> {
  const part = fc.integer({ min: 0, max: parts - 1 });
  const lanes = fc.array(fc.constantFrom<Lane>(...LANES), { minLength: parts, maxLength: parts });
  return fc.record({ lanes, pairs: fc.array(fc.tuple(part, part, verb), { minLength: flows, maxLength: flows }) })
    .map(({ lanes: given, pairs }) => modelOf({
      parts: given.map((lane, i) => ({ path: `part-${i}`, lane })),
      flows: pairs.map(([from, to, v]) => ({ from: `part-${from}`, to: `part-${to}`, verb: v, port: '443' })),
    }));
}
