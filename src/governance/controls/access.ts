import { IControl } from '../control';
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
  edgeFirewall, edgeClientLimit, edgeOverallLimit, edgeAddressLimit, edgeBodyLimit, edgeTls, edgeHsts, edgeAccessLog,
  inputValidation, consentPurpose,
];
