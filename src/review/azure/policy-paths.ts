import { PolicyNode } from './policy-document';

/** A policy that an operation meets. */
export interface Step {
  readonly node: PolicyNode;
  /** Whether every call of the operation meets it, or only some. */
  readonly always: boolean;
}

type Match = 'always' | 'sometimes' | 'never';

/** Policies of a section that an operation meets, in order, through `choose`; what only some of its calls meet is marked. */
export function stepsOf(section: PolicyNode | undefined, operation: string, always = true): Step[] {
  return (section?.children ?? []).flatMap((node): Step[] => {
    if (node.name === 'choose') { return branch(node, operation, always); }
    const step = { node, always };
    // What is within a retry or a wait is met as the element itself is.
    return node.name === 'retry' || node.name === 'wait' ? [step, ...stepsOf(node, operation, always)] : [step];
  });
}

function branch(choose: PolicyNode, operation: string, always: boolean): Step[] {
  const steps: Step[] = [];
  let open = always;
  for (const child of choose.children) {
    const match = child.name === 'otherwise' ? 'always' : child.name === 'when' ? matches(child.attributes.condition ?? '', operation) : 'never';
    if (match === 'never') { continue; }
    steps.push(...stepsOf(child, operation, open && match === 'always'));
    if (match === 'always') { return steps; }
    // A branch that some calls take leaves the later ones to the others.
    open = false;
  }
  return steps;
}

/** Whether a condition is about the operation, and holds for it. A condition about anything else holds for some calls. */
function matches(condition: string, operation: string): Match {
  const expression = /^@\(([\s\S]*)\)$/.exec(condition.trim())?.[1] ?? condition;
  const listed = /^\s*\(?\s*new\s*(?:string)?\s*\[\s*\]\s*\{([^}]*)\}\s*\)?\s*\.Contains\(\s*context\.Operation\.Id\s*\)\s*([\s\S]*)$/.exec(expression);
  const equal = /^\s*\(?\s*context\.Operation\.Id\s*==\s*"([^"]*)"\s*\)?\s*([\s\S]*)$/.exec(expression);
  const found = listed ? { ids: [...listed[1].matchAll(/"([^"]*)"/g)].map((m) => m[1]), rest: listed[2].trim() } : equal ? { ids: [equal[1]], rest: equal[2].trim() } : undefined;
  if (!found) { return /^\s*true\s*$/i.test(expression) ? 'always' : /^\s*false\s*$/i.test(expression) ? 'never' : 'sometimes'; }
  const among = found.ids.includes(operation);
  if (found.rest === '') { return among ? 'always' : 'never'; }
  if (found.rest.startsWith('&&') && !found.rest.includes('||')) { return among ? 'sometimes' : 'never'; }
  return found.rest.startsWith('||') && among ? 'always' : 'sometimes';
}
