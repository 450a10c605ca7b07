import { Construct } from 'constructs';
import { Standards } from '../../../standards/standards';
import { nodeImage, STARTER_IMAGE } from '../images';
import { References } from '../references';
import { BinaryAuthorizationPolicy } from '../resources';

/**
 * Only images that came through a registry of this project run, where they were scanned: the pod's own, and public ones by
 * pull-through. Exceptions go by digest: the starter image, and Node.js from Google's own registry.
 */
export function binaryAuthorization(scope: Construct, standards: Standards): void {
  const references = References.of(scope);
  new BinaryAuthorizationPolicy(scope, 'policy', {
    project: references.project,
    description: 'Images of this project\'s registries only',
    globalPolicyEvaluationMode: 'ENABLE',
    admissionWhitelistPatterns: [
      { namePattern: `${references.region}-docker.pkg.dev/${references.project}/**` },
      { namePattern: standards.starterImage ?? STARTER_IMAGE },
      { namePattern: nodeImage(scope) },
    ],
    defaultAdmissionRule: { evaluationMode: 'ALWAYS_DENY', enforcementMode: 'ENFORCED_BLOCK_AND_AUDIT_LOG' },
  });
}
