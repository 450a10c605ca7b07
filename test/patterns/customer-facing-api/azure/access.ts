import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { AUDIENCE, ISSUER, MAX_BODY_BYTES, OPEN_OPERATION, OPERATIONS, OVERALL, PER_CLIENT } from '../expected';
import { PROPERTIES } from '../properties';
import { child, children } from '../xml';
import { branch, branchesOn, demanded, document, editDocument, editPolicy, imported, inbound, publicPath } from './gateway';

const POLICY = ['azurerm_api_management_api_policy'];
const edit = (from: RegExp | string, to = '') => ({ environment }: { environment: Terraform }) => editPolicy(environment, from, to);

const authentication: Cell = {
  property: PROPERTIES.authentication,
  by: 'API Management checks every token against the issuer\'s published configuration',
  resources: ['azurerm_api_management_api_policy', 'azurerm_api_management_api'],
  check: ({ environment, foundation }) => {
    publicPath(environment, foundation);
    for (const operation of OPERATIONS) {
      const checks = children(branch(environment, operation), 'validate-jwt');
      expect(checks.length).toBeGreaterThan(0);
      for (const check of checks) {
        expect(check.attributes).toMatchObject({
          'header-name': 'Authorization', 'require-scheme': 'Bearer', 'require-expiration-time': 'true', 'require-signed-tokens': 'true',
        });
        expect(child(check, 'openid-config').attributes.url).toBe(`${ISSUER}.well-known/openid-configuration`);
        expect(child(check, 'audiences').children.map((a) => a.text)).toEqual([AUDIENCE]);
        expect(child(check, 'issuers').children.map((i) => i.text)).toEqual([ISSUER]);
      }
    }
    expect(children(branch(environment, OPEN_OPERATION), 'validate-jwt')).toEqual([]);
  },
  remove: {
    'the check': edit(/<validate-jwt[\s\S]*?<\/validate-jwt>/g),
    'the issuer': edit('<issuer>https://login.acme.example/</issuer>', '<issuer>https://elsewhere.example/</issuer>'),
    'the audience': edit(/<audiences>[\s\S]*?<\/audiences>/),
    'the signature': edit('require-signed-tokens="true"', 'require-signed-tokens="false"'),
    'the expiry': edit('require-expiration-time="true"', 'require-expiration-time="false"'),
    'the keys': edit(/<openid-config url="[^"]*" \/>/, '<openid-config url="https://elsewhere.example/" />'),
    'refusal of what is not named': edit(/<otherwise>[\s\S]*?<\/otherwise>/),
  },
};

const scopes: Cell = {
  property: PROPERTIES.scopes,
  by: 'Required claims in a branch of the policy that names the operation; 404 in no branch',
  resources: POLICY,
  check: ({ environment }) => {
    for (const operation of OPERATIONS) {
      expect({ id: operation.id, scopes: demanded(branch(environment, operation)).scope }).toEqual({ id: operation.id, scopes: operation.scopes });
    }
    const served = Object.values<any>(document(environment).paths).flatMap((item) => Object.keys(item));
    expect(served).toHaveLength(OPERATIONS.length + 1);
  },
  remove: {
    'one scope': edit(/<claim name="scope"[\s\S]*?<\/claim>/),
    'its value': edit('<value>orders:write</value>', '<value>orders:read</value>'),
    'the demand of the whole list': edit(/(?<=<claim name="scope" )match="all"/, 'match="any"'),
    'the operation\'s place': edit(/"cancelorder-\w+", /),
  },
};

/** The resources of a deployment's template. */
function template(tf: Terraform, under: string): any[] {
  return JSON.parse(tf.one('azurerm_resource_group_template_deployment', under).template_content).resources;
}

const mutualTls: Cell = {
  property: PROPERTIES.mutualTls,
  by: 'Front Door ends connections without a certificate of a trusted authority, which it reads from the environment\'s vault',
  resources: ['azurerm_resource_group_template_deployment', 'azurerm_role_assignment'],
  check: ({ mutualTls: tf }) => {
    const [secret, domain] = template(tf, '/gateway/client-certificates/');
    expect(domain).toMatchObject({
      type: 'Microsoft.Cdn/profiles/customDomains',
      properties: { hostName: tf.one('azurerm_cdn_frontdoor_custom_domain').host_name, mtlsSettings: { scenario: 'ClientCertificateRequiredAndValidated' } },
    });
    expect(domain.properties.mtlsSettings.secrets).toEqual([{ id: domain.dependsOn[0] }]);
    expect(secret).toMatchObject({ type: 'Microsoft.Cdn/profiles/secrets', properties: { parameters: { type: 'MtlsCertificateChain' } } });
    expect(secret.name).toBe(domain.name);
    const [chain] = template(tf, '/gateway/authorities/');
    expect(secret.properties.parameters.secretSource.id.endsWith(chain.name.split('/')[1])).toBe(true);
    expect(chain.properties.value).toMatch(/^-----BEGIN CERTIFICATE-----/);
    expect(tf.one('azurerm_role_assignment', '/gateway/edge-reads-authorities/').role_definition_name).toBe('Key Vault Secrets User');
    const before = tf.one('azurerm_cdn_frontdoor_route').depends_on.join(' ');
    expect(before).toContain('azurerm_resource_group_template_deployment.orders_gateway_client-certificates');
  },
  remove: {
    'the demand': ({ mutualTls: tf }) => {
      const body = tf.one('azurerm_resource_group_template_deployment', '/gateway/client-certificates/');
      body.template_content = body.template_content.replace('ClientCertificateRequiredAndValidated', 'ClientCertificatePassthrough');
    },
    'the authorities': ({ mutualTls: tf }) => put(tf.one('azurerm_resource_group_template_deployment', '/gateway/authorities/'), 'template_content', '{"resources":[]}'),
    'the order': ({ mutualTls: tf }) => put(tf.one('azurerm_cdn_frontdoor_route'), 'depends_on', []),
  },
};

const perClient: Cell = {
  property: PROPERTIES.perClient,
  by: 'API Management counts by the client of the token, or by address where no token is asked',
  resources: POLICY,
  check: ({ environment }) => {
    for (const operation of [OPEN_OPERATION, ...OPERATIONS]) {
      const when = branch(environment, operation);
      const limit = child(when, 'rate-limit-by-key').attributes;
      expect(limit).toMatchObject({ 'calls': String(PER_CLIENT.requests), 'renewal-period': String(PER_CLIENT.seconds) });
      const key = operation === OPEN_OPERATION ? 'X-Azure-ClientIP' : 'context.Variables["client"]';
      expect(limit['counter-key']).toContain(key);
      const client = children(when, 'set-variable').find((v) => v.attributes.name === 'client')!;
      if (operation !== OPEN_OPERATION) { expect(client.attributes.value).toContain('GetValueOrDefault("client_id"'); }
      // The token first: a stranger could use up another client's share.
      const steps = when.children.map((s) => s.name);
      if (operation !== OPEN_OPERATION) { expect(steps.indexOf('validate-jwt')).toBeLessThan(steps.indexOf('rate-limit-by-key')); }
    }
  },
  remove: {
    'the limit': edit(/<rate-limit-by-key calls="300"[^>]*\/>/g),
    'its number': edit('calls="300"', 'calls="30000"'),
    'the client': edit(/(?<=calls="300"[^>]*counter-key=")@\("client-.*?\)(?=" retry)/, '@(context.RequestId.ToString())'),
  },
};

const overall: Cell = {
  property: PROPERTIES.overall,
  by: 'API Management counts all requests before it looks at tokens; Front Door limits an address',
  resources: ['azurerm_api_management_api_policy', 'azurerm_cdn_frontdoor_firewall_policy'],
  check: ({ environment, foundation }) => {
    const steps = inbound(environment).children;
    const limit = child(inbound(environment), 'rate-limit-by-key');
    expect(limit.attributes).toMatchObject({ 'calls': String(OVERALL.requests), 'renewal-period': String(OVERALL.seconds) });
    expect(limit.attributes['counter-key']).toMatch(/^@\("all-[\w-]+"\)$/);
    const tokens = steps.findIndex((s) => s.name === 'choose' && s.children.some((when) => when.name === 'otherwise'));
    expect(steps.indexOf(limit)).toBeLessThan(tokens);
    const rule = publicPath(environment, foundation).firewall.custom_rule.find((r: any) => r.type === 'RateLimitRule');
    expect(rule).toMatchObject({ action: 'Block', enabled: true, rate_limit_threshold: OVERALL.requests, rate_limit_duration_in_minutes: 1 });
  },
  remove: {
    'the limit': edit(/<rate-limit-by-key calls="3000"[^>]*\/>/),
    'its number': edit('calls="3000"', 'calls="300000"'),
    'the limit of an address': ({ environment }) => without(environment.one('azurerm_cdn_frontdoor_firewall_policy').custom_rule, (r) => r.type === 'RateLimitRule'),
  },
};

const validation: Cell = {
  property: PROPERTIES.validation,
  by: 'API Management checks parameters and JSON bodies against the imported document, and refuses others',
  resources: ['azurerm_api_management_api_policy', 'azurerm_api_management_api'],
  check: ({ environment }) => {
    const parameters = child(inbound(environment), 'validate-parameters');
    expect(parameters.attributes).toMatchObject({ 'specified-parameter-action': 'prevent', 'unspecified-parameter-action': 'prevent' });
    expect(child(parameters, 'headers').attributes['specified-parameter-action']).toBe('prevent');
    const checked = branchesOn(environment, 'validate-content');
    for (const operation of OPERATIONS) {
      const { operationId, requestBody } = imported(environment, operation);
      expect({ id: operation.id, checked: checked.includes(operationId) }).toEqual({ id: operation.id, checked: operation.body !== undefined });
      const schema = requestBody?.content['application/json'].schema;
      const whole = schema?.$ref ? document(environment).components.schemas[schema.$ref.split('/').pop()] : schema;
      expect({ id: operation.id, required: whole && (whole.required ?? []) }).toEqual({ id: operation.id, required: operation.body });
      if (whole) { expect(whole.additionalProperties).toBe(false); }
    }
    const [limit] = imported(environment, OPERATIONS[0]).parameters;
    expect(limit.schema).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 });
    const content = children(inbound(environment), 'choose').flatMap((c) => children(c, 'when')).flatMap((when) => children(when, 'validate-content'))[0];
    expect(content.attributes['unspecified-content-type-action']).toBe('prevent');
    expect(child(content, 'content').attributes).toMatchObject({ 'type': 'application/json', 'validate-as': 'json', 'action': 'prevent' });
  },
  remove: {
    'the check of parameters': edit(/<validate-parameters[\s\S]*?<\/validate-parameters>/),
    'the check of bodies': edit(/<validate-content[\s\S]*?<\/validate-content>/),
    'refusal': edit('validate-as="json" action="prevent"', 'validate-as="json" action="detect"'),
    'refusal of other types': edit('unspecified-content-type-action="prevent"', 'unspecified-content-type-action="ignore"'),
    'a schema': ({ environment }) => editDocument(environment, (content) => drop(content.components.schemas.NewOrder, 'required')),
    'a parameter': ({ environment }) => editDocument(environment, (content) => put(content.paths['/orders'].get, 'parameters.0.schema', { type: 'string' })),
  },
};

const consent: Cell = {
  property: PROPERTIES.consent,
  by: 'A required claim, the consented purpose, in the branch of each operation on personal data',
  resources: POLICY,
  check: ({ environment }) => {
    for (const operation of OPERATIONS) {
      const purposes = demanded(branch(environment, operation)).consented_purposes;
      expect({ id: operation.id, purposes }).toEqual({ id: operation.id, purposes: operation.purpose && [operation.purpose] });
    }
  },
  remove: {
    'one consent': edit(/<claim name="consented_purposes"[\s\S]*?<\/claim>/),
    'an operation\'s own purpose': edit('<value>marketing</value>', '<value>order-fulfilment</value>'),
  },
};

const bodySize: Cell = {
  property: PROPERTIES.bodySize,
  by: 'Front Door and API Management refuse a stated length above 8192 bytes, the check of bodies stops there without one',
  resources: ['azurerm_api_management_api_policy', 'azurerm_cdn_frontdoor_firewall_policy'],
  check: ({ environment, foundation }) => {
    const [first] = children(inbound(environment), 'choose').flatMap((c) => children(c, 'when'));
    expect(first.attributes.condition).toBe(`@(long.Parse(context.Request.Headers.GetValueOrDefault("Content-Length", "0")) > ${MAX_BODY_BYTES})`);
    expect(child(child(first, 'return-response'), 'set-status').attributes.code).toBe('413');
    const contents = children(inbound(environment), 'choose').flatMap((c) => children(c, 'when')).flatMap((when) => children(when, 'validate-content'));
    expect(contents.map((c) => c.attributes)).toMatchObject([{ 'max-size': String(MAX_BODY_BYTES), 'size-exceeded-action': 'prevent' }]);
    const bodies = OPERATIONS.filter((o) => o.body).map((o) => imported(environment, o).operationId);
    expect(branchesOn(environment, 'validate-content').sort()).toEqual(bodies.sort());
    // An operation without a body takes none, of whatever length.
    expect(branchesOn(environment, 'return-response').length).toBe(OPERATIONS.length + 1);
    const rule = publicPath(environment, foundation).firewall.custom_rule.find((r: any) => r.match_condition[0].selector === 'Content-Length');
    expect(rule).toMatchObject({ action: 'Block', enabled: true, match_condition: [{ operator: 'GreaterThan', match_values: [String(MAX_BODY_BYTES)] }] });
  },
  remove: {
    'the length': edit('8192)', '819200)'),
    'the check without a length': edit('max-size="8192"', 'max-size="102400"'),
    'refusal of bodies where none is expected': edit(/"health", (?="listorders)/),
    'the rule of the firewall': ({ environment }) => without(environment.one('azurerm_cdn_frontdoor_firewall_policy').custom_rule, (r) => r.name === 'BodyTooLarge'),
  },
};

/** Who may call, how often, with what. */
export const ACCESS = { authentication, scopes, mutualTls, perClient, overall, validation, consent, bodySize };
