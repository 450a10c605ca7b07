import { App, TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { Fault, throwFaults } from '../../errors';
import { elementsOf } from '../host';
import { isSynthesized } from '../shard';
import { stringify } from '../stringify';
import { check, PlaceStack } from './check';
import { faultsOf } from './findings';
import { prepareReferences } from './prepare';
import { Staging } from './staging';

/** What was staged for one stack, and how many elements it was made of. */
interface Passed { readonly files: string[]; readonly elements: number }

/** The stacks of an app on their way through one synthesis: none of ours is written unless all of them are sound. */
export class Gate {
  public static of(stack: IConstruct): Gate {
    const root: any = stack.node.root;
    root[Gate.KEY] ??= new Gate(root);
    return root[Gate.KEY];
  }

  private static readonly KEY = Symbol.for('cdktf-groundwork/Gate');
  /** Those of this round that are still to be prepared; undefined between two rounds. */
  private waiting?: Set<PlaceStack>;
  private unprepared: Fault[] = [];
  private readonly passed = new Map<PlaceStack, Passed>();
  private readonly staging: Staging;

  private constructor(private readonly root: IConstruct) {
    this.staging = new Staging(App.isApp(root) ? root.outdir : undefined);
  }

  /** Prepares `stack`; once it was the last, checks all of them and throws one error with every fault. */
  public prepare(stack: PlaceStack): void {
    if (!this.waiting?.has(stack)) { this.begin(); }
    try {
      prepareReferences(stack);
    } catch (error) {
      if (isSynthesized(stack)) { this.unprepared.push(...faultsOf(stack, error)); }
    }
    this.waiting!.delete(stack);
    if (this.waiting!.size === 0) { this.checkAll(); }
  }

  /** Writes what was checked of `stack`. */
  public write(stack: PlaceStack, outdir: string): void {
    if (this.isStale(stack)) { throwFaults('Nothing was written', this.pass(stack)); }
    const { files } = this.passed.get(stack)!;
    this.passed.delete(stack);
    files.forEach((file) => this.staging.move(file, outdir));
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
    this.waiting = new Set(this.stacks());
  }

  private checkAll(): void {
    this.waiting = undefined;
    const faults = [...this.unsupported(), ...this.unprepared];
    for (const stack of this.stacks().filter(isSynthesized)) {
      for (const fault of this.pass(stack, faults.length === 0)) { faults.push(fault); }
    }
    if (faults.length > 0) { this.discard(); }
    throwFaults('Nothing was written', faults);
  }

  private stacks(): PlaceStack[] {
    return this.root.node.findAll().filter((c): c is PlaceStack => TerraformStack.isStack(c) && 'landingZone' in c);
  }

  /** Checks `stack`, and stages it if it is sound and there is still something to write. */
  private pass(stack: PlaceStack, stage = true): Fault[] {
    const { terraform, faults } = check(stack);
    if (faults.length === 0 && stage) {
      const file = `stacks/${stack.node.id}/cdk.tf.json`;
      this.staging.put(file, stringify(terraform));
      this.passed.set(stack, { files: [file], elements: elementsOf(stack).length });
    }
    return faults;
  }

  /** Another stack, one of a team's own, may have added outputs since; aspects of a stack around this one visit it only now. */
  private isStale(stack: PlaceStack): boolean {
    const passed = this.passed.get(stack);
    return !passed || passed.elements !== elementsOf(stack).length || stack.node.scopes.some((s) => s !== stack && TerraformStack.isStack(s));
  }

  /** What was checked is JSON; the host would give the file another name and expect HCL in it. */
  private unsupported(): Fault[] {
    return App.isApp(this.root) && this.root.hclOutput ? [{
      where: 'hclOutput', problem: 'foundations and environments are written as Terraform JSON only', mend: 'Leave hclOutput, --hcl and SYNTH_HCL_OUTPUT off.',
    }] : [];
  }
}
