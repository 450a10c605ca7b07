import { Example, many, one } from '../example';

const CONTAINER = { name: 'app', cpu: 0.5, memory: '1Gi', env: [{ name: 'A', secret_name: 'token' }], volume_mounts: [{ name: 'tmp', path: '/tmp' }] };
const APP = { identity: { identity_ids: ['${azurerm_user_assigned_identity.app.id}'] }, registry: [{ identity: '${azurerm_user_assigned_identity.app.id}' }], secret: [{ name: 'token' }], template: { min_replicas: 1, max_replicas: 5, container: [CONTAINER], volume: [{ name: 'tmp' }] } };
const template = (change: any) => ({ template: { ...APP.template, ...change } });
const container = (change: any) => template({ container: [{ ...CONTAINER, ...change }] });

export const azureAppExamples: Example[] = [
  one('azure/container-size', 'azurerm_container_app', APP, { 'container memory that does not go with the CPU': container({ memory: '4Gi' }), 'container of 0.3 CPU': container({ cpu: 0.3 }) }),
  one('azure/container-replicas', 'azurerm_container_app', APP, { 'fewest replicas above most': template({ min_replicas: 6 }) }),
  one('azure/container-traffic', 'azurerm_container_app', { ingress: { traffic_weight: [{ percentage: 100 }] } }, { 'traffic of 90 %': { ingress: { traffic_weight: [{ percentage: 90 }] } } }),
  one('azure/container-secret', 'azurerm_container_app', APP, { 'variable from an unknown secret': { secret: [] } }),
  one('azure/container-volume', 'azurerm_container_app', APP, { 'mount of an unknown volume': template({ volume: [] }) }),
  one('azure/container-names', 'azurerm_container_app', APP, { 'two containers of one name in an app': template({ container: [CONTAINER, CONTAINER] }) }),
  many('azure/container-profile', { azurerm_container_app_environment: { main: { workload_profile: [{ name: 'dedicated' }] } }, azurerm_container_app: { app: { container_app_environment_id: '${azurerm_container_app_environment.main.id}', workload_profile_name: 'dedicated' } } }, { 'unknown workload profile': (r) => { r.azurerm_container_app.app.workload_profile_name = 'D4'; } }),
  one('azure/container-registry-identity', 'azurerm_container_app', APP, { 'registry identity that the app lacks': { identity: { identity_ids: [] } } }),
  many('azure/container-image-after-pull-role', {
    azurerm_user_assigned_identity: { app: {} }, azurerm_role_assignment: { pull: { role_definition_name: 'AcrPull', principal_id: '${azurerm_user_assigned_identity.app.principal_id}' } }, azurerm_container_app: { app: { ...APP, depends_on: ['azurerm_role_assignment.pull'] } },
  }, { 'app not after its pull role': (r) => { delete r.azurerm_container_app.app.depends_on; } }),
  one('azure/container-environment-internal', 'azurerm_container_app_environment', { internal_load_balancer_enabled: true, infrastructure_subnet_id: 'x' }, { 'internal container environment without subnet': { infrastructure_subnet_id: undefined } }),
  one('azure/container-environment-logs', 'azurerm_container_app_environment', { logs_destination: 'azure-monitor' }, { 'azure-monitor with a workspace': { log_analytics_workspace_id: 'x' } }),
  many('azure/container-environment-after-dns', {
    azurerm_virtual_network: { main: { name: 'v' } }, azurerm_subnet: { apps: { virtual_network_name: '${azurerm_virtual_network.main.name}' } }, azurerm_virtual_network_dns_servers: { main: { virtual_network_id: '${azurerm_virtual_network.main.id}' } },
    azurerm_container_app_environment: { main: { infrastructure_subnet_id: '${azurerm_subnet.apps.id}', depends_on: ['azurerm_virtual_network_dns_servers.main'] } },
  }, { 'container environment not after the DNS servers': (r) => { delete r.azurerm_container_app_environment.main.depends_on; } }),
  one('azure/registry-premium', 'azurerm_container_registry', { sku: 'Premium', zone_redundancy_enabled: true }, { 'registry feature without Premium': { sku: 'Standard' } }),
  one('azure/registry-export', 'azurerm_container_registry', { export_policy_enabled: false, public_network_access_enabled: false }, { 'registry export off with public access': { public_network_access_enabled: true } }),
  one('azure/service-bus-rules', 'azurerm_servicebus_namespace', { network_rule_set: { default_action: 'Deny', network_rules: [{ subnet_id: 'x' }] } }, { 'Service Bus denies without rules': { network_rule_set: { default_action: 'Deny' } } }),
  one('azure/service-bus-premium', 'azurerm_servicebus_namespace', { sku: 'Premium', customer_managed_key: { key_vault_key_id: 'x' } }, { 'Service Bus key below Premium': { sku: 'Standard' } }),
  one('azure/service-bus-capacity', 'azurerm_servicebus_namespace', { sku: 'Premium', capacity: 2 }, { 'Service Bus capacity 3': { capacity: 3 } }),
  one('azure/service-bus-partitions', 'azurerm_servicebus_namespace', { sku: 'Premium', premium_messaging_partitions: 1 }, { 'Service Bus partitions 0': { premium_messaging_partitions: 0 } }),
  one('azure/queue-delivery', 'azurerm_servicebus_queue', { max_delivery_count: 10 }, { 'no delivery of a message': { max_delivery_count: 0 } }),
  one('azure/queue-lock', 'azurerm_servicebus_queue', { lock_duration: 'PT5M' }, { 'message lock of ten minutes': { lock_duration: 'PT10M' } }),
  one('azure/event-hubs-public', 'azurerm_eventhub_namespace', { public_network_access_enabled: false, network_rulesets: [{ public_network_access_enabled: false }] }, { 'Event Hubs public flags that differ': { network_rulesets: [{ public_network_access_enabled: true }] } }),
  one('azure/event-hub-partitions', 'azurerm_eventhub', { partition_count: 4 }, { 'event hub without partitions': { partition_count: 0 } }),
  many('azure/event-hub-retention', { azurerm_eventhub_namespace: { main: { sku: 'Standard' } }, azurerm_eventhub: { main: { namespace_id: '${azurerm_eventhub_namespace.main.id}', message_retention: 7 } } }, { 'event hub retention of 30 days in Standard': (r) => { r.azurerm_eventhub.main.message_retention = 30; } }),
  one('azure/container-secret-name', 'azurerm_container_app', { secret: [{ name: 'api-token' }] }, { 'app secret name in upper case': { secret: [{ name: 'API_TOKEN' }] } }),
  one('azure/container-rules', 'azurerm_container_app', { ingress: { ip_security_restriction: [{ name: 'a', action: 'Allow' }] } }, { 'address rules that allow and deny': { ingress: { ip_security_restriction: [{ name: 'a', action: 'Allow' }, { name: 'b', action: 'Deny' }] } } }),
];
