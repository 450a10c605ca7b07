/**
 * The few internals of the host (cdktf) that synthesis needs and that the host does not export. Kept in one file, so
 * that another version of the host, or CDK Terrain, is checked in one place.
 */
import {
  Aspects, DefaultTokenResolver, dependable, IAspect, ref, StringConcat, TerraformBackend, TerraformDataSource, TerraformElement, TerraformResource, TerraformStack, Tokenization,
} from 'cdktf';
import { IConstruct } from 'constructs';

const utilModule: { deepMerge(target: any, ...sources: any[]): any; keysToSnakeCase(value: any): any } = require('cdktf/lib/util');
const stackTraceModule: { captureStackTrace(): string[] } = require('cdktf/lib/tokens/private/stack-trace');
const resourceModule: { lifecycleToTerraform(lifecycle: any): any } = require('cdktf/lib/terraform-resource');
const encodingModule: { extractTokenDouble(encoded: number, list: boolean): number | undefined; containsMapToken(value: any): boolean } = require('cdktf/lib/tokens/private/encoding');
const tokenMapModule: { TokenMap: { instance(): TokenMap; readonly prototype: TokenMap } } = require('cdktf/lib/tokens/private/token-map');

interface TokenMap {
  stringTokenMap: Map<string, any>;
  numberTokenMap: Map<number, any>;
  tokenCounter: number;
  registerStringKey(token: any, displayHint?: string): string;
}

/** Merges like the host does when it puts the fragments of a stack together. */
export const deepMerge = utilModule.deepMerge;

/** Names of blocks and arguments as Terraform writes them. */
export const keysToSnakeCase = utilModule.keysToSnakeCase;

/** `lifecycle` with addresses instead of resources. */
export const lifecycleToTerraform = resourceModule.lifecycleToTerraform;

const probe: any = {};
Aspects.of(probe);
const [aspectsSymbol] = Object.getOwnPropertySymbols(probe);

/** Aspects that were added to `construct`, without making room for some where there are none. */
export function aspectsOf(construct: any): readonly IAspect[] {
  return construct[aspectsSymbol]?.all ?? [];
}

/** Makes sure of a state backend, as the host does, but without a look at the whole tree where a stack has one of its own. */
export function ensureBackend(stack: TerraformStack): void {
  if (!stack.node.children.some((child) => TerraformBackend.isBackend(child))) { stack.ensureBackendExists(); }
}

const resolver = new DefaultTokenResolver(new StringConcat());

/** Resolves tokens in `value` as the host does: for every kind of token, slowly. */
export function resolveTokens(scope: IConstruct, value: any, preparing = false): any {
  return Tokenization.resolve(value, { scope, resolver, preparing });
}

/** Elements below a stack in tree order, without those of stacks inside it. */
export function elementsOf(node: IConstruct, into: TerraformElement[] = []): TerraformElement[] {
  for (const child of node.node.children) {
    if (TerraformElement.isTerraformElement(child)) { into.push(child); } else if (TerraformStack.isStack(child)) { continue; }
    elementsOf(child, into);
  }
  return into;
}

/** The token that the text `${TfToken[key]}` stands for. */
export function tokenOf(key: string): any {
  return tokenMapModule.TokenMap.instance().stringTokenMap.get(key);
}

/**
 * Does work that makes constructs which nobody needs afterwards: the host keeps every token for ever, and with it the tree that it belongs to. What
 * the work returns must hold no token, and modules that make tokens of their own must be loaded before.
 */
export function forgettingTokens<T>(work: () => T): T {
  const { stringTokenMap, numberTokenMap } = tokenMapModule.TokenMap.instance();
  const before = [stringTokenMap.size, numberTokenMap.size];
  try {
    return work();
  } finally {
    [stringTokenMap, numberTokenMap].forEach((tokens: Map<any, any>, i) => [...tokens.keys()].slice(before[i]).forEach((key) => tokens.delete(key)));
  }
}

/** Whether `value` is how the host encodes a number that it knows later, or a list of such numbers. */
export function isNumberToken(value: number): boolean {
  return encodingModule.extractTokenDouble(value, false) !== undefined || encodingModule.extractTokenDouble(value, true) !== undefined;
}

/** The host's reference to an attribute of another element; `crossStackIdentifier` is what it became in other stacks. */
export interface HostReference {
  readonly identifier: string;
  readonly originStack?: TerraformStack;
  readonly crossStackIdentifier: { readonly [stack: string]: string };
}

const referenceClass: any = ref('groundwork').constructor;
const resolveReference = referenceClass.prototype.resolve;

/** Whether `token` is a plain reference of the host and nothing that was derived from it. */
export function isReference(token: any): token is HostReference {
  return token.constructor === referenceClass && token.resolve === resolveReference;
}

const dependableClass: any = tokenOf(dependable({ fqn: 'groundwork' }).slice('${TfToken['.length, -']}'.length)).constructor;
const resolveDependable = dependableClass.prototype.resolve;

/** The address in an entry of `depends_on`, if `token` is one. */
export function dependableOf(token: any): string | undefined {
  return token.constructor === dependableClass && token.resolve === resolveDependable ? token.dependable.fqn : undefined;
}

/**
 * Forgets references to what is in `stack`, and the tree of it: the host keeps every token, and so whatever it refers to, for as long as the process
 * runs. Only for a stack that was tried out alone and is resolved: nobody asks for anything of it any more.
 */
export function release(stack: TerraformStack): void {
  const tokens = tokenMapModule.TokenMap.instance().stringTokenMap;
  const { root } = stack.node;
  for (const [key, token] of tokens) {
    const isOurs = token.constructor === referenceClass ? token.originStack === stack : token.constructor === dependableClass && token.dependable.node?.root === root;
    if (isOurs) { tokens.delete(key); }
  }
  for (const construct of root.node.findAll()) { (construct.node as any)._children = {}; }
}

const resourceToTerraform = TerraformResource.prototype.toTerraform;
const dataToTerraform = TerraformDataSource.prototype.toTerraform;

/**
 * Under which key of the configuration the host writes `element`, if it writes it by its own method and with nothing that needs that
 * method: no override, import, move or provisioner. Otherwise undefined.
 */
export function plainKindOf(element: any): 'resource' | 'data' | undefined {
  for (const _ in element.rawOverrides) { return undefined; }
  if (element.toTerraform === dataToTerraform) { return 'data'; }
  const plain = element.toTerraform === resourceToTerraform && !element.provisioners && !element._imported && !element._hasMoved
    && !element._movedById && !element._movedByTarget;
  return plain ? 'resource' : undefined;
}

const META = 'terraformMetaArguments';
const metaOfResources = Object.getOwnPropertyDescriptor(TerraformResource.prototype, META)!.get;
const metaOfData = Object.getOwnPropertyDescriptor(TerraformDataSource.prototype, META)!.get;
const hasHostMeta = new WeakMap<object, boolean>();

/** Whether `element` has `count`, `depends_on` and the like as fields only: its class does not compute them. */
export function keepsMetaInFields(element: any): boolean {
  const prototype = Object.getPrototypeOf(element);
  let known = hasHostMeta.get(prototype);
  if (known === undefined) {
    let owner = prototype;
    while (owner && !Object.prototype.hasOwnProperty.call(owner, META)) { owner = Object.getPrototypeOf(owner); }
    const getter = owner && Object.getOwnPropertyDescriptor(owner, META)!.get;
    known = getter === metaOfResources || getter === metaOfData;
    hasHostMeta.set(prototype, known);
  }
  return known;
}

/**
 * The host captures a full JavaScript stack for every token (hashicorp/terraform-cdk#3892), which only its error
 * messages for unresolvable tokens use. Off, unless GROUNDWORK_STACK_TRACES is set.
 */
if (!process.env.GROUNDWORK_STACK_TRACES) {
  const none: string[] = [];
  stackTraceModule.captureStackTrace = () => none;
}

let otherTokens = 0;

/** Whether every token of this process is a reference or a dependency: nobody's code runs when they are resolved. */
export function isReferencesOnly(): boolean {
  return otherTokens === 0;
}

// The host compiles a regular expression for every token, to clean a hint that next to none of them has.
const registerStringKey = tokenMapModule.TokenMap.prototype.registerStringKey;
tokenMapModule.TokenMap.prototype.registerStringKey = function (this: TokenMap, token: any, displayHint?: string): string {
  if (token.constructor !== referenceClass && token.constructor !== dependableClass) { otherTokens++; }
  if (displayHint) { return registerStringKey.call(this, token, displayHint); }
  const key = `TOKEN.${this.tokenCounter++}`;
  this.stringTokenMap.set(key, token);
  return key;
};

// The host runs a regular expression over every key of every map; nearly none can be a token.
const containsMapToken = encodingModule.containsMapToken;
encodingModule.containsMapToken = (value: any): boolean => {
  for (const key in value) {
    if (key.includes('&{TfToken[')) { return containsMapToken(value); }
  }
  return false;
};
