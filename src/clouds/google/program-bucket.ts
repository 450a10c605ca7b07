import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { IWorkloadIdentity } from '../../capabilities/backends';
import { environmentOf } from '../../environment/environment-rules';
import { grantId, memberOf, once } from './iam';
import { createBucket } from './object-store';
import { StorageBucket, StorageBucketIamMember, StorageBucketObject } from './resources';

/** A file with the name it has in the bucket, and where it is mounted. */
export interface MountedFile {
  readonly path: string;
  readonly resource: StorageBucketObject;
}

/**
 * A bucket with programs and configuration of ours, which containers mount read-only. Objects are named by their content, so
 * that a change is a new object and a new revision, and a running revision never sees another's file.
 */
export class ProgramBucket {
  public static readonly MOUNT = '/etc/groundwork';
  public readonly bucket: StorageBucket;

  public constructor(private readonly scope: Construct) {
    this.bucket = createBucket(scope, 'bucket', '', { disposable: !environmentOf(scope).profile.deletionProtection });
  }

  /** Puts a file there. `name` has an extension: `envoy.json`. */
  public add(name: string, content: string, contentType: string): MountedFile {
    const [stem, extension] = name.split('.');
    const objectName = `${stem}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${extension}`;
    const resource = new StorageBucketObject(this.scope, stem, {
      bucket: this.bucket.name,
      name: objectName,
      // Terraform would read the text as a template of its own.
      content: content.replace(/\$\{(?!TfToken\[)/g, '$$${').replace(/%\{/g, '%%{'),
      contentType,
      cacheControl: 'no-store',
      // The API answers with the version of the key, which is not what was asked for.
      lifecycle: { createBeforeDestroy: true, ignoreChanges: ['kms_key_name'] },
    });
    return { path: `${ProgramBucket.MOUNT}/${objectName}`, resource };
  }

  /** Lets a workload read; the mount is made in its name. */
  public grantRead(identity: IWorkloadIdentity): StorageBucketIamMember {
    const id = grantId(identity, 'read');
    once(this.scope, id, () => new StorageBucketIamMember(this.scope, id, {
      bucket: this.bucket.name, role: 'roles/storage.objectViewer', member: memberOf(identity),
    }));
    return this.scope.node.findChild(id) as StorageBucketIamMember;
  }
}
