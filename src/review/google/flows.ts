import { Entry } from '../../clouds/rule-graph';
import { listOf, texts } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { routesOf } from './edge/balancers';
import { frontOf } from './edge/front';
import { conditionOf } from './iam/conditions';
import { Grant, grantsOf, targetOf } from './iam/grants';
import { memberOf } from './iam/members';
import { meaningOf, verbsOf } from './iam/roles';
import { firewallRules } from './network/firewalls';
import { Scope, Topic } from './scope';
import { at, blocksAt, hostOf, textAt } from './values';
import { sinksOf, writersOf } from './watch/logs';

/** Stores and services that workloads deal with. Keys are none: they are marks of the stores. */
const ENDS: { readonly [type: string]: { readonly port?: string; readonly verb?: string } } = {
  google_artifact_registry_repository: { port: '443' },
  google_bigquery_dataset: { port: '443' },
  google_cloud_run_v2_job: { port: '443', verb: 'starts' },
  google_cloud_run_v2_service: { port: '443', verb: 'calls' },
  google_cloudfunctions2_function: { port: '443', verb: 'calls' },
  google_firestore_database: { port: '443' },
  google_memorystore_instance: {},
  google_pubsub_subscription: { port: '443', verb: 'receives from' },
  google_pubsub_topic: { port: '443', verb: 'publishes to' },
  google_secret_manager_secret: { port: '443' },
  google_spanner_database: { port: '443' },
  // What a login may do is granted in the database.
  google_sql_database_instance: { verb: 'reads and writes' },
  google_storage_bucket: { port: '443' },
};

/** Traffic and data between resources. */
export const flows: Topic = {
  types: [],
  read(scope) {
    const ports = portsOpened(scope);
    for (const grant of grantsOf(scope)) { byGrant(scope, grant, ports); }
    throughEdge(scope);
    logs(scope);
    schedules(scope);
    probes(scope);
    subscriptions(scope);
  },
};

/** What a workload may do on a store is what it does with it. */
function byGrant(scope: Scope, grant: Grant, ports: Map<string, { port: string; evidence: Evidence }>): void {
  const named = conditionOf(grant.condition).named;
  const target = (named === undefined ? undefined : scope.lookup.find(named)) ?? targetOf(scope, grant);
  const end = target && ENDS[target.type];
  if (!target || !end) { return; }
  for (const member of grant.members) {
    const { entry, principal } = memberOf(scope, member);
    if (!entry) { continue; }
    const from = entry.type === 'google_service_account' ? scope.runningAs(principal).map((workload) => workload.entry.address) : [entry.address];
    const evidence = { address: grant.entry.address, argument: grant.argument };
    for (const address of from) {
      const opened = ports.get(`${address}\n${target.address}`);
      scope.flow(address, target.address, end.verb ?? verb(scope, grant.role), opened ? [evidence, opened.evidence] : [evidence], opened?.port ?? end.port);
    }
  }
}

function verb(scope: Scope, role: string): string {
  const own = scope.lookup.find(role);
  const verbs: string[] = own && own.type.endsWith('_custom_role') ? verbsOf(texts(own.body.permissions)) : meaningOf(role).verbs;
  if (verbs.includes('pull') || verbs.includes('push')) { return verbs.includes('push') ? 'pushes images to' : 'pulls images from'; }
  const reads = verbs.includes('read') || verbs.includes('administer');
  const writes = verbs.includes('write') || verbs.includes('delete') || verbs.includes('administer');
  return reads && writes ? 'reads and writes' : writes ? 'writes to' : reads ? 'reads' : 'uses';
}

/** Ports that rules of the firewall open from a tagged workload to a store: by its address or its endpoint. */
function portsOpened(scope: Scope): Map<string, { port: string; evidence: Evidence }> {
  const endpoints = new Map<string, Entry>();
  for (const rule of scope.all('google_compute_forwarding_rule')) {
    const [address, target] = [scope.graph.target(rule.body.ip_address), scope.graph.target(rule.body.target)];
    if (address && target) { endpoints.set(address.address, target); }
  }
  const opened = new Map<string, { port: string; evidence: Evidence }>();
  for (const rule of firewallRules(scope)) {
    if (rule.direction !== 'EGRESS' || !rule.allows) { continue; }
    for (const peer of rule.peers) {
      const address = scope.graph.target(peer);
      const store = address && (endpoints.get(address.address) ?? address);
      for (const workload of store ? rule.tags.flatMap((tag) => scope.taggedWith(tag)) : []) {
        opened.set(`${workload.entry.address}\n${store!.address}`, { port: rule.ports, evidence: { address: rule.entry.address, argument: rule.peersAt } });
      }
    }
  }
  return opened;
}

/** From the internet through load balancers, and from the gateway to whoever issues tokens. */
function throughEdge(scope: Scope): void {
  for (const route of routesOf(scope).filter((one) => !one.redirects)) {
    const entrance = route.urlMap ?? route.backend ?? route.rule;
    const evidence = [{ address: route.rule.address, argument: 'target' }];
    if (route.internet) { scope.flow('internet', entrance.address, 'calls', evidence, route.ports); }
    if (route.to.address !== entrance.address) { scope.flow(entrance.address, route.to.address, 'calls', route.group ? [{ address: route.group.address }] : evidence, '443'); }
  }
  for (const service of scope.all('google_cloud_run_v2_service')) {
    const front = frontOf(scope, service);
    const issuers = front.envoy?.issuers.map(({ keys }) => keys) ?? [];
    for (const { host, port } of front.envoy?.hosts ?? []) { scope.flow(service.address, host, issuers.includes(host) ? 'fetches keys of tokens from' : 'sends requests to', front.evidence, port); }
  }
}

function logs(scope: Scope): void {
  for (const bucket of scope.all('google_storage_bucket')) {
    const to = at(bucket.body, 'logging.log_bucket');
    const name = to === undefined ? undefined : scope.graph.literal(to) ?? 'known at apply';
    if (name !== undefined) { scope.flow(bucket.address, (scope.lookup.find(to) ?? scope.lookup.byName('storage', name))?.address ?? `bucket ${name}`, 'sends logs to', [{ address: bucket.address, argument: 'logging.log_bucket' }]); }
  }
  for (const sink of sinksOf(scope).filter((one) => one.on)) {
    const to = sink.target?.address ?? sink.elsewhere;
    const writers = writersOf(scope, sink);
    const evidence = [{ address: sink.entry.address, argument: 'destination' }];
    for (const from of writers.length > 0 ? writers : [sink.entry]) { scope.flow(from.address, to, 'sends logs to', evidence); }
  }
}

/** Probes call what the name of their host leads to. */
function probes(scope: Scope): void {
  for (const check of scope.all('google_monitoring_uptime_check_config')) {
    const host = textAt(check.body, 'monitored_resource.labels.host');
    const records = scope.all('google_dns_record_set').filter((record) => host !== undefined && scope.graph.literal(record.body.name) === `${host}.`);
    const addresses = records.flatMap((record) => listOf(record.body.rrdatas)).map((data) => scope.graph.target(data)?.address);
    const route = routesOf(scope).find((one) => !one.redirects && addresses.includes(scope.graph.target(one.rule.body.ip_address)?.address ?? ''));
    const to = (route?.urlMap ?? route?.backend ?? route?.rule)?.address ?? host;
    if (to !== undefined) { scope.flow(check.address, to, 'calls', [{ address: check.address, argument: 'monitored_resource' }], String(at(check.body, 'http_check.port') ?? '443')); }
  }
}

/** What the scheduler starts. */
function schedules(scope: Scope): void {
  for (const schedule of scope.all('google_cloud_scheduler_job')) {
    const uri = at(schedule.body, 'http_target.uri');
    const literal = scope.graph.literal(uri);
    const job = /\/jobs\/([^/:]+):run$/.exec(literal ?? '')?.[1];
    const target = job !== undefined ? scope.lookup.byName('jobs', job) : scope.lookup.find(uri) ?? scope.graph.target(at(schedule.body, 'pubsub_target.topic_name'));
    const host = hostOf(literal);
    const path = uri === undefined ? 'pubsub_target.topic_name' : 'http_target.uri';
    if (target ?? host) { scope.flow(schedule.address, target?.address ?? host!, target?.type.includes('topic') ? 'publishes to' : 'starts', [{ address: schedule.address, argument: path }], '443'); }
  }
}

/** Where messages and events go. */
function subscriptions(scope: Scope): void {
  for (const subscription of scope.all('google_pubsub_subscription')) {
    const topic = scope.lookup.find(subscription.body.topic) ?? scope.lookup.byName('topics', subscription.body.topic);
    if (topic) { scope.flow(topic.address, subscription.address, 'delivers to', [{ address: subscription.address, argument: 'topic' }]); }
    const ways = [['push_config.push_endpoint', 'calls'], ['bigquery_config.table', 'writes to'], ['cloud_storage_config.bucket', 'writes to'], ['dead_letter_policy.dead_letter_topic', 'sends what fails to']];
    for (const [path, word] of ways) {
      const value = at(subscription.body, path);
      const target = value === undefined ? undefined : scope.lookup.find(value)?.address ?? scope.lookup.byName('storage', value)?.address ?? hostOf(value);
      if (target) { scope.flow(subscription.address, target, word, [{ address: subscription.address, argument: path }], path.startsWith('push') ? portOf(value) : undefined); }
    }
  }
  for (const trigger of scope.all('google_eventarc_trigger')) {
    const service = scope.lookup.byName('services', textAt(trigger.body, 'destination.cloud_run_service.service')) ?? scope.lookup.find(at(trigger.body, 'destination.cloud_run_service.service'));
    if (service) { scope.flow(trigger.address, service.address, 'calls', [{ address: trigger.address, argument: 'destination' }], '443'); }
  }
  for (const notice of scope.all('google_storage_notification')) {
    const [bucket, topic] = [scope.lookup.find(notice.body.bucket), scope.lookup.find(notice.body.topic)];
    if (bucket && topic) { scope.flow(bucket.address, topic.address, 'tells of objects', [{ address: notice.address, argument: 'topic' }]); }
  }
  for (const secret of scope.all('google_secret_manager_secret')) {
    for (const one of blocksAt(secret.body, 'topics')) {
      const topic = scope.lookup.find(one.name);
      if (topic) { scope.flow(secret.address, topic.address, 'tells of rotation', [{ address: secret.address, argument: 'topics' }]); }
    }
  }
}

function portOf(value: unknown): string {
  return /^http:/.test(String(value)) ? '80' : '443';
}
