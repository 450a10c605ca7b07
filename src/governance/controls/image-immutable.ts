import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeEach, subjectsOf, typeOf } from './judging';

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
  parameters: [{ name: 'movable', description: 'Types of registry whose tags may be movable: those of Azure have no switch against it, and every image is run by its digest', defaultValue: ['azurerm_container_registry'] }],
}, (context) => judgeEach(
  context, [...context.resources(['aws_ecr_repository', 'aws_ecr_repository_creation_template']).map((one) => one.address), ...subjectsOf(context, ['image.immutable'])], 'image.immutable',
  ({ subject, value, text }) => value === true || context.parameter('movable').includes(typeOf(subject)) || text, 'a tag can be moved to another image',
));
