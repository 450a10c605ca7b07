import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { containerImage, STARTER, starterArguments } from '../../environment/image';
import { placeOf } from '../../environment/place';
import { foundationOf } from './ids';

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
  return { image, args: Token.asList(`\${${starterArguments(variable, starter, port)}}`) };
}
