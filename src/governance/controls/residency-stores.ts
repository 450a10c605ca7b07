import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, typeOf } from './answers';
import { Judgement } from './build';
import { DATABASES, ITEMS, OBJECTS, REGISTRIES, VAULTS } from './store-types';

const LOGS = ['azurerm_log_analytics_workspace', 'google_logging_project_bucket_config'];
/** Facts of these come of a provider's own choice, or of another argument. */
const NOT_ANSWERED = ['azurerm_mssql_database', 'google_spanner_database', 'google_bigtable_instance'];

/** Whether every place of a fact is allowed: `eu-central-1`, `westeurope and its paired region`, `europe-west3, europe-west4`. */
export function within(value: string, allowed: readonly string[]): Judgement {
  const places = value.toLowerCase().split(/, | and /);
  const others = places.filter((place) => !allowed.some((region) => region.toLowerCase() === place));
  return others.length === 0 || `${others.join(' and ')} is not among the allowed regions (${allowed.join(', ')})`;
}

/** Where data lies. */
export const residencyStores = onAnswers({
  id: 'residency.stores',
  title: 'Data is kept in allowed regions',
  objective: Objective.DATA_RESIDENCY,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'data that leaves its region comes under another law, and the enterprise promised that it stays',
  mend: 'Leave the region to the landing zone, or add it to allowedRegions of the standards.',
  parameters: [{ name: 'exempt', description: 'Resource types that may hold data elsewhere', defaultValue: [] }],
}, {
  rules: ['data.residency'], types: [...DATABASES, ...ITEMS, ...OBJECTS, ...VAULTS, ...REGISTRIES, ...LOGS].filter((type) => !NOT_ANSWERED.includes(type)),
  asked: (context, address) => !context.parameter('exempt').includes(typeOf(address)),
}, ({ value }, context) => within(String(value), context.allowedRegions));
