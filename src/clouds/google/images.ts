import { Construct } from 'constructs';
import { TerraformStack, TerraformVariable } from 'cdktf';
import { GroundworkError } from '../../errors';
import { placeOf } from '../../environment/place';
import { References } from './references';

/** Envoy, as published on Docker Hub for `envoyproxy/envoy:distroless-v1.39.1`. See decision 0304. */
const ENVOY_DIGEST = 'sha256:eb2c01c13125d1629637cb4e4cce7207009fb7cc2c8027f9742758549d15b6f4';
/** Node.js without shell and package manager, user `nonroot`: `gcr.io/distroless/nodejs24-debian13:nonroot`. See decision 0304. */
const NODE_DIGEST = 'sha256:af85d11ce7ef10172855a6e3649e3e8125b1b9e3ca41849ec2918036f05cb212';

/** Google's own starter for Cloud Run: listens on $PORT and answers 200 on every path. */
export const STARTER_IMAGE = 'us-docker.pkg.dev/cloudrun/container/hello@sha256:be0a21e5d7036cc60741cf60ea3b68e169cc2d00f3ad256c94536f32b0a0755c';

const DIGEST = '@sha256:[0-9a-f]{64}$';

/** Envoy through the foundation's pull-through repository. */
export function envoyImage(scope: Construct): string {
  return `${References.of(scope).dockerHub}/envoyproxy/envoy@${ENVOY_DIGEST}`;
}

/** Node.js from Google's registry, which Artifact Registry does not pull through. */
export function nodeImage(scope: Construct): string {
  return `${References.of(scope).gcr}/distroless/nodejs24-debian13@${NODE_DIGEST}`;
}

/** The image that is stated, or else a variable `<construct path>_image` that the delivery pipeline sets. */
export function workloadImage(scope: Construct, stated?: string): string {
  if (stated !== undefined) {
    if (!new RegExp(DIGEST).test(stated)) {
      throw new GroundworkError('Service', [{ where: `${scope.node.path}.image`, problem: `${stated} names no digest`, mend: 'Write registry/name@sha256:…, so that what was scanned is what runs.' }]);
    }
    return stated;
  }
  const stack = TerraformStack.of(scope);
  const name = [...scope.node.scopes.slice(stack.node.scopes.length).map((s) => s.node.id), 'image'].join('_').replace(/[^A-Za-z0-9_]/g, '_');
  const variable = new TerraformVariable(scope, 'image', {
    type: 'string',
    description: `Image of ${scope.node.path}, with digest; the delivery pipeline sets it.`,
    default: placeOf(scope).standards.starterImage ?? STARTER_IMAGE,
    nullable: false,
    validation: [{ condition: `\${can(regex("${DIGEST}", var.${name}))}`, errorMessage: 'Must end in @sha256: and the digest.' }],
  });
  variable.overrideLogicalId(name);
  return variable.stringValue;
}
