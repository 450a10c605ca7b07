import { ELSEWHERE, GONE, STRANGER, Table } from './places';

const SUBSCRIPTION = '/subscriptions/3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48';
const MORE = (times: number) => (old?: number) => (old === undefined ? undefined : old * times);
const PARTS = ['backend_request', 'backend_response', 'frontend_request', 'frontend_response'];
const masked = (value: string) => (old: any[]) => { const rest = old.filter((h) => h.value !== value); return rest.length < old.length ? rest : undefined; };
const withoutName = (name: string) => (old: any[]) => { const rest = old.filter((r) => r.name !== name); return rest.length < old.length ? rest : undefined; };
/** Sources of rules that let in; where a subnet's own goes out, or nobody comes in, more of them is not less safe. */
const comesIn = (source: string) => (old: string) => (/^(\$\{|10\.|AzureLoadBalancer)/.test(old) ? source : undefined);
const env = (name: string, value: string) => (old: any[]) => old.map((e) => (e.name === name ? { name, value } : e));
const withEnv = (name: string, value: string) => (old: any[]) => [...old, { name, value }];
const sql = (name: string, from: string | RegExp, to: string) => (old: any[]) => old.map((e) => (e.name === name ? { name, value: e.value.replace(from, to) } : e));

/** Who may do what. */
export const RIGHTS: Table = {
  azurerm_role_assignment: { role_definition_name: ['Owner', 'Contributor', 'User Access Administrator'], scope: [SUBSCRIPTION, `${SUBSCRIPTION}/resourceGroups/acme-eu-azure-platform`], principal_id: [STRANGER] },
};

/** Networks, and what goes in and out. */
export const NETWORK: Table = {
  azurerm_virtual_network: { dns_servers: [['203.0.113.53']] },
  azurerm_subnet: { default_outbound_access_enabled: [true, GONE], private_endpoint_network_policies: ['Disabled'] },
  azurerm_network_security_rule: {
    source_address_prefix: [comesIn('*'), comesIn('Internet')],
    destination_port_ranges: [(old?: string[]) => (old ? ['0-65535'] : undefined)], access: [(old: string) => (old === 'Deny' ? 'Allow' : undefined)],
    destination_port_range: [(old?: string) => (old === '*' ? '22' : undefined)], protocol: [(old: string) => (old === '*' ? undefined : '*')],
  },
  azurerm_subnet_network_security_group_association: { network_security_group_id: [`${ELSEWHERE}/Microsoft.Network/networkSecurityGroups/other`] },
  azurerm_subnet_route_table_association: { route_table_id: [`${ELSEWHERE}/Microsoft.Network/routeTables/other`] },
  azurerm_route_table: { 'bgp_route_propagation_enabled': [true], 'route': [[]], 'route.0.next_hop_type': ['Internet'], 'route.0.next_hop_in_ip_address': ['203.0.113.4'], 'route.0.address_prefix': ['10.0.0.0/8'], 'route.1': [{ name: 'around', address_prefix: '128.0.0.0/1', next_hop_type: 'Internet' }] },
  azurerm_virtual_network_peering: { remote_virtual_network_id: [`${ELSEWHERE}/Microsoft.Network/virtualNetworks/other`], use_remote_gateways: [true], allow_gateway_transit: [true] },
  azurerm_firewall_policy_rule_collection_group: {
    'application_rule_collection.0.rule.0.destination_fqdns': [['*'], ['*.example'], (old: string[]) => [...old, 'elsewhere.example']], 'application_rule_collection.0.rule.0.source_addresses': [['*']],
    'application_rule_collection.0.rule.0.protocols': [[{ port: 80, type: 'Http' }]], 'firewall_policy_id': [`${ELSEWHERE}/Microsoft.Network/firewallPolicies/other`],
    'network_rule_collection': [[{ name: 'all', action: 'Allow', priority: 900, rule: [{ name: 'all', protocols: ['Any'], source_addresses: ['*'], destination_addresses: ['*'], destination_ports: ['*'] }] }]],
    'nat_rule_collection': [[{ name: 'in', action: 'Dnat', priority: 800, rule: [{ name: 'in', protocols: ['TCP'], source_addresses: ['*'], destination_address: '203.0.113.9', destination_ports: ['443'], translated_address: '10.81.0.4', translated_port: 443 }] }]],
  },
  azurerm_private_endpoint: {
    'subnet_id': [`${ELSEWHERE}/Microsoft.Network/virtualNetworks/other/subnets/x`], 'private_service_connection.private_connection_resource_id': [`${ELSEWHERE}/Microsoft.Storage/storageAccounts/other`],
    'private_dns_zone_group': [GONE], 'private_dns_zone_group.private_dns_zone_ids': [[`${ELSEWHERE}/Microsoft.Network/privateDnsZones/other.example`]], 'private_service_connection.is_manual_connection': [true],
  },
  azurerm_private_endpoint_application_security_group_association: { application_security_group_id: [`${ELSEWHERE}/Microsoft.Network/applicationSecurityGroups/other`] },
  azurerm_private_dns_zone_virtual_network_link: { registration_enabled: [true], virtual_network_id: [`${ELSEWHERE}/Microsoft.Network/virtualNetworks/other`] },
  azurerm_private_dns_a_record: { records: [['203.0.113.7']] },
};

/** What runs. */
export const WORKLOADS: Table = {
  azurerm_container_app_environment: {
    internal_load_balancer_enabled: [false], public_network_access: ['Enabled'], logs_destination: [GONE], mutual_tls_enabled: [false], zone_redundancy_enabled: [false], infrastructure_subnet_id: [GONE, `${ELSEWHERE}/Microsoft.Network/virtualNetworks/other/subnets/x`],
  },
  azurerm_container_app: {
    'revision_mode': ['Multiple'], 'ingress.allow_insecure_connections': [true], 'identity': [GONE], 'identity.type': ['SystemAssigned, UserAssigned'], 'registry.0.server': ['docker.io'], 'registry.0': [{ server: 'acmeeuazureh4ys95.azurecr.io', username: 'push', password_secret_name: 'push' }],
    'template.container.0.image': ['acmeeuazureh4ys95.azurecr.io/orders:latest', `docker.io/library/nginx@sha256:${'0'.repeat(64)}`], 'template.min_replicas': [0, 1], 'template.max_replicas': [20_000],
    'template.container.0.liveness_probe': [GONE], 'template.container.0.readiness_probe': [GONE],
    'template.container.0.env': [env('DATABASE_SSLMODE', 'disable'), env('CACHE_TLS', 'false'), env('MASKED_FIELDS', ''), withEnv('API_KEY', 'correct-horse-battery-staple'), withEnv('DB_PASSWORD', 'correct-horse-battery'), env('DATABASE_HOST', 'database.elsewhere.example')],
    'secret': [[{ name: 'push', value: 'correct-horse-battery-staple' }]], 'container_app_environment_id': [`${ELSEWHERE}/Microsoft.App/managedEnvironments/other`],
    'template.container.1': [{ name: 'beside', image: 'docker.io/library/busybox:latest', cpu: 0.25, memory: '0.5Gi' }],
  },
  azurerm_container_app_job: {
    'template.container.0.image': ['acmeeuazureh4ys95.azurecr.io/ecr-public/docker/library/postgres:16', `docker.io/library/postgres@sha256:${'0'.repeat(64)}`], 'identity': [GONE],
    'template.container.0.command': [(old: string[]) => [...old.slice(0, 2), old[2].replace('PGSSLMODE=verify-full', 'PGSSLMODE=disable')]],
    'template.container.0.env': [
      sql('GRANTS_SQL', 'GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES', 'GRANT ALL PRIVILEGES ON ALL TABLES'), sql('GRANTS_SQL', /REVOKE ALL ON DATABASE "app" FROM PUBLIC;\n/, ''), sql('GRANTS_SQL', /REVOKE CREATE ON SCHEMA public FROM PUBLIC;\n/, ''), sql('ROLES_SQL', ' LOGIN;', ' LOGIN SUPERUSER;'),
      sql('GRANTS_SQL', /CREATE EXTENSION IF NOT EXISTS pgaudit;\n/, ''), sql('GRANTS_SQL', /$/, '\nGRANT CONNECT ON DATABASE "app" TO PUBLIC;'), withEnv('PGPASSWORD', 'correct-horse-battery-staple'),
    ],
  },
};

/** What stands before the service. */
export const EDGE: Table = {
  azurerm_api_management_backend: {
    'tls.validate_certificate_chain': [false], 'tls.validate_certificate_name': [false], 'tls': [GONE], 'url': [(old: string) => old.replace('https:', 'http:'), 'https://elsewhere.example'], 'circuit_breaker_rule': [GONE],
    'credentials': [{ authorization: { scheme: 'Basic', parameter: 'Y29ycmVjdC1ob3JzZTpiYXR0ZXJ5' } }],
  },
  azurerm_api_management_api: {
    'protocols': [['http', 'https'], ['http']], 'import': [GONE],
    'import.content_value.components.schemas.*.additionalProperties': [(old?: boolean) => (old === false ? true : undefined)],
    ...Object.fromEntries(['NewOrder', 'Customer', 'Address', 'Line'].map((asked) => [`import.content_value.components.schemas.${asked}.required`, [GONE]])),
    'import.content_value.components.schemas.*.properties.*.maxLength': [MORE(1000)], 'import.content_value.components.schemas.*.properties.*.pattern': [GONE], 'import.content_value.components.schemas.*.properties.*.maximum': [MORE(1000)],
    'import.content_value.components.schemas.*.properties.*.maxItems': [MORE(1000)], 'import.content_value.components.schemas.OrderStatus.enum': [GONE], 'import.content_value.paths.*.*.parameters.*.schema.maximum': [MORE(1000)], 'import.content_value.paths.*.*.parameters.*.schema.pattern': [GONE],
    'import.content_value.paths./admin': [{ get: { operationId: 'admin', responses: { 200: { description: 'Done' } } } }],
  },
  azurerm_api_management_api_diagnostic: {
    'always_log_errors': [false], 'sampling_percentage': [1], 'log_client_ip': [true], 'http_correlation_protocol': ['None'], 'verbosity': ['error'], 'api_management_logger_id': [`${ELSEWHERE}/Microsoft.ApiManagement/service/other/loggers/x`],
    ...Object.fromEntries(PARTS.flatMap((part): [string, any[]][] => [
      [`${part}.body_bytes`, [8192]], [`${part}.headers_to_log`, [['Authorization', 'Cookie']]], [`${part}.data_masking`, [GONE]], [`${part}.data_masking.query_params`, [GONE]],
      [`${part}.data_masking.headers`, ['Authorization', 'Cookie', 'email'].map(masked)],
    ])),
  },
  azurerm_cdn_frontdoor_custom_domain: { 'tls.minimum_tls_version': ['TLS10'], 'host_name': ['orders.elsewhere.example'] },
  azurerm_cdn_frontdoor_firewall_policy: {
    'enabled': [false], 'mode': ['Detection'], 'request_body_check_enabled': [false], 'managed_rule.*': [GONE], 'managed_rule.*.action': ['Log'], 'managed_rule.0.version': ['1.0'],
    'managed_rule.0.override': [[{ rule_group_name: 'SQLI', rule: [{ rule_id: '942100', enabled: false, action: 'Log' }] }]], 'managed_rule.0.exclusion': [[{ match_variable: 'QueryStringArgNames', operator: 'EqualsAny', selector: '*' }]],
    'custom_rule': ['BodyTooLarge', 'MethodNotOffered', 'TooManyFromOneAddress'].map(withoutName), 'custom_rule.*.enabled': [false], 'custom_rule.*.action': ['Log'], 'custom_rule.2.rate_limit_threshold': [3_000_000],
    'custom_rule.0.match_condition.0.match_values': [['8192000']], 'custom_rule.1.match_condition.0.match_values': [(old: string[]) => [...old, 'TRACE', 'CONNECT']], 'custom_rule.3': [{ name: 'Friends', type: 'MatchRule', action: 'Allow', priority: 1, enabled: true, match_condition: [{ match_variable: 'RemoteAddr', operator: 'IPMatch', match_values: ['0.0.0.0/0'] }] }],
    'log_scrubbing': [GONE], 'log_scrubbing.enabled': [false], 'log_scrubbing.scrubbing_rule.*': [GONE],
  },
  azurerm_cdn_frontdoor_security_policy: {
    'security_policies.firewall.cdn_frontdoor_firewall_policy_id': [`${ELSEWHERE}/Microsoft.Network/frontDoorWebApplicationFirewallPolicies/other`], 'security_policies.firewall.association.patterns_to_match': [['/nothing/*']], 'security_policies.firewall.association.domain': [[]],
  },
  azurerm_cdn_frontdoor_route: {
    https_redirect_enabled: [false], link_to_default_domain: [true], forwarding_protocol: ['HttpOnly', 'MatchRequest'], supported_protocols: [['Http']], cdn_frontdoor_origin_ids: [[`${ELSEWHERE}/Microsoft.Cdn/profiles/other/originGroups/x/origins/x`]],
    cdn_frontdoor_origin_group_id: [`${ELSEWHERE}/Microsoft.Cdn/profiles/other/originGroups/x`], cache: [{ query_string_caching_behavior: 'IgnoreQueryString' }], cdn_frontdoor_origin_path: ['/'],
  },
  azurerm_dns_cname_record: { record: ['elsewhere.example'] },
};
