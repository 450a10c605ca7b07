import { all, madeAfter, oneOf, pattern, unique } from '../../rule-makers';
import { blockOf, blocksOf, flag, isSet, json, listOf, numeric, text, texts } from '../../rule-values';
import { Rule } from '../../rules';

const APIM = 'https://learn.microsoft.com/azure/api-management';
const AFD = 'https://learn.microsoft.com/azure/frontdoor';
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r';

/** What is wrong with the form of an XML text, as far as tags tell. Policy expressions (`@(...)`, `@{...}`) may hold < and >. */
function xmlProblem(value: any): string | undefined {
  if (typeof value !== 'string' || value.includes('${')) {
    return undefined;
  }
  const plain = value.replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g, '').replace(/"[^"]*"/g, '""').replace(/@\{[\s\S]*?\}(?=\s*<)|@\([\s\S]*?\)(?=\s*<)/g, '');
  const open: string[] = [];
  for (const [, closing, name, self] of plain.matchAll(/<(\/?)([A-Za-z][\w.-]*)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (closing) {
      const last = open.pop();
      if (last !== name) {
        return `closes <${name}> where <${last ?? 'nothing'}> is open`;
      }
    } else if (!self) {
      open.push(name);
    }
  }
  return open.length > 0 ? `does not close <${open[open.length - 1]}>` : undefined;
}

/** API Management and Front Door. */
export const edgeRules: readonly Rule[] = [
  {
    id: 'azure/api-management-zones', types: ['azurerm_api_management'], argument: 'zones',
    problem: (value, api) => (isSet(value) && isSet(text(api.sku_name)) && !/^Premium_/.test(api.sku_name) ? `is set with sku ${api.sku_name}` : undefined),
    mend: 'Leave zones out: only sku Premium takes them.', source: `${PROVIDER}/api_management.html.markdown`,
  },
  {
    id: 'azure/api-management-subnet', types: ['azurerm_api_management'], argument: 'virtual_network_type',
    problem: (value, api) => (['External', 'Internal'].includes(value) && !isSet(blockOf(api.virtual_network_configuration).subnet_id) ? `is ${value} without virtual_network_configuration` : undefined),
    mend: 'Name the subnet.', source: `${PROVIDER}/api_management.html.markdown`,
  },
  {
    id: 'azure/api-management-v2', types: ['azurerm_api_management'], argument: '',
    problem: (api) => {
      const odd = /V2_/.test(text(api.sku_name) ?? '') ? ['sign_in', 'sign_up', 'delegation', 'tenant_access', 'additional_location'].find((name) => isSet(api[name])) : undefined;
      return odd ? `has ${odd} with sku ${api.sku_name}` : undefined;
    },
    mend: 'Leave it out: the V2 tiers refuse it.', source: `${APIM}/v2-service-tiers-overview`,
  },
  {
    id: 'azure/api-management-sku', types: ['azurerm_api_management'], argument: 'sku_name',
    problem: pattern(/^(Consumption_0|Developer_1|Basic_[12]|Standard_[1-4]|Premium_([1-9]|[12]\d|3[01])|(BasicV2|StandardV2)_([1-9]|10)|PremiumV2_([1-9]|[12]\d|30))$/, 'a tier and its units, such as StandardV2_1'),
    mend: 'Give tier and units.', source: `${PROVIDER}/api_management.html.markdown`,
  },
  {
    id: 'azure/api-policy-xml', types: ['azurerm_api_management_policy', 'azurerm_api_management_api_policy', 'azurerm_api_management_api_operation_policy', 'azurerm_api_management_product_policy', 'azurerm_api_management_policy_fragment'],
    argument: '', references: true, problem: (body) => xmlProblem(body.xml_content ?? body.value), mend: 'Close every element in order.', source: `${APIM}/api-management-howto-policies`,
  },
  {
    id: 'azure/api-policy-sections', types: ['azurerm_api_management_policy', 'azurerm_api_management_api_policy', 'azurerm_api_management_api_operation_policy'], argument: 'xml_content', references: true,
    problem: (value) => (typeof value === 'string' && !value.includes('${') && !/^\s*(<!--[\s\S]*?-->\s*)*<policies[\s>]/.test(value) ? 'does not begin with <policies>' : undefined),
    mend: 'Wrap the sections in <policies>.', source: `${APIM}/api-management-howto-policies`,
  },
  {
    id: 'azure/api-import-json', types: ['azurerm_api_management_api'], argument: 'import.*', references: true,
    problem: (value) => {
      const content = value?.content_value;
      if (typeof content !== 'string' || content.includes('${') || !/json$/.test(text(value.content_format) ?? '')) {
        return undefined;
      }
      const document = json(content);
      return document === undefined ? 'is no JSON' : !isSet(document.openapi ?? document.swagger) || !isSet(document.paths) ? 'is no OpenAPI document' : undefined;
    },
    mend: 'Give an OpenAPI document in the format that content_format names.', source: `${APIM}/import-api-from-oas`,
  },
  {
    id: 'azure/frontdoor-private-link', types: ['azurerm_cdn_frontdoor_origin'], argument: 'private_link', references: true,
    problem: (value, origin, context) => {
      if (!isSet(value)) {
        return undefined;
      }
      const group = context.graph.target(origin.cdn_frontdoor_origin_group_id);
      const sku = text(context.graph.target(group?.body.cdn_frontdoor_profile_id)?.body.sku_name);
      return flag(origin.certificate_name_check_enabled) === false ? 'is set with the certificate name check off' : sku !== undefined && !/^Premium/.test(sku) ? `is set in a profile of sku ${sku}` : undefined;
    },
    mend: 'Keep the check on and use Premium_AzureFrontDoor.', source: `${PROVIDER}/cdn_frontdoor_origin.html.markdown`,
  },
  {
    id: 'azure/frontdoor-link-target', types: ['azurerm_cdn_frontdoor_origin'], argument: 'private_link.target_type',
    problem: (value, link, context) => {
      const type = context.graph.target(link.private_link_target_id)?.type;
      const expected: { [type: string]: string[] } = {
        azurerm_api_management: ['Gateway'], azurerm_container_app_environment: ['managedEnvironments'], azurerm_storage_account: ['blob', 'blob_secondary', 'web', 'web_secondary'],
      };
      const names = expected[type ?? ''];
      return names && !names.includes(value) ? `is "${value}" for a ${type}` : undefined;
    },
    mend: 'Use Gateway for API Management, managedEnvironments for container apps, blob or web for storage.', source: `${AFD}/private-link`,
  },
  {
    id: 'azure/frontdoor-waf-premium', types: ['azurerm_cdn_frontdoor_firewall_policy'], argument: 'managed_rule',
    problem: (value, policy) => (isSet(value) && isSet(text(policy.sku_name)) && !/^Premium/.test(policy.sku_name) ? `is set with sku ${policy.sku_name}` : undefined), mend: 'Use Premium_AzureFrontDoor.', source: `${AFD}/standard-premium/tier-comparison`,
  },
  {
    id: 'azure/frontdoor-waf-priority', types: ['azurerm_cdn_frontdoor_firewall_policy'], argument: 'custom_rule', problem: all(unique('priority'), unique('name')), mend: 'Give each rule a name and a priority of its own.', source: 'https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-custom-rules',
  },
  {
    id: 'azure/frontdoor-waf-rate', types: ['azurerm_cdn_frontdoor_firewall_policy'], argument: 'custom_rule.*',
    problem: (rule) => {
      const minutes = numeric(rule?.rate_limit_duration_in_minutes);
      return text(rule?.type) === 'RateLimitRule' && !isSet(rule.rate_limit_threshold) ? 'limits a rate without rate_limit_threshold' : minutes !== undefined && minutes !== 1 && minutes !== 5 ? `counts over ${minutes} minutes: 1 or 5 are taken` : undefined;
    },
    mend: 'Give threshold and a window of 1 or 5 minutes.', source: 'https://learn.microsoft.com/azure/web-application-firewall/afds/waf-front-door-rate-limit',
  },
  {
    id: 'azure/frontdoor-rule-order', types: ['azurerm_cdn_frontdoor_rule'], argument: 'order', references: true,
    problem: (value, rule, context) => {
      const other = context.graph.all('azurerm_cdn_frontdoor_rule').find((entry) => entry.address < context.address && entry.body.cdn_frontdoor_rule_set_id === rule.cdn_frontdoor_rule_set_id && entry.body.order === value && isSet(value));
      return other ? `${value} is the order of ${other.address} too` : undefined;
    },
    mend: 'Give each rule of a set an order of its own.', source: `${AFD}/front-door-rules-engine`,
  },
  {
    id: 'azure/frontdoor-dns-order', types: ['azurerm_dns_cname_record'], argument: 'record', references: true,
    problem: (value, block, context) => {
      const endpoint = context.graph.target(value);
      return endpoint?.type === 'azurerm_cdn_frontdoor_endpoint'
        ? all(madeAfter('azurerm_cdn_frontdoor_route', (_mine, route) => context.graph.target(route.cdn_frontdoor_endpoint_id)?.address === endpoint.address), madeAfter('azurerm_cdn_frontdoor_security_policy', () => true))(value, block, context) : undefined;
    },
    mend: 'Put route and security policy into depends_on: else the name is served before the firewall is there.', source: `${PROVIDER}/cdn_frontdoor_custom_domain.html.markdown`,
  },
  {
    id: 'azure/frontdoor-probe', types: ['azurerm_cdn_frontdoor_origin_group'], argument: 'health_probe.interval_in_seconds',
    problem: (value) => ((numeric(value) ?? 5) < 5 || (numeric(value) ?? 5) > 31536000 ? `${value} is not within 5 and 31536000 seconds` : undefined), mend: 'Use 5 seconds at least.', source: `${AFD}/health-probes`,
  },
  {
    id: 'azure/frontdoor-weight', types: ['azurerm_cdn_frontdoor_origin'], argument: 'weight',
    problem: (value, origin) => ((numeric(value) ?? 500) < 1 || (numeric(value) ?? 500) > 1000 ? `${value} is not within 1 and 1000` : (numeric(origin.priority) ?? 1) > 5 ? `has priority ${origin.priority}: 1 to 5 are taken` : undefined), mend: 'Weights run from 1 to 1000, priorities from 1 to 5.', source: `${AFD}/routing-methods`,
  },
  {
    id: 'azure/frontdoor-tls', types: ['azurerm_cdn_frontdoor_custom_domain'], argument: 'tls.certificate_type', problem: oneOf('ManagedCertificate', 'CustomerCertificate'), mend: 'Use one of the two.', source: `${PROVIDER}/cdn_frontdoor_custom_domain.html.markdown`,
  },
  {
    id: 'azure/frontdoor-waf-challenge', types: ['azurerm_cdn_frontdoor_firewall_policy'], argument: '',
    problem: (policy) => (isSet(text(policy.sku_name)) && !/^Premium/.test(policy.sku_name) && (isSet(policy.js_challenge_cookie_expiration_in_minutes) || blocksOf(policy.custom_rule).some((rule) => text(rule.action) === 'JSChallenge'))
      ? `challenges browsers with sku ${policy.sku_name}` : undefined),
    mend: 'Use Premium_AzureFrontDoor.', source: 'https://learn.microsoft.com/azure/web-application-firewall/waf-javascript-challenge',
  },
  {
    id: 'azure/api-management-vault-identity', types: ['azurerm_api_management_named_value', 'azurerm_api_management_certificate'], argument: '', references: true,
    problem: (body, _block, context) => {
      const given = blockOf(body.value_from_key_vault).identity_client_id ?? body.key_vault_identity_client_id;
      const closed = context.graph.all('azurerm_key_vault').some((vault) => flag(vault.body.public_network_access_enabled) === false);
      return isSet(given) && closed ? 'reads a closed vault with a user-assigned identity' : undefined;
    },
    mend: 'Use the system-assigned identity of API Management: only that one passes the vault firewall.', source: `${APIM}/api-management-howto-use-managed-service-identity`,
  },
  {
    id: 'azure/api-diagnostic-sampling', types: ['azurerm_api_management_diagnostic', 'azurerm_api_management_api_diagnostic'], argument: 'sampling_percentage',
    problem: (value) => ((numeric(value) ?? 1) > 0 && (numeric(value) ?? 1) < 1 ? `${value} is meant as a percentage: all is 100` : undefined), mend: 'Write 50 % as 50.', source: `${PROVIDER}/api_management_diagnostic.html.markdown`,
  },
  {
    id: 'azure/api-diagnostic-body', types: ['azurerm_api_management_diagnostic', 'azurerm_api_management_api_diagnostic'], argument: '',
    problem: (body) => {
      const large = ['frontend_request', 'frontend_response', 'backend_request', 'backend_response'].find((name) => (numeric(blockOf(body[name]).body_bytes) ?? 0) > 8192);
      return large ? `logs more than 8192 bytes of ${large}` : undefined;
    },
    mend: 'Log 8192 bytes at most, better none.', source: `${PROVIDER}/api_management_diagnostic.html.markdown`,
  },
  {
    id: 'azure/frontdoor-route-protocols', types: ['azurerm_cdn_frontdoor_route'], argument: 'patterns_to_match',
    problem: (value) => {
      const odd = texts(listOf(value)).find((one) => !one.startsWith('/'));
      return odd ? `"${odd}" does not begin with /` : undefined;
    },
    mend: 'Begin patterns with /.', source: `${AFD}/front-door-route-matching`,
  },
];
