import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEnvoys } from './envoy';
import { blocks, judgeEach, judgeResources } from './judging';

/** What browsers are told. */
export const edgeHsts = control({
  id: 'edge.hsts',
  title: 'Browsers are told to come by TLS only',
  objective: Objective.ENCRYPTION_IN_TRANSIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'whoever stands between a browser and its first request can send it anywhere',
  mend: 'Leave the header of answers to the gateway.',
  scanners: ['CKV_AWS_259'],
  card: 'HSTS',
  parameters: [{ name: 'seconds', description: 'How long a browser must remember it at least, in seconds', defaultValue: 31536000 }],
}, (context) => {
  const lasting = (text: unknown) => Number(/max-age=(\d+)/.exec(String(text))?.[1] ?? 0) >= context.parameter('seconds');
  return [
    ...judgeEach(context, gatewaysOf(context), 'edge.hsts', ({ value, text }) => value === true || text, 'no answer carries the header'),
    ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => ({ argument: 'xml_content', says: written(String(policy.argument('xml_content')), lasting) })),
    ...judgeResources(context, ['google_compute_url_map'], (map) => ({
      argument: 'header_action.response_headers_to_add', says: map.argument('default_url_redirect') !== undefined || blocks(map.argument('header_action.response_headers_to_add')).some((h) => lasting(h.header_value)) || 'answers of the load balancer itself do not carry it',
    })),
    ...judgeEnvoys(context, ({ headers }) => blocks(headers?.mutations?.response_mutations).some((one) => one.append?.header?.key === 'strict-transport-security' && lasting(one.append.header.value)) || 'answers of the gateway do not carry it'),
    ...judgeResources(context, ['aws_lb_listener'], (listener) => {
      const argument = 'routing_http_response_strict_transport_security_header_value';
      return String(listener.argument('protocol')) !== 'HTTPS' || { argument, says: lasting(listener.argument(argument)) || 'answers of the service do not carry it' };
    }),
    ...judgeResources(context, ['aws_api_gateway_rest_api'], (api) => {
      const answers = Object.values<any>(api.argument('body.x-amazon-apigateway-gateway-responses') ?? {});
      const bare = answers.some((answer) => !lasting(answer.responseParameters?.['gatewayresponse.header.Strict-Transport-Security']));
      return api.argument('body') === undefined || { argument: 'body', says: (answers.length > 0 && !bare) || 'refusals of the gateway do not carry it' };
    }),
  ];
});

/** Answers of the service, and those of errors. */
function written(xml: string, lasting: (text: unknown) => boolean): true | string {
  const parts = [/<outbound>[\s\S]*?<\/outbound>/, /<on-error>[\s\S]*?<\/on-error>/].map((part) => part.exec(xml)?.[0] ?? '');
  const carried = (part: string) => [...part.matchAll(/name="Strict-Transport-Security"[^>]*>\s*<value>([^<]*)/g)].some(([, value]) => lasting(value));
  const all = [...xml.matchAll(/name="Strict-Transport-Security"[^>]*>\s*<value>([^<]*)/g)].every(([, value]) => lasting(value));
  return (all && parts.every(carried)) || 'answers of the service, or those of errors, do not carry it';
}
