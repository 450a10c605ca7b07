import { DeclaredEdge } from '../edge/declared-edge';
import { CloudName } from '../environment/landing-zone';
import { Stage } from '../environment/stage';
import { ReadLog } from './read-log';
import { Subject } from './subject';

/** One checked property of one resource, in words that are the same on every cloud; `docs/controls.md` lists the rules. */
export interface StatedFact {
  /** Id of the rule: `data.key`. */
  readonly rule: string;
  /** Address of the resource. */
  readonly subject: string;
  /** Tells apart several of one rule on one subject. */
  readonly detail?: string;
  /** Number, yes or no, a word of the rule's scale, or a sorted list. */
  readonly value: any;
  /** In words: `automatic backups are kept 35 days`. */
  readonly text: string;
  /** Whether the review shows it as something to decide. */
  readonly weak: boolean;
  /** Argument that says so. */
  readonly argument?: string;
}

/** Something can be reached, or reaches out. */
export interface ReachFact {
  /** `in` or `out`. */
  readonly direction: string;
  /** `internet`, a range, a host name, or an address. */
  readonly from: string;
  readonly through: string[];
  readonly to: string;
  /** `443`, `5432`, `all`. */
  readonly ports: string;
  readonly protocol: string;
  /** `none` if callers need not prove who they are. */
  readonly authentication: string;
  /** Least version, `none` or `not applicable`. */
  readonly tls: string;
  readonly filter: string;
  readonly weak: boolean;
}

/** One identity may do something on something. */
export interface PermissionFact {
  /** Address, or what names it elsewhere; `anyone`. */
  readonly principal: string;
  /** `allow` or `deny`. */
  readonly effect: string;
  /** read, write, delete, administer, use, assume, invoke, pull, push, other. */
  readonly verbs: string[];
  /** As the cloud names them. */
  readonly actions: string[];
  readonly resource: string;
  readonly condition?: string;
  readonly wildcard: boolean;
  readonly foreign: boolean;
  readonly weak: boolean;
  /** Address of the resource that grants it. */
  readonly grantedBy: string;
}

/** One pattern in the environment. */
export interface PatternPlace {
  /** `customer-facing-api`. */
  readonly id: string;
  /** Construct path within the stack; everything below it belongs to the pattern. */
  readonly path: string;
}

/** One resource, read through the record. */
export class ControlledResource {
  /** @internal */
  public static _of(address: string, type: string, path: string, body: any, log: ReadLog): ControlledResource {
    return new ControlledResource(address, type, path, body, log);
  }

  private constructor(public readonly address: string, public readonly type: string, public readonly path: string, private readonly body: any, private readonly log: ReadLog) {}

  /**
   * The value at a place (`settings.0.backup_configuration.0.enabled`), undefined if there is none. A block that stands alone is found at
   * index 0 too, and a list of one block without its index; a JSON document in a string is read as if it were written out.
   */
  public argument(place: string): any {
    const value = valueAt(this.body, place);
    return this.log.on ? this.log.read(`${this.address} ${place}`, value) : value;
  }

  /**
   * What is looked for anywhere in the resource: only what is found counts as read, so that an approval does not lapse with every other change.
   * @internal
   */
  public _found(what: string, find: (body: any) => any): any {
    const { '//': _, ...body } = this.body ?? {};
    const found = find(body);
    const nothing = found === undefined || (Array.isArray(found) && found.length === 0);
    return this.log.on && !nothing ? this.log.read(`${this.address} ${what}`, found) : found;
  }
}

/** Everything that a control may read of one environment or foundation. */
export class ControlContext {
  /** @internal */
  public static _of(subject: Subject, log: ReadLog, parameters: { readonly [name: string]: any }): ControlContext {
    return new ControlContext(subject, log, parameters);
  }

  private constructor(private readonly subject: Subject, private readonly log: ReadLog, private readonly parameters: { readonly [name: string]: any }) {}

  public get cloud(): CloudName { return this.log.read('cloud', this.subject.cloud); }
  /** Undefined for a foundation. */
  public get stage(): Stage | undefined { return this.log.read('stage', this.subject.stage); }
  /** `environment` or `foundation`. */
  public get kind(): string { return this.log.read('kind', this.subject.kind); }
  /** Whether it holds data that nobody can lose: staging, production and foundations. */
  public get lasting(): boolean { return this.log.read('lasting', this.subject.lasting); }
  /** Whether nobody may take it down by mistake: production and foundations. What staging holds lasts, and a team may take it down. */
  public get protectedFromDeletion(): boolean { return this.log.read('protected from deletion', this.subject.protectedFromDeletion); }
  /** Short name of the enterprise, with which names begin that are unique in the world. */
  public get organization(): string | undefined { return this.subject.organization; }
  /** Regions in which data may live. */
  public get allowedRegions(): string[] { return this.subject.allowedRegions; }

  /** What the enterprise has set for a parameter of this control, or its default. */
  public parameter(name: string): any {
    if (!(name in this.parameters)) { throw new Error(`the control has no parameter ${name}`); }
    return this.parameters[name];
  }

  /** Resources of these types, in the order of their addresses; of every type if none is given. */
  public resources(types?: string[]): ControlledResource[] {
    const wanted = types ?? this.subject.types();
    return wanted.length === 1 ? [...this.ofType(wanted[0])] : wanted.flatMap((type) => this.ofType(type));
  }

  /**
   * Every resource, for a control that looks for something that nearly none has (`_found`): that there is one more is not read.
   * @internal
   */
  public _everyResource(): ControlledResource[] {
    return this.subject.types().flatMap((type) => this.subject.ofType(type).map((r) => ControlledResource._of(r.address, type, r.path, r.body, this.log)));
  }

  /** The same objects for every control, unless what each of them reads is noted. */
  private ofType(type: string): readonly ControlledResource[] {
    const found = this.subject.ofType(type);
    const make = () => found.map((r) => ControlledResource._of(r.address, type, r.path, r.body, this.log));
    if (!this.log.on) { return this.subject.once(`type ${type}`, make); }
    this.log.read(`type ${type}`, found.map((r) => r.address));
    return make();
  }

  /** What is known of resources under these rules; a rule that ends in a dot stands for its family. */
  public facts(rules: string[]): StatedFact[] {
    return this.log.read(`facts ${rules.join()}`, this.subject.facts(rules));
  }

  /** Who and what can be reached, and reaches out. */
  public reach(): ReachFact[] {
    return this.log.read('reach', this.subject.reach);
  }

  /** Who may do what. */
  public permissions(): PermissionFact[] {
    return this.log.read('permissions', this.subject.permissions);
  }

  /** Construct path of a resource within its stack, or the address itself. */
  public pathOf(address: string): string {
    return this.subject.pathOf(address);
  }

  /** Kinds of capability in the environment (`Database`, `ApiGateway`) with the construct paths of each. */
  public partsOf(kind: string): string[] {
    return this.log.read(`parts ${kind}`, this.subject.partsOf(kind));
  }

  /** Construct paths of all capabilities, also of those of which nothing is left in the Terraform. */
  public parts(): string[] {
    return this.log.read('parts', this.subject.parts);
  }

  /** Kind of the capability that a resource belongs to; `Construct` for a team's own. */
  public kindOf(address: string): string {
    const kind = this.subject.kindOf(address);
    return this.log.on ? this.log.read(`kind of ${address}`, kind) : kind;
  }

  /** Strictest class of data of the capability that a resource belongs to; undefined if nobody classified it. */
  public classificationOf(address: string): string | undefined {
    const classification = this.subject.classificationOf(address);
    return this.log.on ? this.log.read(`classification of ${address}`, classification) : classification;
  }

  /** Paths of the patterns in the environment, each with its id. */
  public patterns(): PatternPlace[] {
    return this.log.read('patterns', this.subject.patterns);
  }

  /** Whether the stack, with its providers and its state, is a team's own, and the environment only a part of it. */
  public get embedded(): boolean { return this.log.read('embedded', this.subject.embedded); }

  /**
   * One resource, by its address.
   * @internal
   */
  public _at(address: string): ControlledResource | undefined {
    const type = address.slice(0, address.indexOf('.'));
    return this.log.on ? this.resources([type]).find((one) => one.address === address)
      : this.subject.once(`at ${type}`, () => new Map(this.resources([type]).map((one) => [one.address, one]))).get(address);
  }

  /**
   * The file as it is written, to see at once that something stands nowhere in it. Undefined where every reading is noted, and where nothing was written.
   * @internal
   */
  public _text(): string | undefined { return this.log.on ? undefined : this.subject.text; }

  /** What stands beside the resources in `cdk.tf.json`: `terraform.backend`, `provider`, `data`, `variable`. */
  public document(place: string): any {
    return this.log.read(`document ${place}`, valueAt(this.subject.document, place));
  }

  /**
   * The whole document without the notes of the host, for a policy whose reading nobody can follow: everything counts as read.
   * @internal
   */
  public _everything(): any {
    return this.log.read('everything', this.subject.plain());
  }

  /**
   * What was asked of the edge that a resource belongs to: operations, issuer, limits. Undefined for what is no capability's.
   * @internal
   */
  public _edgeOf(address: string): DeclaredEdge | undefined {
    return this.log.read(`edge of ${address}`, this.subject.edgeOf(address));
  }

  /**
   * What several controls work out of the same resources: once, unless what each of them reads is noted.
   * @internal
   */
  public _shared(what: string, make: () => any): any {
    return this.log.on ? make() : this.subject.once(what, make);
  }

  /** Resource types that nothing here can judge. */
  public unread(): string[] {
    return this.log.read('unread', this.subject.unread);
  }
}

/** Places are few, and asked for of every resource. */
const STEPS = new Map<string, readonly Step[]>();
interface Step { readonly name: string; readonly index: boolean }

function stepsOf(place: string): readonly Step[] {
  let steps = STEPS.get(place);
  if (!steps) {
    steps = place === '' ? [] : place.split('.').map((name) => ({ name, index: /^\d+$/.test(name) }));
    if (STEPS.size > 10_000) { STEPS.clear(); }
    STEPS.set(place, steps);
  }
  return steps;
}

/** See {@link ControlledResource.argument}. */
export function valueAt(body: any, place: string): any {
  let node = body;
  for (const { name, index } of stepsOf(place)) {
    if (typeof node === 'string') { node = opened(node); }
    if (Array.isArray(node) && !index) { node = node.length === 1 ? opened(node[0]) : undefined; }
    if (node === null || node === undefined) { return undefined; }
    if (!Array.isArray(node) && name === '0' && typeof node === 'object' && !('0' in node)) { continue; }
    node = typeof node === 'object' && Object.prototype.hasOwnProperty.call(node, name) ? node[name] : undefined;
  }
  return node;
}

/** Documents that were opened lately: many controls look into the same policies. */
const OPENED = new Map<string, any>();

function opened(node: any): any {
  if (typeof node !== 'string' || !/^\s*[[{]/.test(node)) { return node; }
  if (OPENED.has(node)) { return OPENED.get(node); }
  if (OPENED.size > 500) { OPENED.clear(); }
  let document: any = node;
  try { document = JSON.parse(node); } catch { /* It only begins like one. */ }
  OPENED.set(node, document);
  return document;
}
