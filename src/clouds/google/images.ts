import { Construct } from 'constructs';
import { containerImage } from '../../environment/image';
import { placeOf } from '../../environment/place';
import { References } from './references';

/** Envoy, as published on Docker Hub for `envoyproxy/envoy:distroless-v1.39.1`. See decision 0304. */
const ENVOY_DIGEST = 'sha256:eb2c01c13125d1629637cb4e4cce7207009fb7cc2c8027f9742758549d15b6f4';
/** Node.js without shell and package manager, user `nonroot`: `gcr.io/distroless/nodejs24-debian13:nonroot`. See decision 0304. */
const NODE_DIGEST = 'sha256:af85d11ce7ef10172855a6e3649e3e8125b1b9e3ca41849ec2918036f05cb212';

/** Google's own starter for Cloud Run: listens on $PORT and answers 200 on every path. */
export const STARTER_IMAGE = 'us-docker.pkg.dev/cloudrun/container/hello@sha256:be0a21e5d7036cc60741cf60ea3b68e169cc2d00f3ad256c94536f32b0a0755c';

/** Envoy through the foundation's pull-through repository. */
export function envoyImage(scope: Construct): string {
  return `${References.of(scope).dockerHub}/envoyproxy/envoy@${ENVOY_DIGEST}`;
}

/** Node.js from Google's registry, which Artifact Registry does not pull through. */
export function nodeImage(scope: Construct): string {
  return `${References.of(scope).gcr}/distroless/nodejs24-debian13@${NODE_DIGEST}`;
}

/** The image that is stated, or else the starter until the delivery pipeline brings the pod's own. */
export function workloadImage(scope: Construct, stated?: string): string {
  return containerImage(scope, stated, placeOf(scope).standards.starterImage ?? STARTER_IMAGE).image;
}
