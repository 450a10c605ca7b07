import { App } from 'cdktf';
import { Stage } from '../../../src';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';
import { stringify } from '../../../src/environment/stringify';
import { toTerraformOnce } from '../../../src/environment/synthesis';
import { buildModel } from '../../../src/review/build';
import { diffStacks, sideOf, StackDiff } from '../../../src/review/diff';
import { treeOf } from '../../../src/review/tree';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';

export type Zone = 'eu-aws' | 'eu-azure' | 'eu-google';

interface Written { readonly stack: string; readonly text: string; readonly model: string }

const written = new Map<string, Written>();

/** What the example writes for production in one landing zone. */
export function production(zone: Zone, stage: Stage = Stage.PRODUCTION): Written {
  const stack = `orders-${stage}-${zone}`;
  let made = written.get(stack);
  if (!made) {
    // The example is typed by the built package, which the tests replace by the sources.
    const env: any = new OrdersEnvironment(new App(), stack, { standards: acmeStandards(), stage, landingZone: zone });
    env.prepareStack();
    const terraform = toTerraformOnce(env);
    const text = stringify(terraform);
    made = { stack, text, model: JSON.stringify(buildModel(terraform, text, treeOf(env))) };
    written.set(stack, made);
  }
  return made;
}

/** A copy of a stack to be changed as a careless commit, or a malicious one, would change it. */
export class Copy {
  public constructor(public readonly tf: any) {}

  /** The resource of a type whose name begins with `name`; the test fails if there is none. */
  public one(type: string, name = ''): any { return this.tf.resource[type][this.nameOf(type, name)]; }

  /** Every resource of a type. */
  public all(type: string): any[] { return Object.values(this.tf.resource[type] ?? {}); }

  public drop(type: string, name = ''): void {
    delete this.tf.resource[type][this.nameOf(type, name)];
  }

  /** A new resource beside others, as the construct `path` makes it. */
  public add(type: string, path: string, body: object): void {
    const id = path.replace(/[^A-Za-z0-9]+/g, '_');
    const metadata = { path: `${this.tf['//'].metadata.stackName}/${path}`, uniqueId: id };
    this.tf.resource[type] = { ...this.tf.resource[type], [id]: { '//': { metadata }, ...body } };
  }

  /** Changes a JSON document in a string argument. */
  public document(body: any, argument: string, change: (document: any) => void): void {
    const document = JSON.parse(body[argument]);
    change(document);
    body[argument] = JSON.stringify(document);
  }

  /** Gives a resource another address, as a renamed construct does; references follow. */
  public rename(type: string, name: string, to: string): { readonly from: string; readonly to: string } {
    const full = this.nameOf(type, name);
    const body = this.tf.resource[type][full];
    const text = JSON.stringify(this.tf).split(`${type}.${full}`).join(`${type}.${to}`);
    for (const key of Object.keys(this.tf)) { delete this.tf[key]; }
    Object.assign(this.tf, JSON.parse(text));
    delete this.tf.resource[type][full];
    this.tf.resource[type][to] = { ...body, '//': { metadata: { path: `${this.tf['//'].metadata.stackName}/${to.replace(/_/g, '/')}`, uniqueId: to } } };
    return { from: `${type}.${full}`, to: `${type}.${to}` };
  }

  private nameOf(type: string, name: string): string {
    const names = Object.keys(this.tf.resource[type] ?? {}).filter((n) => n.startsWith(name));
    if (names.length === 0) { throw new Error(`no ${type} ${name} among ${Object.keys(this.tf.resource[type] ?? {}).join(', ')}`); }
    return names[0];
  }
}

/** What a change of the written stack comes out as. `base` changes the old version as well. */
export function changed(zone: Zone, mutate: (copy: Copy) => void, base?: (copy: Copy) => void): StackDiff {
  const { stack, text, model } = production(zone);
  const [before, after] = [new Copy(JSON.parse(text)), new Copy(JSON.parse(text))];
  base?.(before);
  mutate(after);
  return diffStacks(sideOf(stack, JSON.stringify(before.tf, null, 2), model), sideOf(stack, JSON.stringify(after.tf, null, 2), model));
}

/** The changes in a form that a failing test shows well. */
export function lines(diff: StackDiff): string[] {
  return diff.changes.map((c) => `${c.consequence} ${c.direction} | ${c.text}`);
}
