import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blockOf, isUnresolved, listOf, text } from '../../clouds/rule-values';

/** Where the name of a resource is in the names that Google composes, and which argument holds it. */
const NAMED: { readonly [type: string]: readonly [collection: string, argument: string] } = {
  google_artifact_registry_repository: ['repositories', 'repository_id'],
  google_backup_dr_backup_vault: ['backupVaults', 'backup_vault_id'],
  google_bigquery_dataset: ['datasets', 'dataset_id'],
  google_cloud_run_v2_job: ['jobs', 'name'],
  google_cloud_run_v2_service: ['services', 'name'],
  google_cloudfunctions2_function: ['functions', 'name'],
  google_compute_network: ['networks', 'name'],
  google_compute_subnetwork: ['subnetworks', 'name'],
  google_firestore_database: ['databases', 'name'],
  google_kms_crypto_key: ['cryptoKeys', 'name'],
  google_kms_key_ring: ['keyRings', 'name'],
  google_logging_project_bucket_config: ['buckets', 'bucket_id'],
  google_memorystore_instance: ['locations-instances', 'instance_id'],
  google_project_iam_custom_role: ['roles', 'role_id'],
  google_pubsub_subscription: ['subscriptions', 'name'],
  google_pubsub_topic: ['topics', 'name'],
  google_redis_instance: ['locations-instances', 'name'],
  google_secret_manager_secret: ['secrets', 'secret_id'],
  google_sql_database_instance: ['instances', 'name'],
  google_storage_bucket: ['storage', 'name'],
};

/** Finds resources of a stack by the names that Google composes for them. Made once for each stack. */
export class Lookup {
  /** Id of the project that the provider works in. */
  public readonly project?: string;
  public readonly region?: string;
  private readonly named = new Map<string, Entry>();
  private readonly accounts = new Map<string, Entry>();
  private readonly emails = new Map<string, Entry>();

  public constructor(public readonly graph: TerraformGraph) {
    const provider = blockOf(listOf(blockOf(graph.tf?.provider).google)[0]);
    this.project = text(provider.project);
    this.region = text(provider.region);
    for (const [type, [collection, argument]] of Object.entries(NAMED)) {
      for (const entry of graph.all(type)) { this.put(this.named, collection, entry.body[argument], entry); }
    }
    for (const entry of graph.all('google_service_account')) {
      this.accounts.set(entry.address, entry);
      const id = graph.literal(entry.body.account_id);
      const project = text(entry.body.project) ?? this.project;
      if (id !== undefined && project !== undefined) { this.emails.set(`${id}@${project}.iam.gserviceaccount.com`, entry); }
    }
  }

  /** The resource of this stack that a reference or a composed name leads to. */
  public find(value: unknown): Entry | undefined {
    if (typeof value !== 'string') { return undefined; }
    const target = isUnresolved(value) ? this.graph.target(value) : undefined;
    return target ?? this.byResourceName(this.graph.literal(value) ?? '');
  }

  /** The resource with a plain name: `byName('jobs', 'nightly')`. Buckets of Cloud Storage are in `storage`. */
  public byName(collection: string, name: unknown): Entry | undefined {
    return typeof name === 'string' ? this.named.get(`${collection}/${name}`) : undefined;
  }

  /** A service account of this stack by its e-mail address, its id or a reference. */
  public account(value: unknown): Entry | undefined {
    if (typeof value !== 'string') { return undefined; }
    const target = this.graph.target(value);
    if (target) { return this.accounts.get(target.address); }
    const literal = (this.graph.literal(value) ?? '').replace(/^serviceAccount:/, '');
    return this.emails.get(literal.replace(/^.*\/serviceAccounts\//, ''));
  }

  private byResourceName(name: string): Entry | undefined {
    const bucket = /^(?:\/\/storage\.googleapis\.com\/|storage\.googleapis\.com\/|gs:\/\/|projects\/_\/buckets\/)(?:projects\/_\/buckets\/)?([^/]+)/.exec(name);
    if (bucket) { return this.byName('storage', bucket[1]); }
    const project = /(?:^|\/)projects\/([^/]+)\//.exec(name)?.[1];
    if (project !== undefined && this.project !== undefined && project !== this.project && !/^\d+$/.test(project)) { return undefined; }
    const parts = name.split('/');
    const [collection, last] = parts.slice(-2);
    if (collection === 'instances' && parts.includes('locations')) { return this.byName('locations-instances', last); }
    return this.byName(collection, last) ?? (collection === 'serviceAccounts' ? this.emails.get(last) : undefined);
  }

  private put(into: Map<string, Entry>, collection: string, name: unknown, entry: Entry): void {
    const literal = this.graph.literal(name);
    if (literal !== undefined && !into.has(`${collection}/${literal}`)) { into.set(`${collection}/${literal}`, entry); }
  }
}
