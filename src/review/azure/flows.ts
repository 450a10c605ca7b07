import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { text } from '../../clouds/rule-values';
import { Evidence, Permission, Verb } from '../model';
import { Notes, Reader } from '../reader';
import { networkOf } from './network';
import { elsewhere } from './elsewhere';
import { rulesByGroup } from './security-rules';
import { AzureStack, stackOf } from './stack';
import { argumentOf } from './templates';
import { valuesAt } from './values';
import { append } from '../group';

/** Resources that run as identities. Alerts and stores have identities too, and send nothing of their own with them. */
const WORKLOADS = [
  'azurerm_container_app', 'azurerm_container_app_job', 'azurerm_container_group', 'azurerm_linux_web_app', 'azurerm_windows_web_app', 'azurerm_linux_function_app', 'azurerm_windows_function_app',
  'azurerm_function_app_flex_consumption', 'azurerm_linux_virtual_machine', 'azurerm_windows_virtual_machine', 'azurerm_kubernetes_cluster', 'azurerm_logic_app_workflow', 'azurerm_api_management',
];
/** Access to these is no traffic that a picture shows. */
const SILENT = ['azurerm_key_vault_key', 'azurerm_resource_group', 'azurerm_user_assigned_identity'];

/** What talks to what: by what identities may do and what networks let through, and by what events and tests name. */
export const flows: Reader = {
  types: ['azurerm_eventgrid_event_subscription', 'azurerm_eventgrid_system_topic', 'azurerm_eventgrid_system_topic_event_subscription', 'azurerm_virtual_network_peering'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const found = new Map<string, { from: string; to: string; verb: string; port?: string; evidence: Evidence[] }>();
    const add = (from: string, to: string, verb: string, evidence: Evidence[], port?: string) => {
      const key = `${from}\n${to}\n${verb}`;
      if (from !== to && !found.has(key)) { found.set(key, { from, to, verb, ...(port ? { port } : {}), evidence }); }
    };
    for (const flow of notes.flows.splice(0)) { add(flow.from, flow.to, flow.verb, flow.evidence, flow.port); }
    byPermission(stack, notes, add);
    byConfiguration(stack, add);
    found.forEach((flow) => notes.flow(flow));
  },
};

type Add = (from: string, to: string, verb: string, evidence: Evidence[], port?: string) => void;

function byPermission(stack: AzureStack, notes: Notes, add: Add): void {
  const users = workloadsByIdentity(stack);
  const ports = portsByService(stack);
  const entries = new Map(stack.graph.entries.map((entry): [string, Entry] => [entry.address, entry]));
  for (const permission of together(notes.permissions)) {
    const target = entries.get(permission.resource);
    const store = target && storeOf(stack, target);
    const to = store?.address ?? (permission.resource.startsWith('/subscriptions/') ? elsewhere(stack, permission.resource) : undefined);
    const verb = to && verbFor(store, permission.verbs);
    if (!verb || SILENT.includes(store?.type ?? '')) { continue; }
    for (const from of users.get(permission.principal) ?? []) { add(from, to, verb, permission.evidence, ports.get(to)); }
  }
}

/** Permissions of one identity on one resource as one. */
function together(permissions: Permission[]): Permission[] {
  const found = new Map<string, Permission>();
  for (const permission of permissions) {
    const key = `${permission.principal}\n${permission.resource}`;
    const other = found.get(key);
    found.set(key, other ? { ...other, verbs: [...other.verbs, ...permission.verbs], evidence: [...other.evidence, ...permission.evidence] } : permission);
  }
  return [...found.values()];
}

/** The store that a part of it belongs to. */
function storeOf(stack: AzureStack, entry: Entry): Entry | undefined {
  if (entry.type === 'azurerm_storage_container' || entry.type === 'azurerm_storage_queue' || entry.type === 'azurerm_storage_table') {
    return stack.find(entry.body.storage_account_id) ?? stack.named('azurerm_storage_account', entry.body.storage_account_name) ?? entry;
  }
  return entry.type === 'azurerm_resource_group_template_deployment' && stack.keyTemplates.has(entry.address) ? undefined : entry;
}

function verbFor(store: Entry | undefined, verbs: Verb[]): string | undefined {
  const has = (verb: Verb) => verbs.includes(verb);
  if (store?.type === 'azurerm_application_insights') { return has('write') ? 'sends traces to' : undefined; }
  if (has('pull')) { return 'pulls images from'; }
  if (has('read') && has('write')) { return 'reads and writes'; }
  if (has('read')) { return 'reads'; }
  if (has('write')) { return 'writes to'; }
  return has('invoke') ? 'calls' : has('administer') ? 'administers' : undefined;
}

function workloadsByIdentity(stack: AzureStack): Map<string, string[]> {
  const users = new Map<string, string[]>();
  for (const workload of stack.graph.all(...WORKLOADS)) {
    // A system-assigned identity is the workload itself.
    users.set(workload.address, [workload.address]);
    for (const id of valuesAt(workload.body, 'identity.identity_ids')) {
      const identity = stack.find(id);
      if (identity) { append(users, identity.address, workload.address); }
    }
  }
  return users;
}

/** Ports that security groups let through from subnets of this stack to services behind private endpoints. */
function portsByService(stack: AzureStack): Map<string, string> {
  const network = networkOf(stack);
  const ports = new Map<string, string>();
  for (const rules of rulesByGroup(stack).values()) {
    for (const rule of rules) {
      if (!rule.inbound || rule.builtIn || !rule.sources.some((source) => network.subnet(source))) { continue; }
      network.inGroups(rule.destinationGroups).forEach((service) => ports.set(service.address, rule.ports));
    }
  }
  return ports;
}

function byConfiguration(stack: AzureStack, add: Add): void {
  const { graph } = stack;
  for (const made of stack.templates) {
    // A logger of the gateway: requests of its APIs go to Application Insights.
    if (made.type.toLowerCase() !== 'microsoft.apimanagement/service/loggers') { continue; }
    const insights = stack.find(argumentOf(made, made.properties.resourceId));
    const name = made.name.split('/').pop()?.toLowerCase();
    for (const diagnostic of insights ? graph.all('azurerm_api_management_api_diagnostic') : []) {
      const api = stack.named('azurerm_api_management_api', diagnostic.body.api_name);
      const logger = text(diagnostic.body.api_management_logger_id)?.split('/').pop()?.toLowerCase();
      if (api && insights && logger === name) { add(api.address, insights.address, 'sends logs to', [{ address: diagnostic.address, argument: 'api_management_logger_id' }]); }
    }
  }
  for (const insights of graph.all('azurerm_application_insights')) {
    const workspace = stack.find(insights.body.workspace_id);
    if (workspace) { add(insights.address, workspace.address, 'keeps data in', [{ address: insights.address, argument: 'workspace_id' }]); }
  }
  for (const test of graph.all('azurerm_application_insights_standard_web_test')) {
    const host = /^https?:\/\/([^/:]+)/.exec(valuesAt(test.body, 'request.url').map(String)[0] ?? '')?.[1];
    const domain = host ? hostsOf(stack).get(host.toLowerCase()) : undefined;
    if (host) { add(test.address, domain?.address ?? host, 'calls', [{ address: test.address, argument: 'request.url' }], '443'); }
  }
  for (const origin of graph.all('azurerm_cdn_frontdoor_origin')) {
    const group = stack.find(origin.body.cdn_frontdoor_origin_group_id);
    const profile = stack.find(group?.body.cdn_frontdoor_profile_id);
    const to = stack.find(valuesAt(origin.body, 'private_link.private_link_target_id')[0]) ?? stack.find(origin.body.host_name);
    if (profile && to) { add(profile.address, to.address, 'calls', [{ address: origin.address, argument: 'host_name' }], '443'); }
  }
  for (const subscription of graph.all('azurerm_eventgrid_event_subscription', 'azurerm_eventgrid_system_topic_event_subscription')) { events(stack, subscription, add); }
  for (const peering of graph.all('azurerm_virtual_network_peering')) {
    const own = stack.named('azurerm_virtual_network', peering.body.virtual_network_name);
    const other = stack.find(peering.body.remote_virtual_network_id);
    if (own) { add(own.address, other?.address ?? elsewhere(stack, peering.body.remote_virtual_network_id), 'is joined with', [{ address: peering.address, argument: 'remote_virtual_network_id' }]); }
  }
}

const hosts = new WeakMap<AzureStack, Map<string, Entry>>();

function hostsOf(stack: AzureStack): Map<string, Entry> {
  const known = hosts.get(stack) ?? new Map(stack.graph.all('azurerm_cdn_frontdoor_custom_domain').map((domain): [string, Entry] => [String(domain.body.host_name).toLowerCase(), domain]));
  hosts.set(stack, known);
  return known;
}

function events(stack: AzureStack, subscription: Entry, add: Add): void {
  const { body } = subscription;
  const topic = stack.find(body.scope) ?? stack.named('azurerm_eventgrid_system_topic', body.system_topic);
  const source = topic?.type === 'azurerm_eventgrid_system_topic' ? stack.find(topic.body.source_resource_id ?? topic.body.source_arm_resource_id) ?? topic : topic;
  const ends = ['service_bus_queue_endpoint_id', 'service_bus_topic_endpoint_id', 'eventhub_endpoint_id', 'hybrid_connection_endpoint_id', 'storage_queue_endpoint.storage_account_id', 'azure_function_endpoint.function_id', 'webhook_endpoint.url'];
  for (const end of ends) {
    for (const value of valuesAt(body, end)) {
      const to = stack.find(value)?.address ?? (/^https:\/\/([^/:]+)/.exec(String(value))?.[1] ?? elsewhere(stack, value));
      if (source) { add(source.address, to, 'sends events to', [{ address: subscription.address, argument: end }]); }
    }
  }
}
