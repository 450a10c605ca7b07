import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeResources } from './judging';
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
}, (context) => [
  ...judgeOperations(context, 'edge.scopes', ({ open, scopes }) => (open ? [] : scopes), (operation, missing) => `${operation} does not ask for ${missing.join(' and ')}`),
  ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => ({
    argument: 'xml_content', says: !/<claim\b[^>]*match="any"/.test(String(policy.argument('xml_content'))) || 'one of several claims is enough',
  })),
]);
