import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { isOf, ofFact } from './answers';
import { control, finding, UNKNOWN } from './build';
import { OBJECTS, VAULTS } from './store-types';

/** Who takes over an account deletes the copies first. */
export const backupVaultsLocked = control({
  id: 'backup.vaults-locked',
  title: 'Backup vaults are locked against deletion of copies',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whoever takes over an account, or makes a grave mistake, deletes the copies with the data',
  mend: 'Leave the vault to the foundation, or lock it.',
  card: 'Backup',
  parameters: [
    { name: 'leastDays', description: 'Least days for which a vault keeps every copy', defaultValue: 7 },
    { name: 'locks', description: 'Locks that are accepted; a vault of Google Cloud enforces its least retention, which can be shortened for later copies only (lifted)', defaultValue: ['final', 'lifted'] },
  ],
}, (context) => {
  const vault = isOf(...VAULTS);
  // A bucket of copies is a vault too, and keeps them as long as it is told.
  const copies = isOf(...OBJECTS);
  const facts = context.facts(['data.lock', 'data.immutable-days', 'data.expiry-days'])
    .filter(({ subject }) => vault(context, subject) || context.protectedFromDeletion && copies(context, subject) && context.kindOf(subject) === 'Backup');
  const silent = context.resources([...VAULTS]).filter(({ address }) => !facts.some(({ subject, rule }) => subject === address && rule === 'data.lock'));
  return [
    ...facts.map((fact) => ofFact(fact, (fact.rule === 'data.lock' ? context.parameter('locks').includes(fact.value) : fact.value >= context.parameter('leastDays')) || fact.text)),
    ...silent.map(({ address }) => finding(address, UNKNOWN)),
  ];
});
