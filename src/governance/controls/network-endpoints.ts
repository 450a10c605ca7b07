import { ControlContext } from '../control-context';
import { ControlFinding, GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { blocks, equals, judgeEach, judgeResources, target, typeOf } from './judging';

/** Stores of Azure that workloads reach by a private endpoint. */
const STORES = ['azurerm_managed_redis', 'azurerm_redis_cache', 'azurerm_postgresql_flexible_server', 'azurerm_cosmosdb_account', 'azurerm_storage_account', 'azurerm_container_registry', 'azurerm_servicebus_namespace', 'azurerm_eventhub_namespace'];

/** Private ways to stores and services, and what passes on them. */
export const networkEndpoints = control({
  id: 'network.endpoints',
  title: 'Stores and services of the cloud are reached by private endpoints, that let only what is named pass',
  objective: Objective.NETWORK_ISOLATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'an endpoint without limits carries data to accounts of others, past every firewall',
  mend: 'Leave endpoints to foundation and environment; keep the policy of each.',
  scanners: ['CKV2_AZURE_33', 'CKV2_AZURE_57', 'CKV_AZURE_101', 'CKV2_GCP_18'],
  card: 'Only the edge is public',
  parameters: [{
    name: 'unlimited', description: 'Types of endpoint that may be without limits: what bounds the endpoint of Google\'s interfaces is a perimeter of the organization, beyond one project',
    defaultValue: ['google_compute_global_forwarding_rule'],
  }],
}, (context) => [
  ...judgeEach(context, context.resources(['aws_vpc_endpoint']).map((endpoint) => endpoint.address), 'network.endpoint-limited', ({ value, text }) => value === true || text, 'lets everything pass'),
  ...context.facts(['network.endpoint-limited']).some((fact) => !/^aws_/.test(fact.subject)) ? limited(context) : [],
  ...onAzure(context),
  ...onGoogle(context),
]);

function limited(context: ControlContext): ControlFinding[] {
  const accepted = context.parameter('unlimited');
  return judgeEach(context, context.resources(['google_compute_global_forwarding_rule']).map((rule) => rule.address), 'network.endpoint-limited', ({ subject, value, text }) => value === true || accepted.includes(typeOf(subject)) || text, () => true);
}

function onAzure(context: ControlContext): ControlFinding[] {
  const behind = new Set(context.resources(['azurerm_private_endpoint']).map((endpoint) => target(endpoint.argument('private_service_connection.private_connection_resource_id'))));
  const subnets = new Set(context.resources(['azurerm_private_endpoint']).map((endpoint) => target(endpoint.argument('subnet_id'))));
  return [
    ...judgeResources(context, STORES, (store) => store.argument('delegated_subnet_id') !== undefined || behind.has(store.address) || 'no private endpoint leads to it'),
    ...judgeResources(context, ['azurerm_subnet'], (subnet) => !subnets.has(subnet.address) || equals(subnet, 'private_endpoint_network_policies', 'Enabled', 'rules of the network do not count for its endpoints')),
  ];
}

function onGoogle(context: ControlContext): ControlFinding[] {
  const ends = new Set(context.resources(['google_compute_forwarding_rule']).map((rule) => target(rule.argument('target'))));
  return [
    ...judgeResources(context, ['google_sql_database_instance'], (database) => {
      const consumers = blocks(database.argument('settings.ip_configuration.psc_config')).flatMap((one) => blocks(one.allowed_consumer_projects));
      const inside = database.argument('settings.ip_configuration.private_network') !== undefined;
      return inside || (ends.has(database.address) && consumers.length > 0 && !consumers.includes('*')) || 'no private endpoint leads to it, or anybody may make one';
    }),
    ...judgeResources(context, ['google_memorystore_instance'], (cache) => ({ argument: 'desired_auto_created_endpoints', says: blocks(cache.argument('desired_auto_created_endpoints')).length > 0 || 'no private endpoint leads to it' })),
  ];
}
