import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { KeyValueStoreProps } from '../../capabilities/key-value-store';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { grantOnResource, wrongGrant } from './iam';
import { GoogleKey } from './key';
import { is, metricFilter, RATE, toMetrics } from './metrics';
import { References } from './references';
import { FirestoreDatabase, FirestoreField } from './resources';

/** Collection that items are documents of; the document's id is the partition key, joined with the sort key. */
const COLLECTION = 'items';

/** A Firestore database of its own, so that its key, its restore and its grants are its own too. */
export class GoogleKeyValueStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  public readonly database: FirestoreDatabase;
  private readonly databaseName: string;

  public constructor(public readonly scope: Construct, props: KeyValueStoreProps) {
    const { profile, dataKey } = environmentOf(scope);
    const references = References.of(scope);
    const protect = profile.deletionProtection;
    this.databaseName = physicalName(scope, 'google_firestore_database');
    this.database = preventDestroy(after(new FirestoreDatabase(scope, 'database', {
      name: this.databaseName,
      locationId: references.region,
      type: 'FIRESTORE_NATIVE',
      databaseEdition: 'STANDARD',
      concurrencyMode: 'OPTIMISTIC',
      appEngineIntegrationMode: 'DISABLED',
      pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
      deleteProtectionState: protect ? 'DELETE_PROTECTION_ENABLED' : 'DELETE_PROTECTION_DISABLED',
      deletionPolicy: protect ? 'ABANDON' : 'DELETE',
      cmekConfig: { kmsKeyName: dataKey.reference },
    }), (dataKey as GoogleKey).useBy(Agent.FIRESTORE)), protect);
    if (props.expiryAttribute !== undefined) { this.expire(props.expiryAttribute); }
    this.settings = {
      NAME: this.database.name,
      PROJECT: references.project,
      COLLECTION,
      PARTITION_KEY: props.partitionKey ?? 'pk',
      ...props.sortKey === undefined ? {} : { SORT_KEY: props.sortKey },
    };
    this.metrics = this.measure();
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const role = this.roleFor(access);
    grantOnResource(this.scope, identity, access, role, `projects/${References.of(this.scope).project}/databases/${this.databaseName}`);
  }

  public allowFrom(_endpoint: INetworkEndpoint): void {
    // Firestore is reached at the private address of Google's APIs, which the foundation opens to workloads.
  }

  private roleFor(access: Access): string {
    switch (access) {
      case Access.READ: return 'roles/datastore.viewer';
      case Access.READ_WRITE: return 'roles/datastore.user';
      case Access.WRITE: return References.of(this.scope).customRole('firestore-writer');
      default: throw wrongGrant(this.scope, access, 'Grant read, write or read-write.');
    }
  }

  private expire(field: string): void {
    new FirestoreField(this.scope, 'expiry', { database: this.database.name, collection: COLLECTION, field, ttlConfig: {}, indexConfig: {} });
  }

  private measure(): Metric[] {
    const own = is('resource.labels.database_id', this.databaseName);
    const filter = (metric: string) => metricFilter(`firestore.googleapis.com/${metric}`, 'firestore.googleapis.com/Database', own);
    return toMetrics([
      { id: 'reads', title: 'Documents read', concern: Concern.TRAFFIC, unit: 'count/s', query: { filter: filter('document/read_ops_count'), ...RATE } },
      { id: 'writes', title: 'Documents written', concern: Concern.TRAFFIC, unit: 'count/s', query: { filter: filter('document/write_ops_count'), ...RATE } },
    ]);
  }
}

export function keyValueStore(scope: Construct, props: KeyValueStoreProps): IResourceBackend {
  return new GoogleKeyValueStore(scope, props);
}
