import { Construct, IConstruct } from 'constructs';
import { Standards } from '../standards/standards';
import { buildModel } from '../review/build';
import { ReviewModel } from '../review/model';
import { treeOf } from '../review/tree';
import { govern } from './govern';
import { Deviation, GovernanceModel } from './model';
import { Remade, remakeFrom } from './rebuild';
import { RequestRecord } from './record';

/** What a stack is verified from: its Terraform, and what was asked for. Nothing that a synthesis said of itself is believed. */
export interface VerifyInput {
  /** Content of `cdk.tf.json`, parsed and as it is written. */
  readonly terraform: any;
  readonly text: string;
  /** `request.json` of its evidence. */
  readonly request: RequestRecord;
  readonly standards: Standards;
  /** What other stacks do to it. @default - nothing */
  readonly elsewhere?: readonly Deviation[];
  /** Patterns by id. */
  readonly classes: ReadonlyMap<string, new (scope: Construct, id: string, inputs: any) => IConstruct>;
}

/** A stack as it is judged now. */
export interface Verified {
  readonly model: ReviewModel & { readonly governance: GovernanceModel };
  readonly remade: Remade;
}

/**
 * Makes the environment once more from what was asked for, reads and judges the Terraform anew.
 * @throws if it cannot be made again: a pattern that is not at hand, a document that was changed, an input that the patterns refuse
 */
export function verifyStack({ terraform, text, request, standards, classes, elsewhere }: VerifyInput): Verified {
  const remade = remakeFrom(request, standards, classes);
  const model = buildModel(terraform, text, treeOf(remade.place), true);
  const { governance } = govern(remade.place, terraform, text, model, { remade, ...(elsewhere ? { elsewhere } : {}) });
  return { model: { ...model, governance }, remade };
}

