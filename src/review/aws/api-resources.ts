import { Entry } from '../../clouds/rule-graph';
import { blockOf, isSet } from '../../clouds/rule-values';
import { Api, audiencesOf, issuersOf, Operation } from './api-document';
import { AwsStack } from './stack';
import { items, word, yes } from './values';

/** An API that is written as resources, one for each method. */
export function apiFromResources(stack: AwsStack, api: Entry): Api {
  const methods = stack.of(api, 'aws_api_gateway_method', 'rest_api_id');
  const integrations = new Map(stack.of(api, 'aws_api_gateway_integration', 'rest_api_id').map((i) => [`${place(stack, i)} ${word(i.body.http_method)}`, i]));
  const authorizers = methods.map((m) => stack.find(m.body.authorizer_id)).filter((a): a is Entry => a !== undefined);
  const functions = [...new Set(authorizers.map((a) => stack.find(a.body.authorizer_uri)))].filter((f): f is Entry => f !== undefined);
  const operations = methods.map((m): Operation => {
    const integration = integrations.get(`${place(stack, m)} ${word(m.body.http_method)}`) ?? integrations.get(`${place(stack, m)} undefined`);
    const validator = stack.find(m.body.request_validator_id);
    return {
      name: `${word(m.body.http_method, 'ANY') ?? 'ANY'} ${path(stack, m)}`,
      open: word(m.body.authorization, 'NONE') === 'NONE', scopes: items(m.body.authorization_scopes).map(String),
      validated: yes(validator?.body.validate_request_body, false) === true && yes(validator?.body.validate_request_parameters, false) === true,
      target: stack.find(integration?.body.integration_target) ?? stack.find(integration?.body.uri), host: /^https?:\/\/([^/:?]+)/.exec(word(integration?.body.uri, '') ?? '')?.[1],
      privately: !integration || word(integration.body.connection_type) === 'VPC_LINK' || word(integration.body.type) !== 'HTTP_PROXY',
    };
  });
  const pools = authorizers.flatMap((a) => items(a.body.provider_arns)).map((arn) => stack.find(arn)?.address ?? String(arn));
  const responses = stack.of(api, 'aws_api_gateway_gateway_response', 'rest_api_id');
  return {
    known: functions.length === 0, operations, authorizers: functions, issuers: [...new Set([...functions.flatMap((f) => issuersOf(stack, f)), ...pools])],
    audiences: functions.flatMap((f) => audiencesOf(stack, f)),
    hsts: ['DEFAULT_4XX', 'DEFAULT_5XX'].every((kind) => responses.some((r) => word(r.body.response_type) === kind
      && Object.keys(blockOf(r.body.response_parameters)).some((k) => k.toLowerCase() === 'gatewayresponse.header.strict-transport-security'))),
  };
}

function place(stack: AwsStack, entry: Entry): string {
  return stack.find(entry.body.resource_id)?.address ?? String(entry.body.resource_id);
}

// A resource names one part of the path and the resource above it.
function path(stack: AwsStack, method: Entry): string {
  const parts: string[] = [];
  let here = stack.find(method.body.resource_id);
  for (let depth = 0; here?.type === 'aws_api_gateway_resource' && depth < 30; depth += 1) {
    parts.unshift(isSet(here.body.path_part) ? String(here.body.path_part) : '');
    here = stack.find(here.body.parent_id);
  }
  return `/${parts.join('/')}`;
}
