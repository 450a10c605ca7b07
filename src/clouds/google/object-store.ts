import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { ObjectStoreProps } from '../../capabilities/object-store';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { grantId, memberOf, once, wrongGrant } from './iam';
import { GoogleKey } from './key';
import { is, metricFilter, RATE, toMetrics } from './metrics';
import { References } from './references';
import { StorageBucket, StorageBucketIamMember } from './resources';

const DAY = 24 * 3600;
const ROLES: { [access in Access]?: string } = {
  [Access.READ]: 'roles/storage.objectViewer',
  [Access.WRITE]: 'roles/storage.objectCreator',
  [Access.READ_WRITE]: 'roles/storage.objectUser',
};

/** How a bucket of an environment differs from another. */
export interface BucketOptions {
  /** Days after which objects are deleted. */
  readonly expireDays?: number;
  /** Days for which nobody can change or delete an object. */
  readonly immutableDays?: number;
  /** Whether the environment can be removed with what is in it. */
  readonly disposable: boolean;
}

/** A private bucket: access by IAM alone, encrypted with the environment's key, old versions kept for a month. */
export function createBucket(scope: Construct, id: string, suffix: string, options: BucketOptions): StorageBucket {
  const { dataKey } = environmentOf(scope);
  const locked = (options.immutableDays ?? 0) > 0;
  const remove = (condition: object) => ({ action: { type: 'Delete' }, condition });
  return preventDestroy(after(new StorageBucket(scope, id, {
    name: physicalName(scope, 'google_storage_bucket', suffix),
    location: References.of(scope).region.toUpperCase(),
    storageClass: 'STANDARD',
    forceDestroy: options.disposable && !locked,
    uniformBucketLevelAccess: true,
    publicAccessPrevention: 'enforced',
    encryption: { defaultKmsKeyName: dataKey.reference },
    // A bucket has either versions or locked retention.
    ...locked ? { retentionPolicy: { isLocked: true, retentionPeriod: options.immutableDays! * DAY } } : { versioning: { enabled: true } },
    softDeletePolicy: { retentionDurationSeconds: 7 * DAY },
    lifecycleRule: [
      ...options.expireDays === undefined ? [] : [remove({ age: options.expireDays })],
      ...locked ? [] : [remove({ daysSinceNoncurrentTime: 30, withState: 'ARCHIVED' })],
      { action: { type: 'AbortIncompleteMultipartUpload' }, condition: { age: 7 } },
    ],
  }), (dataKey as GoogleKey).useBy(Agent.STORAGE)), !options.disposable);
}

/** An object store: one bucket. */
export class GoogleObjectStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  public readonly bucket: StorageBucket;

  public constructor(public readonly scope: Construct, props: ObjectStoreProps) {
    this.bucket = createBucket(scope, 'bucket', '', {
      expireDays: props.expireDays,
      immutableDays: props.immutableDays,
      disposable: !environmentOf(scope).profile.deletionProtection,
    });
    this.settings = { NAME: this.bucket.name };
    const own = is('resource.labels.bucket_name', physicalName(scope, 'google_storage_bucket', ''));
    this.metrics = toMetrics([{
      id: 'requests', title: 'Object requests', concern: Concern.TRAFFIC, unit: 'count/s',
      query: { filter: metricFilter('storage.googleapis.com/api/request_count', 'gcs_bucket', own), ...RATE },
    }]);
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const role = ROLES[access];
    if (!role) { throw wrongGrant(this.scope, access, 'Grant read, write or read-write.'); }
    once(this.scope, grantId(identity, access), (id) => new StorageBucketIamMember(this.scope, id, {
      bucket: this.bucket.name, role, member: memberOf(identity),
    }));
  }

  public allowFrom(_endpoint: INetworkEndpoint): void {
    // Buckets are reached at the private address of Google's APIs, which the foundation opens to workloads.
  }
}

export function objectStore(scope: Construct, props: ObjectStoreProps): IResourceBackend {
  return new GoogleObjectStore(scope, props);
}
