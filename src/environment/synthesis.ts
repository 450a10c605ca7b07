import * as fs from 'fs';
import * as path from 'path';
import { App, IStackSynthesizer, ISynthesisSession, TerraformOutput, TerraformStack } from 'cdktf';
import { ConstructOrder, IConstruct } from 'constructs';
import { CloudBackend } from '../clouds/cloud';
import { Fault, GroundworkError, throwFaults } from '../errors';
import { deepMerge, elementsOf, invokeAspects, resolveTokens } from './host';
import { IPlace } from './place';
import { stringify } from './stringify';

type PlaceStack = TerraformStack & IPlace;

const CUSTOM_SYNTHESIS = Symbol.for('cdktf/customSynthesis');
const ANNOTATION_TYPES = ['@cdktf/info', '@cdktf/warn', '@cdktf/error'];

/** What the gate learned of one stack: the content to write, and how many elements it was made of. */
interface Checked { readonly terraform: any; readonly elements: number }

/** The stacks of an app on their way through one synthesis. */
class Gate {
  public static of(stack: IConstruct): Gate {
    const root: any = stack.node.root;
    root[Gate.KEY] ??= new Gate(root);
    return root[Gate.KEY];
  }

  private static readonly KEY = Symbol.for('cdktf-groundwork/Gate');
  private readonly prepared = new Set<PlaceStack>();
  private readonly checked = new Map<PlaceStack, Checked>();

  private constructor(private readonly root: IConstruct) {}

  /** Once the last stack is prepared, checks all of them; throws one error with every fault before anything is written. */
  public prepare(stack: PlaceStack): void {
    this.prepared.add(stack);
    const stacks = this.root.node.findAll().filter((c): c is PlaceStack => TerraformStack.isStack(c) && 'landingZone' in c);
    if (stacks.some((s) => !this.prepared.has(s))) { return; }
    this.prepared.clear();
    this.checked.clear();
    throwFaults('Nothing was written', [...this.unsupported(), ...stacks.flatMap((s) => this.check(s))]);
  }

  /** The checked content of `stack`; made anew if another stack added outputs to it since. */
  public contentOf(stack: PlaceStack): any {
    const known = this.checked.get(stack);
    return known && known.elements === elementsOf(stack).length ? known.terraform : toTerraformOnce(stack);
  }

  /** What was checked is JSON; the host would give the file another name and expect HCL in it. */
  private unsupported(): Fault[] {
    return App.isApp(this.root) && this.root.hclOutput ? [{
      where: 'hclOutput', problem: 'foundations and environments are written as Terraform JSON only', mend: 'Leave hclOutput, --hcl and SYNTH_HCL_OUTPUT off.',
    }] : [];
  }

  private check(stack: PlaceStack): Fault[] {
    invokeAspects(stack);
    const faults: Fault[] = stack.node.findAll().flatMap((node) => node.node.validate().map((problem) => ({ where: node.node.path, problem, mend: '' })));
    try {
      const terraform = toTerraformOnce(stack);
      this.checked.set(stack, { terraform, elements: elementsOf(stack).length });
      return faults.concat(badNames(terraform), findings(stack, stack.cloud, terraform));
    } catch (error) {
      if (error instanceof GroundworkError) { return faults.concat(error.faults); }
      throw error;
    }
  }
}

/** Terraform wants names that begin with a letter or an underscore; the host takes them from construct ids as they are. */
function badNames(terraform: any): Fault[] {
  return Object.entries<any>(terraform.resource ?? {}).flatMap(([type, resources]) => Object.keys(resources).filter((name) => !/^[A-Za-z_][\w-]*$/.test(name)).map((name) => ({
    where: resources[name]['//'].metadata.path,
    problem: `${type}.${name} is no name that Terraform takes`,
    mend: 'Begin the construct id with a letter.',
  })));
}

/** The findings of the cloud's rules on one stack, located by construct path. */
export function findings(stack: TerraformStack, cloud: CloudBackend, terraform: any): Fault[] {
  return cloud.check(terraform).map((f) => {
    const [type, name] = f.address.split('.');
    const owner = terraform.resource?.[type]?.[name]?.['//']?.metadata?.path ?? stack.node.path;
    return { where: `${owner} (${f.address}.${f.argument})`, problem: f.problem, mend: `${f.mend} [${f.rule}, ${f.source}]` };
  });
}

/** Called by every stack of ours at the end of its preparation. */
export function prepared(stack: PlaceStack): void {
  Gate.of(stack).prepare(stack);
}

/**
 * The content of `cdk.tf.json`, equal to what the host's own `TerraformStack.toTerraform()` makes, with one
 * resolution of each element instead of two.
 */
export function toTerraformOnce(stack: TerraformStack): any {
  const overrides: any = (stack as any).rawOverrides;
  const metadata: any = {
    version: (stack as any).cdktfVersion,
    stackName: stack.node.id,
    backend: 'local',
    cloud: undefined,
    ...(Object.keys(overrides).length > 0 ? { overrides: { stack: Object.keys(overrides) } } : {}),
  };
  const elements = elementsOf(stack);
  const outputs: any = {};
  for (const element of elements) {
    deepMerge(metadata, resolveTokens(stack, element.toMetadata()));
    if (TerraformOutput.isTerraformOutput(element)) {
      deepMerge(outputs, element.node.path.split('/').reduceRight<any>((inner, part) => ({ [part]: inner ?? element.friendlyUniqueId }), undefined));
    }
  }
  const tf: any = resolveTokens(stack, { '//': { metadata, outputs } });
  for (const element of elements) { deepMerge(tf, resolveTokens(stack, element.toTerraform())); }
  deepMerge(tf, resolveTokens(stack, overrides));
  return tf;
}

/** Writes a stack as the host does, from the content that was checked. */
export class CheckedSynthesizer implements IStackSynthesizer {
  public constructor(private readonly stack: PlaceStack) {}

  public synthesize(session: ISynthesisSession): void {
    const manifest = session.manifest.forStack(this.stack);
    fs.mkdirSync(path.join(session.outdir, manifest.workingDirectory), { recursive: true });
    const nodes = this.stack.node.findAll(ConstructOrder.POSTORDER);
    nodes.forEach((node: any) => node[CUSTOM_SYNTHESIS]?.onSynthesize(session));
    (manifest as any).annotations = annotationsOf(this.stack);
    const errors = manifest.annotations.filter((a) => a.level === '@cdktf/error' as any);
    throwFaults('Error annotations', errors.map((a) => ({ where: a.constructPath, problem: a.message, mend: '' })));
    fs.writeFileSync(path.join(session.outdir, manifest.synthesizedStackPath), stringify(Gate.of(this.stack).contentOf(this.stack)));
  }
}

function annotationsOf(stack: TerraformStack): any[] {
  return stack.node.findAll().flatMap((node) => node.node.metadata.filter((m) => ANNOTATION_TYPES.includes(m.type))
    // A stack trace holds paths of this machine, and the manifest is to be the same on every machine.
    .map((m) => ({ constructPath: node.node.path, level: m.type, message: m.data, stacktrace: process.env.GROUNDWORK_STACK_TRACES ? m.trace : [] })));
}
