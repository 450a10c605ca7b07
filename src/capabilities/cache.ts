import { Construct } from 'constructs';
import { Resource } from './capability';
import { DataStoreProps, IResourceBackend } from './backends';
import { Size } from './common';

/** Properties of an in-memory cache that speaks the Redis protocol. Workloads log in by identity, over TLS. */
export interface CacheProps extends DataStoreProps {
  /** @default - of the stage profile */
  readonly size?: Size;
}

/** A cache. */
export class Cache extends Resource {
  public readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, props: CacheProps = {}) {
    super(scope, id, props.classification);
    this.backend = this.environment.cloud.cache(this, props);
    this.addAlarms(this.backend.metrics);
  }
}
