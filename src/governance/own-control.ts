import { ControlDefinition, ControlSeverity, GovernanceFunction, IControl, Objective } from './control';
import { FRAMEWORKS } from './frameworks';

/** What is wrong with a control of an enterprise: a clause that the control is the subject of, and the mend. */
export interface OwnControlProblem {
  readonly problem: string;
  readonly mend: string;
}

const ID = /^[a-z](-?[a-z0-9])*\.[a-z](-?[a-z0-9])*$/;
const PARAMETER = /^[a-z][A-Za-z0-9]*$/;

/** The family of a control: what stands before the dot of its id. */
export function familyOf(id: string): string {
  return id.split('.')[0];
}

/** Whether something looks like a control, whichever module or language it comes from. */
export function isControl(value: any): value is IControl {
  return typeof value === 'object' && value !== null && typeof value.evaluate === 'function' && typeof value.definition === 'object' && value.definition !== null;
}

/**
 * What is wrong with a definition that an enterprise brings. Its family must be its own: so no later version of Groundwork can bring a control
 * of the same id, and a misspelt id of a built-in one is never taken for one that is still to come.
 */
export function ownControlProblems(definition: Partial<ControlDefinition>, builtInFamilies: ReadonlySet<string>): OwnControlProblem[] {
  const { id } = definition;
  if (typeof id !== 'string' || !ID.test(id)) {
    return [{ problem: 'has no id of the form that is wanted', mend: 'Write <family of your own>.<what>, lower case letters, digits and dashes: acme.allowed-ports.' }];
  }
  return [
    ...(builtInFamilies.has(familyOf(id)) ? [{ problem: `is in the family ${JSON.stringify(familyOf(id))}, which is Groundwork's own`, mend: 'Begin the id with a family of your own, such as acme.' }] : []),
    ...(['title', 'why', 'mend'] as const).flatMap((name) => blank(name, definition[name])),
    ...choice('objective', definition.objective, Object.values(Objective)),
    ...choice('owner', definition.owner, Object.values(GovernanceFunction)),
    ...choice('severity', definition.severity, Object.values(ControlSeverity)),
    ...(definition.clauses ?? []).flatMap(clause),
    ...(definition.parameters ?? []).filter(({ name }) => !PARAMETER.test(name)).map(({ name }) => (
      { problem: `has a parameter ${JSON.stringify(name)}, which is no name`, mend: 'Write it in lower camel case.' })),
  ];
}

function blank(name: string, value: unknown): OwnControlProblem[] {
  return typeof value === 'string' && value.trim() !== '' ? [] : [{ problem: `has no ${name}`, mend: `Give it a ${name}: whoever it stops reads nothing else.` }];
}

function choice(name: string, value: unknown, choices: string[]): OwnControlProblem[] {
  return choices.includes(value as string) ? [] : [{ problem: `has the ${name} ${JSON.stringify(value)}`, mend: `Use one of ${choices.join(', ')}.` }];
}

function clause(text: string): OwnControlProblem[] {
  return FRAMEWORKS.some((name) => text.startsWith(`${name}: `)) ? [] : [{ problem: `names the clause ${JSON.stringify(text)} of no known framework`, mend: `Begin it with one of ${FRAMEWORKS.join(', ')}, a colon and a space.` }];
}
