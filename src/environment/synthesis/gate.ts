import * as fs from 'fs';
import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Fault, throwFaults } from '../../errors';
import { isSynthesized } from '../shard';
import { ensureBackend } from '../host';
import { stringify } from '../stringify';
import { Annotation } from './annotations';
import { check, PlaceStack } from './check';
import { faultsOf } from './findings';
import { prepareReferences } from './prepare';
import { Judged, judged, reviewIndex } from './review';
import { Staging } from './staging';
import { mayGoStraight, NOT_STRAIGHT } from './straight';

/** What is left of a stack once it was found sound: its files wait in the staging. */
export interface Passed {
  readonly files: string[];
  readonly annotations: Annotation[];
  readonly customSynthesis: boolean;
  /** How many constructs the stack itself had. */
  readonly children: number;
}

/**
 * The stacks of an app on their way through one synthesis: none of ours is written unless all of them are sound. They are checked one after
 * the other, and only text remains of each, on disk: a thousand take no more memory than one.
 */
export class Gate {
  public static of(stack: IConstruct): Gate {
    const root: any = stack.node.root;
    root[Gate.KEY] ??= new Gate(root);
    return root[Gate.KEY];
  }

  private static readonly KEY = Symbol.for('cdktf-groundwork/Gate');
  /** In the order in which they were made. */
  public readonly registered: PlaceStack[] = [];
  /** Those of this round that are still to be prepared; undefined between two rounds. */
  private waiting?: Set<PlaceStack>;
  private unprepared: Fault[] = [];
  /** Whether nothing has spoken against the straight way in this round; what was found on it, by stack. */
  private straight = false;
  private readonly early = new Map<PlaceStack, Fault[]>();
  private readonly passed = new Map<PlaceStack, Passed>();
  private readonly staging: Staging;

  private constructor(private readonly root: IConstruct) {
    this.staging = new Staging(App.isApp(root) ? root.outdir : undefined);
  }

  public register(stack: PlaceStack): void {
    this.registered.push(stack);
  }

  /** Prepares `stack`; once it was the last, checks all of them and throws one error with every fault. */
  public prepare(stack: PlaceStack): void {
    if (!this.waiting?.has(stack)) { this.begin(); }
    if (!this.straight || !this.goStraight(stack)) { this.search(stack); }
    this.waiting!.delete(stack);
    if (this.waiting!.size === 0) { this.checkAll(); }
  }

  /** Checks `stack` at once. If it cannot be, no stack can: what was found until then is forgotten, and nothing of it needed a preparation. */
  private goStraight(stack: PlaceStack): boolean {
    if (!isSynthesized(stack)) { return false; }
    try {
      ensureBackend(stack);
      this.early.set(stack, this.pass(stack, true, true));
      return true;
    } catch (error) {
      if (error !== NOT_STRAIGHT) { throw error; }
      this.straight = false;
      this.early.clear();
      this.passed.clear();
      this.staging.discard();
      return false;
    }
  }

  private search(stack: PlaceStack): void {
    try {
      prepareReferences(stack);
    } catch (error) {
      if (isSynthesized(stack)) { this.unprepared.push(...faultsOf(stack, error)); }
    }
  }

  /** What was found of `stack`; found anew if it changed since, or never was prepared. */
  public passedOf(stack: PlaceStack): Passed {
    if (this.isStale(stack)) { throwFaults('Nothing was written', this.pass(stack)); }
    return this.passed.get(stack)!;
  }

  /** Writes what was checked of `stack`; with the last one, the list of all of them. */
  public write(stack: PlaceStack, outdir: string): void {
    const { files } = this.passed.get(stack)!;
    this.passed.delete(stack);
    files.forEach((file) => this.staging.move(file, outdir));
    if (this.passed.size > 0) { return; }
    for (const [file, text] of Object.entries(reviewIndex(this.root))) {
      fs.mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
      fs.writeFileSync(path.join(outdir, file), text);
    }
  }

  /** Takes back what was staged. */
  public discard(): void {
    this.waiting = undefined;
    this.passed.clear();
    this.staging.discard();
  }

  private begin(): void {
    this.discard();
    this.unprepared = [];
    this.early.clear();
    const stacks = this.stacks();
    this.waiting = new Set(stacks);
    this.straight = mayGoStraight(this.root, stacks);
  }

  private checkAll(): void {
    this.waiting = undefined;
    const faults = [...this.unsupported(), ...this.unprepared];
    for (const stack of this.stacks().filter(isSynthesized)) {
      for (const fault of this.early.get(stack) ?? this.pass(stack, faults.length === 0)) { faults.push(fault); }
    }
    if (faults.length > 0) { this.discard(); }
    throwFaults('Nothing was written', distinct(faults));
  }

  /** Those that were not taken out of the tree. */
  private stacks(): PlaceStack[] {
    return this.registered.filter((stack) => stack.node.scopes.every((s) => !s.node.scope || s.node.scope.node.tryFindChild(s.node.id) === s));
  }

  /** Checks and judges `stack`, and stages it if it is sound and there is still something to write. */
  private pass(stack: PlaceStack, stage = true, straight = false): Fault[] {
    const { content, annotations, faults, customSynthesis } = check(stack, straight);
    if (!content) { return faults; }
    try {
      const text = stringify(content.terraform, content.sorted);
      const judgement = judged(stack, content.terraform, text);
      const all = [...faults, ...judgement.faults];
      if (all.length > 0 || !stage) { return all; }
      this.passed.set(stack, { files: this.stage(stack, text, judgement), annotations, customSynthesis, children: stack.node.children.length });
      return [];
    } catch (error) {
      return [...faults, ...faultsOf(stack, error)];
    }
  }

  private stage(stack: PlaceStack, text: string, judgement: Judged): string[] {
    const files = { [`stacks/${stack.node.id}/cdk.tf.json`]: text, ...judgement.files };
    for (const [file, content] of Object.entries(files)) { this.staging.put(file, content); }
    return Object.keys(files);
  }

  /** Another stack, one of a team's own, may have added outputs since; aspects of a stack around this one visit it only now. */
  private isStale(stack: PlaceStack): boolean {
    const passed = this.passed.get(stack);
    return !passed || passed.children !== stack.node.children.length || stack.node.scopes.some((s) => s !== stack && TerraformStack.isStack(s));
  }

  /** What was checked is JSON; the host would give the file another name and expect HCL in it. */
  private unsupported(): Fault[] {
    return App.isApp(this.root) && this.root.hclOutput ? [{
      where: 'hclOutput', problem: 'foundations and environments are written as Terraform JSON only', mend: 'Leave hclOutput, --hcl and SYNTH_HCL_OUTPUT off.',
    }] : [];
  }
}

/** What cannot be resolved is found twice, before and after the aspects. */
function distinct(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()];
}
