import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { onAnswers, typeOf } from './answers';

/** Only keys that encrypt are rotated by the cloud; those that sign are not. */
function rotates(context: ControlContext, address: string): boolean {
  const key = context._at(address);
  const purpose = key?.argument('customer_master_key_spec') ?? key?.argument('purpose') ?? 'SYMMETRIC_DEFAULT';
  return ['SYMMETRIC_DEFAULT', 'ENCRYPT_DECRYPT'].includes(purpose);
}

/** A key that is old has encrypted much. */
export const keysRotation = onAnswers({
  id: 'keys.rotation',
  title: 'Encryption keys are rotated',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'the longer one key is in use, the more is lost with it',
  mend: 'Leave keys to the environment, or switch rotation on with a period within the limit.',
  scanners: ['CKV_AWS_7', 'CKV_GCP_43'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [
    { name: 'mostDays', description: 'Most days between two rotations', defaultValue: 366 },
    { name: 'mostDaysOnGoogle', description: 'Most days between two rotations on Google Cloud, whose benchmark (CIS 1.10) asks for more', defaultValue: 90 },
  ],
}, {
  rules: ['key.rotation-days'], types: ['aws_kms_key', 'azurerm_key_vault_key', 'google_kms_crypto_key'], asked: rotates,
}, ({ subject, value, text }, context) => value <= context.parameter(typeOf(subject).startsWith('google_') ? 'mostDaysOnGoogle' : 'mostDays') || text);
