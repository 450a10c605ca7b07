import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { ControlDefinition, ControlFinding, ControlOutcome, IControl } from '../control';

/** A control from its data and its function. */
export function control(definition: ControlDefinition, evaluate: (context: ControlContext) => ControlFinding[]): IControl {
  return { definition, evaluate };
}

/** What a judge says: it holds, what is wrong, that it is not known yet, or that it is not asked for here. */
export type Judgement = true | string | typeof UNKNOWN | typeof NOT_ASKED;
export const UNKNOWN = Symbol('unknown');
export const NOT_ASKED = Symbol('not asked');

/** A control on every fact of some rules: the words that are the same on every cloud. */
export function onFacts(definition: ControlDefinition, rules: string[], judge: (fact: StatedFact, context: ControlContext) => Judgement): IControl {
  return control(definition, (context) => context.facts(rules).map((fact) => finding(fact.subject, judge(fact, context), fact.argument, fact.detail ? `${fact.text} (${fact.detail})` : fact.text)));
}

/** A control on every resource of some types. */
export function onResources(definition: ControlDefinition, types: string[], judge: (resource: ControlledResource, context: ControlContext) =>
  Judgement | { readonly argument: string; readonly found: string; readonly says: Judgement }): IControl {
  return control(definition, (context) => context.resources(types).map((resource) => {
    const says = judge(resource, context);
    return typeof says === 'object' ? finding(resource.address, says.says, says.argument, says.found) : finding(resource.address, says);
  }));
}

/**
 * A control that looks through every resource for what nearly none has: one row says that nothing was found, and each resource that has it has its own.
 * Tens of thousands of rows that say the same would hide the one that does not.
 */
export function lookThrough(resources: readonly ControlledResource[], judge: (resource: ControlledResource) => ControlFinding | undefined): ControlFinding[] {
  const found = resources.map(judge).filter((one): one is ControlFinding => one !== undefined);
  return found.some(({ outcome }) => outcome !== ControlOutcome.PASS) || resources.length === 0 ? found : [nothingIn(resources.length), ...found];
}

/** The row of a control that looked through everything, and found nothing. */
export function nothingIn(resources: number): ControlFinding {
  return finding('', true, undefined, `${resources} resources looked through`);
}

/** A finding from a judgement. There are tens of thousands in a large stack, so it is made in one piece. */
export function finding(subject: string, says: Judgement, argument?: string, found?: string): ControlFinding {
  const { outcome, message } = said(says);
  if (argument === undefined) { return message === undefined ? { subject, outcome, found } : { subject, outcome, found, message }; }
  return message === undefined ? { subject, outcome, argument, found } : { subject, outcome, argument, found, message };
}

const PASSES = { outcome: ControlOutcome.PASS, message: undefined };
const NOT_KNOWN = { outcome: ControlOutcome.UNKNOWN, message: 'is known only when it is applied' };
const NOTHING_ASKED = { outcome: ControlOutcome.NOT_APPLICABLE, message: undefined };

function said(says: Judgement): { readonly outcome: ControlOutcome; readonly message?: string } {
  return says === true ? PASSES : says === UNKNOWN ? NOT_KNOWN : says === NOT_ASKED ? NOTHING_ASKED : { outcome: ControlOutcome.FAIL, message: says };
}

/** Whether a value is an expression that only Terraform resolves. */
export function isUnknown(value: unknown): boolean {
  return typeof value === 'string' && value.includes('${');
}
