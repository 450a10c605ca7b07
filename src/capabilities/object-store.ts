import { Construct } from 'constructs';
import { bound, whole } from './bounds';
import { Resource } from './capability';
import { DataStoreProps, IResourceBackend } from './backends';

/** Properties of an object store: private, versioned, encrypted with the environment's key. */
export interface ObjectStoreProps extends DataStoreProps {
  /** Days after which objects are deleted. @default - kept */
  readonly expireDays?: number;
  /** Days for which an object cannot be changed or deleted by anybody. @default 0 */
  readonly immutableDays?: number;
}

/** An object store. */
export class ObjectStore extends Resource {
  public readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, props: ObjectStoreProps = {}) {
    super(scope, id, props.classification);
    bound(this, props, { expireDays: whole(1, 36500), immutableDays: whole(0, 36500) });
    this.backend = this.environment.cloud.objectStore(this, props);
    this.addAlarms(this.backend.metrics);
  }
}
