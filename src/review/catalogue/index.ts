import { DATA } from './data';
import { EDGE } from './edge';
import { OPERATION } from './operation';
import { Rule, Rules } from './rule';

/** Every rule of the review: what is checked, in which words, and what is worse. */
export const CATALOGUE: Rules = { ...DATA, ...EDGE, ...OPERATION };

/** The rule with this id; readers may use no other. */
export function ruleOf(id: string): Rule {
  const rule = CATALOGUE[id];
  if (!rule) { throw new Error(`no rule ${id} in the catalogue of the review`); }
  return rule;
}
