import { ReviewModel } from '../model';
import { plural } from '../words';
import { Draft } from './change';
import { kindOf, nounOf } from './kinds';
import { split } from './names';

/**
 * A stack that is new, in few sentences: what is weak in it, who reaches it, who may do too much. The rest is one sentence of
 * each kind, as nobody decides about each of two hundred resources of a new environment.
 */
export function newStack(drafts: readonly Draft[], addresses: readonly string[], isWeak: (draft: Draft) => boolean): Draft[] {
  const costs = drafts.filter((d) => d.rule === 'cost');
  const grants = drafts.filter((d) => d.rule === 'permission' && !isWeak(d));
  const apart = drafts.filter((d) => (d.rule === 'permission' ? isWeak(d) : d.rule.startsWith('reach') || (d.rule !== 'cost' && d.clause.includes('(new)'))));
  const said = [about('stack.added', 'configuration', 'same', `the stack is new: ${plural(addresses.length, 'resource')}, ${stores(addresses)}`, addresses)];
  if (grants.length > 0) {
    const clause = `${plural(grants.length, 'new permission')} on named resources, none that a person has to look at alone`;
    said.push(about('stack.permissions', 'permission', 'wider', clause, [], grants));
  }
  if (costs.length > 0) {
    said.push(about('stack.costs', 'cost', 'wider', `${plural(costs.length, 'thing costs', 'things cost')} money that did not before`, [], costs));
  }
  return [...apart, ...said];
}

/** A stack that is gone: Terraform destroys nothing by itself, but nobody looks after it. */
export function lostStack(addresses: readonly string[]): Draft[] {
  const clause = `the stack is no longer synthesized: ${plural(addresses.length, 'resource')} with ${stores(addresses)} stay until destroyed`;
  return [about('stack.removed', 'data-loss', 'unknown', clause, addresses)];
}

/** Whether a permission is one that a person has to look at. */
export function weakIn(model: ReviewModel): (draft: Draft) => boolean {
  const weak = new Set(model.permissions.filter((p) => p.weak).map((p) => `${p.principal}\n${p.resource}`));
  return (draft) => weak.has(`${draft.address}\n${JSON.parse(draft.detail ?? '[]')[1]}`);
}

function about(
  rule: string, consequence: Draft['consequence'], direction: Draft['direction'], clause: string, addresses: readonly string[], drafts: readonly Draft[] = [],
): Draft {
  const detail = [...addresses, ...drafts.map((d) => `${d.subject} ${d.clause} ${d.detail ?? ''} ${d.to ?? ''}`)].sort().join('\n');
  return { rule, consequence, direction, subject: '', address: '', clause, detail, evidence: drafts.flatMap((d) => d.evidence) };
}

function stores(addresses: readonly string[]): string {
  const kept = addresses.map((a) => split(a)[0]).filter((type) => ['store', 'key'].includes(kindOf(type).kind));
  const nouns = [...new Set(kept.map(nounOf))].sort();
  return kept.length ? `${plural(kept.length, 'store or key', 'stores and keys')}${nouns.length < 4 ? ` (${nouns.join(', ')})` : ''}` : 'no stores';
}
