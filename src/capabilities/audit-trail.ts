/** Properties of an environment's share of the immutable audit trail, which the foundation keeps. */
export interface AuditTrailProps {}
