import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers } from './answers';
import { NOT_ASKED } from './build';

/** A secret is small, and what hangs on it is not. */
export const secretsUndelete = onAnswers({
  id: 'secrets.undelete',
  title: 'A deleted secret can be brought back for a while',
  objective: Objective.SECRETS,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'what logs in with it stops, and nobody has the value',
  mend: 'Leave the window to the Secret capability, or set it to at least the days of the parameter.',
  scanners: ['CKV_AZURE_42'],
  card: 'Database login by identity, no stored password',
  parameters: [{ name: 'leastDays', description: 'Least days in which a deleted secret of a lasting stage can be brought back', defaultValue: 7 }],
}, { rules: ['secret.undelete-days'], types: ['aws_secretsmanager_secret'] }, ({ value, text }, context) => (context.lasting ? value >= context.parameter('leastDays') || text : NOT_ASKED));
