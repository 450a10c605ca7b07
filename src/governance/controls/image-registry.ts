import { ControlContext, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement, UNKNOWN } from './build';
import { IMAGE_WORKLOADS } from './images';
import { equals, fits, judgeEach, judgeGuards, judgeResources, typeOf } from './judging';

/** Where images come from. */
export const imageRegistry = control({
  id: 'image.registry',
  title: 'Images come from the enterprise\'s own registries',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'an image of a public registry is whatever its owner makes of it, and nobody here has scanned it',
  mend: 'Take the image through the landing zone\'s mirror, or push it to the registry of the environment.',
  parameters: [{
    name: 'registries', description: 'Where images may come from, `*` stands for anything: registries of the own account and project, the variable that the pipeline sets, and images of Google that Cloud Run takes by digest',
    defaultValue: ['*.dkr.ecr.*.amazonaws.com/*', '*.azurecr.io/*', '*-docker.pkg.dev/*', 'the image in variable *', 'variable *', 'gcr.io/distroless/*@sha256:*'],
  }],
}, (context) => [
  ...judgeEach(context, context.resources(IMAGE_WORKLOADS).map((workload) => workload.address), 'compute.image', (fact) => from(fact, context), (workload) => (typeOf(workload).startsWith('google_') ? true : UNKNOWN)),
  ...judgeResources(context, ['google_cloud_run_v2_service', 'google_cloud_run_v2_job'], (workload) => equals(workload, 'binary_authorization.use_default', true, 'images are run that the project does not admit')),
  ...(context.cloud === 'google' && context.kind === 'foundation' ? judgeGuards(context, ['only admitted images run', 'run.allowedBinaryAuthorizationPolicies']) : []),
]);

function from({ value, text }: StatedFact, context: ControlContext): Judgement { return fits(String(value), context.parameter('registries')) || text; }
