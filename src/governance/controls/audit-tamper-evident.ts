import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';

/** AWS signs what the trail writes, if it is told to; the archives of the others take no change at all. */
export const auditTamperEvident = control({
  id: 'audit.tamper-evident',
  title: 'A change of the audit log is noticed',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'a file of the log that was exchanged on its way looks like any other',
  mend: 'Leave the trail to the foundation, with validation of its files.',
  clouds: [CloudName.AWS],
  scanners: ['CKV_AWS_36'],
  card: 'Audit log of who called what, with an immutable copy',
}, (context) => {
  const facts = context.facts(['guard.enabled']);
  return context.resources(['aws_cloudtrail']).map(({ address }) => {
    const fact = facts.find(({ subject, detail }) => subject === address && detail === 'a change of the audit log is noticed');
    return finding(address, fact?.value === true || 'the files of the log are not signed', 'enable_log_file_validation');
  });
});
