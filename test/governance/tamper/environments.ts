import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { Stage } from '../../../src';
import { resolvedAlone } from '../../../src/environment/synthesis/alone';
import { bareRoot } from '../../../src/environment/synthesis/bare-root';
import { stringify } from '../../../src/environment/stringify';
import { deviationsOf } from '../../../src/governance/deviations';
import { differences } from '../../../src/governance/differences';
import { Remade, remake } from '../../../src/governance/rebuild';
import { ControlRun, runControls } from '../../../src/governance/run';
import { Subject } from '../../../src/governance/subject';
import { tightens } from '../../../src/governance/tightenings';
import { verdictFor } from '../../../src/governance/verdict';
import { buildModel } from '../../../src/review/build';
import { Tree } from '../../../src/review/model';
import { treeOf } from '../../../src/review/tree';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';

/** One change of resolved Terraform, made in place. */
export interface Mutant {
  /** What is done to what: `aws_rds_cluster.x storage_encrypted: true -> false`. */
  readonly name: string;
  readonly mutate: (terraform: any) => void;
  /** Type whose resources it changes, if it changes nothing else. */
  readonly about?: string;
  /** Control that has to fail, if it is one that weakens; any control if only known to weaken. */
  readonly control?: string;
}

/** An environment of the example, whose approvals hold, and what judges changes of it. */
export class Approved {
  public readonly terraform: any;
  private readonly remade: Remade;
  private readonly tree: Tree;
  private readonly settings = acmeStandards()._governance;

  public constructor(public readonly landingZone: string, stage = Stage.PRODUCTION) {
    const environment = new OrdersEnvironment(bareRoot(), 'orders', { standards: acmeStandards(), stage, landingZone });
    this.terraform = resolvedAlone(environment);
    this.remade = remake(environment);
    this.tree = treeOf(environment);
  }

  /** A copy that may be changed. */
  public copy(): any {
    return JSON.parse(JSON.stringify(this.terraform));
  }

  /** A copy with the change; undefined if the change changes nothing. Only what the change is about is copied, where it says so. */
  public changed({ mutate, about }: Mutant): any {
    const terraform = about === undefined ? this.copy() : this.copyOf(about);
    mutate(terraform);
    const part = (tf: any) => JSON.stringify(about === undefined ? tf : tf.resource[about]);
    return part(terraform) === part(this.terraform) ? undefined : terraform;
  }

  private copyOf(type: string): any {
    return { ...this.terraform, resource: { ...this.terraform.resource, [type]: JSON.parse(JSON.stringify(this.terraform.resource[type])) } };
  }

  /** The word of the verdict, told from the differences alone: quick enough for thousands. */
  public wordOf(terraform: any): string {
    // Equal to what is made once more, which a test of its own shows; what was not copied is compared at a glance.
    const found = differences(this.terraform, terraform);
    return found.length === 0 ? 'within contract' : found.every(tightens) ? 'tightened' : 'deviated';
  }

  /** The whole verdict, with words. */
  public verdictOf(terraform: any): ReturnType<typeof verdictFor> {
    const text = stringify(terraform);
    const model = buildModel(terraform, text, this.tree, true);
    const { controls, results } = this.controlsOn(terraform);
    const deviations = deviationsOf(this.remade, terraform, text, model);
    return verdictFor({ asked: true, kind: 'environment', controls, results, deviations, approvals: [], defaultsOnly: false, exceptions: [] });
  }

  /** What the controls say. */
  public controlsOn(terraform: any): ControlRun {
    const model = buildModel(terraform, '', this.tree, true);
    return runControls(new Subject(model, terraform, acmeStandards().allowedRegions), this.settings);
  }

  /** Controls that do not pass. */
  public failing(terraform: any): string[] {
    return [...new Set(this.controlsOn(terraform).results.filter((r) => r.outcome !== 'pass' && r.outcome !== 'not applicable').map((r) => r.control))].sort();
  }
}

const made = new Map<string, Approved>();

/** The production environment of the example in a landing zone. */
export function approvedIn(landingZone: string): Approved {
  const known = made.get(landingZone) ?? new Approved(landingZone);
  made.set(landingZone, known);
  return known;
}
