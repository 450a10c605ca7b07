import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { stackOf } from './stack';
import { store, where } from './store';
import { count, items, plainly, word, yes } from './values';

const FOR_EVER = 36500;
const DATABASES = /^aws_(rds_cluster|db_instance|docdb_cluster|neptune_cluster|dynamodb_table|redshift_cluster)$/;

/** Plans of backups, what they cover, and the vaults that keep them. */
export const backups: Reader = {
  types: ['aws_backup_plan', 'aws_backup_selection', 'aws_backup_vault', 'aws_backup_vault_lock_configuration', 'aws_backup_region_settings'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const plan of graph.all('aws_backup_plan')) {
      const rules = blocksOf(plan.body.rule);
      const days = rules.map((rule) => count(blocksOf(rule.lifecycle)[0]?.delete_after, FOR_EVER));
      rules.forEach((rule, i) => notes.state('backup.days', plan, days[i], `rule.${i}.lifecycle.delete_after`, word(rule.rule_name)));
      const selections = stack.of(plan, 'aws_backup_selection', 'plan_id');
      const covered = selections.flatMap((s) => items(s.body.resources).map((r) => ({ s, found: stack.find(r), written: String(r) })));
      const tagged = selections.some((s) => isSet(s.body.selection_tag) || isSet(s.body.condition));
      notes.state('backup.stores', plan, [...covered.map((c) => c.found?.address ?? plainly(c.written)), ...(tagged ? ['what is tagged for it'] : [])], selections.length > 0 ? selections.map((s) => ({ address: s.address, argument: 'resources' })) : undefined);
      const longest = Math.max(...days.filter((d): d is number => d !== undefined));
      for (const { s, found } of covered) {
        if (!found || !Number.isFinite(longest)) { continue; }
        // Buckets and file systems have no backups but these; databases have their own as well.
        const only = ['aws_s3_bucket', 'aws_efs_file_system', 'aws_ebs_volume'].includes(found.type);
        if (only || DATABASES.test(found.type)) { notes.state('data.backup-days', found, longest, [...where(s, 'resources'), ...where(plan, 'rule')], only ? undefined : 'copies in a vault'); }
      }
    }
    for (const vault of graph.all('aws_backup_vault')) { readVault(notes, graph, vault); }
  },
};

function readVault(notes: Notes, graph: TerraformGraph, vault: Entry): void {
  const stack = stackOf(graph);
  store(graph, notes, vault, { key: stack.owner(vault.body.kms_key_arn, 'provider'), keyAt: 'kms_key_arn', transit: 'TLS 1.2', login: 'identity', redundancy: 'zones', public: false });
  notes.state('data.force-destroy', vault, yes(vault.body.force_destroy, false), 'force_destroy');
  const lock = stack.of(vault, 'aws_backup_vault_lock_configuration', 'backup_vault_name')[0];
  const evidence = lock ? where(lock, 'min_retention_days') : where(vault);
  notes.state('data.immutable-days', vault, lock ? count(lock.body.min_retention_days, 0) : 0, evidence);
  // A lock with days to change it becomes final after them.
  notes.state('data.lock', vault, !lock ? 'none' : isSet(lock.body.changeable_for_days) ? 'final' : 'lifted', lock ? where(lock, 'changeable_for_days') : evidence);
}
