import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { IPlace } from '../environment/place';
import { sourcesOf } from '../environment/source';
import { stringify } from '../environment/stringify';
import { Fault } from '../errors';
import { buildModel } from '../review/build';
import { ReviewModel } from '../review/model';
import { treeOf } from '../review/tree';
import { failedReview, Files, reviewOf } from '../review/write';
import { evidenceOf, noteControls } from './evidence';
import { govern } from './govern';
import { noteFleet } from './fleet/collect';
import { GovernanceModel } from './model';
import { recordOf } from './record';

/** What is asked for. */
export interface Asked {
  readonly reviewed: boolean;
  readonly governed: boolean;
  readonly evidenced: boolean;
}

/** Reads one place once, and lets governance and review say what they make of it. */
export function judge(place: IPlace, terraform: any, text: string, { reviewed, governed, evidenced }: Asked): { faults: Fault[]; files: Files } {
  const folder = folderOf(place);
  let model: ReviewModel;
  try {
    model = buildModel(terraform, text, treeOf(place), !(reviewed || evidenced));
  } catch (error) {
    const { sentence, files } = failedReview(place, folder, error as Error);
    // A review that cannot be made stops nothing; controls that cannot run are no pass.
    return { faults: governed ? [{ where: place.node.path, problem: sentence, mend: 'Report it; context groundwork:governance=off goes on without controls, which `groundwork verify` does not let pass.' }] : [], files: reviewed ? files : {} };
  }
  const judged = governed ? govern(place, terraform, text, model, { digested: evidenced || reviewed, own: true }) : undefined;
  const whole: ReviewModel = judged ? { ...model, governance: judged.governance } : model;
  if (judged) {
    noteFleet(place.node.root, whole, folder);
    noteControls(place.node.root, judged.governance.controls);
    tell(place, judged.governance);
  }
  return {
    faults: judged?.faults ?? [],
    files: { ...(judged && evidenced ? evidenceFor(place, whole, folder, terraform) : {}), ...(reviewed ? reviewOf(place, whole, folder) : {}) },
  };
}

/** What auditors and scanners read, and what was asked for, so that it can be judged once more. */
function evidenceFor(place: IPlace, model: ReviewModel, folder: string, terraform: any): Files {
  return { ...evidenceOf(model, folder, terraform, sourcesOf(place)), [`evidence/${folder}/request.json`]: `${stringify(recordOf(place))}\n` };
}

/** How much of what a person must look at the synthesis itself tells; the rest is in the review. */
const TOLD = 5;

/** Says on standard error what the verdict calls a person for. What stops the synthesis is told as its fault. */
function tell(place: IPlace, { verdict: { word, text, passes, look } }: GovernanceModel): void {
  const said = look.filter((l) => l.kind !== 'control');
  if (passes || word === undefined || said.length === 0) { return; }
  const lines = said.slice(0, TOLD).map((l) => `  ${l.owner}: ${l.text}`);
  const more = said.length > TOLD ? [`  and ${said.length - TOLD} more, in the review`] : [];
  const words = `${place.node.path}: ${word}. ${text}\n${[...lines, ...more].join('\n')}\n`;
  if (told.get(place) !== words) { process.stderr.write(words); }
  told.set(place, words);
}

/** What was told of a place: an environment inside another stack is judged when it is validated, and once more when it is written. */
const told = new WeakMap<IPlace, string>();

/** Name of the folders of a place, below `review/` and `evidence/`. */
export function folderOf(place: IPlace): string {
  const stack: IConstruct = TerraformStack.of(place);
  return (place as IConstruct) === stack ? stack.node.id : `${stack.node.id}/${place.node.id}`;
}
