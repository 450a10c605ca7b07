import { Construct } from 'constructs';
import { Resource } from './capability';
import { DataStoreProps, IResourceBackend } from './backends';

/** Properties of a secret. Its value is generated inside the cloud, rotated there, and never appears in Terraform. */
export interface SecretProps extends DataStoreProps {
  /** What it is for. */
  readonly description: string;
  /** Days after which the value is replaced, 1 to 365. @default 30 */
  readonly rotationDays?: number;
}

/** A secret that is generated and rotated inside the cloud. */
export class Secret extends Resource {
  public readonly backend: IResourceBackend;

  public constructor(scope: Construct, id: string, props: SecretProps) {
    super(scope, id, props.classification);
    this.backend = this.environment.cloud.secret(this, props);
    this.addAlarms(this.backend.metrics);
  }
}
