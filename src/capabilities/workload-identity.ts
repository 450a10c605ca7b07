import { Construct } from 'constructs';
import { IWorkloadIdentity } from './backends';
import { Capability } from './capability';

/** Properties of the identity that a workload runs as. */
export interface WorkloadIdentityProps {
  /** What runs under it, for people. */
  readonly description: string;
}

/** An identity that a workload runs as, without any stored credential. */
export class WorkloadIdentity extends Capability {
  public readonly backend: IWorkloadIdentity;

  public constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    this.backend = this.environment.cloud.workloadIdentity(this, props);
  }
}
