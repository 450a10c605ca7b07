import { Entry } from '../../../clouds/rule-graph';
import { grouped, Scope, Topic } from '../scope';
import { at, blocksAt, flagAt, numberAt, textAt } from '../values';
import { api } from './services';

/** BigQuery, Spanner, Bigtable, AlloyDB, Filestore. */
export const warehouses: Topic = {
  types: [
    'google_bigquery_dataset', 'google_bigquery_table', 'google_spanner_database', 'google_bigtable_instance',
    'google_alloydb_cluster', 'google_alloydb_instance', 'google_filestore_instance',
  ],
  read(scope) {
    for (const dataset of scope.all('google_bigquery_dataset')) {
      api(scope, dataset, 'bigquery.googleapis.com');
      scope.key('data.key', dataset, 'default_encryption_configuration.kms_key_name');
      scope.state('data.residency', dataset, textAt(dataset.body, 'location', 'US')?.toLowerCase(), 'location');
      scope.state('data.redundancy', dataset, 'zones');
      scope.state('data.force-destroy', dataset, flagAt(dataset.body, 'delete_contents_on_destroy', false), 'delete_contents_on_destroy');
      const hours = numberAt(dataset.body, 'max_time_travel_hours', 168);
      scope.state('data.undelete-days', dataset, hours === undefined ? undefined : hours / 24, 'max_time_travel_hours');
    }
    for (const table of scope.all('google_bigquery_table')) {
      scope.state('data.deletion-protection', table, flagAt(table.body, 'deletion_protection', true), 'deletion_protection');
      scope.lifecycle(table);
      if (at(table.body, 'encryption_configuration') !== undefined) { scope.key('data.key', table, 'encryption_configuration.kms_key_name'); }
    }
    for (const database of scope.all('google_spanner_database')) {
      api(scope, database, 'spanner.googleapis.com');
      scope.key('data.key', database, 'encryption_config.kms_key_name');
      scope.state('data.deletion-protection', database, flagAt(database.body, 'enable_drop_protection', false), 'enable_drop_protection');
      scope.state('data.deletion-protection', database, flagAt(database.body, 'deletion_protection', true), 'deletion_protection', 'by Terraform');
    }
    for (const instance of scope.all('google_bigtable_instance')) {
      api(scope, instance, 'bigtable.googleapis.com');
      const clusters = blocksAt(instance.body, 'cluster');
      const owners = clusters.map((cluster) => scope.keyOwner(cluster.kms_key_name ?? undefined));
      scope.state('data.key', instance, ['foreign', 'provider', 'foundation', 'customer'].find((owner) => owners.includes(owner)), 'cluster');
      scope.state('data.deletion-protection', instance, flagAt(instance.body, 'deletion_protection', true), 'deletion_protection');
      scope.state('data.redundancy', instance, clusters.length > 1 ? 'zones' : 'one', 'cluster');
    }
    const instances = grouped(scope.all('google_alloydb_instance'), (instance) => { const cluster = scope.graph.target(instance.body.cluster); return cluster ? [cluster.address] : []; });
    scope.all('google_alloydb_cluster').forEach((cluster) => alloydb(scope, cluster, instances.get(cluster.address) ?? []));
    for (const share of scope.all('google_filestore_instance')) {
      scope.key('data.key', share, 'kms_key_name');
      scope.state('data.public', share, false);
      scope.state('data.transit', share, 'none');
      scope.state('data.deletion-protection', share, flagAt(share.body, 'deletion_protection_enabled', false), 'deletion_protection_enabled');
      scope.lifecycle(share);
      scope.residency(share, 'location');
    }
  },
};

function alloydb(scope: Scope, cluster: Entry, instances: Entry[]): void {
  const { body } = cluster;
  scope.key('data.key', cluster, 'encryption_config.kms_key_name');
  scope.state('data.point-in-time', cluster, flagAt(body, 'continuous_backup_config.enabled', true), 'continuous_backup_config.enabled');
  scope.state('data.backup-days', cluster, flagAt(body, 'continuous_backup_config.enabled', true) === false && flagAt(body, 'automated_backup_policy.enabled', true) === false ? 0
    : numberAt(body, 'continuous_backup_config.recovery_window_days', 14), 'continuous_backup_config');
  const open = instances.filter((instance) => flagAt(instance.body, 'network_config.enable_public_ip', false) === true);
  const evidence = open.map(({ address }) => ({ address, argument: 'network_config.enable_public_ip' }));
  scope.state('data.public', cluster, open.length > 0, open.length > 0 ? evidence : undefined);
  if (open.length > 0) {
    scope.reach({ direction: 'in', from: 'internet', through: [], to: cluster.address, ports: '5432', protocol: 'TCP', authentication: 'login to the database', tls: 'TLS', filter: 'list of ranges', weak: true, evidence });
  }
  scope.lifecycle(cluster);
  scope.residency(cluster, 'location');
}
