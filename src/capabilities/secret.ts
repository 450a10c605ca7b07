import { DataStoreProps } from './backends';

/** Properties of a secret. Its value is generated inside the cloud, rotated there, and never appears in Terraform. */
export interface SecretProps extends DataStoreProps {
  /** What it is for. */
  readonly description: string;
  /** Days after which the value is replaced, 1 to 365. @default 30 */
  readonly rotationDays?: number;
}
