import { Construct } from 'constructs';
import { bound, form } from './bounds';
import { Resource } from './capability';
import { DataStoreProps, IResourceBackend } from './backends';

/** Properties of a key-value store: items by partition key and optional sort key. */
export interface KeyValueStoreProps extends DataStoreProps {
  /** Attribute items are partitioned by. @default 'pk' */
  readonly partitionKey?: string;
  /** Attribute items of a partition are sorted by. @default - none */
  readonly sortKey?: string;
  /** Attribute with the time (epoch seconds) after which an item is removed. @default - items stay */
  readonly expiryAttribute?: string;
}

/** A name that all three stores take. */
const ATTRIBUTE = form(/^[A-Za-z_]\w{0,62}$/, 'begin with a letter and have at most 63 letters, digits and underscores');

/** A key-value store. */
export class KeyValueStore extends Resource {
  public readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, props: KeyValueStoreProps = {}) {
    super(scope, id, props.classification);
    bound(this, props, { partitionKey: ATTRIBUTE, sortKey: ATTRIBUTE, expiryAttribute: ATTRIBUTE });
    this.backend = this.environment.cloud.keyValueStore(this, props);
    this.addAlarms(this.backend.metrics);
  }
}
