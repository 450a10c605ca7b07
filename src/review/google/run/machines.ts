import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, isBlock } from '../../../clouds/rule-values';
import { publicGrants } from '../iam/grants';
import { Scope, Topic } from '../scope';
import { at, blocksAt, flagAt } from '../values';
import { image } from './compute';

/** Machines, what they store, and clusters of them. */
export const machines: Topic = {
  types: [
    'google_compute_instance', 'google_compute_instance_template', 'google_compute_instance_group', 'google_compute_disk', 'google_compute_region_disk', 'google_compute_snapshot',
    'google_compute_image', 'google_compute_attached_disk', 'google_compute_project_metadata', 'google_compute_project_metadata_item', 'google_container_cluster',
  ],
  read(scope) {
    scope.all('google_compute_instance', 'google_compute_instance_template').forEach((machine) => instance(scope, machine));
    scope.all('google_container_cluster').forEach((cluster) => kubernetes(scope, cluster));
    for (const [type, key] of DISKS) { scope.all(type).forEach((disk) => stored(scope, disk, key)); }
    scope.all('google_compute_project_metadata').forEach((entry) => shells(scope, entry, at(entry.body, 'metadata'), 'metadata.'));
    scope.all('google_compute_project_metadata_item').forEach((entry) => shells(scope, entry, { [String(entry.body.key)]: entry.body.value }, ''));
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

function instance(scope: Scope, machine: Entry): void {
  const { body } = machine;
  const open = blocksAt(body, 'network_interface').some((nic) => nic.access_config !== undefined || nic.ipv6_access_config !== undefined);
  scope.state('network.public-address', machine, open, open ? 'network_interface.access_config' : 'network_interface');
  if (machine.type === 'google_compute_instance') { scope.state('compute.deletion-protection', machine, flagAt(body, 'deletion_protection', false), 'deletion_protection'); }
  scope.key('compute.key', machine, machine.type === 'google_compute_instance' ? 'boot_disk.kms_key_self_link' : 'disk.disk_encryption_key.kms_key_self_link');
  shells(scope, machine, at(body, 'metadata'), 'metadata.');
  image(scope, machine, at(body, 'boot_disk.initialize_params.image') ?? at(body, 'disk.source_image'), 'boot_disk');
}

/** Keys and ports by which people log in past the roles of the project. */
function shells(scope: Scope, entry: Entry, metadata: any, path: string): void {
  const ways = ['ssh-keys', 'sshKeys', 'serial-port-enable'].filter((name) => isBlock(metadata) && metadata[name] !== undefined && !/^(false|0)$/i.test(String(metadata[name])));
  if (ways.length > 0) { scope.state('compute.shell', entry, true, ways.map((name) => ({ address: entry.address, argument: path === '' ? 'value' : `${path}${name}` }))); }
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
