import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { gatewaysOf } from './doors';
import { isDescribed, ofDocument, ofPlan } from './described';
import { judgeEach, judgeResources } from './judging';

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
}, (context) => [
  ...judgeEach(context, gatewaysOf(context), 'edge.validation', (fact) => checked(fact, context), 'requests are not checked against the API document'),
  ...judgeResources(context, ['aws_api_gateway_rest_api'], (api) => ({ argument: 'body', says: isDescribed(context._edgeOf(api.address), ofDocument(api.argument('body.paths'))) })),
  ...judgeResources(context, ['azurerm_api_management_api'], (api) => ({ argument: 'import', says: isDescribed(context._edgeOf(api.address), ofDocument(api.argument('import.content_value.paths'))) })),
  ...judgeResources(context, ['google_storage_bucket_object'], (file) => ({ argument: 'content', says: isDescribed(context._edgeOf(file.address), ofPlan(file.argument('content.routes'))) })),
  ...judgeResources(context, ['aws_wafv2_web_acl'], (wall) => ({ argument: 'rule', says: typed(wall, context) })),
  ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => ({
    argument: 'xml_content', says: !/<validate-content\b(?![^>]*unspecified-content-type-action="prevent")/.test(String(policy.argument('xml_content'))) || 'bodies of other types are let through',
  })),
]);

/** A body of another type is read by no model: the firewall of AWS refuses it. */
function typed(wall: ControlledResource, context: ControlContext): true | string {
  const operations = context._edgeOf(wall.address)?.operations ?? [];
  if (operations.some((operation) => operation.free) || !operations.some((operation) => operation.body)) { return true; }
  return context.facts(['edge.firewall-rule']).some((fact) => fact.subject === wall.address && fact.detail === 'content-type' && fact.value === 'blocks') || 'bodies of other types are let through';
}

/** Nothing can check a body that the document gives no schema of; the gateway's notes name it. */
function checked({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  if (value === true) { return true; }
  const free = new Set(context._edgeOf(subject)?.operations.filter((operation) => operation.free).map(({ name }) => `${name}: body`));
  const unchecked = context.facts(['edge.unchecked']).filter((fact) => fact.subject === subject).flatMap((fact) => fact.value as string[]);
  const wrong = unchecked.filter((part) => !free.has(part));
  return unchecked.length === 0 ? text : wrong.length === 0 || `not checked: ${wrong.join(', ')}`;
}
