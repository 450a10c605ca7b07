import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers } from './answers';

/** Whoever had it once has it until it changes. */
export const secretsRotation = onAnswers({
  id: 'secrets.rotation',
  title: 'Secrets are replaced on time',
  objective: Objective.SECRETS,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a value that leaked is good until it is replaced',
  mend: 'Use the Secret capability, which replaces its value; or a rotation of the cloud.',
  scanners: ['CKV_AWS_304', 'CKV2_AWS_57', 'CKV_AZURE_41'],
  card: 'Database login by identity, no stored password',
  parameters: [{ name: 'mostDays', description: 'Most days for which a secret keeps its value', defaultValue: 90 }],
}, { rules: ['secret.rotation-days'], types: ['aws_secretsmanager_secret', 'google_secret_manager_secret', 'google_secret_manager_regional_secret'] }, ({ value, text }, context) => value <= context.parameter('mostDays') || text);
