import * as fc from 'fast-check';
import { drawOverview, drawSlice } from '../../../src/review/picture';
import { standaloneSvg } from '../../../src/review/picture/standalone';
import { ReviewModel } from '../../../src/review/model';
import { faults, readSvg, shared } from './geometry';
import { anyModel, denseModel, modelOf } from './models';

const CHANGES = ['new', 'changed', 'removed'] as const;

describe('a drawing', () => {
  it('has no overlapping labels and no line through a card, whatever the model', () => {
    fc.assert(fc.property(anyModel(), fc.boolean(), (model, compared) => {
      const changes = compared ? Object.fromEntries([...model.parts.map((p, i) => [p.path, CHANGES[i % 3]] as const), ['gone/part', 'removed'] as const]) : undefined;
      expect(faults(drawOverview(model, changes))).toEqual([]);
    }), { numRuns: 40 });
  });

  it('holds for 60 parts and 120 connections', () => {
    fc.assert(fc.property(denseModel(60, 120), (model) => {
      const svg = drawOverview(model);
      expect(faults(svg)).toEqual([]);
      expect(shared(svg)).toBe(0);
    }), { numRuns: 40 });
  });

  it('holds for the resources of one part', () => {
    fc.assert(fc.property(anySlice(), (model) => {
      const svg = drawSlice(model, 'shop')!;
      expect(faults(svg)).toEqual([]);
      expect(shared(svg)).toBe(0);
      expect(readSvg(svg).lines.length).toBeLessThanOrEqual(40);
      expect((svg.match(/href="#r-/g) ?? []).length).toBeLessThanOrEqual(25);
    }), { numRuns: 40 });
  });

  it('is the same for any order of the input', () => {
    fc.assert(fc.property(anyModel(20, 40), (model) => {
      const [parts, resources, flows, decisions] = [model.parts, model.resources, model.flows, model.decisions].map((list: any[]) => [...list].reverse());
      const turned: ReviewModel = { ...model, parts, resources, flows, decisions };
      expect(standaloneSvg(turned)).toBe(standaloneSvg(model));
      for (const { path } of model.parts.slice(0, 3)) { expect(drawSlice(turned, path)).toBe(drawSlice(model, path)); }
    }), { numRuns: 40 });
  });

  it('leaves the other lanes where they are when a part is added', () => {
    const parts = [{ path: 'a', lane: 'entry' as const }, { path: 'b', lane: 'compute' as const }, { path: 'c', lane: 'data' as const }, { path: 'd', lane: 'data' as const }];
    const flows = [{ from: 'a', to: 'b', verb: 'calls' }, { from: 'b', to: 'd', verb: 'reads' }, { from: 'internet', to: 'a', verb: 'calls' }];
    const before = readSvg(drawOverview(modelOf({ parts, flows }))).cards;
    const after = readSvg(drawOverview(modelOf({ parts: [...parts, { path: 'aa', lane: 'compute' }], flows }))).cards;
    for (const card of before) { expect(after).toContainEqual(card); }
  });
});

/** One part with many resources, connected with each other and with what is outside. */
function anySlice(): fc.Arbitrary<ReviewModel> {
  const end = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 39 }).map((i) => `x_type.r${i}`) }, { weight: 1, arbitrary: fc.constantFrom('internet', 'foundation', 'other', 'x.example') });
  const flow = fc.record({ from: end, to: end, verb: fc.constantFrom('calls', 'reads', 'sends logs to'), port: fc.constantFrom(undefined, '443') });
  return fc.record({ count: fc.integer({ min: 0, max: 40 }), flows: fc.array(flow, { maxLength: 70, size: 'max' }), weak: fc.array(fc.integer({ min: 0, max: 39 }), { maxLength: 5 }) })
    .map(({ count, flows, weak }) => modelOf({
      parts: [{ path: 'shop', lane: 'compute' }, { path: 'other', lane: 'data' }], flows,
      resources: Array.from({ length: count }, (_, i) => ({ address: `x_type.r${i}`, type: i % 3 === 0 ? 'aws_a_very_long_type_of_resource_association' : 'aws_s3_bucket', path: `shop/r${i}`, part: 'shop', key: `r-${i}` })),
      decisions: weak.map((i) => ({ subjects: [`shop/r${i}`] })),
    }));
}
