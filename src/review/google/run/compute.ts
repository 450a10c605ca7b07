import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isBlock, isUnresolved, numeric, seconds } from '../../../clouds/rule-values';
import { publicGrants } from '../iam/grants';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, numberAt, textAt } from '../values';

/** Services, jobs, functions, machines. */
export const compute: Topic = {
  types: [
    'google_cloud_run_v2_service', 'google_cloud_run_v2_job', 'google_cloud_run_service', 'google_cloudfunctions2_function', 'google_cloudfunctions_function',
    'google_cloud_scheduler_job', 'google_compute_instance', 'google_compute_instance_template', 'google_compute_instance_group', 'google_compute_disk', 'google_compute_region_disk', 'google_compute_snapshot', 'google_compute_image',
    'google_compute_attached_disk', 'google_container_cluster', 'google_eventarc_trigger', 'google_cloud_run_domain_mapping',
  ],
  read(scope) {
    scope.all('google_cloud_run_v2_service').forEach((service) => runService(scope, service));
    scope.all('google_cloud_run_v2_job').forEach((job) => runJob(scope, job));
    scope.all('google_cloudfunctions2_function').forEach((fn) => runFunction(scope, fn));
    scope.all('google_compute_instance', 'google_compute_instance_template').forEach((machine) => instance(scope, machine));
    scope.all('google_container_cluster').forEach((cluster) => kubernetes(scope, cluster));
    for (const [type, key] of DISKS) { scope.all(type).forEach((disk) => stored(scope, disk, key)); }
    outward(scope);
  },
};

/** Disks and their copies, and where each names its key. */
const DISKS = [
  ['google_compute_disk', 'disk_encryption_key.kms_key_self_link'], ['google_compute_region_disk', 'disk_encryption_key.kms_key_name'],
  ['google_compute_snapshot', 'snapshot_encryption_key.kms_key_self_link'], ['google_compute_image', 'image_encryption_key.kms_key_self_link'],
] as const;

function stored(scope: Scope, disk: Entry, key: string): void {
  const granted = publicGrants(scope).get(disk.address) ?? [];
  scope.key('data.key', disk, key);
  scope.state('data.public', disk, granted.length > 0, granted.length > 0 ? granted : undefined);
  scope.lifecycle(disk);
}

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
  scope.key('compute.key', entry, `${template}.encryption_key`);
  scope.state('compute.deletion-protection', entry, flagAt(body, protection, true), protection);
  const policy = flagAt(body, 'binary_authorization.use_default', at(body, 'binary_authorization.policy') !== undefined);
  const around = at(body, 'binary_authorization.breakglass_justification') !== undefined;
  scope.state('guard.enabled', entry, policy === undefined ? undefined : policy && !around, around ? 'binary_authorization.breakglass_justification' : 'binary_authorization.use_default', 'only admitted images run');
}

function nameOf(container: { [argument: string]: any }): string {
  return typeof container.name === 'string' && container.name !== '' ? container.name : 'container';
}

/** The image, by its digest or by a tag that somebody can move. */
function image(scope: Scope, entry: Entry, value: any, path: string, detail?: string): void {
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
  scope.key('compute.key', fn, 'kms_key_name');
}

function instance(scope: Scope, machine: Entry): void {
  const { body } = machine;
  const open = blocksAt(body, 'network_interface').some((nic) => nic.access_config !== undefined || nic.ipv6_access_config !== undefined);
  scope.state('network.public-address', machine, open, open ? 'network_interface.access_config' : 'network_interface');
  if (machine.type === 'google_compute_instance') { scope.state('compute.deletion-protection', machine, flagAt(body, 'deletion_protection', false), 'deletion_protection'); }
  scope.key('compute.key', machine, machine.type === 'google_compute_instance' ? 'boot_disk.kms_key_self_link' : 'disk.disk_encryption_key.kms_key_self_link');
  const metadata = at(body, 'metadata');
  const ways = ['ssh-keys', 'serial-port-enable'].filter((name) => isBlock(metadata) && metadata[name] !== undefined && !/^(false|0)$/i.test(String(metadata[name])));
  if (ways.length > 0) { scope.state('compute.shell', machine, true, ways.map((name) => ({ address: machine.address, argument: `metadata.${name}` }))); }
  image(scope, machine, at(body, 'boot_disk.initialize_params.image') ?? at(body, 'disk.source_image'), 'boot_disk');
}

function kubernetes(scope: Scope, cluster: Entry): void {
  const { body } = cluster;
  const closed = flagAt(body, 'private_cluster_config.enable_private_endpoint', false);
  scope.state('compute.deletion-protection', cluster, flagAt(body, 'deletion_protection', true), 'deletion_protection');
  scope.state('network.public-address', cluster, closed === undefined ? undefined : !closed, 'private_cluster_config.enable_private_endpoint');
  if (closed !== false) { return; }
  const ranges = blocksAt(body, 'master_authorized_networks_config').flatMap((one) => blocksOf(one.cidr_blocks)).map((block) => String(block.cidr_block));
  for (const range of at(body, 'master_authorized_networks_config') === undefined ? ['0.0.0.0/0'] : ranges) {
    const internet = range === '0.0.0.0/0';
    scope.reach({
      direction: 'in', from: internet ? 'internet' : range, through: [], to: cluster.address, ports: '443', protocol: 'HTTPS', authentication: 'identity', tls: 'TLS',
      filter: internet ? 'none' : 'list of ranges', weak: internet, evidence: [{ address: cluster.address, argument: 'master_authorized_networks_config' }],
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
