import { IControl } from '../control';
import { accessBroadRoles } from './access-broad-roles';
import { accessEscalation } from './access-escalation';
import { accessIdentities } from './access-identities';
import { accessKeys } from './access-keys';
import { accessPublic } from './access-public';
import { accessScope } from './access-scope';
import { accessTrust } from './access-trust';
import { accessWildcards } from './access-wildcards';
import { authClientCertificates } from './auth-client-certificates';
import { authKeys } from './auth-keys';
import { authOperations } from './auth-operations';
import { authScopes } from './auth-scopes';
import { authStores } from './auth-stores';
import { authTokens } from './auth-tokens';
import { consentPurpose } from './consent-purpose';
import { edgeAccessLog } from './edge-access-log';
import { edgeBodyLimit } from './edge-body-limit';
import { edgeFirewall } from './edge-firewall';
import { edgeHsts } from './edge-hsts';
import { edgeAddressLimit, edgeClientLimit, edgeOverallLimit } from './edge-limits';
import { edgeTls } from './edge-tls';
import { inputValidation } from './input-validation';

/** Authentication, least privilege, networks, the edge, input, limits, consent, workloads and images. */
export const ACCESS_CONTROLS: readonly IControl[] = [
  authOperations, authTokens, authScopes, authClientCertificates, authStores, authKeys,
  accessWildcards, accessPublic, accessTrust, accessEscalation, accessBroadRoles, accessScope, accessKeys, accessIdentities,
  edgeFirewall, edgeClientLimit, edgeOverallLimit, edgeAddressLimit, edgeBodyLimit, edgeTls, edgeHsts, edgeAccessLog,
  inputValidation, consentPurpose,
];
