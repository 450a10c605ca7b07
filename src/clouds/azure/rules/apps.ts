import { all, count, pattern, range, unique } from '../../rule-makers';
import { blockOf, blocksOf, flag, isSet, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const APPS = 'https://learn.microsoft.com/azure/container-apps';
const ACR = 'https://learn.microsoft.com/azure/container-registry';
const BUS = 'https://learn.microsoft.com/azure/service-bus-messaging';
const PROVIDER = 'https://github.com/hashicorp/terraform-provider-azurerm/blob/main/website/docs/r';

/** Container apps, registry, Service Bus, Event Hubs. */
export const appRules: readonly Rule[] = [
  {
    id: 'azure/container-size', types: ['azurerm_container_app'], argument: 'template.container.*',
    problem: (container, _block, context) => {
      const [cpu, memory] = [numeric(container?.cpu), Number(/^([\d.]+)Gi$/.exec(text(container?.memory) ?? '')?.[1])];
      const consumption = !isSet(context.body.workload_profile_name) || text(context.body.workload_profile_name) === 'Consumption';
      return cpu !== undefined && consumption && (cpu % 0.25 !== 0 || cpu > 4 || cpu < 0.25) ? `has ${cpu} CPU: steps of 0.25 up to 4 are offered`
        : cpu !== undefined && consumption && !Number.isNaN(memory) && memory !== cpu * 2 ? `has ${memory} Gi with ${cpu} CPU: ${cpu * 2} Gi go with it` : undefined;
    },
    mend: 'Give two Gi for each CPU, in steps of 0.25 CPU.', source: `${APPS}/containers`,
  },
  {
    id: 'azure/container-replicas', types: ['azurerm_container_app'], argument: 'template.min_replicas',
    problem: (value, template) => {
      const [min, max] = [numeric(value), numeric(template.max_replicas) ?? 10];
      return min !== undefined && min > max ? `${min} is above max_replicas ${max}` : max > 1000 ? `max_replicas ${max} is above 1000` : undefined;
    },
    mend: 'Let the minimum be at most the maximum.', source: `${APPS}/scale-app`,
  },
  {
    id: 'azure/container-traffic', types: ['azurerm_container_app'], argument: 'ingress.traffic_weight',
    problem: (value) => {
      const weights = blocksOf(value).map((one) => numeric(one.percentage));
      const sum = weights.reduce<number>((total, one) => total + (one ?? NaN), 0);
      return weights.length > 0 && !Number.isNaN(sum) && sum !== 100 ? `adds up to ${sum} %` : undefined;
    },
    mend: 'Let the weights add up to 100.', source: `${APPS}/traffic-splitting`,
  },
  {
    id: 'azure/container-secret', types: ['azurerm_container_app'], argument: 'template.container.env.secret_name',
    problem: (value, _env, context) => (isSet(value) && !blocksOf(context.body.secret).some((secret) => secret.name === value) && !isSet(context.body.dynamic) ? `"${value}" is no secret of the app` : undefined),
    mend: 'Declare the secret.', source: `${APPS}/manage-secrets`,
  },
  {
    id: 'azure/container-volume', types: ['azurerm_container_app'], argument: 'template.container.volume_mounts.name',
    problem: (value, _mount, context) => (isSet(value) && !blocksOf(blockOf(context.body.template).volume).some((volume) => volume.name === value) ? `"${value}" is no volume of the app` : undefined),
    mend: 'Declare the volume.', source: `${APPS}/storage-mounts`,
  },
  {
    id: 'azure/container-names', types: ['azurerm_container_app'], argument: 'template.container', problem: unique('name'), mend: 'Give each container a name of its own.', source: `${APPS}/containers`,
  },
  {
    id: 'azure/container-profile', types: ['azurerm_container_app'], argument: 'workload_profile_name', references: true,
    problem: (value, app, context) => {
      const environment = context.graph.target(app.container_app_environment_id);
      const names = blocksOf(environment?.body.workload_profile).map((profile) => profile.name);
      return environment && text(value) && value !== 'Consumption' && !names.includes(value) ? `"${value}" is no workload profile of ${environment.address}` : undefined;
    },
    mend: 'Name a profile of the environment.', source: `${APPS}/workload-profiles-overview`,
  },
  {
    id: 'azure/container-registry-identity', types: ['azurerm_container_app'], argument: 'registry.identity', references: true,
    problem: (value, _registry, context) => {
      const ids = listOf(blockOf(context.body.identity).identity_ids);
      return typeof value === 'string' && !/^system/i.test(value) && !ids.includes(value) ? 'is no identity of the app' : undefined;
    },
    mend: 'Put the identity into the identity block too.', source: `${APPS}/managed-identity-image-pull`,
  },
  {
    id: 'azure/container-image-after-pull-role', types: ['azurerm_container_app'], argument: 'registry.identity', references: true,
    problem: (value, _registry, context) => {
      const identity = context.graph.target(value);
      const grants = identity ? context.graph.all('azurerm_role_assignment').filter((entry) => text(entry.body.role_definition_name) === 'AcrPull' && context.graph.refersTo(entry, identity)) : [];
      return grants.length > 0 && !grants.some((entry) => context.graph.isAfter(context, entry)) ? `pulls before ${grants[0].address}` : undefined;
    },
    mend: 'Put the role assignment into depends_on.', source: `${APPS}/managed-identity-image-pull`,
  },
  {
    id: 'azure/container-environment-internal', types: ['azurerm_container_app_environment'], argument: 'internal_load_balancer_enabled', references: true,
    problem: (value, environment) => (flag(value) && !isSet(environment.infrastructure_subnet_id) ? 'is on without infrastructure_subnet_id' : undefined), mend: 'Name the subnet.', source: `${APPS}/networking`,
  },
  {
    id: 'azure/container-environment-logs', types: ['azurerm_container_app_environment'], argument: 'logs_destination', references: true,
    problem: (value, environment) => (value === 'azure-monitor' && isSet(environment.log_analytics_workspace_id) ? 'is azure-monitor, and a workspace is named' : value === 'log-analytics' && !isSet(environment.log_analytics_workspace_id) ? 'is log-analytics without workspace' : undefined),
    mend: 'Name the workspace with log-analytics only.', source: `${PROVIDER}/container_app_environment.html.markdown`,
  },
  {
    id: 'azure/container-environment-after-dns', types: ['azurerm_container_app_environment'], argument: '', references: true,
    problem: (environment, _block, context) => {
      const subnet = context.graph.target(environment.infrastructure_subnet_id);
      const network = context.graph.target(subnet?.body.virtual_network_name);
      const early = subnet ? context.graph.all('azurerm_virtual_network_dns_servers', 'azurerm_subnet_route_table_association')
        .find((entry) => (context.graph.refersTo(entry, subnet) || network && context.graph.refersTo(entry, network)) && !context.graph.isAfter(context, entry)) : undefined;
      return early ? `starts before ${early.address}: it reads DNS servers and routes once` : undefined;
    },
    mend: 'Put DNS servers and route table into depends_on.', source: `${APPS}/networking`,
  },
  {
    id: 'azure/registry-premium', types: ['azurerm_container_registry'], argument: '',
    problem: (registry) => {
      const sku = text(registry.sku);
      const used = ['encryption', 'network_rule_set', 'georeplications'].find((name) => isSet(registry[name]))
        ?? ['zone_redundancy_enabled', 'quarantine_policy_enabled', 'data_endpoint_enabled'].find((name) => flag(registry[name])) ?? (flag(registry.public_network_access_enabled) === false ? 'public_network_access_enabled' : undefined)
        ?? ((numeric(registry.retention_policy_in_days) ?? 0) > 0 ? 'retention_policy_in_days' : undefined);
      return sku !== undefined && sku !== 'Premium' && used ? `has ${used} with sku ${sku}` : undefined;
    },
    mend: 'Use sku Premium.', source: `${ACR}/container-registry-skus`,
  },
  {
    id: 'azure/registry-export', types: ['azurerm_container_registry'], argument: 'export_policy_enabled',
    problem: (value, registry) => (flag(value) === false && flag(registry.public_network_access_enabled) !== false ? 'is off with public network access' : undefined), mend: 'Switch public access off first.', source: `${ACR}/data-loss-prevention`,
  },
  {
    id: 'azure/service-bus-rules', types: ['azurerm_servicebus_namespace'], argument: 'network_rule_set.*',
    problem: (value) => (text(value?.default_action) === 'Deny' && !isSet(value.ip_rules) && !isSet(value.network_rules) ? 'denies by default without ip_rules or network_rules' : undefined),
    mend: 'Name a subnet or an address, or leave the block out and switch public access off.', source: `${PROVIDER}/servicebus_namespace.html.markdown`,
  },
  {
    id: 'azure/service-bus-premium', types: ['azurerm_servicebus_namespace'], argument: '',
    problem: (namespace) => {
      const sku = text(namespace.sku);
      return sku !== undefined && sku !== 'Premium' && (isSet(namespace.customer_managed_key) || (numeric(namespace.capacity) ?? 0) > 0 || isSet(namespace.network_rule_set)) ? `has a key, capacity or network rules with sku ${sku}` : undefined;
    },
    mend: 'Use sku Premium.', source: `${BUS}/configure-customer-managed-key`,
  },
  {
    id: 'azure/service-bus-capacity', types: ['azurerm_servicebus_namespace'], argument: 'capacity',
    problem: (value, namespace) => (text(namespace.sku) === 'Premium' && numeric(value) !== undefined && ![1, 2, 4, 8, 16].includes(numeric(value) ?? 0) ? `${value} is not 1, 2, 4, 8 or 16` : undefined), mend: 'Use 1, 2, 4, 8 or 16.', source: `${BUS}/service-bus-premium-messaging`,
  },
  {
    id: 'azure/service-bus-partitions', types: ['azurerm_servicebus_namespace'], argument: 'premium_messaging_partitions',
    problem: (value, namespace) => (text(namespace.sku) === 'Premium' && numeric(value) === 0 ? 'is 0 with sku Premium' : isSet(text(namespace.sku)) && namespace.sku !== 'Premium' && (numeric(value) ?? 0) > 0 ? `is ${value} with sku ${namespace.sku}` : undefined), mend: 'Use 1, 2 or 4 with Premium, 0 else.', source: `${BUS}/enable-partitions-premium`,
  },
  {
    id: 'azure/queue-delivery', types: ['azurerm_servicebus_queue'], argument: 'max_delivery_count', problem: range(1, 2000), mend: 'Use 1 at least.', source: `${BUS}/service-bus-quotas`,
  },
  {
    id: 'azure/queue-lock', types: ['azurerm_servicebus_queue', 'azurerm_servicebus_subscription'], argument: 'lock_duration',
    problem: (value) => (/^PT([1-5]M|([1-9]|[1-9]\d|[12]\d\d|300)S|[1-4]M[1-5]?\d?S)$/.test(value ?? 'PT1M') ? undefined : `"${value}" is longer than five minutes or no duration`), mend: 'Use up to PT5M.', source: `${BUS}/message-transfers-locks-settlement`,
  },
  {
    id: 'azure/event-hubs-public', types: ['azurerm_eventhub_namespace'], argument: 'network_rulesets.*',
    problem: (value, _block, context) => {
      const [rules, namespace] = [flag(value?.public_network_access_enabled) ?? true, flag(context.body.public_network_access_enabled) ?? true];
      return rules !== namespace ? `says public access is ${rules ? 'on' : 'off'}, the namespace says ${namespace ? 'on' : 'off'}` : undefined;
    },
    mend: 'Write the same in both.', source: `${PROVIDER}/eventhub_namespace.html.markdown`,
  },
  {
    id: 'azure/event-hub-partitions', types: ['azurerm_eventhub'], argument: 'partition_count', problem: range(1, 1024), mend: 'Use up to 32, or up to 1024 on a dedicated cluster.', source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
  },
  {
    id: 'azure/event-hub-retention', types: ['azurerm_eventhub'], argument: 'message_retention', references: true,
    problem: (value, hub, context) => {
      const days = numeric(value);
      const sku = text(context.graph.target(hub.namespace_id)?.body.sku);
      const most = sku === 'Basic' ? 1 : sku === 'Standard' ? 7 : 90;
      return days !== undefined && (days < 1 || days > most) ? `${days} days are not within 1 and ${most}` : undefined;
    },
    mend: 'Keep within what the sku offers.', source: 'https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas',
  },
  {
    id: 'azure/container-secret-name', types: ['azurerm_container_app'], argument: 'secret.name', problem: all(pattern(/^[a-z0-9][a-z0-9.-]{0,252}[a-z0-9]$/, 'lower-case letters, digits, hyphens and dots')), mend: 'Rename the secret.', source: `${APPS}/manage-secrets`,
  },
  {
    id: 'azure/container-rules', types: ['azurerm_container_app'], argument: 'ingress.ip_security_restriction',
    problem: all(unique('name'), count(0, 100), (value) => (new Set(blocksOf(value).map((one) => one.action)).size > 1 ? 'mixes Allow and Deny' : undefined)), mend: 'Use one action for all address rules.', source: `${APPS}/ip-restrictions`,
  },
];
