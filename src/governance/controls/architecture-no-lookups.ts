import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { control, finding, lookThrough } from './build';

/** Types that run a program of somebody's beside the providers. */
const PROGRAMS = ['null_resource', 'terraform_data', 'shell_script'];

function lookups(context: ControlContext): ControlFinding[] {
  const accepted: string[] = context.parameter('accepted');
  const data = Object.entries(context.document('data') ?? {}).flatMap(([type, named]) => Object.keys(named as object).map((name) => `data.${type}.${name}`));
  const modules = Object.keys(context.document('module') ?? {}).map((name) => `module.${name}`);
  return [...data, ...modules].map((address) => finding(address, accepted.includes(address.split('.')[1]) || (address.startsWith('module.')
    ? 'is a module: nothing here can see what it makes' : 'is looked up when it is planned: what was approved hangs on what stands there that day')));
}

/** What is written is what happens. */
export const architectureNoLookups = control({
  id: 'architecture.no-lookups',
  title: 'Nothing is looked up, and nothing runs beside the providers',
  objective: Objective.CHANGE_APPROVAL,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.HIGH,
  why: 'a plan that asks the cloud, or runs a program on the machine that applies, is another one tomorrow: nobody can approve it',
  mend: 'State it as a fact of the landing zone, or make a program a job of the environment.',
  clauses: ['NIST 800-53 r5: CM-7'],
  parameters: [{ name: 'accepted', description: 'Types of data sources, and names of modules, that are accepted', defaultValue: [] }],
}, (context) => [
  ...lookups(context),
  ...lookThrough(context.resources(), (one) => {
    const [provisioner, connection] = [one.argument('provisioner'), one.argument('connection')];
    const runs = provisioner !== undefined ? 'provisioner' : connection !== undefined && PROGRAMS.includes(one.type) ? 'connection' : undefined;
    return runs && finding(one.address, 'runs a program on the machine that applies', runs, Object.keys(Array.isArray(provisioner) ? Object.assign({}, ...provisioner) : provisioner ?? {}).join(', '));
  }),
]);
