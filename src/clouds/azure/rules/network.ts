import { all, cidr, exactlyOne, uniqueAcross } from '../../rule-makers';
import { blockOf, blocksOf, cidrRange, flag, isSet, listOf, numeric, text, texts } from '../../rule-values';
import { Rule, RuleContext } from '../../rules';

const NET = 'https://learn.microsoft.com/azure';
const PRIVATE_LINK = `${NET}/private-link/private-endpoint-overview#private-link-resource`;
const ZONES = `${NET}/private-link/private-endpoint-dns`;

/** What a private endpoint calls the parts of each service, and the DNS zones that go with them. */
export const PRIVATE_LINKS: { readonly [type: string]: { readonly [subresource: string]: readonly string[] } } = {
  azurerm_storage_account: {
    blob: ['privatelink.blob.core.windows.net'], blob_secondary: ['privatelink.blob.core.windows.net'], file: ['privatelink.file.core.windows.net'], queue: ['privatelink.queue.core.windows.net'],
    table: ['privatelink.table.core.windows.net'], dfs: ['privatelink.dfs.core.windows.net'], web: ['privatelink.web.core.windows.net'],
    queue_secondary: ['privatelink.queue.core.windows.net'], table_secondary: ['privatelink.table.core.windows.net'], dfs_secondary: ['privatelink.dfs.core.windows.net'], web_secondary: ['privatelink.web.core.windows.net'],
  },
  azurerm_key_vault: { vault: ['privatelink.vaultcore.azure.net'] },
  azurerm_container_registry: { registry: ['privatelink.azurecr.io'] },
  azurerm_postgresql_flexible_server: { postgresqlServer: ['privatelink.postgres.database.azure.com'] },
  azurerm_cosmosdb_account: {
    Sql: ['privatelink.documents.azure.com'], MongoDB: ['privatelink.mongo.cosmos.azure.com'], Cassandra: ['privatelink.cassandra.cosmos.azure.com'],
    Gremlin: ['privatelink.gremlin.cosmos.azure.com'], Table: ['privatelink.table.cosmos.azure.com'],
  },
  azurerm_managed_redis: { redisEnterprise: ['privatelink.redis.azure.net', 'privatelink.redisenterprise.cache.azure.net'] },
  azurerm_redis_cache: { redisCache: ['privatelink.redis.cache.windows.net'] },
  azurerm_servicebus_namespace: { namespace: ['privatelink.servicebus.windows.net'] },
  azurerm_eventhub_namespace: { namespace: ['privatelink.servicebus.windows.net'] },
  azurerm_eventgrid_topic: { topic: ['privatelink.eventgrid.azure.net'] },
  azurerm_api_management: { Gateway: ['privatelink.azure-api.net'] },
  azurerm_monitor_private_link_scope: {
    azuremonitor: ['privatelink.monitor.azure.com', 'privatelink.oms.opinsights.azure.com', 'privatelink.ods.opinsights.azure.com', 'privatelink.agentsvc.azure-automation.net', 'privatelink.blob.core.windows.net'],
  },
  azurerm_container_app_environment: { managedEnvironments: [] },
};

/** Services that take a subnet of their own, and what the subnet must be delegated to. */
const DELEGATIONS: readonly (readonly [string, (body: any) => any, readonly string[]])[] = [
  ['azurerm_container_app_environment', (body) => body.infrastructure_subnet_id, ['Microsoft.App/environments']],
  ['azurerm_postgresql_flexible_server', (body) => body.delegated_subnet_id, ['Microsoft.DBforPostgreSQL/flexibleServers']],
  ['azurerm_api_management', (body) => (/V2/.test(text(body.sku_name) ?? '') ? blockOf(body.virtual_network_configuration).subnet_id : undefined), ['Microsoft.Web/serverFarms', 'Microsoft.Web/hostingEnvironments']],
];

function delegationOf(subnet: any): string[] {
  return blocksOf(subnet.delegation).flatMap((one) => texts(blockOf(one.service_delegation).name));
}

function zoneNames(endpoint: any, context: RuleContext): (string | undefined)[] {
  return listOf(blockOf(endpoint.private_dns_zone_group).private_dns_zone_ids)
    .map((id) => text(context.graph.target(id)?.body.name) ?? /privateDnsZones\/([^/]+)$/i.exec(text(id) ?? '')?.[1]);
}

/** Networks, subnets, private endpoints and their zones. */
export const networkRules: readonly Rule[] = [
  {
    id: 'azure/subnet-cidr', types: ['azurerm_subnet'], argument: 'address_prefixes', problem: cidr(2, 29), mend: 'Use a block of at most /29 without host bits.', source: `${NET}/virtual-network/virtual-networks-faq`,
  },
  {
    id: 'azure/virtual-network-cidr', types: ['azurerm_virtual_network'], argument: 'address_space', problem: cidr(2, 29), mend: 'Use a block without host bits.', source: `${NET}/virtual-network/virtual-networks-faq`,
  },
  {
    id: 'azure/subnet-within-network', types: ['azurerm_subnet'], argument: 'address_prefixes',
    problem: (value, subnet, context) => {
      const network = context.graph.target(subnet.virtual_network_name);
      const spaces = listOf(network?.body.address_space).map(cidrRange);
      const outside = spaces.length > 0 && spaces.every(isSet) ? texts(value).find((one) => {
        const mine = cidrRange(one);
        return mine && !spaces.some((space) => space && mine.first >= space.first && mine.last <= space.last);
      }) : undefined;
      return outside ? `${outside} lies outside ${network?.address}` : undefined;
    },
    mend: 'Choose a block within the address space of the network.', source: `${NET}/virtual-network/manage-virtual-network`,
  },
  {
    id: 'azure/subnet-overlap', types: ['azurerm_subnet'], argument: 'address_prefixes',
    problem: (value, subnet, context) => {
      for (const mine of texts(value).map(cidrRange)) {
        const other = context.graph.all('azurerm_subnet').find((entry) => entry.address < context.address && entry.body.virtual_network_name === subnet.virtual_network_name
          && texts(entry.body.address_prefixes).map(cidrRange).some((theirs) => mine && theirs && mine.first <= theirs.last && theirs.first <= mine.last));
        if (other) {
          return `overlaps ${other.address}`;
        }
      }
      return undefined;
    },
    mend: 'Give each subnet addresses of its own.', source: `${NET}/virtual-network/virtual-network-manage-subnet`,
  },
  {
    id: 'azure/firewall-subnet', types: ['azurerm_firewall'], argument: 'ip_configuration.subnet_id', references: true,
    problem: (value, _block, context) => {
      const subnet = context.graph.target(value);
      const name = subnet?.type === 'azurerm_subnet' ? text(subnet.body.name) : /subnets\/([^/]+)$/.exec(text(value) ?? '')?.[1];
      return name !== undefined && name !== 'AzureFirewallSubnet' ? `is subnet "${name}"` : undefined;
    },
    mend: 'Name the subnet AzureFirewallSubnet, /26 at least.', source: `${NET}/firewall/firewall-faq`,
  },
  {
    id: 'azure/firewall-subnet-size', types: ['azurerm_subnet'], argument: 'address_prefixes',
    problem: (value, subnet) => {
      const small = ['AzureFirewallSubnet', 'AzureBastionSubnet'].includes(text(subnet.name) ?? '') ? texts(value).find((one) => (cidrRange(one)?.prefix ?? 0) > 26) : undefined;
      return small ? `${small} is smaller than /26` : undefined;
    },
    mend: 'Use /26 at least.', source: `${NET}/firewall/firewall-faq`,
  },
  ...DELEGATIONS.map(([type, subnetOf, services]): Rule => ({
    id: `azure/delegation-${type.replace('azurerm_', '').replace(/_/g, '-')}`, types: [type], argument: '', references: true,
    problem: (body, _block, context) => {
      const subnet = context.graph.target(subnetOf(body));
      const given = subnet?.type === 'azurerm_subnet' ? delegationOf(subnet.body) : undefined;
      return given && !given.some((one) => services.includes(one)) ? `uses ${subnet?.address}, which is delegated to ${given.join(', ') || 'nothing'}` : undefined;
    },
    mend: `Delegate the subnet to ${services.join(' or ')}.`, source: `${NET}/virtual-network/subnet-delegation-overview`,
  })),
  {
    id: 'azure/api-management-delegation-mode', types: ['azurerm_api_management'], argument: 'virtual_network_type', references: true,
    problem: (value, body, context) => {
      const subnet = /V2/.test(text(body.sku_name) ?? '') ? context.graph.target(blockOf(body.virtual_network_configuration).subnet_id) : undefined;
      const wanted = value === 'External' ? 'Microsoft.Web/serverFarms' : value === 'Internal' ? 'Microsoft.Web/hostingEnvironments' : undefined;
      const given = subnet ? delegationOf(subnet.body) : [];
      return wanted && given.length > 0 && !given.includes(wanted) ? `is ${value}, and ${subnet?.address} is delegated to ${given.join(', ')}` : undefined;
    },
    mend: 'Delegate to Microsoft.Web/serverFarms for External, to Microsoft.Web/hostingEnvironments for Internal.', source: `${NET}/api-management/integrate-vnet-outbound`,
  },
  {
    id: 'azure/container-environment-subnet-size', types: ['azurerm_container_app_environment'], argument: 'infrastructure_subnet_id', references: true,
    problem: (value, body, context) => {
      const subnet = context.graph.target(value);
      const most = isSet(body.workload_profile) ? 27 : 23;
      const small = texts(subnet?.body.address_prefixes).find((one) => (cidrRange(one)?.prefix ?? 0) > most);
      return small ? `is ${subnet?.address}, ${small}: /${most} is the smallest` : undefined;
    },
    mend: 'Use /27 with workload profiles, /23 without.', source: `${NET}/container-apps/networking`,
  },
  {
    id: 'azure/private-endpoint-subresource', types: ['azurerm_private_endpoint'], argument: 'private_service_connection.subresource_names',
    problem: (value, connection, context) => {
      const parts = PRIVATE_LINKS[context.graph.target(connection.private_connection_resource_id)?.type ?? ''];
      const odd = parts ? texts(value).find((one) => !(one in parts)) : undefined;
      return odd ? `"${odd}" is not one of ${Object.keys(parts).join(', ')}` : undefined;
    },
    mend: 'Use the name that the service gives to its part; case matters.', source: PRIVATE_LINK,
  },
  {
    id: 'azure/private-endpoint-zone', types: ['azurerm_private_endpoint'], argument: '', references: true,
    problem: (endpoint, _block, context) => {
      const connection = blockOf(endpoint.private_service_connection);
      const parts = PRIVATE_LINKS[context.graph.target(connection.private_connection_resource_id)?.type ?? ''] ?? {};
      const expected = texts(connection.subresource_names).flatMap((one) => parts[one] ?? []);
      const odd = expected.length > 0 ? zoneNames(endpoint, context).find((name) => name !== undefined && !expected.includes(name)) : undefined;
      return odd ? `registers in zone "${odd}", not in ${expected.join(', ')}: names resolve to public addresses` : undefined;
    },
    mend: 'Use the private DNS zone of the service.', source: ZONES,
  },
  {
    id: 'azure/private-endpoint-message', types: ['azurerm_private_endpoint'], argument: 'private_service_connection.request_message',
    problem: (value, connection) => (isSet(value) && flag(connection.is_manual_connection) === false ? 'is set though the connection is not manual' : undefined),
    mend: 'Leave request_message out.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/private_endpoint.html.markdown',
  },
  {
    id: 'azure/private-endpoint-after-zone-link', types: ['azurerm_private_endpoint'], argument: '', references: true,
    problem: (endpoint, _block, context) => {
      const zones = listOf(blockOf(endpoint.private_dns_zone_group).private_dns_zone_ids).map((id) => context.graph.target(id)).filter(isSet);
      const early = context.graph.all('azurerm_private_dns_zone_virtual_network_link').find((link) => zones.some((zone) => zone && context.graph.refersTo(link, zone)) && !context.graph.isAfter(context, link));
      return early ? `can be made before ${early.address}` : undefined;
    },
    mend: 'Put the link of the zone into depends_on: consumers else cache public addresses.', source: ZONES,
  },
  {
    id: 'azure/subnet-one-owner', types: ['azurerm_private_endpoint'], argument: 'subnet_id', references: true,
    problem: (value, _block, context) => {
      const subnet = context.graph.target(value);
      return subnet && delegationOf(subnet.body).length > 0 ? `is ${subnet.address}, which is delegated to ${delegationOf(subnet.body).join(', ')}` : undefined;
    },
    mend: 'Put private endpoints into a subnet of their own.', source: `${NET}/private-link/private-endpoint-overview`,
  },
  {
    id: 'azure/security-rule-priority', types: ['azurerm_network_security_group'], argument: 'security_rule',
    problem: all((value) => {
      const seen = new Set<string>();
      for (const rule of blocksOf(value)) {
        const [direction, priority] = [text(rule.direction), numeric(rule.priority)];
        if (priority !== undefined && (priority < 100 || priority > 4096)) {
          return `has priority ${priority}: 100 to 4096 are taken`;
        }
        if (direction && priority !== undefined && seen.has(`${direction} ${priority}`)) {
          return `has ${direction} priority ${priority} more than once`;
        }
        seen.add(`${direction} ${priority}`);
      }
      return undefined;
    }),
    mend: 'Give each rule of a direction a priority of its own.', source: `${NET}/virtual-network/network-security-groups-overview`,
  },
  {
    id: 'azure/security-rule-address', types: ['azurerm_network_security_group'], argument: 'security_rule.*',
    problem: (rule) => {
      for (const side of ['source', 'destination']) {
        const set = [`${side}_address_prefix`, `${side}_address_prefixes`, `${side}_application_security_group_ids`].filter((name) => isSet(rule?.[name]) && rule[name] !== '');
        if (set.length !== 1) {
          return `has ${set.length === 0 ? 'no' : 'more than one'} ${side} address argument`;
        }
      }
      return undefined;
    },
    mend: 'Give one source and one destination.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/network_security_group.html.markdown',
  },
  {
    id: 'azure/route-next-hop', types: ['azurerm_route_table'], argument: 'route.*',
    problem: (route) => (text(route?.next_hop_type) === 'VirtualAppliance' && !isSet(route.next_hop_in_ip_address) ? 'goes to an appliance without address'
      : isSet(text(route?.next_hop_type)) && text(route.next_hop_type) !== 'VirtualAppliance' && isSet(route.next_hop_in_ip_address) && route.next_hop_in_ip_address !== '' ? 'has a next hop address though its type is no appliance' : undefined),
    mend: 'Give the address with VirtualAppliance, and only then.', source: `${NET}/virtual-network/virtual-networks-udr-overview`,
  },
  {
    id: 'azure/flow-log-target', types: ['azurerm_network_watcher_flow_log'], argument: 'target_resource_id', references: true,
    problem: (value, _block, context) => (context.graph.target(value)?.type === 'azurerm_network_security_group' || /networkSecurityGroups\//i.test(text(value) ?? '') ? 'is a network security group: such flow logs cannot be created any more' : undefined),
    mend: 'Log the virtual network.', source: `${NET}/network-watcher/nsg-flow-logs-overview`,
  },
  {
    id: 'azure/flow-log-account-policy', types: ['azurerm_network_watcher_flow_log'], argument: 'storage_account_id', references: true,
    problem: (value, _block, context) => {
      const account = context.graph.target(value);
      const policy = account && context.graph.all('azurerm_storage_management_policy').find((entry) => context.graph.refersTo(entry, account));
      return policy ? `is an account with ${policy.address}; the flow log writes its own lifecycle rule over it` : undefined;
    },
    mend: 'Leave the lifecycle of that account to the flow log.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/network_watcher_flow_log.html.markdown',
  },
  {
    id: 'azure/private-zone-twice', types: ['azurerm_private_dns_zone'], argument: 'name', problem: uniqueAcross((body) => (text(body.name) ? `${body.name} in ${String(body.resource_group_name).replace(/[${}]/g, '')}` : undefined), 'zone'), mend: 'Keep one zone of a name in a group.', source: ZONES,
  },
  {
    id: 'azure/firewall-threat-features', types: ['azurerm_firewall_policy'], argument: '',
    problem: (policy) => ((text(policy.sku) ?? 'Standard') !== 'Premium' && (isSet(policy.intrusion_detection) || isSet(policy.tls_certificate)) ? `has intrusion detection or TLS inspection with sku ${policy.sku ?? 'Standard'}` : undefined),
    mend: 'Use sku Premium for policy and firewall.', source: `${NET}/firewall/premium-features`,
  },
  {
    id: 'azure/firewall-tier', types: ['azurerm_firewall'], argument: 'firewall_policy_id', references: true,
    problem: (value, firewall, context) => {
      const sku = text(context.graph.target(value)?.body.sku);
      return sku === 'Premium' && isSet(text(firewall.sku_tier)) && firewall.sku_tier !== 'Premium' ? `has a Premium policy on tier ${firewall.sku_tier}` : undefined;
    },
    mend: 'Use the same tier for firewall and policy.', source: `${NET}/firewall/premium-features`,
  },
  {
    id: 'azure/frontdoor-route-caching', types: ['azurerm_cdn_frontdoor_route'], argument: 'https_redirect_enabled',
    problem: (value, route) => (flag(value) !== false && Array.isArray(route.supported_protocols) && texts(route.supported_protocols).length === 1 ? 'is on though the route takes one protocol only' : undefined),
    mend: 'Take Http and Https, or switch the redirect off.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/cdn_frontdoor_route.html.markdown',
  },
  {
    id: 'azure/firewall-rule-source', types: ['azurerm_firewall_policy_rule_collection_group'], argument: 'application_rule_collection.rule.*',
    problem: (rule) => (isSet(rule) ? exactlyOne('source_addresses', 'source_ip_groups')(rule, rule, undefined as never) : undefined),
    mend: 'Give each rule its sources, as addresses or as groups.', source: 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r/firewall_policy_rule_collection_group.html.markdown',
  },
];
