import { TerraformVariable, Token } from 'cdktf';
import { Construct } from 'constructs';
import { GroundworkError } from '../errors';
import { environmentOf } from './environment-rules';

const DIGEST = '@sha256:[0-9a-f]{64}$';

/**
 * Answers 200 on every path, without root and without writing, and can do nothing else: what runs where no cloud has a starter of its own, until the
 * pod's pipeline brings its image. Test image of the Kubernetes project, version 2.53.
 */
export const STARTER = 'registry.k8s.io/e2e-test-images/agnhost@sha256:99c6b4bb4a1e1df3f0b3752168c89358794d02258ebebc26bf21c29399011a85';

/** Arguments of a container, in Terraform's words: those of the starter while `variable` still holds it, else the image's own. */
export function starterArguments(variable: string, starter: string, port: number): string {
  return `var.${variable} == "${starter}" ? ["serve-hostname", "--port=${port}"] : null`;
}

/** What a container runs. */
export interface ContainerImage {
  /** Address with digest, or the reference of the variable that holds it. */
  readonly image: string;
  /** Name of the Terraform variable, where the pipeline decides. */
  readonly variable?: string;
}

/**
 * The image that is given, or else a Terraform variable `image_<path>` that the delivery pipeline sets with every release and
 * that begins with `starter`.
 *
 * @throws if the image is given without a digest: what was scanned must be what runs
 */
export function containerImage(scope: Construct, given: string | undefined, starter: string): ContainerImage {
  if (given !== undefined) {
    if (!Token.isUnresolved(given) && !new RegExp(DIGEST).test(given)) {
      throw new GroundworkError('Image without digest', [{
        where: `${scope.node.path}.image`, problem: `"${given}" can change under an unchanged name`, mend: 'Name it by digest: registry/name@sha256:….',
      }]);
    }
    return { image: given };
  }
  const path = scope.node.scopes.slice(environmentOf(scope).node.scopes.length).map((s) => s.node.id);
  const name = ['image', ...path].join('_').replace(/[^A-Za-z0-9]+/g, '_');
  const variable = new TerraformVariable(scope, 'image', {
    type: 'string',
    nullable: false,
    default: starter,
    description: `Image with digest that ${scope.node.path} runs; the delivery pipeline sets it`,
    validation: [{ condition: `\${can(regex("${DIGEST}", var.${name}))}`, errorMessage: 'The image must be named by digest: registry/name@sha256:….' }],
  });
  variable.overrideLogicalId(name);
  return { image: variable.stringValue, variable: name };
}
