import * as path from 'path';
import { ApiDocument, ApiGateway, LogClass, LogStream, Service } from '../../../src';
import { azureEnvironment, templateOf, waitsFor } from './support/stacks';

const AUTHORITIES = path.join(__dirname, '..', '..', 'patterns', 'customer-facing-api', 'client-authorities.pem');
const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Orders', version: '1.0.0' },
  paths: {
    '/orders': {
      get: { operationId: 'list', responses: { 200: { description: 'ok' } } },
      put: {
        operationId: 'put', responses: { 200: { description: 'ok' } },
        requestBody: { content: { 'application/json': { schema: { type: 'object', properties: { email: { 'type': 'string', 'x-data-classification': 'personal' }, 'price': { type: 'string', pattern: '^${currency}%{x}$' } } } } } },
      },
    },
  },
};

function edge(more: object = {}, document: object = DOCUMENT) {
  return azureEnvironment((env) => {
    new ApiGateway(env, 'gateway', {
      api: ApiDocument.fromObject(document),
      target: new Service(env, 'api', { requestTimeoutSeconds: 12 }).backend,
      authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
      consent: { purpose: 'orders' },
      rateLimits: { perClient: { requests: 10, seconds: 60 }, overall: { requests: 100, seconds: 30 } },
      accessLog: new LogStream(env, 'access', { logClass: LogClass.ACCESS }).backend,
      auditLog: new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT }).backend,
      hostLabel: 'shop',
      ...more,
    });
  });
}

describe('the edge of an API on Azure', () => {
  const tf = edge();

  test('is Front Door with a managed certificate, before the firewall and the policy are in force unreachable', () => {
    expect(tf.one('azurerm_cdn_frontdoor_custom_domain').tls).toEqual({ certificate_type: 'ManagedCertificate' });
    const route = tf.one('azurerm_cdn_frontdoor_route');
    expect(route).toMatchObject({ https_redirect_enabled: true, forwarding_protocol: 'HttpsOnly', link_to_default_domain: false });
    for (const type of ['azurerm_cdn_frontdoor_security_policy', 'azurerm_api_management_api_policy']) { expect(waitsFor(route, tf.all(type)[0].address)).toBe(true); }
    expect(waitsFor(tf.one('azurerm_dns_cname_record'), tf.all('azurerm_cdn_frontdoor_route')[0].address)).toBe(true);
  });

  test('sends the host name to this API only', () => {
    expect(tf.one('azurerm_cdn_frontdoor_route').cdn_frontdoor_origin_path).toBe(`/${tf.one('azurerm_api_management_api').path}`);
    expect(tf.one('azurerm_api_management_api')).toMatchObject({ protocols: ['https'], subscription_required: false });
  });

  test('has a firewall with managed rules that blocks, and limits of size, method and rate', () => {
    const firewall = tf.one('azurerm_cdn_frontdoor_firewall_policy');
    expect(firewall).toMatchObject({ enabled: true, mode: 'Prevention', request_body_check_enabled: true });
    expect(firewall.managed_rule.map((r: any) => `${r.type} ${r.action}`)).toEqual(['Microsoft_DefaultRuleSet Block', 'Microsoft_BotManagerRuleSet Block']);
    const rules = Object.fromEntries(firewall.custom_rule.map((r: any) => [r.name, r]));
    expect(rules.BodyTooLarge.match_condition[0]).toMatchObject({ selector: 'Content-Length', operator: 'GreaterThan', match_values: ['8192'] });
    expect(rules.MethodNotOffered.match_condition[0]).toMatchObject({ match_values: ['GET', 'PUT'], negation_condition: true });
    expect(rules.TooManyFromOneAddress).toMatchObject({ type: 'RateLimitRule', rate_limit_threshold: 200, action: 'Block' });
    const association = tf.one('azurerm_cdn_frontdoor_security_policy').security_policies.firewall.association;
    expect(association.domain[0].cdn_frontdoor_domain_id).toContain(tf.all('azurerm_cdn_frontdoor_custom_domain')[0].address);
  });

  test('logs no bodies, no query values, no tokens, no personal fields', () => {
    for (const part of ['frontend_request', 'frontend_response', 'backend_request', 'backend_response']) {
      const logged = tf.one('azurerm_api_management_api_diagnostic')[part];
      expect(logged.body_bytes).toBe(0);
      expect(logged.data_masking.query_params).toEqual([{ mode: 'Mask', value: '*' }]);
      expect(logged.data_masking.headers.map((h: any) => h.value)).toEqual(expect.arrayContaining(['Authorization', 'Cookie', 'email']));
    }
    const scrubbed = tf.one('azurerm_cdn_frontdoor_firewall_policy').log_scrubbing.scrubbing_rule;
    expect(scrubbed).toEqual(expect.arrayContaining([{ enabled: true, match_variable: 'RequestBodyJsonArgNames', operator: 'Equals', selector: 'email' }]));
    expect(tf.one('azurerm_monitor_data_collection_rule').data_flow[0].transform_kql).toContain('email');
  });

  test('writes to the environment\'s own logs by the gateway\'s identity', () => {
    const logger = templateOf(tf.one('azurerm_resource_group_template_deployment', 'gateway/logger'));
    expect(logger.resources[0].properties.credentials).toEqual({ connectionString: "[parameters('connection')]", identityClientId: "[parameters('identity')]" });
    const role = tf.one('azurerm_role_assignment', 'gateway-writes-traces');
    expect(role.scope).toContain(tf.all('azurerm_application_insights')[0].address);
  });

  test('reaches the service from the gateway\'s range only, and gives up when the service does', () => {
    const rules = tf.all('azurerm_network_security_rule', 'api/').map((r) => r.body);
    expect(rules).toHaveLength(1);
    expect(rules[0]).toMatchObject({ direction: 'Inbound', source_address_prefix: '10.64.0.64/26', destination_port_ranges: ['443', '31443'] });
    expect(tf.one('azurerm_api_management_backend').tls).toEqual({ validate_certificate_chain: true, validate_certificate_name: true });
    expect(tf.one('azurerm_api_management_api_policy').xml_content).toContain('<forward-request timeout="12"');
  });

  test('keeps what looks like an expression of Terraform in the document', () => {
    const content = tf.one('azurerm_api_management_api').import.content_value;
    expect(content).toContain('^$${currency}%%{x}$');
  });

  test('proves its host name and points it to Front Door', () => {
    const label = 'shop';
    expect(tf.one('azurerm_dns_txt_record').name).toBe(`_dnsauth.${label}`);
    expect(tf.one('azurerm_dns_cname_record').name).toBe(label);
    expect(tf.one('azurerm_cdn_frontdoor_custom_domain').host_name).toBe(`${label}.eu-azure.acme.example`);
    expect(edge({ hostLabel: 'orders' }).one('azurerm_cdn_frontdoor_custom_domain').host_name).toBe('orders.eu-azure.acme.example');
  });

  test('says what does not fit into the gateway', () => {
    const paths = { '/big': { get: { responses: { 200: { description: 'x'.repeat(5_000_000) } } } } };
    expect(() => edge({}, { ...DOCUMENT, paths })).toThrow(/OpenAPI document has \d+ bytes; API Management takes 4194304/);
  });
});

describe('client certificates on Azure', () => {
  const tf = edge({ mutualTls: { trustStoreFile: AUTHORITIES } });

  test('are asked for by Front Door before the domain is routed', () => {
    const [deployment] = tf.all('azurerm_resource_group_template_deployment', 'gateway/client-certificates');
    const [secret, domain] = templateOf(deployment.body).resources;
    expect(secret.properties.parameters).toMatchObject({ type: 'MtlsCertificateChain' });
    expect(domain.properties).toMatchObject({
      hostName: 'shop.eu-azure.acme.example', tlsSettings: { certificateType: 'ManagedCertificate', minimumTlsVersion: 'TLS12' },
      mtlsSettings: { scenario: 'ClientCertificateRequiredAndValidated', certificateRevocationCheck: 'Enabled' },
    });
    expect(domain.name.split('/')[1]).toBe(tf.one('azurerm_cdn_frontdoor_custom_domain').name);
    expect(waitsFor(tf.one('azurerm_cdn_frontdoor_route'), deployment.address)).toBe(true);
    expect(waitsFor(deployment.body, tf.all('azurerm_cdn_frontdoor_custom_domain')[0].address)).toBe(true);
  });

  test('are checked against the authorities of the file, which Front Door alone may read', () => {
    const [chain] = templateOf(tf.one('azurerm_resource_group_template_deployment', 'gateway/authorities')).resources;
    expect(chain.properties.value).toMatch(/^-----BEGIN CERTIFICATE-----\n[\s\S]+-----END CERTIFICATE-----\n$/);
    const role = tf.one('azurerm_role_assignment', 'edge-reads-authorities');
    expect(role).toMatchObject({ role_definition_name: 'Key Vault Secrets User', principal_id: '${var.foundation_front_door_principal_id}' });
    expect(role.scope).toMatch(/\/secrets\/[a-z-]*authorities$/);
  });

  test('are not asked for where nobody wants them', () => {
    expect(edge().all('azurerm_resource_group_template_deployment', 'gateway/').map((d) => d.path)).toEqual([expect.stringMatching(/logger$/)]);
  });

  test('need a file with certificates and no key', () => {
    expect(() => edge({ mutualTls: { trustStoreFile: 'nowhere.pem' } })).toThrow(/there is no file nowhere\.pem/);
    expect(() => edge({ mutualTls: { trustStoreFile: __filename } })).toThrow(/no certificate in PEM form/);
  });
});
