import { CostDriver, Flow } from '../model';
import { Draft } from './change';
import { keysOf } from './lists';
import { Models } from './statements';
import { Said } from './values';

/** Flows that keep records, copies or people informed: their loss is a loss of protection. */
const RECORDS = /\blogs?\b|cop(y|ies)|archiv|backs? up|backup|alarm|alert|tells|notif|audit/i;

/** Traffic, data and trust between two ends that both versions have, where nothing else said it. */
export function flowChanges({ base, next, names, removed, added }: Models, said: Said): Draft[] {
  // A port that is no longer known is no other flow; which ports are open is said by reach.
  const key = (f: Flow) => [f.from, f.to, f.verb].join('\n');
  const [before, after] = [new Map(base.flows.map((f) => [key(f), f])), new Map(next.flows.map((f) => [key(f), f]))];
  const changed = (flow: Flow, come: boolean): Draft[] => {
    // What makes the flow, or one of its ends, is gone or new: that is said of the resource.
    const named = [flow.from, flow.to, ...flow.evidence.map((e) => e.address)].some((end) => removed.has(end) || added.has(end));
    if (named || said.all(flow.evidence)) { return []; }
    const record = RECORDS.test(flow.verb);
    return [{
      rule: 'flow', consequence: record ? 'protection' : 'configuration', direction: come === record ? 'narrower' : 'wider',
      subject: names.of(flow.from), address: flow.from, detail: key(flow), to: names.of(flow.to), evidence: flow.evidence,
      clause: `${come ? 'now ' : 'no longer '}${flow.verb} {to}${flow.port ? ` on ${flow.port}` : ''}`,
    }];
  };
  return keysOf(before, after).flatMap((k) => (before.has(k) === after.has(k) ? [] : changed((after.get(k) ?? before.get(k))!, after.has(k))));
}

/** What costs money, by weight. */
export function costChanges({ base, next, names, removed, added }: Models, said: Said): Draft[] {
  const key = (c: CostDriver) => `${c.subject}\n${c.driver}`;
  const [before, after] = [new Map(base.costs.map((c) => [key(c), c])), new Map(next.costs.map((c) => [key(c), c]))];
  return keysOf(before, after).flatMap((k): Draft[] => {
    const [from, to] = [before.get(k), after.get(k)];
    const cost = (to ?? from)!;
    if (removed.has(cost.subject) || (from && to && from.weight === to.weight && from.quantity === to.quantity)) { return []; }
    const evidence = [...from?.evidence ?? [], ...to?.evidence ?? []];
    // Part of it is said by a statement, such as the fewest instances: the rest is the same as before.
    if (!added.has(cost.subject) && evidence.some((e) => e.argument !== undefined && said.covers(e.address, e.argument))) { return []; }
    const [was, is] = [from?.weight ?? 0, to?.weight ?? 0];
    return [{
      rule: 'cost', consequence: 'cost', direction: is > was ? 'wider' : is < was ? 'narrower' : 'unknown',
      subject: names.of(cost.subject), address: cost.subject, detail: cost.driver, clause: `${cost.driver} ${amounts(from, to)}`, from: from?.quantity, to: to?.quantity, evidence,
    }];
  });
}

function amounts(from: CostDriver | undefined, to: CostDriver | undefined): string {
  if (!to) { return '{from} -> no more'; }
  return from ? '{from} -> {to}' : `{to}, billed ${to.billed === 'running' ? 'while it runs' : 'by use'} (new)`;
}
