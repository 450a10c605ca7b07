import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control } from './build';
import { blocks } from './judging';
import { Row, judgeRows } from './rows';

/** Once a day or oftener: nothing but stars where days, months and weekdays are. */
const DAILY = /^(rate\((\d+ (minutes?|hours?)|1 day)\)|cron\(\S+ \S+ (\*|\?) \* (\*|\?) \*\))$/;
const PLANS: readonly Row[] = [
  { type: 'aws_backup_plan', argument: 'rule', holds: (value) => blocks(value).some((rule) => DAILY.test(String(rule.schedule))), problem: 'makes a copy more seldom than once a day' },
  { type: 'aws_backup_plan', argument: 'rule', holds: (value) => blocks(value).every((rule) => rule.target_vault_name !== undefined && rule.target_vault_name !== 'Default'), problem: 'keeps copies in the vault of the account, which has no lock' },
  { type: 'aws_backup_selection', argument: 'not_resources', holds: (value) => blocks(value).length === 0, problem: 'leaves out what it names' },
  { type: 'aws_elasticache_serverless_cache', argument: 'snapshot_retention_limit', holds: (value, _, context) => !context.lasting || Number(value) > 0, problem: 'keeps no copy' },
];

/** When copies are made, and where they are. */
export const backupPlans = control({
  id: 'backup.plans',
  title: 'Copies are made every day, of everything that is named, into the locked vault',
  objective: Objective.BACKUP_AND_RECOVERY,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'what was written since the last copy is lost, and copies without a lock go with the rest',
  clouds: [CloudName.AWS],
  mend: 'Leave the plan to the environment.',
}, (context) => judgeRows(context, PLANS));
