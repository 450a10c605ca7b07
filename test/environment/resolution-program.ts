import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import {
  App, Aspects, conditional, Fn, IResolveContext, Lazy, LocalBackend, Op, propertyAccess, TerraformCount, TerraformDataSource, TerraformIterator, TerraformLocal, TerraformOutput,
  TerraformResource, TerraformStack, TerraformVariable, Token, VariableType,
} from 'cdktf';
import { Construct } from 'constructs';

/** A value of a random program, as data: so that the same program can be built several times. */
export type Value =
  | { readonly kind: 'plain'; readonly value: any }
  | { readonly kind: 'list'; readonly items: Value[] }
  | { readonly kind: 'map'; readonly entries: [string, Value][] }
  | { readonly kind: 'reference'; readonly to: number; readonly as: string }
  | { readonly kind: 'text'; readonly before: string; readonly inner: Value; readonly after: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: Value[] }
  | { readonly kind: 'lazy'; readonly as: string; readonly inner: Value }
  | { readonly kind: 'date' };

/** One step of a random program: adds an element to a stack, and does something to it. */
export interface Step {
  readonly stack: number;
  readonly nest: boolean;
  readonly element: string;
  readonly id: string;
  readonly body: [string, Value][];
  readonly extras: string[];
  readonly overrides: [string, Value][];
}

export interface Program {
  readonly stacks: number;
  /** Whether stacks refer to those made before them, or after them. */
  readonly backwards: boolean;
  readonly steps: Step[];
  readonly overrides: { readonly stack: number; readonly path: string; readonly value: Value }[];
  readonly aspects: string[];
}

class Raw extends TerraformResource {
  public constructor(scope: Construct, id: string, private readonly body: any, config: any) {
    super(scope, id, { terraformResourceType: 'raw_thing', ...config });
  }
  protected synthesizeAttributes(): any {
    return this.body;
  }
}

class RawData extends TerraformDataSource {
  public constructor(scope: Construct, id: string, private readonly body: any, config: any) {
    super(scope, id, { terraformResourceType: 'raw_data', ...config });
  }
  protected synthesizeAttributes(): any {
    return this.body;
  }
}

interface Made { readonly stack: number; readonly element: any }

/** Builds `program` in `app`, with stacks that `makeStack` makes. */
export function build(program: Program, app: App, makeStack: (scope: App, id: string, index: number) => TerraformStack): void {
  new Builder(program, app, makeStack).build();
}

class Builder {
  private readonly stacks: TerraformStack[];
  private readonly scopes: Construct[];
  private readonly made: Made[] = [];

  public constructor(private readonly program: Program, app: App, makeStack: (scope: App, id: string, index: number) => TerraformStack) {
    this.stacks = Array.from({ length: program.stacks }, (_, i) => makeStack(app, `stack-${i}`, i));
    this.stacks.filter((_, i) => i !== 1).forEach((stack, i) => new LocalBackend(stack, { path: `${i}.tfstate` }));
    this.stacks.forEach((stack) => new AwsProvider(stack, 'aws', { region: 'eu-central-1' }));
    this.scopes = [...this.stacks];
  }

  public build(): void {
    this.program.steps.forEach((step, i) => this.step(step, i));
    this.program.overrides.forEach(({ stack, path, value }) => {
      const index = stack % this.stacks.length;
      this.stacks[index].addOverride(path, this.value(value, index));
    });
    this.program.aspects.forEach((aspect) => this.aspect(aspect));
  }

  private step(step: Step, i: number): void {
    const index = step.stack % this.stacks.length;
    if (step.nest) { this.scopes[index] = new Construct(this.scopes[index], `n${i}`); }
    const body = Object.fromEntries(step.body.map(([key, value]) => [key, this.value(value, index)]));
    const element = this.element(step, this.scopes[index], `${step.id}${i}`, body, index);
    step.overrides.forEach(([path, value]) => element.addOverride(path, this.value(value, index)));
    this.made.push({ stack: index, element });
  }

  private element(step: Step, scope: Construct, id: string, body: any, index: number): any {
    const first = Object.values(body)[0] ?? 'none';
    switch (step.element) {
      case 'output': return new TerraformOutput(scope, id, { value: first, sensitive: step.extras.includes('lifecycle'), staticId: step.extras.includes('count') });
      case 'variable': return new TerraformVariable(scope, id, { type: VariableType.STRING, default: first, description: 'a variable' });
      case 'local': return new TerraformLocal(scope, id, first);
      case 'data': return new RawData(scope, id, body, this.config(step, index));
      case 'bucket': return new S3Bucket(scope, id, { bucket: this.string(first), tags: { name: this.string(first), id }, ...this.config(step, index) });
      case 'group': return this.group(step, scope, id, first, index);
      default: return this.extras(step, new Raw(scope, id, body, this.config(step, index)), first);
    }
  }

  private group(step: Step, scope: Construct, id: string, first: any, index: number): any {
    const iterator = TerraformIterator.fromList(['a', this.string(first)]);
    const blocks = [{ fromPort: 1, toPort: Token.asNumber(first), protocol: 'tcp', cidrBlocks: [this.string(first)] }];
    const ingress = step.extras.includes('dynamic') ? iterator.dynamic({ from_port: 1, to_port: 2, protocol: iterator.value, description: iterator.key }) : blocks;
    return new SecurityGroup(scope, id, { name: 'group', ingress, egress: blocks, timeouts: { create: '5m' }, ...this.config(step, index) } as any);
  }

  private extras(step: Step, raw: Raw, first: any): Raw {
    if (step.extras.includes('import')) { raw.importFrom(this.string(first)); }
    if (step.extras.includes('moved')) { raw.moveFromId('raw_thing.before'); }
    if (step.extras.includes('movedTo')) { raw.moveToId('raw_thing.after'); }
    if (step.extras.includes('name')) { raw.overrideLogicalId('same'); }
    return raw;
  }

  private config(step: Step, index: number): any {
    const { extras } = step;
    const other = this.find(step.body.length, index)?.element;
    const target = other?.fqn && !(other instanceof TerraformVariable) ? other : undefined;
    return {
      ...(extras.includes('dependsOn') && target ? { dependsOn: [target] } : {}),
      ...(extras.includes('lifecycle') ? { lifecycle: { preventDestroy: true, ignoreChanges: ['tags'], replaceTriggeredBy: target instanceof Raw ? [target] : [] } } : {}),
      ...(extras.includes('count') ? { count: extras.includes('dynamic') ? TerraformCount.of(3) : 2 } : {}),
      ...(extras.includes('forEach') && !extras.includes('count') ? { forEach: TerraformIterator.fromMap({ a: 'b', c: target?.getStringAttribute?.('id') ?? 'd' }) } : {}),
      ...(extras.includes('provisioner') ? {
        provisioners: [{ type: 'local-exec', command: `echo ${target?.getStringAttribute?.('id') ?? 'x'}`, workingDir: '/tmp' }],
        connection: { type: 'ssh', host: target?.getStringAttribute?.('ip') ?? 'h', privateKey: 'k' },
      } : {}),
    };
  }

  /** The element that a reference from stack `from` is to. */
  private find(to: number, from: number): Made | undefined {
    const reachable = this.made.filter(({ stack }) => (this.program.backwards ? stack >= from : stack <= from));
    return reachable[to % Math.max(1, reachable.length)];
  }

  private value(value: Value, from: number): any {
    switch (value.kind) {
      case 'plain': return value.value;
      case 'date': return new Date(0);
      case 'list': return value.items.map((item) => this.value(item, from));
      case 'map': return Object.fromEntries(value.entries.map(([key, item]) => [key, this.value(item, from)]));
      case 'reference': return this.reference(value.to, value.as, from);
      case 'text': return `${value.before}${this.string(this.value(value.inner, from))}${value.after}`;
      case 'call': return call(value.name, value.args.map((arg) => this.value(arg, from)));
      case 'lazy': return this.lazy(value.as, value.inner, from);
      default: throw new Error('no such value');
    }
  }

  private reference(to: number, as: string, from: number): any {
    const element = this.find(to, from)?.element;
    if (element instanceof TerraformVariable) { return element.value; }
    if (element instanceof TerraformLocal) { return as === 'string' ? element.asString : element.expression; }
    if (!(element instanceof TerraformResource || element instanceof TerraformDataSource)) { return 'nothing'; }
    switch (as) {
      case 'string': return element.getStringAttribute('id');
      case 'number': return element.getNumberAttribute('size');
      case 'boolean': return element.getBooleanAttribute('on');
      case 'list': return element.getListAttribute('ids');
      case 'numbers': return element.getNumberListAttribute('sizes');
      case 'map': return element.getStringMapAttribute('tags');
      case 'any': return element.interpolationForAttribute('rest');
      default: return element.fqn;
    }
  }

  private lazy(as: string, inner: Value, from: number): any {
    let made = false;
    const produce = (context: IResolveContext): any => {
      // Some producers look at how they are resolved, and add to the tree while it is prepared.
      if (context.preparing && as === 'adding' && !made) {
        made = true;
        new TerraformOutput(this.stacks[from], `added-${this.stacks[from].node.children.length}`, { value: 'added' });
      }
      const value = this.value(inner, from);
      return as === 'looking' ? [context.preparing, context.suppressBraces === true, value] : value;
    };
    switch (as) {
      case 'string': return Lazy.stringValue({ produce: (context) => this.string(produce(context)) });
      case 'number': return Lazy.numberValue({ produce: () => 7 });
      case 'list': return Lazy.listValue({ produce: (context) => [this.string(produce(context))] });
      case 'map': return Token.asStringMap(Lazy.anyValue({ produce: (context) => ({ inner: produce(context) }) }));
      default: return Lazy.anyValue({ produce });
    }
  }

  private string(value: any): string {
    // The text of a list that is known later would hold a number that differs between two runs.
    if (Array.isArray(value)) { return `${value.length} things`; }
    return typeof value === 'string' || typeof value === 'number' ? String(value) : Token.asString(value);
  }

  private aspect(kind: string): void {
    const seen = new Set<string>();
    for (const stack of this.stacks) {
      Aspects.of(kind === 'inner' ? stack.node.children[stack.node.children.length - 1] : stack).add({
        visit: (node) => {
          if (!(node instanceof Raw) && !(node instanceof S3Bucket)) { return; }
          if (kind === 'tags' && node instanceof S3Bucket) { node.tags = { ...node.tagsInput, seen: 'yes' }; }
          if (kind === 'override') { node.addOverride('seen.by', node.fqn); }
          if (kind === 'adding' && !seen.has(node.node.path)) {
            seen.add(node.node.path);
            new TerraformOutput(node, 'added', { value: node.getStringAttribute('arn') });
          }
          if (kind === 'inner') { node.addOverride('inner', true); }
        },
      });
    }
  }
}

function call(name: string, args: any[]): any {
  const [a = 'a', b = 'b'] = args;
  switch (name) {
    case 'join': return Fn.join('-', Array.isArray(a) ? a : [a, b]);
    case 'concat': return Fn.concat([[a], [b]]);
    case 'jsonencode': return Fn.jsonencode({ a, b });
    case 'merge': return Fn.merge([{ a }, { b }]);
    case 'element': return Fn.element([a, b], 1);
    case 'raw': return Fn.rawString(typeof a === 'string' ? a : 'raw');
    case 'add': return Op.add(1, a);
    case 'not': return Op.not(a);
    case 'and': return Op.and(a, b);
    case 'if': return conditional(a, b, args[2] ?? null);
    case 'access': return propertyAccess(a, ['inner', 0]);
    default: return Fn.upper(typeof a === 'string' ? a : Token.asString(a));
  }
}
