import { Construct } from 'constructs';
import { INetworkBackend } from './backends';
import { Capability } from './capability';

/** Properties of an environment's private network. Its ranges come from the foundation's address pool. */
export interface NetworkProps {
  /**
   * Hosts outside the cloud that workloads may call over HTTPS, besides the identity provider. Everything else is refused.
   * @default - none
   */
  readonly allowedHosts?: string[];
}

/** The private network of an environment. */
export class Network extends Capability {
  public readonly backend: INetworkBackend;

  public constructor(scope: Construct, id: string, props: NetworkProps = {}) {
    super(scope, id);
    this.backend = this.environment.cloud.network(this, props);
  }
}
