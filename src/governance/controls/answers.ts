import { ControlContext, StatedFact } from '../control-context';
import { ControlDefinition, ControlFinding, IControl } from '../control';
import { control, finding, Judgement, UNKNOWN } from './build';
import { CACHES } from './store-types';

/** What is asked, and of whom. */
export interface Question {
  /** Rules that answer. */
  readonly rules: string[];
  /** Types of which every resource must answer: where none of the rules speaks, the answer is known only when it is applied. */
  readonly types: readonly string[];
  /** What it means where none of the rules speaks, if not that only apply knows. @default - it is unknown */
  readonly unsaid?: (context: ControlContext) => string | undefined;
  /** Whether something is asked at all. @default - always */
  readonly asked?: (context: ControlContext, address: string) => boolean;
}

/** A control on facts that nobody of some types may withhold. */
export function onAnswers(definition: ControlDefinition, question: Question, judge: (fact: StatedFact, context: ControlContext) => Judgement): IControl {
  return control(definition, (context) => {
    const facts = context.facts(question.rules).filter((fact) => question.asked?.(context, fact.subject) ?? true);
    return [...facts.map((fact) => ofFact(fact, judge(fact, context))), ...withoutAnswer(context, question, facts)];
  });
}

/** The finding of a fact, in its own words. */
export function ofFact(fact: StatedFact, says: Judgement): ControlFinding {
  return finding(fact.subject, says, fact.argument, fact.detail ? `${fact.text} (${fact.detail})` : fact.text);
}

function withoutAnswer(context: ControlContext, { types, asked, unsaid }: Question, facts: StatedFact[]): ControlFinding[] {
  const answered = new Set(facts.map((fact) => fact.subject));
  return context.resources([...types])
    .filter(({ address }) => !answered.has(address) && (asked?.(context, address) ?? true))
    .map(({ address }) => finding(address, unsaid?.(context) ?? UNKNOWN));
}

/** Type of an address. */
export function typeOf(address: string): string {
  return address.slice(0, address.indexOf('.'));
}

/** Whether an address is of one of these types. */
export function isOf(...types: readonly string[]): (context: ControlContext, address: string) => boolean {
  return (_, address) => types.includes(typeOf(address));
}

/** Whether the loss of something would be one: in stages that last, and not of what can be made again. */
export function lasts(context: ControlContext, address: string): boolean {
  return context.lasting && !isCache(context, address);
}

/** Whether nobody may delete something by mistake: in production, and not of what can be made again. */
export function isGuarded(context: ControlContext, address: string): boolean {
  return context.protectedFromDeletion && !isCache(context, address);
}

function isCache(context: ControlContext, address: string): boolean {
  return CACHES.includes(typeOf(address)) || context.kindOf(address) === 'Cache';
}
