import { text } from '../../../clouds/rule-values';

const NAME = /^\s*resource\.name\s*==\s*["']([^"']+)["']\s*$/;
const PREFIX = /^\s*resource\.name\.startsWith\(\s*["']([^"']+)["']\s*\)\s*$/;
const UNTIL = /^\s*request\.time\s*<\s*timestamp\(\s*["']([^"']+)["']\s*\)\s*$/;

/** A condition in words, the one resource that it binds to, and whether it binds to some at all: one of time, or that nobody reads, does not. */
export function conditionOf(condition: { readonly [argument: string]: any } | undefined): { readonly words?: string; readonly named?: string; readonly binds?: boolean } {
  if (!condition) { return {}; }
  const expression = text(condition.expression);
  if (expression === undefined) { return { words: 'under a condition known at apply' }; }
  // What always holds binds nothing.
  if (/^[\s(]*true[\s)]*$/.test(expression) || expression.trim() === '') { return {}; }
  const name = NAME.exec(expression)?.[1];
  if (name !== undefined) { return { words: 'only this resource', named: name, binds: true }; }
  const prefix = PREFIX.exec(expression)?.[1];
  if (prefix !== undefined) { return { words: `only names that begin with ${prefix}`, binds: true }; }
  const until = UNTIL.exec(expression)?.[1];
  if (until !== undefined) { return { words: `until ${until}` }; }
  return { words: expression.length > 100 ? `${expression.slice(0, 97)}...` : expression };
}
