import { Consequence, Direction, Evidence } from '../model';

/** Version of this structure, in the JSON of `groundwork diff`. */
export const DIFF_VERSION = 1;

/** One difference between two versions of a stack, judged. */
export interface Change {
  /** Twelve digits of the SHA-256 of rule, subject and structured arguments; never of the words. Waivers hang on it. */
  readonly id: string;
  /** Rule of the catalogue (`data.backup-days`), or what else changed: `reach`, `permission`, `resource.removed`, `argument`. */
  readonly rule: string;
  readonly stack: string;
  readonly consequence: Consequence;
  readonly direction: Direction;
  /** Construct path within the stack. */
  readonly subject: string;
  /** Address in Terraform; empty for what is no resource. */
  readonly address: string;
  /** One sentence of at most 140 characters, subject first. */
  readonly text: string;
  /** Value before and after, in full, without secrets. */
  readonly from?: string;
  readonly to?: string;
  readonly evidence: Evidence[];
  /** Subjects of equal changes that were folded into this one. */
  readonly subjects?: string[];
  /** Counted, never opened: tags, texts, hashes, versions. */
  readonly noise?: true;
  /** Line of TypeScript or YAML of the nearest construct that is known: `examples/acme/orders-environment.ts:18`. */
  readonly source?: string;
  /** What to add to the code, if the change is probably not meant. */
  readonly mend?: string;
}

/** How many changes there are, of each consequence and each direction. */
export interface ChangeCounts {
  readonly changes: number;
  readonly noise: number;
  readonly decisions: number;
  readonly consequences: { readonly [c in Consequence]: number };
  readonly directions: { readonly [d in Direction]: number };
}

/** What changes in one stack, worst first. */
export interface StackDiff {
  readonly stack: string;
  /** `added` and `removed` stacks are in one of the two folders only. */
  readonly status: 'changed' | 'added' | 'removed' | 'unchanged';
  /** Environment and stage, if the stack says so: `orders-production / production`. */
  readonly title: string;
  readonly verdict: string;
  readonly changes: Change[];
  readonly counts: ChangeCounts;
  /** Path of `cdk.tf.json` within the folder. */
  readonly file: string;
  /** Line of each address that a change names, in the file that has it. */
  readonly lines: { readonly [address: string]: number };
}

/** Stacks whose changes are equal, and the changes. */
export interface Fold {
  readonly stacks: string[];
  readonly changes: string[];
}

/** What changes between two folders. */
export interface DiffReport {
  readonly version: typeof DIFF_VERSION;
  readonly verdict: string;
  /** Of changes that differ: what is equal in a hundred stacks counts once. Each stack has its own counts. */
  readonly counts: ChangeCounts;
  /** Stacks that differ, in the order of their names. */
  readonly stacks: StackDiff[];
  readonly added: string[];
  readonly removed: string[];
  readonly unchanged: string[];
  /** Groups of stacks with equal changes, largest first; a stack that stands alone is an outlier. */
  readonly folds: Fold[];
  /** `same 3 changes in 98 of 100 stacks; others differ: a, b`; empty for one stack. */
  readonly fleet: string;
  /** Types that no reader knows, over all stacks: only their arguments were compared. */
  readonly unread: string[];
}
