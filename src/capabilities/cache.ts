import { DataStoreProps } from './backends';
import { Size } from './common';

/** Properties of an in-memory cache that speaks the Redis protocol. Workloads log in by identity, over TLS. */
export interface CacheProps extends DataStoreProps {
  /** @default - of the stage profile */
  readonly size?: Size;
}
