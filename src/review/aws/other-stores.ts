import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, blocksOf, isSet } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { openByPolicy } from './resource-policies';
import { AwsStack, stackOf } from './stack';
import { store, switched } from './store';
import { count, word, yes } from './values';

/** Stores that patterns do not use but teams do: directories of users, file systems, disks, warehouses, search. */
export const otherStores: Reader = {
  types: [
    'aws_cognito_user_pool', 'aws_cognito_user_pool_client', 'aws_cognito_resource_server', 'aws_efs_file_system', 'aws_efs_mount_target', 'aws_efs_access_point', 'aws_efs_backup_policy', 'aws_ebs_volume', 'aws_volume_attachment',
    'aws_redshift_cluster', 'aws_opensearch_domain',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const disks = graph.all('aws_ebs_encryption_by_default').some((e) => yes(e.body.enabled, true));
    for (const pool of graph.all('aws_cognito_user_pool')) { readPool(stack, notes, pool); }
    for (const one of graph.all('aws_efs_file_system')) { readFiles(stack, notes, one); }
    for (const one of graph.all('aws_ebs_volume')) {
      const encrypted = yes(one.body.encrypted, disks);
      store(graph, notes, one, { key: switched(stack.owner(one.body.kms_key_id, 'provider'), encrypted), keyAt: encrypted ? 'kms_key_id' : 'encrypted', redundancy: 'zone', public: false });
      notes.state('data.size', one, count(one.body.size), 'size');
    }
    for (const one of graph.all('aws_redshift_cluster')) { readWarehouse(stack, notes, one); }
    for (const one of graph.all('aws_opensearch_domain')) { readSearch(stack, notes, one); }
  },
};

function readPool(stack: AwsStack, notes: Notes, pool: Entry): void {
  const second = word(pool.body.mfa_configuration, 'OFF');
  // A directory takes no key of a customer for what it keeps.
  store(stack.graph, notes, pool, { key: 'fixed', keyAt: [{ address: pool.address }], transit: 'TLS 1.2', redundancy: 'zones' });
  const active = word(pool.body.deletion_protection, 'INACTIVE');
  notes.state('data.deletion-protection', pool, active === undefined ? undefined : active === 'ACTIVE', 'deletion_protection');
  notes.state('guard.enabled', pool, second === undefined ? undefined : second === 'ON', 'mfa_configuration', 'people need a second factor');
}

function readFiles(stack: AwsStack, notes: Notes, one: Entry): void {
  const encrypted = yes(one.body.encrypted, false);
  const open = openByPolicy(stack, one);
  store(stack.graph, notes, one, {
    key: switched(stack.owner(one.body.kms_key_id, 'provider'), encrypted), keyAt: encrypted ? 'kms_key_id' : 'encrypted', transit: 'optional', redundancy: isSet(one.body.availability_zone_name) ? 'zone' : 'zones',
    public: open.open, publicAt: open.evidence,
  });
}

function readWarehouse(stack: AwsStack, notes: Notes, one: Entry): void {
  const { body } = one;
  const encrypted = yes(body.encrypted, true);
  const multi = yes(body.multi_az, false);
  store(stack.graph, notes, one, {
    key: switched(stack.owner(body.kms_key_id, 'provider'), encrypted), keyAt: encrypted ? 'kms_key_id' : 'encrypted', transit: 'optional', login: 'password or identity',
    redundancy: multi === undefined ? undefined : multi ? 'zones' : 'zone', redundancyAt: 'multi_az', public: yes(body.publicly_accessible, false), publicAt: 'publicly_accessible',
  });
  notes.state('data.backup-days', one, count(body.automated_snapshot_retention_period, 1), 'automated_snapshot_retention_period');
  const skipped = yes(body.skip_final_snapshot, false);
  notes.state('data.final-copy', one, skipped === undefined ? undefined : !skipped, 'skip_final_snapshot');
}

function readSearch(stack: AwsStack, notes: Notes, one: Entry): void {
  const { body } = one;
  const rest = blockOf(body.encrypt_at_rest);
  const encrypted = yes(rest.enabled, false);
  const endpoint = blockOf(body.domain_endpoint_options);
  const tls = yes(endpoint.enforce_https, false);
  const inside = isSet(body.vpc_options);
  const zones = yes(blockOf(body.cluster_config).zone_awareness_enabled, false);
  const open = openByPolicy(stack, one).open;
  store(stack.graph, notes, one, {
    key: switched(stack.owner(rest.kms_key_id, 'provider'), encrypted), keyAt: 'encrypt_at_rest',
    transit: tls === undefined ? undefined : !tls ? 'optional' : /1-2-20/.test(word(endpoint.tls_security_policy, '') ?? '') ? 'TLS 1.2' : 'TLS 1.0', transitAt: 'domain_endpoint_options',
    login: yes(blockOf(body.advanced_security_options).internal_user_database_enabled, false) ? 'password or identity' : open ? 'none' : 'identity', loginAt: 'advanced_security_options',
    redundancy: zones === undefined ? undefined : zones ? 'zones' : 'one', redundancyAt: 'cluster_config', public: open === undefined ? undefined : open && !inside, publicAt: inside ? 'vpc_options' : 'access_policies',
  });
  notes.state('data.access-log', one, blocksOf(body.log_publishing_options).some((o) => word(o.log_type) === 'AUDIT_LOGS' && yes(o.enabled, true)), 'log_publishing_options');
}
