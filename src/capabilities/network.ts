/** Properties of an environment's private network. Its ranges come from the foundation's address pool. */
export interface NetworkProps {
  /**
   * Hosts outside the cloud that workloads may call over HTTPS, besides the identity provider. Everything else is refused.
   * @default - none
   */
  readonly allowedHosts?: string[];
}
