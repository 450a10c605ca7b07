import { Construct } from 'constructs';
import { IAuditTrailBackend } from './backends';
import { Capability } from './capability';

/** Properties of an environment's share of the immutable audit trail, which the foundation keeps. */
export interface AuditTrailProps {}

/** An environment's share of the immutable audit trail. */
export class AuditTrail extends Capability {
  public readonly backend: IAuditTrailBackend;

  public constructor(scope: Construct, id: string, props: AuditTrailProps = {}) {
    super(scope, id);
    this.backend = this.environment.cloud.auditTrail(this, props);
  }
}
