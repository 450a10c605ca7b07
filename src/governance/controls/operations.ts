import { DeclaredOperation } from '../../edge/declared-edge';
import { ControlContext } from '../control-context';
import { ControlFinding } from '../control';
import { finding, NOT_ASKED } from './build';
import { gatewaysOf } from './doors';

/**
 * Holds what a gateway asks of callers, operation by operation, against what its document asks.
 * @param rule fact whose values are `GET /orders: what is asked`
 * @param wanted what the document asks, in words
 */
export function judgeOperations(
  context: ControlContext, rule: string, wanted: (operation: DeclaredOperation) => string[], problem: (operation: string, missing: string[]) => string,
): ControlFinding[] {
  return gatewaysOf(context).map((gateway) => {
    const declared = context._edgeOf(gateway)?.operations.filter((operation) => wanted(operation).length > 0) ?? [];
    if (declared.length === 0) { return finding(gateway, NOT_ASKED, undefined, 'its document asks for none, or is not known'); }
    const facts = context.facts(rulesFor(context, gateway, rule)).filter(({ subject }) => subject === gateway);
    const asked = askedOf(facts.flatMap(({ value }) => value as string[]));
    const wrong = declared.flatMap((operation) => {
      const missing = wanted(operation).filter((word) => !asked.get(operation.name)?.has(word));
      return missing.length > 0 ? [problem(operation.name, missing)] : [];
    });
    return finding(gateway, wrong.length === 0 || wrong.join('; '), facts[0]?.argument, facts[0]?.text);
  });
}

const CLAIMS = ['edge.scopes', 'edge.consent'];
/** Claims that everybody takes for scopes. */
const SCOPES = ['scope', 'scp', 'scopes', 'roles', 'permissions'];

/** Where scopes or consents are in a claim of another name than usual, a reader of the policy cannot tell which of the two is asked for. */
function rulesFor(context: ControlContext, gateway: string, rule: string): string[] {
  const edge = context._edgeOf(gateway);
  const usual = edge === undefined || (SCOPES.includes(edge.scopeClaim) && !SCOPES.includes(edge.consentClaim));
  return usual || !CLAIMS.includes(rule) ? [rule] : [rule, ...CLAIMS.filter((other) => other !== rule)];
}

/** Words that each operation asks for. Of `a or b` neither is asked. */
function askedOf(values: readonly string[]): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>();
  for (const value of values) {
    const cut = value.indexOf(': ');
    const [name, words] = [value.slice(0, cut), value.slice(cut + 2)];
    const own = asked.get(name) ?? new Set<string>();
    if (!words.includes(' or ')) { words.split(/ and |[\s,]+/).forEach((word) => own.add(word)); }
    asked.set(name, own);
  }
  return asked;
}
