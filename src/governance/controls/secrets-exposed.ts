import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { control, finding } from './build';
import { asFlag } from './values';

const NAMED = /(^|[_-])(password|passwd|secret|token|api_?key|access_?key|private_?key)$/i;
/** Attributes of resources that are secrets. */
const ATTRIBUTES = /\.(primary_key|secondary_key|primary_access_key|secondary_access_key|primary_connection_string|secondary_connection_string|primary_blob_connection_string|admin_password|administrator_password|password|secret|private_key|private_key_pem|primary_sql_connection_string)\}/;

function variables(all: any): ControlFinding[] {
  return Object.entries<any>(all ?? {}).map(([name, one]) => finding('', !(NAMED.test(name) && typeof one?.default === 'string' && one.default !== '') || `variable ${name} has a secret as its default`, `variable.${name}.default`));
}

function outputs(all: any): ControlFinding[] {
  return Object.entries<any>(all ?? {}).map(([name, one]) => finding('', !(ATTRIBUTES.test(String(one?.value)) && asFlag(one?.sensitive) !== true) || `output ${name} shows a secret`, `output.${name}.value`));
}

/** What stands beside the resources is read by as many. */
export const secretsExposed = control({
  id: 'secrets.exposed',
  title: 'No variable holds a secret, and no output shows one',
  objective: Objective.SECRETS,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'defaults of variables are in the code, and outputs in every log of an apply',
  mend: 'Take the default away and let the pipeline set it; leave secrets out of outputs.',
}, (context) => [...variables(context.document('variable')), ...outputs(context.document('output'))]);
