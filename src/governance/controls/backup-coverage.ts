import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { lasts } from './answers';
import { control, finding, Judgement } from './build';
import { DATABASES, ITEMS, OBJECTS } from './store-types';
import { asList, refersTo } from './values';

/** Stores of pods; buckets that hold programs, copies or logs belong to other parts. */
function storesOf(context: ControlContext): ControlledResource[] {
  const own = (resource: ControlledResource, ...kinds: string[]) => [...kinds, 'Construct'].includes(context.kindOf(resource.address)) && lasts(context, resource.address);
  return [
    ...context.resources([...DATABASES, ...ITEMS]).filter((r) => own(r, 'Database', 'KeyValueStore')),
    ...context.resources([...OBJECTS]).filter((r) => own(r, 'ObjectStore')),
  ];
}

/** Whether a plan of the stack, or the service itself where no plan takes it, copies a store. */
function covered(context: ControlContext, { address, type }: ControlledResource): Judgement {
  const plans = context.facts(['backup.stores']).filter(({ value }) => asList(value).includes(address)).map(({ subject }) => subject);
  // A plan without a rule copies nothing; a job that copies objects has none.
  const planned = plans.some((plan) => plan.startsWith('google_storage_transfer_job.') || context.facts(['backup.days']).some(({ subject }) => subject === plan));
  const scheduled = context.resources(['google_firestore_backup_schedule']).some((schedule) => schedule.argument('daily_recurrence') !== undefined && refersTo(schedule.argument('database'), address));
  // No vault of Azure takes Cosmos DB: its copies are its own, and continuous.
  const itself = type === 'azurerm_cosmosdb_account' && context.facts(['data.point-in-time']).some(({ subject, value }) => subject === address && value === true);
  return planned || scheduled || itself || 'no backup plan covers it';
}

/** Asked of the stores, not of the plans: who forgets a store has no plan that could be weak. */
export const backupCoverage = control({
  id: 'backup.coverage',
  title: 'Every lasting store is covered by a backup plan',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'copies of the service itself go with the store, or can be deleted by whoever may delete it',
  mend: 'Pass the store to a Backup capability, as the patterns do.',
  scanners: ['CKV2_AWS_8', 'CKV2_AWS_9', 'CKV2_AWS_18'],
  card: 'Backup',
}, (context) => (context.kind === 'environment' ? storesOf(context).map((store) => finding(store.address, covered(context, store))) : []));
