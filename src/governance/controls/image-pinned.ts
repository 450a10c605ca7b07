import { GovernanceFunction, Objective, ControlSeverity , ControlFinding } from '../control';
import { control, finding, UNKNOWN } from './build';
import { IMAGE_WORKLOADS } from './images';
import { judgeEach } from './judging';
import { ControlContext } from '../control-context';

/** The image that runs is the one that was looked at. */
export const imagePinned = control({
  id: 'image.pinned',
  title: 'Images are named by their digest',
  objective: Objective.VULNERABILITY_MANAGEMENT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a tag can be moved: what runs is then not what was scanned and approved',
  mend: 'Let the pipeline set the image by digest (the variable of the service takes nothing else).',
}, (context) => [...judgeEach(context, context.resources(IMAGE_WORKLOADS).map((workload) => workload.address), 'compute.image-pinned', ({ value, text }) => value === true || text, () => UNKNOWN), ...defaults(context)]);

/** What a variable for an image is if nobody sets it. */
function defaults(context: ControlContext): ControlFinding[] {
  return Object.entries<any>(context.document('variable') ?? {}).filter(([name, { default: image }]) => name.startsWith('image_') && typeof image === 'string')
    .map(([name, { default: image }]) => finding('', /@sha256:[0-9a-f]{64}$/.test(image) || `variable ${name} has an image by tag`, `variable.${name}`, image));
}
