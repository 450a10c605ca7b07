import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { after } from '../../../environment/order';
import { Standards } from '../../../standards/standards';
import { References } from '../references';
import { allowedGoogleRegions } from '../regions';
import { OrgPolicyPolicy, ProjectService } from '../resources';

/** Constraints that are either enforced or not. */
const ENFORCED = [
  'compute.disableSerialPortAccess',
  'compute.requireOsLogin',
  'compute.requireShieldedVm',
  'compute.skipDefaultNetworkCreation',
  'gcp.detailedAuditLoggingMode',
  'iam.automaticIamGrantsForDefaultServiceAccounts',
  'iam.disableServiceAccountKeyCreation',
  'iam.disableServiceAccountKeyUpload',
  'sql.restrictAuthorizedNetworks',
  'sql.restrictPublicIp',
  'storage.publicAccessPrevention',
  // Without it, buckets answer over plain HTTP too.
  'storage.secureHttpTransport',
  'storage.uniformBucketLevelAccess',
];

/** Of these, what turning on Compute Engine would do once and for all: a network open to SSH, and an identity that may edit everything. */
const BEFORE_COMPUTE = ['compute.skipDefaultNetworkCreation', 'iam.automaticIamGrantsForDefaultServiceAccounts'];

/** Services whose resources must have a key of the customer. Not Pub/Sub: Storage Transfer makes topics of its own, without one. */
const ENCRYPTED = ['artifactregistry', 'firestore', 'logging', 'run', 'secretmanager', 'sqladmin', 'storage'];

/**
 * Organisation policies on the project: what no environment may do, whoever writes it. They take up to a quarter of an hour
 * to settle, which is why they are here and not beside the resources that they judge.
 */
export function guardrails(scope: Construct, zone: LandingZone, standards: Standards, compute: ProjectService): void {
  const parent = `projects/${References.of(scope).project}`;
  for (const constraint of ENFORCED) {
    const enforced = policy(scope, parent, constraint, { enforce: 'TRUE' });
    if (BEFORE_COMPUTE.includes(constraint)) { after(compute, enforced); }
  }
  policy(scope, parent, 'compute.vmExternalIpAccess', { denyAll: 'TRUE' });
  policy(scope, parent, 'gcp.resourceLocations', { values: { allowedValues: allowedGoogleRegions(zone, standards).map((region) => `in:${region}-locations`) } });
  policy(scope, parent, 'gcp.restrictNonCmekServices', { values: { deniedValues: ENCRYPTED.map((api) => `${api}.googleapis.com`) } });
  policy(scope, parent, 'run.allowedBinaryAuthorizationPolicies', { values: { allowedValues: ['default'] } });
  policy(scope, parent, 'run.allowedIngress', { values: { allowedValues: ['internal', 'internal-and-cloud-load-balancing'] } });
  policy(scope, parent, 'run.allowedVPCEgress', { values: { allowedValues: ['all-traffic'] } });
}

function policy(scope: Construct, parent: string, constraint: string, rule: object): OrgPolicyPolicy {
  return new OrgPolicyPolicy(scope, constraint.replace('.', '-'), {
    name: `${parent}/policies/${constraint}`,
    parent,
    spec: { rules: [rule] },
  });
}
