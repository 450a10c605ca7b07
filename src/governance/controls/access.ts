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
import { edgeAddressLimit } from './edge-address-limit';
import { edgeBodyLimit } from './edge-body-limit';
import { edgeClientLimit } from './edge-client-limit';
import { edgeDataTrace } from './edge-data-trace';
import { edgeFirewall } from './edge-firewall';
import { edgeHsts } from './edge-hsts';
import { edgeManagedRules } from './edge-managed-rules';
import { edgeOverallLimit } from './edge-overall-limit';
import { edgePrivateOrigin } from './edge-private-origin';
import { edgeTls } from './edge-tls';
import { imageImmutable } from './image-immutable';
import { imagePinned } from './image-pinned';
import { imageRegistry } from './image-registry';
import { imageScan } from './image-scan';
import { inputValidation } from './input-validation';
import { networkDefaultDeny } from './network-default-deny';
import { networkEgress } from './network-egress';
import { networkEndpoints } from './network-endpoints';
import { networkExposure } from './network-exposure';
import { networkFlowLogs } from './network-flow-logs';
import { networkNarrowRules } from './network-narrow-rules';
import { networkOpenRules } from './network-open-rules';
import { networkPeering } from './network-peering';
import { networkPublicStores } from './network-public-stores';
import { workloadFileSystem } from './workload-file-system';
import { workloadHealth } from './workload-health';
import { workloadMetadata } from './workload-metadata';
import { workloadPrivileged } from './workload-privileged';
import { workloadRollback } from './workload-rollback';
import { workloadScaling } from './workload-scaling';
import { workloadShell } from './workload-shell';

/** Authentication, least privilege, networks, the edge, input, limits, consent, workloads and images. */
export const ACCESS_CONTROLS: readonly IControl[] = [
  authOperations, authTokens, authScopes, authClientCertificates, authStores, authKeys,
  accessWildcards, accessPublic, accessTrust, accessEscalation, accessBroadRoles, accessScope, accessKeys, accessIdentities,
  networkExposure, networkPublicStores, networkOpenRules, networkNarrowRules, networkDefaultDeny, networkEgress, networkFlowLogs, networkEndpoints, networkPeering,
  edgeFirewall, edgeManagedRules, edgeClientLimit, edgeOverallLimit, edgeAddressLimit, edgeBodyLimit, edgePrivateOrigin, edgeTls, edgeHsts, edgeAccessLog, edgeDataTrace,
  inputValidation,
  consentPurpose,
  imagePinned, imageRegistry, imageScan, imageImmutable,
  workloadPrivileged, workloadFileSystem, workloadShell, workloadMetadata, workloadHealth, workloadRollback, workloadScaling,
];
