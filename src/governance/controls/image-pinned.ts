import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, UNKNOWN } from './build';
import { IMAGE_WORKLOADS } from './images';
import { judgeEach } from './judging';

/** The image that runs is the one that was looked at. */
export const imagePinned = control({
  id: 'image.pinned',
  title: 'Images are named by their digest',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a tag can be moved: what runs is then not what was scanned and approved',
  mend: 'Let the pipeline set the image by digest (the variable of the service takes nothing else).',
}, (context) => judgeEach(context, context.resources(IMAGE_WORKLOADS).map((workload) => workload.address), 'compute.image-pinned', ({ value, text }) => value === true || text, () => UNKNOWN));
