import { Example, many, one } from '../example';

const POLICY = '<policies><inbound><base /><set-variable name="a" value="@(context.Request.Headers.Count > 3)" /></inbound><backend><base /></backend></policies>';
const DOORS = {
  azurerm_cdn_frontdoor_profile: { main: { sku_name: 'Premium_AzureFrontDoor' } }, azurerm_cdn_frontdoor_origin_group: { api: { cdn_frontdoor_profile_id: '${azurerm_cdn_frontdoor_profile.main.id}' } }, azurerm_api_management: { main: {} },
  azurerm_cdn_frontdoor_origin: { api: { cdn_frontdoor_origin_group_id: '${azurerm_cdn_frontdoor_origin_group.api.id}', certificate_name_check_enabled: true, private_link: { target_type: 'Gateway', private_link_target_id: '${azurerm_api_management.main.id}' } } },
};
const WAF = { sku_name: 'Premium_AzureFrontDoor', managed_rule: [{ type: 'Microsoft_DefaultRuleSet' }], custom_rule: [{ name: 'rate', priority: 1, type: 'RateLimitRule', rate_limit_threshold: 100, rate_limit_duration_in_minutes: 1, action: 'Block' }, { name: 'size', priority: 2, action: 'Block' }] };

export const azureEdgeExamples: Example[] = [
  one('azure/api-management-zones', 'azurerm_api_management', { sku_name: 'Premium_2', zones: ['1', '2'] }, { 'API Management zones outside Premium': { sku_name: 'PremiumV2_2' } }),
  one('azure/api-management-subnet', 'azurerm_api_management', { virtual_network_type: 'External', virtual_network_configuration: { subnet_id: 'x' } }, { 'API Management External without subnet': { virtual_network_configuration: undefined } }),
  one('azure/api-management-v2', 'azurerm_api_management', { sku_name: 'StandardV2_1' }, { 'API Management V2 with sign-in': { sign_in: { enabled: true } }, 'API Management V2 with tenant access': { tenant_access: { enabled: false } } }),
  one('azure/api-management-sku', 'azurerm_api_management', { sku_name: 'StandardV2_1' }, { 'API Management sku without units': { sku_name: 'StandardV2' } }),
  one('azure/api-policy-xml', 'azurerm_api_management_api_policy', { xml_content: POLICY }, { 'broken policy XML': { xml_content: POLICY.replace('</inbound>', '') } }),
  one('azure/api-policy-sections', 'azurerm_api_management_api_policy', { xml_content: POLICY }, { 'policy without its root': { xml_content: '<inbound><base /></inbound>' } }),
  one('azure/api-import-json', 'azurerm_api_management_api', { import: { content_format: 'openapi+json', content_value: '{"openapi":"3.0.1","paths":{}}' } }, { 'broken OpenAPI document': { import: { content_format: 'openapi+json', content_value: '{"openapi":' } } }),
  many('azure/frontdoor-private-link', DOORS, { 'Front Door private link with the certificate check off': (r) => { r.azurerm_cdn_frontdoor_origin.api.certificate_name_check_enabled = false; }, 'Front Door private link in a Standard profile': (r) => { r.azurerm_cdn_frontdoor_profile.main.sku_name = 'Standard_AzureFrontDoor'; } }),
  many('azure/frontdoor-link-target', DOORS, { 'wrong private link target type': (r) => { r.azurerm_cdn_frontdoor_origin.api.private_link.target_type = 'gateway'; } }),
  one('azure/frontdoor-waf-premium', 'azurerm_cdn_frontdoor_firewall_policy', WAF, { 'managed WAF rules below Premium': { sku_name: 'Standard_AzureFrontDoor' } }),
  one('azure/frontdoor-waf-priority', 'azurerm_cdn_frontdoor_firewall_policy', WAF, { 'duplicate Front Door WAF priority': { custom_rule: [WAF.custom_rule[0], { ...WAF.custom_rule[1], priority: 1 }] } }),
  one('azure/frontdoor-waf-rate', 'azurerm_cdn_frontdoor_firewall_policy', WAF, { 'rate limit over 10 minutes': { custom_rule: [{ ...WAF.custom_rule[0], rate_limit_duration_in_minutes: 10 }] } }),
  many('azure/frontdoor-rule-order', { azurerm_cdn_frontdoor_rule: { a: { cdn_frontdoor_rule_set_id: 's', order: 1 }, b: { cdn_frontdoor_rule_set_id: 's', order: 2 } } }, { 'Front Door rules of one order': (r) => { r.azurerm_cdn_frontdoor_rule.b.order = 1; } }),
  many('azure/frontdoor-dns-order', {
    azurerm_cdn_frontdoor_endpoint: { main: {} }, azurerm_cdn_frontdoor_route: { main: { cdn_frontdoor_endpoint_id: '${azurerm_cdn_frontdoor_endpoint.main.id}' } }, azurerm_cdn_frontdoor_security_policy: { main: {} },
    azurerm_dns_cname_record: { api: { record: '${azurerm_cdn_frontdoor_endpoint.main.host_name}', depends_on: ['azurerm_cdn_frontdoor_route.main', 'azurerm_cdn_frontdoor_security_policy.main'] } },
  }, { 'edge name before its firewall': (r) => { r.azurerm_dns_cname_record.api.depends_on.pop(); } }),
  one('azure/frontdoor-probe', 'azurerm_cdn_frontdoor_origin_group', { health_probe: { interval_in_seconds: 30 } }, { 'probe every second': { health_probe: { interval_in_seconds: 1 } } }),
  one('azure/frontdoor-weight', 'azurerm_cdn_frontdoor_origin', { weight: 1000, priority: 1 }, { 'origin weight of 2000': { weight: 2000 } }),
  one('azure/frontdoor-tls', 'azurerm_cdn_frontdoor_custom_domain', { tls: { certificate_type: 'ManagedCertificate' } }, { 'unknown certificate type': { tls: { certificate_type: 'Managed' } } }),
  one('azure/frontdoor-waf-challenge', 'azurerm_cdn_frontdoor_firewall_policy', WAF, { 'WAF challenge below Premium': { sku_name: 'Standard_AzureFrontDoor', js_challenge_cookie_expiration_in_minutes: 30 } }),
  many('azure/api-management-vault-identity', { azurerm_key_vault: { main: { public_network_access_enabled: false } }, azurerm_api_management_named_value: { a: { value_from_key_vault: { secret_id: 'x' } } } }, { 'API Management reads a closed vault with a user-assigned identity': (r) => { r.azurerm_api_management_named_value.a.value_from_key_vault.identity_client_id = 'x'; } }),
  one('azure/api-diagnostic-sampling', 'azurerm_api_management_api_diagnostic', { sampling_percentage: 100 }, { 'sampling as a share': { sampling_percentage: 0.5 } }),
  one('azure/api-diagnostic-body', 'azurerm_api_management_api_diagnostic', { frontend_request: { body_bytes: 0 } }, { 'bodies of 10000 bytes logged': { frontend_request: { body_bytes: 10000 } } }),
  one('azure/frontdoor-route-protocols', 'azurerm_cdn_frontdoor_route', { patterns_to_match: ['/*'] }, { 'pattern without slash': { patterns_to_match: ['*'] } }),
];
