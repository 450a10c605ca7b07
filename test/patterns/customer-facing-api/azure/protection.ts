import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { PERSONAL_FIELDS } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { child, children, Element } from '../xml';
import { editPolicy, inbound, policy, publicPath } from './gateway';
import { unclassified, unencrypted, WITHOUT_KEY } from './stores';

const edit = (from: RegExp | string, to = '') => ({ environment }: { environment: Terraform }) => editPolicy(environment, from, to);

const parameter = (tf: Terraform, name: string) => tf.all('azurerm_postgresql_flexible_server_configuration').map((c) => c.body).find((c) => c.name === name);

const transit: Cell = {
  property: PROPERTIES.transit,
  by: 'Front Door with a managed certificate, TLS 1.2 at least; TLS on to gateway, service and stores',
  resources: [
    'azurerm_cdn_frontdoor_custom_domain', 'azurerm_cdn_frontdoor_route', 'azurerm_api_management_backend', 'azurerm_container_app',
    'azurerm_postgresql_flexible_server_configuration', 'azurerm_cosmosdb_account', 'azurerm_managed_redis', 'azurerm_storage_account',
  ],
  check: ({ environment, foundation }) => {
    const { domain, route } = publicPath(environment, foundation);
    expect(domain.tls).toEqual({ certificate_type: 'ManagedCertificate' });
    expect(route).toMatchObject({ https_redirect_enabled: true, forwarding_protocol: 'HttpsOnly', link_to_default_domain: false });
    expect(environment.one('azurerm_dns_txt_record').record[0].value).toContain('.validation_token');
    expect(environment.one('azurerm_api_management_api').protocols).toEqual(['https']);
    const backend = environment.one('azurerm_api_management_backend');
    expect(backend).toMatchObject({ url: expect.stringMatching(/^https:/), tls: { validate_certificate_chain: true, validate_certificate_name: true } });
    expect(environment.one('azurerm_container_app').ingress.allow_insecure_connections).toBe(false);
    expect(environment.one('azurerm_container_app_environment').mutual_tls_enabled).toBe(true);
    expect([parameter(environment, 'require_secure_transport').value, parameter(environment, 'ssl_min_protocol_version').value]).toEqual(['on', 'TLSv1.2']);
    expect(environment.one('azurerm_cosmosdb_account').minimal_tls_version).toBe('Tls12');
    expect(environment.one('azurerm_managed_redis').default_database.client_protocol).toBe('Encrypted');
    expect(environment.one('azurerm_storage_account')).toMatchObject({ https_traffic_only_enabled: true, min_tls_version: 'TLS1_2' });
  },
  remove: {
    'the certificate': ({ environment }) => drop(environment.one('azurerm_cdn_frontdoor_custom_domain'), 'tls'),
    'the redirect': ({ environment }) => put(environment.one('azurerm_cdn_frontdoor_route'), 'https_redirect_enabled', false),
    'TLS to the gateway': ({ environment }) => put(environment.one('azurerm_cdn_frontdoor_route'), 'forwarding_protocol', 'MatchRequest'),
    'TLS to the service': ({ environment }) => put(environment.one('azurerm_container_app'), 'ingress.allow_insecure_connections', true),
    'TLS to the database': ({ environment }) => put(parameter(environment, 'require_secure_transport'), 'value', 'off'),
    'its version': ({ environment }) => put(parameter(environment, 'ssl_min_protocol_version'), 'value', 'TLSv1.1'),
    'TLS to the cache': ({ environment }) => put(environment.one('azurerm_managed_redis'), 'default_database.client_protocol', 'Plaintext'),
    'TLS to the objects': ({ environment }) => put(environment.one('azurerm_storage_account'), 'https_traffic_only_enabled', false),
  },
};

/** Every answer that a step of the policy gives by itself. */
function answers(element: Element): Element[] {
  return [...children(element, 'return-response'), ...element.children.flatMap(answers)];
}

const hstsOf = (element: Element) => children(element, 'set-header').find((h) => h.attributes.name === 'Strict-Transport-Security')?.children[0].text;

const hsts: Cell = {
  property: PROPERTIES.hsts,
  by: 'Two years on every answer, written by the policy of API Management: of the service, of refusals, of errors',
  resources: ['azurerm_api_management_api_policy'],
  check: ({ environment }) => {
    const document = policy(environment);
    const givers = [child(document, 'outbound'), child(document, 'on-error'), ...answers(document)];
    expect(givers.length).toBeGreaterThan(4);
    expect(givers.map(hstsOf)).toEqual(givers.map(() => 'max-age=63072000; includeSubDomains'));
  },
  remove: {
    'that of answers': edit(/(?<=<outbound>\s*<base \/>\s*)<set-header name="Strict-Transport-Security"[\s\S]*?<\/set-header>/),
    'that of errors': edit(/(?<=<on-error>[\s\S]*)<set-header name="Strict-Transport-Security"[\s\S]*?<\/set-header>/),
    'its duration': edit('max-age=63072000', 'max-age=0'),
  },
};

const atRest: Cell = {
  property: PROPERTIES.atRest,
  by: 'A key of the environment in a vault of its own, in hardware, rotated every year; logs with Microsoft\'s keys (see the gaps)',
  resources: [
    'azurerm_key_vault', 'azurerm_resource_group_template_deployment', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account',
    'azurerm_managed_redis', 'azurerm_storage_account',
  ],
  check: ({ environment }) => {
    expect(unclassified(environment)).toEqual([]);
    expect(unencrypted(environment)).toEqual([]);
    for (const type of WITHOUT_KEY) { expect({ type, count: environment.all(type).length }).toEqual({ type, count: 1 }); }
    const [key] = JSON.parse(environment.one('azurerm_resource_group_template_deployment', '/data-key/').template_content).resources;
    expect(key).toMatchObject({ type: 'Microsoft.KeyVault/vaults/keys', properties: { kty: 'RSA-HSM', attributes: { exportable: false } } });
    expect(key.properties.rotationPolicy.lifetimeActions).toContainEqual({ action: { type: 'rotate' }, trigger: { timeAfterCreate: 'P1Y' } });
    expect(environment.one('azurerm_key_vault')).toMatchObject({
      sku_name: 'premium', purge_protection_enabled: true, public_network_access_enabled: false, rbac_authorization_enabled: true, network_acls: { default_action: 'Deny' },
    });
  },
  remove: {
    'the database\'s': ({ environment }) => drop(environment.one('azurerm_postgresql_flexible_server'), 'customer_managed_key'),
    'the items\'': ({ environment }) => drop(environment.one('azurerm_cosmosdb_account'), 'key_vault_key_id'),
    'the cache\'s': ({ environment }) => drop(environment.one('azurerm_managed_redis'), 'customer_managed_key'),
    'the objects\'': ({ environment }) => drop(environment.one('azurerm_storage_account'), 'customer_managed_key'),
    'the vault\'s protection': ({ environment }) => put(environment.one('azurerm_key_vault'), 'purge_protection_enabled', false),
    'the vault\'s walls': ({ environment }) => put(environment.one('azurerm_key_vault'), 'network_acls.default_action', 'Allow'),
    'the key\'s rotation': ({ environment }) => {
      const body = environment.one('azurerm_resource_group_template_deployment', '/data-key/');
      body.template_content = body.template_content.replace('"type":"rotate"', '"type":"notify"');
    },
    'the key of a new store': ({ environment }) => put(environment.json.resource, 'azurerm_storage_account.other', { '//': { metadata: { path: 'other' } } }),
    'knowledge of a new kind of store': ({ environment }) => put(environment.json.resource, 'azurerm_mssql_server', { other: { '//': { metadata: { path: 'other' } } } }),
  },
};

/** Column and table of everything that a caller or the service can write text to. */
const TEXTS: { readonly [stream: string]: string[] } = {
  'Microsoft-Table-ContainerAppConsoleLogs': ['Log'],
  'Microsoft-Table-AppTraces': ['Message'],
  'Microsoft-Table-AppExceptions': ['OuterMessage', 'InnermostMessage'],
  'Microsoft-Table-AppRequests': ['Url', 'Name'],
};

const masking: Cell = {
  property: PROPERTIES.masking,
  by: 'A transformation of the workspace masks fields and addresses before lines are stored; the gateway logs no body and masks every query, the firewall scrubs',
  resources: ['azurerm_monitor_data_collection_rule', 'azurerm_resource_group_template_deployment', 'azurerm_api_management_api_diagnostic', 'azurerm_cdn_frontdoor_firewall_policy'],
  check: ({ environment, foundation }) => {
    const rule = environment.one('azurerm_monitor_data_collection_rule');
    expect(rule.kind).toBe('WorkspaceTransforms');
    expect(referred(environment, rule.destinations.log_analytics[0].workspace_resource_id)).toBe(environment.one('azurerm_log_analytics_workspace'));
    const link = environment.one('azurerm_resource_group_template_deployment', '/masking-link/');
    expect(referred(environment, JSON.parse(link.parameters_content).rule.value)).toBe(rule);
    expect(JSON.parse(link.template_content).resources[0].properties.defaultDataCollectionRuleResourceId).toBe("[parameters('rule')]");
    for (const [stream, columns] of Object.entries(TEXTS)) {
      const kql: string = rule.data_flow.find((f: any) => f.streams.includes(stream))?.transform_kql ?? '';
      for (const column of columns) {
        const masked = new RegExp(`extend ${column} = replace\\(@'[^|]*\\(\\?:${PERSONAL_FIELDS.join('\\|')}\\)`);
        expect({ stream, column, masked: masked.test(kql) }).toEqual({ stream, column, masked: true });
      }
    }
    const diagnostic = environment.one('azurerm_api_management_api_diagnostic');
    expect(diagnostic.log_client_ip).toBe(false);
    for (const side of ['frontend_request', 'frontend_response', 'backend_request', 'backend_response']) {
      expect(diagnostic[side]).toMatchObject({ body_bytes: 0, headers_to_log: ['content-type', 'traceparent', 'user-agent'] });
      expect(diagnostic[side].data_masking.query_params).toEqual([{ mode: 'Mask', value: '*' }]);
    }
    const { enabled, scrubbing_rule: scrubbed } = publicPath(environment, foundation).firewall.log_scrubbing;
    const kinds = scrubbed.filter((r: any) => r.enabled).map((r: any) => r.selector ?? r.match_variable);
    expect({ enabled, kinds }).toEqual({ enabled: true, kinds: expect.arrayContaining(['Authorization', 'QueryStringArgNames', 'RequestIPAddress', ...PERSONAL_FIELDS]) });
    const edge = foundation.one('azurerm_cdn_frontdoor_profile').log_scrubbing_rule.map((r: any) => r.match_variable);
    expect(edge).toEqual(expect.arrayContaining(['QueryStringArgNames', 'RequestIPAddress']));
  },
  remove: {
    'the transformation of a table': ({ environment }) => without(environment.one('azurerm_monitor_data_collection_rule').data_flow, (f) => f.streams[0].endsWith('ConsoleLogs')),
    'its link to the workspace': ({ environment }) => put(environment.one('azurerm_resource_group_template_deployment', '/masking-link/'), 'parameters_content', '{"rule":{"value":""}}'),
    'its kind': ({ environment }) => drop(environment.one('azurerm_monitor_data_collection_rule'), 'kind'),
    'a field': ({ environment }) => environment.one('azurerm_monitor_data_collection_rule').data_flow.forEach((f: any) => { f.transform_kql = f.transform_kql.replace(/email\|/g, ''); }),
    'the mask of queries': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'frontend_request.data_masking.query_params', []),
    'the silence on bodies': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'frontend_request.body_bytes', 1024),
    'the scrubbing': ({ environment }) => put(environment.one('azurerm_cdn_frontdoor_firewall_policy'), 'log_scrubbing.enabled', false),
  },
};

const audit: Cell = {
  property: PROPERTIES.audit,
  by: 'The policy writes operation, client and pseudonym of each call and refusal; the workspace exports them to the foundation\'s locked archive',
  resources: ['azurerm_api_management_api_policy', 'azurerm_log_analytics_workspace_table', 'azurerm_log_analytics_data_export_rule', 'azurerm_storage_container_immutability_policy'],
  check: ({ environment, foundation }) => {
    const writers = [inbound(environment), child(policy(environment), 'on-error')].map((section) => child(section, 'trace'));
    for (const trace of writers) {
      expect(trace.attributes.source).toBe('audit');
      expect(children(trace, 'metadata').map((m) => m.attributes.name)).toEqual(expect.arrayContaining(['client', 'subject', 'operation', 'request']));
    }
    const diagnostic = environment.one('azurerm_api_management_api_diagnostic');
    expect(diagnostic).toMatchObject({ sampling_percentage: 100, verbosity: 'information' });
    const kept = environment.all('azurerm_log_analytics_workspace_table', '/audit-log/').map((t) => t.body).find((t) => t.name === 'AppTraces');
    expect(kept?.total_retention_in_days).toBe(400);
    const copy = environment.one('azurerm_log_analytics_data_export_rule');
    expect(copy).toMatchObject({ enabled: true, table_names: expect.arrayContaining(['AppTraces', 'AppRequests']) });
    const archive = foundation.one('azurerm_storage_account', '/archive/');
    expect(copy.destination_resource_id.endsWith(`/storageAccounts/${archive.name}`)).toBe(true);
    for (const table of copy.table_names) {
      const lock = foundation.all('azurerm_storage_container_immutability_policy').map((p) => p.body)
        .find((p) => referred(foundation, p.storage_container_resource_manager_id).name === `am-${table.toLowerCase()}`);
      expect({ table, lock }).toMatchObject({ table, lock: { locked: true, immutability_period_in_days: 400 } });
    }
  },
  remove: {
    'the record of calls': edit(/<trace source="audit"[\s\S]*?<\/trace>/),
    'the client': edit(/<metadata name="client".*?\/>/),
    'every request': ({ environment }) => put(environment.one('azurerm_api_management_api_diagnostic'), 'sampling_percentage', 10),
    'the copy': ({ environment }) => put(environment.one('azurerm_log_analytics_data_export_rule'), 'enabled', false),
    'a table of the copy': ({ environment }) => put(environment.one('azurerm_log_analytics_data_export_rule'), 'table_names', ['AppRequests']),
    'the lock': ({ foundation }) => foundation.all('azurerm_storage_container_immutability_policy').forEach((p) => put(p.body, 'locked', false)),
  },
};

const firewall: Cell = {
  property: PROPERTIES.firewall,
  by: 'Front Door\'s firewall in prevention: Microsoft\'s default and bot rules, bodies read, other methods refused',
  resources: ['azurerm_cdn_frontdoor_firewall_policy', 'azurerm_cdn_frontdoor_security_policy'],
  check: ({ environment, foundation }) => {
    const { firewall: body } = publicPath(environment, foundation);
    expect(body).toMatchObject({ enabled: true, mode: 'Prevention', request_body_check_enabled: true });
    expect(body.managed_rule.map((r: any) => [r.type, r.action])).toEqual([['Microsoft_DefaultRuleSet', 'Block'], ['Microsoft_BotManagerRuleSet', 'Block']]);
    expect(body.managed_rule.flatMap((r: any) => r.exclusion ?? [])).toEqual([]);
    expect(body.custom_rule.find((r: any) => r.name === 'MethodNotOffered')).toMatchObject({ action: 'Block', enabled: true });
    const gate = foundation.one('azurerm_api_management_policy').xml_content;
    expect(gate).toMatch(/<check-header name="X-Azure-FDID" failed-check-httpcode="403"[\s\S]*resource_guid/);
  },
  remove: {
    'the policy on the host': ({ environment }) => drop(environment.json.resource, 'azurerm_cdn_frontdoor_security_policy'),
    'prevention': ({ environment }) => put(environment.one('azurerm_cdn_frontdoor_firewall_policy'), 'mode', 'Detection'),
    'a set of rules': ({ environment }) => without(environment.one('azurerm_cdn_frontdoor_firewall_policy').managed_rule, (r) => r.type === 'Microsoft_DefaultRuleSet'),
    'reading of bodies': ({ environment }) => put(environment.one('azurerm_cdn_frontdoor_firewall_policy'), 'request_body_check_enabled', false),
    'the way round': ({ foundation }) => put(foundation.one('azurerm_api_management_policy'), 'xml_content', '<policies><inbound /></policies>'),
  },
};

/** What protects data and the edge. */
export const PROTECTION = { transit, hsts, atRest, masking, audit, firewall };
