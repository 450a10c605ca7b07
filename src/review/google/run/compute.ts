import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isUnresolved, numeric, seconds } from '../../../clouds/rule-values';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, hostOf, numberAt, textAt } from '../values';

/** Services, jobs, functions. */
export const compute: Topic = {
  types: [
    'google_cloud_run_v2_service', 'google_cloud_run_v2_job', 'google_cloud_run_service', 'google_cloudfunctions2_function', 'google_cloudfunctions_function',
    'google_cloud_scheduler_job', 'google_eventarc_trigger', 'google_cloud_run_domain_mapping',
  ],
  read(scope) {
    scope.all('google_cloud_run_v2_service').forEach((service) => runService(scope, service));
    scope.all('google_cloud_run_v2_job').forEach((job) => runJob(scope, job));
    scope.all('google_cloudfunctions2_function').forEach((fn) => runFunction(scope, fn));
    calls(scope);
    outward(scope);
  },
};

function runService(scope: Scope, service: Entry): void {
  const { body } = service;
  const least = Math.max(numberAt(body, 'template.scaling.min_instance_count', 0) ?? NaN, numberAt(body, 'scaling.min_instance_count', 0) ?? NaN);
  scope.state('compute.min-instances', service, Number.isNaN(least) ? undefined : least, 'template.scaling.min_instance_count');
  scope.state('compute.max-instances', service, numberAt(body, 'template.scaling.max_instance_count'), 'template.scaling.max_instance_count');
  scope.state('compute.timeout-seconds', service, timeout(at(body, 'template.timeout'), 300), 'template.timeout');
  common(scope, service, 'template', 'deletion_protection');
  for (const container of blocksAt(body, 'template.containers')) { health(scope, service, container); }
}

function runJob(scope: Scope, job: Entry): void {
  scope.state('compute.timeout-seconds', job, timeout(at(job.body, 'template.template.timeout'), 600), 'template.template.timeout');
  common(scope, job, 'template.template', 'deletion_protection');
}

function common(scope: Scope, entry: Entry, template: string, protection: string): void {
  const { body } = entry;
  const containers = blocksAt(body, `${template}.containers`);
  const path = `${template}.containers`;
  // Without limits an instance has one processor and half a GiB for each container.
  const cpus = containers.map((container) => cpu(at(container, 'resources.limits.cpu')));
  const memory = containers.map((container) => mib(at(container, 'resources.limits.memory')));
  if (containers.length > 0) {
    scope.state('compute.cpu', entry, sum(cpus), path);
    scope.state('compute.memory-mib', entry, sum(memory), path);
  }
  for (const container of containers) { image(scope, entry, container.image, path, containers.length > 1 ? nameOf(container) : undefined); }
  ownIdentity(scope, entry, `${template}.service_account`);
  scope.key('compute.key', entry, `${template}.encryption_key`);
  scope.state('compute.deletion-protection', entry, flagAt(body, protection, true), protection);
  const policy = flagAt(body, 'binary_authorization.use_default', at(body, 'binary_authorization.policy') !== undefined);
  const around = at(body, 'binary_authorization.breakglass_justification') !== undefined;
  scope.state('guard.enabled', entry, policy === undefined ? undefined : policy && !around, around ? 'binary_authorization.breakglass_justification' : 'binary_authorization.use_default', 'only admitted images run');
}

/** What names no account runs as the project's default one, which everything else may run as, too. */
function ownIdentity(scope: Scope, entry: Entry, path: string): void {
  const account = at(entry.body, path);
  const standard = account === undefined || /-compute@developer\.gserviceaccount\.com$|@appspot\.gserviceaccount\.com$/.test(String(account));
  scope.state('guard.enabled', entry, !standard, path, 'it runs as an account of its own');
}

function nameOf(container: { [argument: string]: any }): string {
  return typeof container.name === 'string' && container.name !== '' ? container.name : 'container';
}

/** The image, by its digest or by a tag that somebody can move. */
export function image(scope: Scope, entry: Entry, value: any, path: string, detail?: string): void {
  const variable = typeof value === 'string' ? /^\$\{var\.([A-Za-z_][\w-]*)\}$/.exec(value)?.[1] : undefined;
  if (variable !== undefined) {
    // Whatever the pipeline sets, a variable can insist on a digest.
    const conditions = blocksOf(scope.graph.tf?.variable?.[variable]?.validation).map((one) => String(one.condition));
    scope.state('compute.image-pinned', entry, conditions.some((condition) => condition.includes('@sha256:')), path, detail);
    return;
  }
  const name = scope.graph.literal(value);
  if (name === undefined) { return; }
  scope.state('compute.image', entry, name, path, detail);
  scope.state('compute.image-pinned', entry, /@sha256:[0-9a-f]{64}$/.test(name), path, detail);
}

/** Whether a container that stops answering is replaced. Cloud Run can ask only what speaks HTTP or gRPC again and again. */
function health(scope: Scope, service: Entry, container: { [argument: string]: any }): void {
  const [live, start] = [at(container, 'liveness_probe'), at(container, 'startup_probe')];
  if (live === undefined && at(container, 'startup_probe.tcp_socket') !== undefined) { return; }
  const several = blocksAt(service.body, 'template.containers').length > 1;
  scope.state('compute.health-check', service, isUnresolved(live) || isUnresolved(start) ? undefined : live !== undefined, 'template.containers', several ? nameOf(container) : undefined);
}

function runFunction(scope: Scope, fn: Entry): void {
  const { body } = fn;
  scope.state('compute.runtime', fn, textAt(body, 'build_config.runtime'), 'build_config.runtime');
  scope.state('compute.max-instances', fn, numberAt(body, 'service_config.max_instance_count', 100), 'service_config.max_instance_count');
  scope.state('compute.timeout-seconds', fn, numberAt(body, 'service_config.timeout_seconds', 60), 'service_config.timeout_seconds');
  ownIdentity(scope, fn, 'service_config.service_account_email');
  scope.key('compute.key', fn, 'kms_key_name');
}

/** What the scheduler calls elsewhere; a token of an account goes with it. */
function calls(scope: Scope): void {
  for (const job of scope.all('google_cloud_scheduler_job')) {
    const uri = scope.graph.literal(at(job.body, 'http_target.uri'));
    const host = hostOf(uri);
    const scheme = /^http:/i.test(uri ?? '') ? 'http' : 'https';
    if (host === undefined || /(^|\.)(googleapis\.com|run\.app|cloudfunctions\.net)$/.test(host)) { continue; }
    const token = at(job.body, 'http_target.oauth_token') !== undefined;
    scope.reach({
      direction: 'out', from: job.address, through: [], to: host, ports: scheme === 'http' ? '80' : '443', protocol: scheme.toUpperCase(),
      authentication: token ? 'token of the project' : at(job.body, 'http_target.oidc_token') !== undefined ? 'identity' : 'none', tls: scheme === 'http' ? 'none' : 'TLS', filter: 'one address',
      weak: token || scheme === 'http', evidence: [{ address: job.address, argument: 'http_target' }],
    });
  }
}

/** What may call the internet: whatever does not send everything through the network, where the firewall of the foundation is. */
function outward(scope: Scope): void {
  for (const { entry, egress, egressAt, network } of scope.workloads) {
    if (!/^google_(cloud_run_v2_|cloudfunctions)/.test(entry.type)) { continue; }
    const own = scope.lookup.find(network);
    const filtered = egress === 'all';
    scope.reach({
      direction: 'out', from: entry.address, through: filtered && own ? [own.address] : [], to: 'internet', ports: 'all', protocol: 'any', authentication: 'not applicable', tls: 'not applicable',
      filter: filtered ? (own ? 'firewall of its network' : 'firewall of the foundation') : egress === 'unknown' ? 'not known' : 'none', weak: !filtered,
      evidence: [{ address: entry.address, ...(egressAt ? { argument: egressAt } : {}) }],
    });
  }
}

function timeout(value: any, absent: number): number | undefined {
  return value === undefined ? absent : seconds(value) ?? numeric(value);
}

function sum(values: (number | undefined)[]): number | undefined {
  return values.includes(undefined) ? undefined : (values as number[]).reduce((a, b) => a + b, 0);
}

/** Processors: `2`, `500m`. */
export function cpu(value: any): number | undefined {
  if (value === undefined) { return 1; }
  const milli = /^(\d+)m$/.exec(String(value));
  return milli ? Number(milli[1]) / 1000 : numeric(value);
}

/** Memory: `512Mi`, `1Gi`. */
export function mib(value: any): number | undefined {
  if (value === undefined) { return 512; }
  const size = /^(\d+(?:\.\d+)?)(Mi|Gi|M|G)$/.exec(String(value));
  return size ? Math.round(Number(size[1]) * ({ Mi: 1, Gi: 1024, M: 0.953674, G: 953.674 } as { [unit: string]: number })[size[2]]) : undefined;
}
