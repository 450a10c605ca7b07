import { DataStoreProps } from './backends';

/** Properties of an object store: private, versioned, encrypted with the environment's key. */
export interface ObjectStoreProps extends DataStoreProps {
  /** Days after which objects are deleted. @default - kept */
  readonly expireDays?: number;
  /** Days for which an object cannot be changed or deleted by anybody. @default 0 */
  readonly immutableDays?: number;
}
