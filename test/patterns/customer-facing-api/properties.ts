/** The rows of the card, in their order: the same on every cloud. */
export const PROPERTIES = {
  authentication: 'Authentication: issuer, audience, signature, expiry',
  scopes: 'Scopes of each operation',
  mutualTls: 'Client certificates, where asked for',
  perClient: 'Rate limit for each client',
  overall: 'Rate limit overall',
  validation: 'Input validation against the document',
  consent: 'Consent for the declared purpose',
  transit: 'Encryption in transit: TLS 1.2 and newer, managed certificate',
  hsts: 'HSTS',
  atRest: 'Encryption at rest with the environment\'s own key',
  masking: 'Masking of personal fields in logs',
  audit: 'Audit log of who called what, with an immutable copy',
  firewall: 'Web application firewall with managed rules',
  bodySize: 'Body size limit',
  logs: 'Structured logs',
  traces: 'Traces',
  dashboard: 'Dashboard of requests, errors, duration',
  objectives: 'Availability and latency objectives, fast and slow burn',
  probe: 'Probe from outside',
  edgeOnly: 'Only the edge is public',
  egress: 'Egress denied unless allowed',
  login: 'Database login by identity, no stored password',
  leastPrivilege: 'Least privilege',
  autoscaling: 'Autoscaling, health-checked rolling deploy, rollback',
  backup: 'Backup',
  deletion: 'Deletion protection in production',
  budget: 'Budget alerts at 50, 80, 100 % and on the forecast',
  tags: 'Tags on everything',
} as const;

/** Cells by the name of their property, in the order of the card: one for each, or it does not compile. */
export function inOrder<T>(cells: { readonly [name in keyof typeof PROPERTIES]: T }): T[] {
  return (Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).map((name) => cells[name]);
}
