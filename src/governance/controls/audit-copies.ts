import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext, StatedFact } from '../control-context';
import { ofFact } from './answers';
import { control, finding } from './build';
import { isBelow, placeAround } from './platform-places';

/** Tables of Azure in which calls are recorded. */
const TABLES = ['AppRequests', 'AppTraces'];

/** Azure says it by table, the others by log: at least one of every gateway's pattern goes to the archive. */
function ofCalls(context: ControlContext): ControlFinding[] {
  const facts = context.facts(['log.archived']);
  const tables = facts.filter(({ detail }) => TABLES.includes(detail ?? ''));
  const sinks = facts.filter(({ subject }) => subject.startsWith('google_logging_project_sink.'));
  return [...[...tables, ...sinks].map((fact) => ofFact(fact, fact.value === true || fact.text)), ...context.partsOf('ApiGateway').map((gateway) => ofGateway(context, gateway, facts))];
}

function ofGateway(context: ControlContext, gateway: string, facts: StatedFact[]): ControlFinding {
  if (context.cloud === CloudName.AZURE) {
    const missing = TABLES.filter((table) => !facts.some(({ detail, value }) => detail === table && value === true));
    return finding(gateway, missing.length === 0 || `what is in ${missing.join(' and ')} is not copied to the archive`);
  }
  const pattern = placeAround(context, gateway);
  const kept = facts.some(({ subject, value }) => value === true && isBelow(context.pathOf(subject), pattern));
  return finding(gateway, kept || 'who called what is not copied to the archive');
}

/** The records of calls to the API, beside the account's own. */
export const auditCopies = control({
  id: 'audit.copies',
  title: 'Audit records are copied to the locked archive',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.CRITICAL,
  why: 'a record that only the environment keeps goes with the environment, or with whoever owns it',
  mend: 'Leave the copy to the audit trail of the environment.',
  scanners: ['CKV2_GCP_4'],
  card: 'Audit log of who called what, with an immutable copy',
}, (context) => {
  if (context.kind === 'environment') { return ofCalls(context); }
  const sinks = context.facts(['log.archived']).filter(({ subject }) => subject.startsWith('google_logging_'));
  const none = context.cloud === CloudName.GOOGLE && sinks.length === 0;
  return [...sinks.map((fact) => ofFact(fact, fact.value === true || fact.text)), ...(none ? [finding('', 'audit logs of the project are not copied to the archive')] : [])];
});
