import { createHash } from 'crypto';
import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { bareTree, buildModel } from '../review/build';
import { MODEL_VERSION, ReviewModel } from '../review/model';
import { nearest } from '../standards/did-you-mean';
import { UsageError } from './errors';

/** One stack of an output folder. */
export interface OutputStack {
  readonly name: string;
  /** `cdk.tf.json`, below the working directory. */
  readonly file: string;
  readonly text: string;
  readonly terraform: any;
}

/** A review of a stack, or of an environment inside a team's stack. */
export interface Reviewed {
  readonly stack: OutputStack;
  /** Below the output folder: `review/orders-prod`. */
  readonly folder: string;
  readonly model: ReviewModel;
}

/** What a synthesis wrote. */
export class Output {
  private readonly files: Map<string, string>;

  /** @throws if the folder holds no synthesis */
  public constructor(public readonly folder: string) {
    const manifest = join(folder, 'manifest.json');
    if (!existsSync(manifest)) {
      throw new UsageError(`${folder} holds no synthesis: there is no manifest.json. Run groundwork synth, or name the folder that it wrote.`);
    }
    const { stacks = {} }: { stacks?: { [name: string]: { synthesizedStackPath: string } } } = JSON.parse(readFileSync(manifest, 'utf8'));
    this.files = new Map(Object.keys(stacks).sort().map((name) => [name, join(folder, stacks[name].synthesizedStackPath)]));
  }

  public get stackNames(): string[] {
    return [...this.files.keys()];
  }

  /** Names that `wanted` stands for: all without it. @throws if there is no such stack */
  public namesOf(wanted?: string): string[] {
    if (wanted === undefined || this.files.has(wanted)) { return wanted === undefined ? this.stackNames : [wanted]; }
    const meant = nearest(wanted, this.stackNames);
    throw new UsageError(`${this.folder} has no stack "${wanted}". ${meant ? `Did you mean "${meant}"?` : `Its stacks are ${this.stackNames.join(', ') || 'none'}.`}`);
  }

  public stack(name: string): OutputStack {
    const file = this.files.get(name)!;
    const text = readFileSync(file, 'utf8');
    return { name, file, text, terraform: JSON.parse(text) };
  }

  /**
   * The reviews of a stack. Where its Terraform was changed since, or was written without review, they are made anew from it and
   * from what is known of its constructs.
   *
   * @param anew also where nothing changed, since this version may know more than the one that wrote it
   */
  public reviews(name: string, anew = false): Reviewed[] {
    const stack = this.stack(name);
    const digest = createHash('sha256').update(stack.text).digest('hex');
    const known = this.modelFolders(name).map((folder): Reviewed => {
      const model: ReviewModel = JSON.parse(readFileSync(join(this.folder, folder, 'model.json'), 'utf8'));
      const same = model.digest === digest && model.version === MODEL_VERSION;
      if (same && !anew) { return { stack, folder, model }; }
      // What governance said holds for the very same Terraform only; `groundwork verify` judges another one.
      const { governance } = same ? model : { governance: undefined };
      return { stack, folder, model: { ...buildModel(stack.terraform, stack.text, { identity: model.identity, ...model.tree }), ...(governance ? { governance } : {}) } };
    });
    return known.length > 0 ? known : [bare(stack)];
  }

  /** The same with what is in none of them: the resources of a team beside an environment in its stack. */
  public everything(name: string): Reviewed[] {
    const reviews = this.reviews(name);
    if (reviews.some(({ folder }) => folder === `review/${name}`)) { return reviews; }
    const reviewed = new Set(reviews.flatMap(({ model }) => model.resources.map(({ address }) => address)));
    const whole = bare(reviews[0].stack);
    return [...reviews, { ...whole, model: { ...whole.model, resources: whole.model.resources.filter(({ address }) => !reviewed.has(address)) } }];
  }

  private modelFolders(name: string): string[] {
    const folder = `review/${name}`;
    const place = join(this.folder, folder);
    if (!existsSync(place)) { return []; }
    const inner = readdirSync(place, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `${folder}/${entry.name}`).sort();
    return [folder, ...inner].filter((one) => existsSync(join(this.folder, one, 'model.json')));
  }
}

function bare(stack: OutputStack): Reviewed {
  return { stack, folder: `review/${stack.name}`, model: buildModel(stack.terraform, stack.text, bareTree(stack.name)) };
}
