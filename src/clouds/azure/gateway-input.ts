import { EdgePlan, EdgeRoute } from '../../edge/edge-plan';
import { isOneOf, pieces, refuse, when } from './gateway-elements';
import { operationId } from './operation-ids';
import { element, PolicyElement, PolicyNode } from './policy-xml';

/** Path, query, headers and body as the document says. */
export function validInput(plan: EdgePlan): PolicyNode[] {
  const withBody = plan.routes.filter((r) => r.contentTypes.length > 0);
  const ids = (routes: EdgeRoute[]) => pieces(routes.map((r) => operationId(r.id)));
  const empty = 'context.Request.Headers.GetValueOrDefault("Content-Length", "0") == "0" && !context.Request.Headers.ContainsKey("Transfer-Encoding")';
  const missing = ids(withBody.filter((r) => r.bodyRequired)).map((some) => when(`${isOneOf(some)} && ${empty}`, [refuse(400, 'Bad Request', 'A body is missing.')]));
  const unasked = ids(plan.routes.filter((r) => r.contentTypes.length === 0)).map((some) => when(`${isOneOf(some)} && !(${empty})`, [refuse(400, 'Bad Request', 'No body is expected.')]));
  const json = [...new Set(withBody.flatMap((r) => r.contentTypes).filter((t) => /^application\/([a-z0-9.+-]+\+)?json$/i.test(t)))].sort();
  const validated = ids(withBody).map((some) => when(`${isOneOf(some)} && !(${empty})`, [element('validate-content', {
    'unspecified-content-type-action': 'prevent', 'max-size': String(plan.maxBodyBytes), 'size-exceeded-action': 'prevent', 'errors-variable-name': 'bodyErrors',
  }, json.map((type) => element('content', { type, 'validate-as': 'json', 'action': 'prevent' })))]));
  const choose = (branches: PolicyElement[]) => (branches.length > 0 ? [element('choose', {}, branches)] : []);
  return [
    ...choose([...missing, ...unasked]),
    element('validate-parameters', { 'specified-parameter-action': 'prevent', 'unspecified-parameter-action': 'prevent', 'errors-variable-name': 'parameterErrors' }, [
      element('headers', { 'specified-parameter-action': 'prevent', 'unspecified-parameter-action': 'ignore' }),
    ]),
    ...choose(validated),
  ];
}
