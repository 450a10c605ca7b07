import { TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { environmentOf } from '../../environment/environment-rules';
import { placeOf } from '../../environment/place';
import { GroundworkError } from '../../errors';
import { foundationOf } from './ids';

/**
 * Answers 200 on every path, on any port, without root and without writing: what runs until the pod's pipeline brings its
 * own. Test image of the Kubernetes project, version 2.53.
 */
const STARTER = 'registry.k8s.io/e2e-test-images/agnhost@sha256:99c6b4bb4a1e1df3f0b3752168c89358794d02258ebebc26bf21c29399011a85';

const DIGEST = '@sha256:[0-9a-f]{64}$';

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
  if (given !== undefined) {
    if (!Token.isUnresolved(given) && !new RegExp(DIGEST).test(given)) {
      throw new GroundworkError('Image without digest', [{ where: scope.node.path, problem: `"${given}" can change under an unchanged name`, mend: 'Name it by digest: registry/name@sha256:….' }]);
    }
    return { image: throughCache(scope, given) };
  }
  const own = placeOf(scope).standards.starterImage;
  const starter = throughCache(scope, own ?? STARTER);
  const name = `image_${scope.node.scopes.slice(environmentOf(scope).node.scopes.length).map((s) => s.node.id).join('_').replace(/[^A-Za-z0-9]+/g, '_')}`;
  const variable = new TerraformVariable(scope, 'image', {
    type: 'string',
    nullable: false,
    default: starter,
    description: `Image with digest that ${scope.node.path} runs; the pipeline sets it`,
    validation: [{ condition: `\${can(regex("${DIGEST}", var.${name}))}`, errorMessage: 'The image must be named by digest: registry/name@sha256:….' }],
  });
  variable.overrideLogicalId(name);
  if (own !== undefined) { return { image: variable.stringValue }; }
  return { image: variable.stringValue, args: Token.asList(`\${var.${name} == "${starter}" ? ["netexec", "--http-port=${port}"] : null}`) };
}
