import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control } from './build';
import { Event, watched } from './watched';

const OF_FOUNDATION: { readonly [cloud: string]: readonly Event[] } = {
  [CloudName.AWS]: [{ what: 'the trail is stopped or changed', says: [/StopLogging/, /DeleteTrail/, /UpdateTrail/, /PutEventSelectors/] }],
  [CloudName.AZURE]: [{ what: 'a diagnostic setting is deleted', says: [/Microsoft\.Insights\/diagnosticSettings\/delete/i] }],
  [CloudName.GOOGLE]: [
    { what: 'audit logging is changed', says: [/auditConfigDeltas/] },
    { what: 'the way of logs is changed', says: [/UpdateSink/, /DeleteSink/, /UpdateBucket/, /DeleteBucket/] },
  ],
};
/** On AWS an environment has log groups of its own, with names of its own; on the others the foundation hears of them too. */
const OF_ENVIRONMENT: { readonly [cloud: string]: readonly Event[] } = {
  [CloudName.AWS]: [{ what: 'a log of the environment is deleted, shortened or no longer copied', says: [/DeleteLogGroup/, /PutRetentionPolicy/, /DeleteSubscriptionFilter/, /DeleteDataProtectionPolicy/] }],
};

/** Logs cannot be switched off unnoticed. */
export const auditChangesNoticed = control({
  id: 'audit.changes-noticed',
  title: 'Somebody hears when logging is switched off',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'what happens after the log is off is in no log',
  mend: 'Leave the alarms to foundation and environment.',
  card: 'Audit log of who called what, with an immutable copy',
}, (context) => watched(context, (context.kind === 'foundation' ? OF_FOUNDATION : OF_ENVIRONMENT)[context.cloud] ?? []));
