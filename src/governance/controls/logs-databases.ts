import { CloudName } from '../../environment/landing-zone';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { onResources, Judgement } from './build';
import { blocks } from './judging';

/** What a PostgreSQL writes down, by parameter. */
const WANTED: readonly (readonly [name: string, good: RegExp, says: string])[] = [
  ['shared_preload_libraries', /\bpgaudit\b/, 'does not load its audit'],
  ['pgaudit.log', /\bddl\b.*\brole\b|\brole\b.*\bddl\b|\ball\b/, 'does not write down who changes tables and roles'],
  ['log_connections', /^(1|on|true)$/, 'does not write down who connects'],
  ['log_disconnections', /^(1|on|true)$/, 'does not write down who leaves'],
  ['log_statement', /^ddl$/, 'does not write down changes of tables, or writes down data'],
  ['log_parameter_max_length_on_error', /^0$/, 'writes down values of statements that fail'],
  ['rds.accepted_password_auth_method', /^scram$/, 'takes passwords that can be read on the way'],
];

function writes(group: ControlledResource, _context: ControlContext): { readonly argument: string; readonly found: string; readonly says: Judgement } {
  const given = new Map(blocks(group.argument('parameter')).map((one) => [String(one.name), String(one.value)]));
  const wrong = WANTED.find(([name, good]) => !good.test(given.get(name) ?? ''));
  const relevant = /postgres/.test(String(group.argument('family')));
  return { argument: 'parameter', found: wrong ? `${wrong[0]}: ${given.get(wrong[0]) ?? 'not said'}` : 'audit', says: !relevant || wrong === undefined || wrong[2] };
}

/** Who connects, and who changes tables and roles. */
export const logsDatabases = onResources({
  id: 'logs.databases',
  title: 'Databases write down who connects, and who changes tables and roles',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.MEDIUM,
  why: 'whoever changes a right and changes it back leaves no other trace',
  clouds: [CloudName.AWS],
  mend: 'Leave the parameters to the capability.',
  scanners: ['CKV2_AWS_30', 'CKV2_AWS_27'],
}, ['aws_rds_cluster_parameter_group'], writes);
