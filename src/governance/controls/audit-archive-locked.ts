import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ofFact } from './answers';
import { control, finding } from './build';

/** The copy that nobody can change, not even who owns the account. */
export const auditArchiveLocked = control({
  id: 'audit.archive-locked',
  title: 'The audit archive is locked against change and deletion',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'who covers up what they did begins with the log of it',
  mend: 'Leave the archive to the foundation; its days are retention.audit of the standards.',
  scanners: ['CKV2_GCP_4'],
  card: 'Audit log of who called what, with an immutable copy',
  parameters: [{ name: 'leastDays', description: 'Least days for which nobody can change or delete what is in the archive', defaultValue: 365 }],
}, (context) => {
  const facts = context.facts(['audit.immutable-days']);
  return [
    ...facts.map((fact) => ofFact(fact, fact.value >= context.parameter('leastDays') || fact.text)),
    ...(context.kind === 'foundation' && facts.length === 0 ? [finding('', 'has no audit archive that could be locked')] : []),
  ];
});
