import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { ofFact } from './answers';
import { control, finding, isUnknown, UNKNOWN } from './build';

/** A key of Google Cloud without a first version encrypts nothing, and what names it cannot be made. */
function withoutVersion(context: ControlContext): ControlFinding[] {
  return context.resources(['google_kms_crypto_key']).map((key) => {
    const skipped = key.argument('skip_initial_version_creation');
    return finding(key.address, isUnknown(skipped) ? UNKNOWN : skipped !== true && skipped !== 'true' ? true : 'has no version to encrypt with', 'skip_initial_version_creation');
  });
}

/** Nobody reads what a disabled key encrypted. */
export const keysEnabled = control({
  id: 'keys.enabled',
  title: 'Keys are enabled',
  objective: Objective.KEY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'nobody reads what a disabled key has encrypted, and nothing new is written',
  mend: 'Enable the key, or give it a version.',
  scanners: ['CKV_AWS_227'],
}, (context) => [
  ...context.facts(['key.enabled']).map((fact) => ofFact(fact, fact.value || fact.text)),
  ...context.resources(['aws_kms_key']).filter((key) => isUnknown(key.argument('is_enabled'))).map((key) => finding(key.address, UNKNOWN, 'is_enabled')),
  ...withoutVersion(context),
]);
