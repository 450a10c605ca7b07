import { StatedFact, ControlContext } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { gatewaysOf } from './doors';
import { judgeEach } from './judging';

/** Requests against the API document. */
export const inputValidation = control({
  id: 'input.validation',
  title: 'Requests are checked against the API document before they reach the service',
  objective: Objective.INPUT_VALIDATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'the service meets what its document excludes: other fields, other types, other sizes',
  mend: 'Describe parameters and bodies in the OpenAPI document, and leave the check to the gateway.',
  scanners: ['CKV2_AWS_53'],
  card: 'Input validation against the document',
}, (context) => judgeEach(context, gatewaysOf(context), 'edge.validation', (fact) => checked(fact, context), 'requests are not checked against the API document'));

/** Nothing can check a body that the document gives no schema of; the gateway's notes name it. */
function checked({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  if (value === true) { return true; }
  const free = new Set(context._edgeOf(subject)?.operations.filter((operation) => operation.free).map(({ name }) => `${name}: body`));
  const unchecked = context.facts(['edge.unchecked']).filter((fact) => fact.subject === subject).flatMap((fact) => fact.value as string[]);
  const wrong = unchecked.filter((part) => !free.has(part));
  return unchecked.length === 0 ? text : wrong.length === 0 || `not checked: ${wrong.join(', ')}`;
}
