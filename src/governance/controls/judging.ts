import { ControlContext, ControlledResource, PermissionFact, StatedFact } from '../control-context';
import { ControlFinding } from '../control';
import { groupBy } from '../../review/group';
import { finding, isUnknown, Judgement, UNKNOWN } from './build';

/** What a judge of a resource says: a judgement, or one with the argument that decided and what stands there. */
export type Told = Judgement | { readonly says: Judgement; readonly argument: string; readonly found?: string };

/** One finding for each fact of some rules. */
export function judgeFacts(context: ControlContext, rules: string[], judge: (fact: StatedFact) => Judgement): ControlFinding[] {
  return context.facts(rules).map((fact) => ofFact(fact, judge(fact)));
}

/** One finding for each resource of some types. */
export function judgeResources(context: ControlContext, types: string[], judge: (resource: ControlledResource) => Told): ControlFinding[] {
  return context.resources(types).map((resource) => told(resource.address, judge(resource)));
}

/**
 * What the facts of a rule say of each subject. Silence fails: protection that nothing speaks of is not there.
 * @param absent what is wrong where no fact says anything
 */
export function judgeEach(
  context: ControlContext, subjects: readonly string[], rule: string, judge: (fact: StatedFact) => Judgement, absent: string | ((subject: string) => Told),
): ControlFinding[] {
  const facts = groupBy(context.facts([rule]), (fact) => fact.subject);
  return [...new Set(subjects)].flatMap((subject) => {
    const own = facts.get(subject);
    return own ? own.map((fact) => ofFact(fact, judge(fact))) : [told(subject, typeof absent === 'string' ? absent : absent(subject))];
  });
}

/** One finding for each resource that grants, of each of the permissions that it grants. */
export function judgePermissions(context: ControlContext, judge: (permission: PermissionFact) => Judgement): ControlFinding[] {
  const permissions = context.permissions();
  const allowed: PermissionFact[] = context._shared('allowed', () => permissions.filter((p) => p.effect === 'allow' && p.grantedBy !== ''));
  return allowed.map((p) => finding(p.grantedBy, judge(p), undefined, wordsOf(p)));
}

const WORDS = new WeakMap<PermissionFact, string>();

function wordsOf(permission: PermissionFact): string {
  const known = WORDS.get(permission) ?? inWords(permission);
  WORDS.set(permission, known);
  return known;
}

/** One finding for each guardrail of the account or the project that must be on, by its name. */
export function judgeGuards(context: ControlContext, names: readonly string[]): ControlFinding[] {
  const guards = context.facts(['guard.enabled']);
  return names.map((name) => {
    const fact = guards.find(({ detail }) => detail === name);
    return finding(fact?.subject ?? '', fact?.value === true || `the landing zone does not enforce ${name}`, fact?.argument, fact?.text);
  });
}

/** Subjects of the facts of some rules, once. */
export function subjectsOf(context: ControlContext, rules: string[], type = /./): string[] {
  return [...new Set(context.facts(rules).map((fact) => fact.subject))].filter((subject) => type.test(subject)).sort();
}

/** Whether an argument is what it should be; an expression is not known. */
export function equals(resource: ControlledResource, argument: string, wanted: unknown, problem: string): Told {
  const value = resource.argument(argument);
  const says = String(value) === String(wanted) ? true : isUnknown(value) ? UNKNOWN : problem;
  return { says, argument, found: value === undefined ? `${argument} is absent` : `${argument} is ${shown(value)}` };
}

/** Blocks of an argument, whether written alone or in a list. */
export function blocks(value: any): any[] {
  if (value === undefined || value === null) { return []; }
  return Array.isArray(value) ? value.filter((block) => block !== undefined && block !== null) : [value];
}

/** Whether a text fits one of some patterns, in which `*` stands for anything. */
export function fits(text: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => patternOf(pattern).test(text));
}

/** Patterns are few, and held against every permission. */
const PATTERNS = new Map<string, RegExp>();

function patternOf(pattern: string): RegExp {
  const known = PATTERNS.get(pattern) ?? new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`);
  PATTERNS.set(pattern, known);
  return known;
}

/** Address of the resource that an expression leads to: `${aws_lb.edge.arn}` is `aws_lb.edge`. */
export function target(value: unknown): string | undefined {
  return typeof value === 'string' ? /\$\{\s*([a-z]\w*\.[\w-]+)/.exec(value)?.[1] : undefined;
}

/** Type of an address. */
export function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}

function ofFact(fact: StatedFact, says: Judgement): ControlFinding {
  return finding(fact.subject, says, fact.argument, fact.detail ? `${fact.text} (${fact.detail})` : fact.text);
}

function told(subject: string, says: Told): ControlFinding {
  return typeof says === 'object' ? finding(subject, says.says, says.argument, says.found) : finding(subject, says);
}

function inWords({ principal, actions, resource, condition }: PermissionFact): string {
  const some = actions.length > 3 ? `${actions.slice(0, 3).join(', ')} and ${actions.length - 3} more` : actions.join(', ');
  return `${principal} may ${some} on ${resource}${condition ? `, ${condition}` : ''}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
