import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { StatedFact } from '../control-context';
import { lasts, ofFact } from './answers';
import { control, finding, UNKNOWN } from './build';
import { DATABASES, ITEMS } from './store-types';

/** Every kind of copy that a store has: its own, and those in a vault. */
export const backupDays = control({
  id: 'backup.days',
  title: 'Backups of lasting data are kept long enough',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a fault that is noticed late cannot be undone: the last good copy is gone',
  mend: 'Leave backups to the stage, or keep them for at least the days of the parameter.',
  scanners: ['CKV_AWS_133', 'CKV_AZURE_136', 'CKV_GCP_14'],
  card: 'Backup',
  parameters: [{ name: 'leastDays', description: 'Least days for which automatic backups of lasting data are kept', defaultValue: 7 }],
}, (context) => {
  const facts = context.facts(['data.backup-days']).filter((fact) => lasts(context, fact.subject));
  const asked = context.resources([...DATABASES, ...ITEMS]).filter(({ address }) => lasts(context, address) && !facts.some((fact) => fact.subject === address));
  return [
    ...facts.map((fact: StatedFact) => ofFact(fact, fact.value >= context.parameter('leastDays') || fact.text)),
    ...asked.map(({ address }) => finding(address, UNKNOWN)),
  ];
});
