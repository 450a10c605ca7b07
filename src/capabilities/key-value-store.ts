import { DataStoreProps } from './backends';

/** Properties of a key-value store: items by partition key and optional sort key. */
export interface KeyValueStoreProps extends DataStoreProps {
  /** Attribute items are partitioned by. @default 'pk' */
  readonly partitionKey?: string;
  /** Attribute items of a partition are sorted by. @default - none */
  readonly sortKey?: string;
  /** Attribute with the time (epoch seconds) after which an item is removed. @default - items stay */
  readonly expiryAttribute?: string;
}
