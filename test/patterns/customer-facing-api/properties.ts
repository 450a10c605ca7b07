import { Speaks } from '../cells';

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

const ALARMS = ['alarm.', 'alert.'];

/** What speaks of each property, in the words of the review: the same on every cloud. */
const SPEAKS: { readonly [name in keyof typeof PROPERTIES]: Speaks } = {
  authentication: { rules: ['edge.authentication', 'edge.issuer', 'edge.audience', 'edge.open-operations'] },
  scopes: { rules: ['edge.scopes'] },
  mutualTls: { rules: [] },
  perClient: { rules: ['edge.client-limit', 'edge.address-limit'] },
  overall: { rules: ['edge.overall-limit'] },
  validation: { rules: ['edge.validation', 'edge.unchecked'] },
  consent: { rules: ['edge.consent'] },
  transit: { rules: ['edge.tls', 'data.transit'] },
  hsts: { rules: ['edge.hsts'] },
  atRest: { rules: ['data.key', 'log.key', 'compute.key', 'messaging.key', 'image.key', 'key.rotation-days', 'key.enabled'] },
  masking: { rules: ['log.masked', 'log.masked-fields'] },
  audit: { rules: ['audit.', 'log.archived', 'data.access-log', 'edge.access-log'] },
  firewall: { rules: ['edge.firewall', 'edge.firewall-rule', 'edge.firewall-match'] },
  bodySize: { rules: ['edge.body-limit'] },
  logs: { rules: ['log.retention-days', 'edge.access-log'] },
  traces: { rules: [] },
  dashboard: { rules: [] },
  objectives: { rules: ALARMS },
  probe: { rules: ALARMS },
  edgeOnly: { rules: ['data.public', 'data.public-blocked', 'data.object-acl', 'network.public-address', 'edge.private-origin'], reach: 'in' },
  egress: { rules: ['network.egress-hosts', 'network.endpoint-limited'], reach: 'out' },
  login: { rules: ['data.login', 'secret.written', 'secret.rotation-days'] },
  leastPrivilege: { rules: ['compute.privileged', 'compute.shell', 'compute.metadata-token'], permissions: true },
  autoscaling: { rules: ['compute.min-instances', 'compute.max-instances', 'compute.rollback', 'compute.health-check'] },
  backup: { rules: ['data.backup-days', 'data.point-in-time', 'data.versions', 'backup.'] },
  deletion: {
    rules: [
      'data.deletion-protection', 'data.prevent-destroy', 'data.force-destroy', 'data.final-copy', 'data.undelete-days', 'key.prevent-destroy', 'key.undelete-days', 'compute.deletion-protection',
    ],
  },
  budget: { rules: ['budget.'] },
  tags: { rules: [] },
};

/** Cells by the name of their property, in the order of the card, each with what speaks of it: one for each, or it does not compile. */
export function inOrder<T>(cells: { readonly [name in keyof typeof PROPERTIES]: T }): (T & { readonly speaks: Speaks })[] {
  return (Object.keys(PROPERTIES) as (keyof typeof PROPERTIES)[]).map((name) => ({ ...cells[name], speaks: SPEAKS[name] }));
}
