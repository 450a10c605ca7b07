import { Construct } from 'constructs';
import { IContainerRegistryBackend } from './backends';
import { Capability } from './capability';

/** Properties of a container image repository: tags cannot be moved, every push is scanned. */
export interface ContainerRegistryProps {
  /** How many images are kept. @default 50 */
  readonly keepImages?: number;
}

/** A container image repository. */
export class ContainerRegistry extends Capability {
  public readonly backend: IContainerRegistryBackend;

  public constructor(scope: Construct, id: string, props: ContainerRegistryProps = {}) {
    super(scope, id);
    this.backend = this.environment.cloud.containerRegistry(this, props);
  }
}
