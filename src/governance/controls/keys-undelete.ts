import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers } from './answers';

/** Whoever deletes a key deletes all that it encrypts. */
export const keysUndelete = onAnswers({
  id: 'keys.undelete',
  title: 'A deleted key can be brought back for a while',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'with the key everything under it is lost, every copy included: somebody must have the time to notice',
  mend: 'Leave the window to the environment, or set it to at least the days of the parameter.',
  scanners: ['CKV_AZURE_42', 'CKV_AZURE_110'],
  card: 'Deletion protection in production',
  parameters: [{ name: 'leastDays', description: 'Least days in which a deleted key of a lasting stage can be brought back', defaultValue: 30 }, { name: 'leastDaysElsewhere', description: 'Least days in development and test', defaultValue: 1 }],
}, { rules: ['key.undelete-days'], types: ['aws_kms_key', 'google_kms_crypto_key'] }, ({ value, text }, context) => value >= context.parameter(context.protectedFromDeletion ? 'leastDays' : 'leastDaysElsewhere') || text);
