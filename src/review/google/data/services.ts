import { Entry } from '../../../clouds/rule-graph';
import { texts } from '../../../clouds/rule-values';
import { askedOfPublic, publicGrants } from '../iam/grants';
import { Scope, Topic } from '../scope';
import { at, blocksAt, daysAt, flagAt, hostOf, isOpen, textAt } from '../values';
import { dataAccess } from '../watch/project';

const FOR_EVER = 36500;

/** What every store that is an API has: TLS and an identity are always needed, and the public only gets in by a grant. */
export function api(scope: Scope, store: Entry, service: string): void {
  const granted = publicGrants(scope).get(store.address) ?? [];
  scope.state('data.public', store, granted.length > 0, granted.length > 0 ? granted : undefined);
  scope.state('data.transit', store, 'TLS');
  scope.state('data.login', store, 'identity');
  scope.state('data.access-log', store, ...dataAccess(scope, service));
  // What mirrors another registry can be fetched again.
  if (textAt(store.body, 'mode', 'STANDARD_REPOSITORY') === 'STANDARD_REPOSITORY') { scope.lifecycle(store); }
  if (granted.length > 0) {
    scope.reach({
      direction: 'in', from: 'internet', through: [], to: store.address, ports: '443', protocol: 'HTTPS', authentication: askedOfPublic(scope, store), tls: 'TLS', filter: 'none', weak: true, evidence: granted,
    });
  }
}

/** Secret Manager. */
export const secrets: Topic = {
  types: ['google_secret_manager_secret', 'google_secret_manager_regional_secret'],
  read(scope) {
    const rotators = rotationByJob(scope);
    for (const secret of scope.all('google_secret_manager_secret', 'google_secret_manager_regional_secret')) {
      const { body } = secret;
      api(scope, secret, 'secretmanager.googleapis.com');
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
  return ['foreign', 'provider', 'foundation', 'customer'].find((owner) => owners.includes(owner));
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
  types: ['google_artifact_registry_repository'],
  read(scope) {
    const scanned = scope.all('google_project_service').find((service) => textAt(service.body, 'service') === 'containerscanning.googleapis.com');
    for (const repository of scope.all('google_artifact_registry_repository')) {
      const { body } = repository;
      api(scope, repository, 'artifactregistry.googleapis.com');
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
  types: ['google_pubsub_topic', 'google_pubsub_subscription', 'google_pubsub_schema'],
  read(scope) {
    for (const topic of scope.all('google_pubsub_topic')) {
      const { body } = topic;
      api(scope, topic, 'pubsub.googleapis.com');
      // Without a retention of its own it passes messages on; its subscriptions keep them for days.
      scope.key(at(body, 'message_retention_duration') === undefined ? 'messaging.key' : 'data.key', topic, 'kms_key_name');
      const regions = at(body, 'message_storage_policy.allowed_persistence_regions');
      scope.state('data.residency', topic, isOpen(regions) ? undefined : texts(regions).sort().join(', ') || 'regions that the provider chooses', regions === undefined ? undefined : 'message_storage_policy.allowed_persistence_regions');
      scope.state('data.redundancy', topic, 'zones');
      scope.state('data.expiry-days', topic, daysAt(body, 'message_retention_duration'), 'message_retention_duration');
    }
    for (const subscription of scope.all('google_pubsub_subscription')) {
      scope.state('data.expiry-days', subscription, daysAt(subscription.body, 'message_retention_duration', 7), 'message_retention_duration');
      const push = textAt(subscription.body, 'push_config.push_endpoint');
      const who = at(subscription.body, 'push_config.oidc_token') !== undefined;
      const host = hostOf(push);
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
