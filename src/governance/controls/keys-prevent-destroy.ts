import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers } from './answers';
import { NOT_ASKED } from './build';

/** Terraform destroys what is no longer written, if nobody told it not to. */
export const keysPreventDestroy = onAnswers({
  id: 'keys.prevent-destroy',
  title: 'Terraform refuses to destroy keys',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a renamed construct would schedule the key for deletion, and with it everything it encrypts',
  mend: 'Leave keys to the environment, or set the life cycle\'s prevent_destroy.',
  scanners: ['CKV_GCP_82'],
  card: 'Deletion protection in production',
}, { rules: ['key.prevent-destroy'], types: ['aws_kms_key', 'azurerm_key_vault_key', 'google_kms_crypto_key'] }, ({ value, text }, context) => (context.protectedFromDeletion ? value || text : NOT_ASKED));
