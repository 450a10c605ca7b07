import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding, Judgement, lookThrough } from './build';

/** Words of arguments that protect something. */
const PROTECTS = new RegExp([
  'access', 'acl', 'address', 'allow', 'audit', 'auth', 'backup', 'certificate', 'cidr', 'crypt', 'delet', 'deny', 'egress', 'firewall', 'iam', 'identity', 'ingress', 'key', 'kms', 'lifecycle',
  'lock', 'log', 'network', 'permission', 'polic', 'private', 'protect', 'public', 'password', 'retention', 'role', 'rule', 'secret', 'security', 'settings', '(^|_)source', 'ssl', 'subnet', 'tls', 'version',
].join('|'), 'i');

/** What changes by itself, as the clouds and the delivery pipeline do it. */
const ACCEPTED = [
  'aws_rds_cluster.engine_version', 'azurerm_log_analytics_workspace.data_collection_rule_id', 'azurerm_monitor_diagnostic_setting.log_analytics_destination_type',
  'azurerm_subnet.address_prefixes', 'azurerm_virtual_network.address_space', 'google_cloud_run_v2_job.client_version', 'google_cloud_run_v2_service.client_version',
  'google_sql_database_instance.settings.0.backup_configuration', 'google_sql_database_instance.settings.0.disk_size', 'google_storage_bucket_object.kms_key_name',
];

function judged(type: string, ignored: unknown, accepted: readonly string[]): Judgement {
  const list = (Array.isArray(ignored) ? ignored : [ignored]).map((argument) => String(argument).replace(/\[(\d+)\]/g, '.$1'));
  if (list.includes('all')) { return 'whatever changes in it is ignored'; }
  const odd = list.filter((argument) => PROTECTS.test(argument) && !accepted.includes(`${type}.${argument}`));
  return odd.length === 0 || `changes of ${odd.join(', ')} are ignored`;
}

/** What somebody changes by hand is put right by the next apply. */
export const architectureIgnoredChanges = control({
  id: 'architecture.ignored-changes',
  title: 'No change of what protects something is ignored',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'what is weakened by hand stays weak: no plan shows it, no apply mends it',
  mend: 'Take the argument out of lifecycle.ignore_changes, or set it as it shall be.',
  clauses: ['NIST 800-53 r5: SI-7'],
  parameters: [{ name: 'accepted', description: 'Arguments that the cloud or the pipeline changes by itself, as `<type>.<argument>`', defaultValue: ACCEPTED }],
}, (context) => lookThrough(context.resources(), (one) => {
  const ignored = one.argument('lifecycle.0.ignore_changes');
  if (ignored === undefined || (Array.isArray(ignored) && ignored.length === 0)) { return undefined; }
  return finding(one.address, judged(one.type, ignored, context.parameter('accepted')), 'lifecycle.ignore_changes', JSON.stringify(ignored));
}));
