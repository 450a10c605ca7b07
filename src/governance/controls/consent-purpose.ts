import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeOperations } from './operations';

/** Consent, for every operation on personal data. */
export const consentPurpose = control({
  id: 'consent.purpose',
  title: 'Operations on personal data ask for consent to their purpose',
  objective: Objective.CONSENT,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'personal data is processed without a legal basis',
  mend: 'State `consent.purpose`, or the operation\'s own `x-purpose`, and leave the policy of the gateway to it.',
  card: 'Consent for the declared purpose',
}, (context) => judgeOperations(context, 'edge.consent', ({ purpose }) => (purpose === undefined ? [] : [purpose]), (operation, missing) => `${operation} does not ask for consent to ${missing.join()}`));
