import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, Judgement } from './build';
import { asList } from './values';

/** A setting of a database that decides what its log holds of statements: values that keep data out. */
const SETTINGS: { readonly [name: string]: (value: string, all: Map<string, string>) => Judgement } = {
  'log_statement': (value) => ['ddl', 'none'].includes(value) || `statements are logged with what they hold (${value})`,
  // A slow statement is logged without the values of its parameters.
  'log_min_duration_statement': (value, all) => value === '-1' || all.get('log_parameter_max_length') === '0' || 'slow statements are logged with the values of their parameters',
  'pgaudit.log': (value) => !/\b(all|read|write|function)\b/i.test(value) || `reads and writes are logged with what they hold (${value})`,
  'pgaudit.log_parameter': (value) => !/^(on|1|true)$/i.test(value) || 'values of parameters are logged',
  'general_log': (value) => !/^(on|1)$/i.test(value) || 'every statement is logged with what it holds',
};

interface Settings { readonly address: string; readonly argument: string; readonly all: Map<string, string> }

const named = (blocks: any) => new Map(asList(blocks).map((one: any) => [String(one?.name), String(one?.value).toLowerCase()]));

function settingsOf(context: ControlContext): Settings[] {
  const configurations = context.resources(['azurerm_postgresql_flexible_server_configuration', 'azurerm_mysql_flexible_server_configuration']);
  const ofAzure = new Map(configurations.map((one) => [String(one.argument('name')), String(one.argument('value')).toLowerCase()]));
  return [
    ...context.resources(['aws_rds_cluster_parameter_group', 'aws_db_parameter_group']).map((one) => ({ address: one.address, argument: 'parameter', all: named(one.argument('parameter')) })),
    ...configurations.map((one) => ({ address: one.address, argument: 'value', all: new Map([...ofAzure].filter(([name]) => name === String(one.argument('name')) || name === 'log_parameter_max_length')) })),
    ...context.resources(['google_sql_database_instance']).map((one) => ({ address: one.address, argument: 'settings.database_flags', all: named(one.argument('settings.0.database_flags')) })),
  ];
}

function judged({ address, argument, all }: Settings): ControlFinding[] {
  return [...all].filter(([name]) => Object.prototype.hasOwnProperty.call(SETTINGS, name)).map(([name, value]) => finding(address, SETTINGS[name](value, all), argument, `${name} is ${value}`));
}

/** Who looks after a database reads its log, not its tables. */
export const maskingStatements = control({
  id: 'masking.statements',
  title: 'Databases log no data with their statements',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'what is inserted and looked for stands in the log in the clear',
  mend: 'Leave the settings of the log to the capability.',
  scanners: ['CKV_GCP_111'],
  card: 'Masking of personal fields in logs',
}, (context) => settingsOf(context).flatMap(judged));
