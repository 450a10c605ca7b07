import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { control, finding } from './build';
import { refersTo } from './values';
import { isLoud, watched } from './watched';

/** On AWS a rule names the keys that it is about, or is about all. */
const RULE = 'aws_cloudwatch_event_rule';

/** There are some days between the deletion of a key and its end, for somebody who hears of it. */
export const alertingKeys = control({
  id: 'alerting.keys',
  title: 'Somebody hears when a key is disabled or deleted',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'the days in which a key can be brought back help nobody who does not know',
  mend: 'Leave the alarm to the audit trail of the environment, and to the foundation.',
}, (context) => {
  if (context.cloud === CloudName.AZURE && context.kind === 'foundation') { return watched(context, [{ what: 'a vault with keys is deleted', says: [/Microsoft\.KeyVault\/vaults\/delete/i] }]); }
  if (context.cloud === CloudName.GOOGLE && context.kind === 'foundation') { return watched(context, [{ what: 'a version of a key is disabled or destroyed', says: [/DestroyCryptoKeyVersion/, /UpdateCryptoKeyVersion/] }]); }
  const rules = context.resources([RULE]).filter((rule) => isLoud(context, rule.address)).map((rule) => JSON.stringify(rule.argument('event_pattern') ?? '')).filter((text) => /ScheduleKeyDeletion/.test(text) && /DisableKey/.test(text));
  return context.resources(['aws_kms_key']).map(({ address }) => finding(address, rules.some((text) => !/aws_kms_key\./.test(text) || refersTo(text, address)) || 'nobody hears when it is disabled or scheduled for deletion'));
});
