import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { containerImage } from '../../environment/image';
import { placeOf } from '../../environment/place';
import { foundationOf } from './ids';

/**
 * Answers 200 on every path, on any port, without root and without writing: what runs until the pod's pipeline brings its
 * own. Test image of the Kubernetes project, version 2.53.
 */
const STARTER = 'registry.k8s.io/e2e-test-images/agnhost@sha256:99c6b4bb4a1e1df3f0b3752168c89358794d02258ebebc26bf21c29399011a85';

/** Public registries whose images the foundation's registry fetches by itself, and under which prefix it keeps them. */
export const CACHED_REGISTRIES: { readonly [host: string]: string } = {
  'mcr.microsoft.com': 'mcr',
  'public.ecr.aws': 'ecr-public',
  'registry.k8s.io': 'k8s',
  'quay.io': 'quay',
  'ghcr.io': 'ghcr',
};

/** Address of the foundation's registry. */
export function registryHost(scope: Construct): string {
  return `${foundationOf(scope).registryName}.azurecr.io`;
}

/** The same image, fetched through the foundation's registry where that keeps a copy of its registry. */
export function throughCache(scope: Construct, image: string): string {
  const host = image.split('/')[0];
  const prefix = CACHED_REGISTRIES[host];
  return prefix ? `${registryHost(scope)}/${prefix}/${image.slice(host.length + 1)}` : image;
}

/** What a container runs. */
export interface Image {
  readonly image: string;
  /** Arguments; an expression where they depend on the variable. */
  readonly args?: string[];
}

/**
 * Image of a service: the one given, or a Terraform variable that the pipeline sets with every release and that begins
 * with a starter image.
 * @throws if the image is given without a digest
 */
export function imageOf(scope: Construct, port: number, given?: string): Image {
  const own = placeOf(scope).standards.starterImage;
  const starter = throughCache(scope, own ?? STARTER);
  const { image, variable } = containerImage(scope, given, starter);
  if (variable === undefined) { return { image: throughCache(scope, image) }; }
  if (own !== undefined) { return { image }; }
  return { image, args: Token.asList(`\${var.${variable} == "${starter}" ? ["serve-hostname", "--port=${port}"] : null}`) };
}
