import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding } from './build';

/** What the log of an account has to hold, in the words of the facts; an empty one is the log as such. */
const ASKED: { readonly [cloud: string]: readonly string[] } = {
  [CloudName.AWS]: ['', 'in all regions', 'services without a region', 'changes of resources', 'access to S3 Object', 'access to DynamoDB Table'],
  [CloudName.AZURE]: [''],
  [CloudName.GOOGLE]: ['admin reads', 'data reads', 'data writes'],
};

function missing(context: ControlContext): ControlFinding[] {
  if (context.kind !== 'foundation') { return []; }
  const said = context.facts(['audit.enabled']).map(({ detail }) => detail ?? '');
  return ASKED[context.cloud].filter((one) => !said.includes(one)).map((one) => finding('', one === '' ? 'no log of calls to the cloud is kept' : `the log of calls does not hold: ${one}`));
}

/** Asked of foundations, which have the log of their account, subscription or project. */
export const auditCalls = control({
  id: 'audit.calls',
  title: 'Calls to the cloud are logged, all of them',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'nobody can say afterwards who changed what, or who read it',
  mend: 'Leave the log of calls to the foundation.',
  scanners: ['CKV_AWS_67', 'CKV_AWS_251'],
  card: 'Audit log of who called what, with an immutable copy',
}, (context) => [...context.facts(['audit.enabled']).map((fact) => ofFact(fact, fact.value === true || fact.text)), ...missing(context)]);
