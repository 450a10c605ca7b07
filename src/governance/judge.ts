import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { IPlace } from '../environment/place';
import { Fault } from '../errors';
import { buildModel } from '../review/build';
import { ReviewModel } from '../review/model';
import { treeOf } from '../review/tree';
import { failedReview, Files, reviewOf } from '../review/write';
import { evidenceOf } from './evidence';
import { govern } from './govern';

/** What is asked for. */
export interface Asked {
  readonly reviewed: boolean;
  readonly governed: boolean;
}

/** Reads one place once, and lets governance and review say what they make of it. */
export function judge(place: IPlace, terraform: any, text: string, { reviewed, governed }: Asked): { faults: Fault[]; files: Files } {
  const folder = folderOf(place);
  let model: ReviewModel;
  try {
    model = buildModel(terraform, text, treeOf(place), !reviewed);
  } catch (error) {
    const { sentence, files } = failedReview(place, folder, error as Error);
    // A review that cannot be made stops nothing; controls that cannot run are no pass.
    return { faults: governed ? [{ where: place.node.path, problem: sentence, mend: 'Report it; context groundwork:governance=off goes on without controls, which `groundwork verify` does not let pass.' }] : [], files: reviewed ? files : {} };
  }
  const judged = governed ? govern(place, terraform, text, model) : undefined;
  const whole: ReviewModel = judged ? { ...model, governance: judged.governance } : model;
  return {
    faults: judged?.faults ?? [],
    files: { ...(judged ? evidenceOf(whole, folder, terraform) : {}), ...(reviewed ? reviewOf(place, whole, folder) : {}) },
  };
}

/** Name of the folders of a place, below `review/` and `evidence/`. */
export function folderOf(place: IPlace): string {
  const stack: IConstruct = TerraformStack.of(place);
  return (place as IConstruct) === stack ? stack.node.id : `${stack.node.id}/${place.node.id}`;
}
