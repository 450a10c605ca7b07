import { Construct } from 'constructs';
import { environmentOf } from '../../../environment/environment-rules';
import { containerImage, STARTER, starterArguments } from '../../../environment/image';
import { AwsPlace } from '../context';
import { mirrored, shared } from '../shared';

/** AWS Distro for OpenTelemetry collector, version 0.48.0. */
export const COLLECTOR = 'public.ecr.aws/aws-observability/aws-otel-collector@sha256:9b28046359054b414f4ba76056ba4e8cffda2d53fbcee06171d7eeecd71326c3';

/** The image of a service. */
export interface ServiceImage {
  /** Reference with digest: a literal, or a Terraform variable. */
  readonly image: string;
  /** JSON text of the command, `null` for the image's own: an expression where it depends on the variable. */
  readonly command: string;
  /** Repositories of this account's registry that it may come from, by name. */
  readonly repositories: string[];
}

function repositoriesOf(place: AwsPlace, image: string): string[] {
  const registry = `${shared.registry(place)}/`;
  return image.startsWith(registry) ? [image.slice(registry.length).split('@')[0]] : [];
}

/**
 * The given image, or a Terraform variable for the delivery pipeline that begins with the starter image.
 * @throws if the image is given without a digest
 */
export function serviceImage(scope: Construct, place: AwsPlace, given: string | undefined, port: number): ServiceImage {
  const enterprise = environmentOf(scope).standards.starterImage;
  const starter = mirrored(place, enterprise ?? STARTER);
  const { image, variable } = containerImage(scope, given, starter);
  if (variable === undefined) {
    const own = mirrored(place, image);
    return { image: own, command: 'null', repositories: repositoriesOf(place, own) };
  }
  const command = enterprise ? 'null' : `\${jsonencode(${starterArguments(variable, starter, port)})}`;
  return { image, command, repositories: repositoriesOf(place, starter) };
}
