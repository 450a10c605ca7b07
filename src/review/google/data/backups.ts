import { Entry } from '../../../clouds/rule-graph';
import { numeric } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { grouped, Scope, Topic } from '../scope';
import { blocksAt, daysAt, flagAt, isOpen, textAt } from '../values';

/** Backup plans with their vaults, and copies of buckets. */
export const backups: Topic = {
  types: ['google_backup_dr_backup_plan', 'google_backup_dr_backup_plan_association', 'google_backup_dr_backup_vault', 'google_storage_transfer_job'],
  read(scope) {
    const associations = grouped(scope.all('google_backup_dr_backup_plan_association'), (one) => { const plan = scope.graph.target(one.body.backup_plan); return plan ? [plan.address] : []; });
    for (const plan of scope.all('google_backup_dr_backup_plan')) { backupPlan(scope, plan, associations.get(plan.address) ?? []); }
    for (const vault of scope.all('google_backup_dr_backup_vault')) {
      scope.state('data.immutable-days', vault, daysAt(vault.body, 'backup_minimum_enforced_retention_duration'), 'backup_minimum_enforced_retention_duration');
      // Google deletes no vault with backups in it, whatever Terraform is told to overlook.
      scope.state('data.force-destroy', vault, false);
      // Until a time says that the vault is locked, whoever may change it can shorten what later backups are kept.
      scope.state('data.lock', vault, vault.body.effective_time === undefined ? 'lifted' : 'final', vault.body.effective_time === undefined ? undefined : 'effective_time');
      const restriction = textAt(vault.body, 'access_restriction', 'WITHIN_ORGANIZATION');
      scope.state('guard.enabled', vault, restriction === undefined ? undefined : /^WITHIN_(PROJECT|ORGANIZATION)$/.test(restriction), 'access_restriction', 'backups stay within the organization');
      // Without the block, that newer providers have, there is nothing to decide.
      if (vault.body.encryption_config === undefined) { scope.state('data.key', vault, 'fixed'); } else { scope.key('data.key', vault, 'encryption_config.kms_key_name'); }
      scope.state('data.public', vault, false);
      scope.lifecycle(vault);
      scope.residency(vault, 'location');
    }
    scope.all('google_storage_transfer_job').forEach((job) => transfer(scope, job));
  },
};

function backupPlan(scope: Scope, plan: Entry, associations: Entry[]): void {
  const kept = isOpen(plan.body.backup_rules) ? [undefined] : blocksAt(plan.body, 'backup_rules').map((rule) => numeric(rule.backup_retention_days));
  const days = kept.includes(undefined) ? undefined : Math.max(0, ...kept as number[]);
  scope.state('backup.days', plan, days, 'backup_rules');
  const evidence: Evidence[] = associations.map(({ address }) => ({ address, argument: 'resource' }));
  const stores = associations.map((one) => scope.lookup.find(one.body.resource)?.address ?? scope.graph.literal(one.body.resource));
  scope.state('backup.stores', plan, stores.includes(undefined) ? undefined : stores as string[], evidence.length > 0 ? evidence : undefined);
  for (const association of associations) {
    const store = scope.lookup.find(association.body.resource);
    const vault = scope.lookup.find(plan.body.backup_vault);
    if (store) { scope.state('data.backup-days', store, days, [{ address: association.address, argument: 'resource' }, { address: plan.address, argument: 'backup_rules' }], 'copies in a vault'); }
    if (store) { scope.flow(store.address, vault?.address ?? scope.outside(scope.graph.literal(plan.body.backup_vault) ?? ''), 'keeps copies in', [{ address: association.address, argument: 'resource' }, { address: plan.address, argument: 'backup_vault' }]); }
  }
}

/** A job that copies a bucket, once or as objects come. */
function transfer(scope: Scope, job: Entry): void {
  const { body } = job;
  const kind = body.replication_spec !== undefined ? 'replication_spec' : 'transfer_spec';
  const bucketOf = (side: string) => { const [block] = blocksAt(body, `${kind}.${side}`); return { name: scope.graph.literal(block?.bucket_name), entry: scope.lookup.find(block?.bucket_name) ?? scope.lookup.byName('storage', block?.bucket_name) }; };
  const [source, sink] = [bucketOf('gcs_data_source'), bucketOf('gcs_data_sink')];
  const on = textAt(body, 'status', 'ENABLED');
  const from = source.entry?.address ?? source.name;
  scope.state('backup.stores', job, on === undefined || from === undefined || !sink.entry ? undefined : on === 'ENABLED' ? [from] : [], on === 'ENABLED' ? `${kind}.gcs_data_source` : 'status');
  // A bucket that is not of this stack may be anybody's.
  const to = sink.entry?.address ?? (sink.name === undefined ? 'a place known at apply' : `bucket ${sink.name}`);
  const kept = sink.entry && flagAt(sink.entry.body, 'retention_policy.is_locked', false) ? daysAt(sink.entry.body, 'retention_policy.retention_period', 0) : undefined;
  if (source.entry && sink.entry && on === 'ENABLED') {
    scope.state('data.backup-days', source.entry, kept, [{ address: job.address, argument: kind }, { address: sink.entry.address, argument: 'retention_policy' }], 'copies in a locked bucket');
  }
  if (source.entry && on === 'ENABLED') { scope.flow(source.entry.address, to, sink.entry ? 'keeps copies in' : 'is copied to', [{ address: job.address, argument: kind }]); }
}
