/** Properties of the identity that a workload runs as. */
export interface WorkloadIdentityProps {
  /** What runs under it, for people. */
  readonly description: string;
}
