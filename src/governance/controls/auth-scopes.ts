import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeOperations } from './operations';

/** Scopes, operation by operation. */
export const authScopes = control({
  id: 'auth.scopes',
  title: 'Each operation asks for the scopes that its document names',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a token that was given for reading also writes',
  mend: 'Leave the policy of the gateway to the OpenAPI document.',
  card: 'Scopes of each operation',
}, (context) => judgeOperations(context, 'edge.scopes', ({ open, scopes }) => (open ? [] : scopes), (operation, missing) => `${operation} does not ask for ${missing.join(' and ')}`));
