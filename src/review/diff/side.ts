import * as fs from 'fs';
import * as path from 'path';
import { bareTree } from '../build';
import { Tree } from '../model';

/** One version of one stack: what is written, and what its constructs said. */
export interface Side {
  readonly stack: string;
  /** Content of `cdk.tf.json`, parsed and as it is written. */
  readonly terraform: any;
  readonly text: string;
  readonly tree: Tree;
  /** Path of the file within the folder. */
  readonly file: string;
}

/** A version of a stack from the text of its `cdk.tf.json` and, if there is one, of its `model.json`. */
export function sideOf(stack: string, text: string, model?: string): Side {
  return { stack, text, terraform: parsed(text, `stacks/${stack}/cdk.tf.json`), tree: treeIn(stack, model), file: `stacks/${stack}/cdk.tf.json` };
}

/** The version that a stack had before it was there, or has after it is gone. */
export function nothing(other: Side): Side {
  return { ...other, text: '{}', terraform: {} };
}

/** The texts of one stack, unread: most stacks of a fleet are equal on both sides and need no parsing. */
export interface Source {
  readonly stack: string;
  readonly text: string;
  readonly model: () => string | undefined;
  /** Where constructs were made: `file:line` by construct path within the stack. */
  readonly places: () => { readonly [path: string]: string };
}

/** Every stack of a `cdktf.out` folder, by name. */
export function sourcesIn(folder: string): Map<string, Source> {
  const stacks = path.join(folder, 'stacks');
  if (!fs.existsSync(stacks)) { throw new Error(`${folder} has no folder stacks: give the folder that cdktf writes, cdktf.out`); }
  const found = new Map<string, Source>();
  for (const stack of fs.readdirSync(stacks).sort()) {
    const file = path.join(stacks, stack, 'cdk.tf.json');
    if (fs.existsSync(file)) {
      const beside = (name: string) => () => read(path.join(folder, 'review', stack, name));
      const sources = beside('sources.json');
      const places = () => parsed(sources() ?? '{}', `review/${stack}/sources.json`);
      found.set(stack, { stack, text: fs.readFileSync(file, 'utf8'), model: beside('model.json'), places });
    }
  }
  return found;
}

function read(file: string): string | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
}

/** Only what the constructs said is taken from a kept model: all else is read anew, by the same readers on both sides. */
function treeIn(stack: string, model?: string): Tree {
  if (model === undefined) { return bareTree(stack); }
  const kept = parsed(model, `review/${stack}/model.json`);
  if (typeof kept?.identity?.stack !== 'string' || !Array.isArray(kept?.tree?.parts)) { return bareTree(stack); }
  const { under, parts, cards } = kept.tree;
  return { ...(under ? { under } : {}), identity: kept.identity, parts, cards: Array.isArray(cards) ? cards : [] };
}

function parsed(text: string, file: string): any {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is no JSON: ${(error as Error).message}`);
  }
}
