import { Entry } from '../../../clouds/rule-graph';
import { isUnresolved, texts } from '../../../clouds/rule-values';
import { publicGrants } from '../iam/grants';
import { Scope, Topic } from '../scope';
import { at, blocksAt, daysAt, flagAt, isOpen, numberAt, textAt } from '../values';

const FOR_EVER = 36500;

/** What every store that is an API has: TLS and an identity are always needed, and the public only gets in by a grant. */
function api(scope: Scope, store: Entry): void {
  const granted = publicGrants(scope).get(store.address) ?? [];
  scope.state('data.public', store, granted.length > 0, granted.length > 0 ? granted : undefined);
  scope.state('data.transit', store, 'TLS');
  scope.state('data.login', store, 'identity');
  scope.lifecycle(store);
  if (granted.length > 0) {
    scope.reach({
      direction: 'in', from: 'internet', through: [], to: store.address, ports: '443', protocol: 'HTTPS', authentication: 'none', tls: 'TLS', filter: 'none', weak: true, evidence: granted,
    });
  }
}

/** Secret Manager. */
export const secrets: Topic = {
  types: ['google_secret_manager_secret', 'google_secret_manager_secret_version', 'google_secret_manager_regional_secret', 'google_secret_manager_regional_secret_version'],
  read(scope) {
    const rotators = rotationByJob(scope);
    for (const secret of scope.all('google_secret_manager_secret', 'google_secret_manager_regional_secret')) {
      const { body } = secret;
      api(scope, secret);
      scope.state('data.key', secret, secretKey(scope, secret), 'replication');
      scope.state('data.deletion-protection', secret, flagAt(body, 'deletion_protection', false), 'deletion_protection');
      scope.state('secret.undelete-days', secret, daysAt(body, 'version_destroy_ttl', 0), 'version_destroy_ttl');
      if (at(body, 'ttl') !== undefined) { scope.state('data.expiry-days', secret, daysAt(body, 'ttl'), 'ttl'); }
      const job = rotators.get(scope.graph.literal(body.secret_id) ?? '');
      const byService = at(body, 'rotation.rotation_period') === undefined && job;
      scope.state('secret.rotation-days', secret, byService ? job.days : daysAt(body, 'rotation.rotation_period', FOR_EVER), byService ? [{ address: job.entry.address, argument: 'template.template.containers.env' }] : 'rotation.rotation_period');
      const places = blocksAt(body, 'replication.user_managed.replicas').map((replica) => textAt(replica, 'location')).filter((place) => place !== undefined);
      scope.state('data.residency', secret, places.length > 0 ? places.sort().join(', ') : textAt(body, 'location') ?? (at(body, 'replication.auto') !== undefined ? 'regions that the provider chooses' : undefined), 'replication');
      scope.state('data.redundancy', secret, places.length === 1 || secret.type.includes('regional') ? 'zones' : places.length > 1 || at(body, 'replication.auto') !== undefined ? 'regions' : undefined, 'replication');
    }
  },
};

/** The key of every copy; one copy without a key of the customer counts for all. */
function secretKey(scope: Scope, secret: Entry): string | undefined {
  if (isOpen(secret.body.replication)) { return undefined; }
  const replicas = blocksAt(secret.body, 'replication.user_managed.replicas');
  const values = secret.type.includes('regional') ? [at(secret.body, 'customer_managed_encryption.kms_key_name')]
    : replicas.length > 0 ? replicas.map((replica) => at(replica, 'customer_managed_encryption.kms_key_name'))
      : [at(secret.body, 'replication.auto.customer_managed_encryption.kms_key_name')];
  const owners = values.map((value) => scope.keyOwner(value));
  return ['provider', 'foundation', 'customer'].find((owner) => owners.includes(owner));
}

/** Jobs that replace a secret's value say after how many days, and whose. */
function rotationByJob(scope: Scope): Map<string, { entry: Entry; days: number }> {
  const found = new Map<string, { entry: Entry; days: number }>();
  for (const entry of scope.all('google_cloud_run_v2_job')) {
    const variables = blocksAt(entry.body, 'template.template.containers').flatMap((container) => blocksAt(container, 'env'));
    const days = Number(variables.find((one) => one.name === 'ROTATION_DAYS')?.value);
    const secret = /\/secrets\/([^/]+)$/.exec(String(variables.find((one) => one.name === 'SECRET')?.value ?? ''))?.[1];
    if (secret && days > 0) { found.set(secret, { entry, days }); }
  }
  return found;
}

/** Artifact Registry. */
export const registries: Topic = {
  types: ['google_artifact_registry_repository', 'google_container_registry'],
  read(scope) {
    const scanned = scope.all('google_project_service').find((service) => textAt(service.body, 'service') === 'containerscanning.googleapis.com');
    for (const repository of scope.all('google_artifact_registry_repository')) {
      const { body } = repository;
      api(scope, repository);
      scope.key('data.key', repository, 'kms_key_name');
      scope.residency(repository, 'location');
      const scan = textAt(body, 'vulnerability_scanning_config.enablement_config', 'INHERITED');
      // Inherited: on where the project has the API, which another stack may have switched on.
      if (scan === 'DISABLED' || scanned) {
        scope.state('image.scan', repository, scan !== 'DISABLED', [{ address: repository.address, argument: 'vulnerability_scanning_config.enablement_config' }, ...(scanned ? [{ address: scanned.address }] : [])]);
      }
      if (textAt(body, 'format') === 'DOCKER' && textAt(body, 'mode', 'STANDARD_REPOSITORY') === 'STANDARD_REPOSITORY') {
        scope.state('image.immutable', repository, flagAt(body, 'docker_config.immutable_tags', false), 'docker_config.immutable_tags');
      }
    }
  },
};

/** Pub/Sub. */
export const messages: Topic = {
  types: ['google_pubsub_topic', 'google_pubsub_subscription', 'google_pubsub_schema', 'google_cloud_tasks_queue'],
  read(scope) {
    for (const topic of scope.all('google_pubsub_topic')) {
      const { body } = topic;
      api(scope, topic);
      scope.key('data.key', topic, 'kms_key_name');
      const regions = at(body, 'message_storage_policy.allowed_persistence_regions');
      scope.state('data.residency', topic, isOpen(regions) ? undefined : texts(regions).sort().join(', ') || 'regions that the provider chooses', regions === undefined ? undefined : 'message_storage_policy.allowed_persistence_regions');
      scope.state('data.redundancy', topic, 'zones');
      scope.state('data.expiry-days', topic, daysAt(body, 'message_retention_duration'), 'message_retention_duration');
    }
    for (const subscription of scope.all('google_pubsub_subscription')) {
      scope.state('data.expiry-days', subscription, daysAt(subscription.body, 'message_retention_duration', 7), 'message_retention_duration');
      const push = textAt(subscription.body, 'push_config.push_endpoint');
      const who = at(subscription.body, 'push_config.oidc_token') !== undefined;
      const host = push === undefined || isUnresolved(push) ? undefined : /^https?:\/\/([^/]+)/.exec(push)?.[1];
      if (host && !/\.(run\.app|cloudfunctions\.net)$/.test(host)) {
        scope.reach({
          direction: 'out', from: subscription.address, through: [], to: host, ports: push?.startsWith('http:') ? '80' : '443', protocol: push?.startsWith('http:') ? 'HTTP' : 'HTTPS',
          authentication: who ? 'identity' : 'none', tls: push?.startsWith('http:') ? 'none' : 'TLS', filter: 'one address', weak: push?.startsWith('http:') ?? false,
          evidence: [{ address: subscription.address, argument: 'push_config.push_endpoint' }],
        });
      }
    }
  },
};

/** BigQuery, Spanner, Bigtable, AlloyDB, Filestore. */
export const warehouses: Topic = {
  types: [
    'google_bigquery_dataset', 'google_bigquery_table', 'google_spanner_instance', 'google_spanner_database', 'google_bigtable_instance',
    'google_bigtable_table', 'google_alloydb_cluster', 'google_alloydb_instance', 'google_filestore_instance',
  ],
  read(scope) {
    for (const dataset of scope.all('google_bigquery_dataset')) {
      api(scope, dataset);
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
      api(scope, database);
      scope.key('data.key', database, 'encryption_config.kms_key_name');
      scope.state('data.deletion-protection', database, flagAt(database.body, 'enable_drop_protection', false), 'enable_drop_protection');
      scope.state('data.deletion-protection', database, flagAt(database.body, 'deletion_protection', true), 'deletion_protection', 'by Terraform');
    }
    for (const instance of scope.all('google_bigtable_instance')) {
      api(scope, instance);
      const clusters = blocksAt(instance.body, 'cluster');
      const owners = clusters.map((cluster) => scope.keyOwner(cluster.kms_key_name ?? undefined));
      scope.state('data.key', instance, ['provider', 'foundation', 'customer'].find((owner) => owners.includes(owner)), 'cluster');
      scope.state('data.deletion-protection', instance, flagAt(instance.body, 'deletion_protection', true), 'deletion_protection');
      scope.state('data.redundancy', instance, clusters.length > 1 ? 'zones' : 'one', 'cluster');
    }
    scope.all('google_alloydb_cluster').forEach((cluster) => alloydb(scope, cluster));
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

function alloydb(scope: Scope, cluster: Entry): void {
  const { body } = cluster;
  scope.key('data.key', cluster, 'encryption_config.kms_key_name');
  scope.state('data.point-in-time', cluster, flagAt(body, 'continuous_backup_config.enabled', true), 'continuous_backup_config.enabled');
  scope.state('data.backup-days', cluster, flagAt(body, 'continuous_backup_config.enabled', true) === false && flagAt(body, 'automated_backup_policy.enabled', true) === false ? 0
    : numberAt(body, 'continuous_backup_config.recovery_window_days', 14), 'continuous_backup_config');
  const instances = scope.all('google_alloydb_instance').filter((instance) => scope.graph.target(instance.body.cluster) === cluster);
  const open = instances.filter((instance) => flagAt(instance.body, 'network_config.enable_public_ip', false) === true);
  const evidence = open.map(({ address }) => ({ address, argument: 'network_config.enable_public_ip' }));
  scope.state('data.public', cluster, open.length > 0, open.length > 0 ? evidence : undefined);
  if (open.length > 0) {
    scope.reach({ direction: 'in', from: 'internet', through: [], to: cluster.address, ports: '5432', protocol: 'TCP', authentication: 'login to the database', tls: 'TLS', filter: 'list of ranges', weak: true, evidence });
  }
  scope.lifecycle(cluster);
  scope.residency(cluster, 'location');
}
