import { ControlContext, ControlledResource, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { gatewaysOf } from './doors';
import { judgeEnvoys } from './envoy';
import { blocks, fits, judgeEach, judgeResources, Told } from './judging';

const HEALTH = ['health', 'healthz', 'healthcheck', 'live', 'livez', 'ready', 'readyz', 'status', 'ping'].flatMap((name) => [`GET /${name}`, `GET /*/${name}`, `HEAD /${name}`]);

/** Every operation of every gateway. */
export const authOperations = control({
  id: 'auth.operations',
  title: 'Every operation needs a token, but those that its document opens',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whoever finds an operation without a token is served',
  mend: 'Give the operation a `security` in the OpenAPI document.',
  scanners: ['CKV_AWS_59', 'CKV2_AWS_70', 'CKV_AWS_309'],
  card: 'Authentication: issuer, audience, signature, expiry',
  parameters: [{ name: 'open', description: 'Operations that a gateway without a known document may serve without a token; `*` stands for anything', defaultValue: [...HEALTH, 'GET /.well-known/*', 'OPTIONS *'] }],
}, (context) => {
  const gateways = gatewaysOf(context);
  return [
    ...judgeEach(context, gateways, 'edge.authentication', (fact) => proof(fact, context), 'nothing says how callers prove who they are'),
    ...judgeEach(context, gateways, 'edge.open-operations', (fact) => without(fact, context), 'nothing says which operations need a token'),
    ...judgeEach(context, gateways.filter((gateway) => context._edgeOf(gateway)), 'edge.operations', ({ subject, value }) => {
      const declared = new Set(context._edgeOf(subject)?.operations.map(({ name }) => name));
      const more = (value as string[]).filter((name) => !declared.has(name));
      return more.length === 0 || `serves what its document has not: ${more.join(', ')}`;
    }, 'nothing says which operations are served'),
    ...judgeResources(context, ['aws_api_gateway_rest_api'], fresh),
    ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => ({
      argument: 'xml_content', says: /<otherwise>\s*<return-response>/.test(String(policy.argument('xml_content'))) || 'what no branch of the policy names is not refused',
    })),
    ...judgeEnvoys(context, ({ access }) => (access?.rules?.action === 'ALLOW' && blocks(access.rules.policies).length === 0) || 'what no route names is not refused'),
  ];
});

/** An answer that is kept for a token outlives it, and counts for other operations. */
function fresh(api: ControlledResource): Told {
  const [argument, schemes] = ['body', api.argument('body.components.securitySchemes')];
  const kept = Object.values<any>(schemes ?? {}).map((scheme) => scheme['x-amazon-apigateway-authorizer']).filter((one) => one !== undefined && one.authorizerResultTtlInSeconds !== 0);
  return kept.length === 0 || { argument, says: 'decisions on tokens are kept, and given again without a check' };
}

function proof({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  const open = context._edgeOf(subject)?.operations;
  // A document may open all of its operations.
  return /^(token|token and certificate|optional)$/.test(value) || (value === 'none' && open !== undefined && open.length > 0 && open.every((operation) => operation.open)) || text;
}

function without({ subject, value }: StatedFact, context: ControlContext): Judgement {
  const declared = context._edgeOf(subject)?.operations.filter(({ open }) => open).map(({ name }) => name);
  const open = (value as string[]).filter((operation) => (declared ? !declared.includes(operation) : !fits(operation, context.parameter('open'))));
  return open.length === 0 || `served without a token: ${open.join(', ')}`;
}
