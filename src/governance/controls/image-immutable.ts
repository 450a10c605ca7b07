import { CloudName } from '../../environment/landing-zone';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach, subjectsOf } from './judging';

/** What a tag stands for stays. */
export const imageImmutable = control({
  id: 'image.immutable',
  title: 'A tag of an image cannot be moved to another image',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a tag that was scanned and released is then another image',
  mend: 'Leave the registry to the capability; run images by digest.',
  scanners: ['CKV_AWS_51', 'CKV_GCP_84'],
  // Registries of Azure have no switch against it; every image is run by its digest.
  clouds: [CloudName.AWS, CloudName.GOOGLE],
}, (context) => judgeEach(
  context, [...context.resources(['aws_ecr_repository', 'aws_ecr_repository_creation_template']).map((one) => one.address), ...subjectsOf(context, ['image.immutable'])], 'image.immutable',
  ({ value, text }) => value === true || text, 'a tag can be moved to another image',
));
