import { extname } from 'path';
import { TerraformStack } from 'cdktf';
import { IConstruct } from 'constructs';
import { NetworkProps } from '../capabilities/network';
import { isKept, keepDocument, readDocument } from '../documents';
import { IEnvironment } from '../environment/environment-props';
import { Pattern } from '../environment/pattern';
import { findEnvironment, IPlace } from '../environment/place';
import { askedOf } from '../environment/request';
import { ApiDocument } from '../openapi/api-document';
import { InputKind } from './pattern-contract';

/** What was asked for, so that it can be made once more without the code that asked: `evidence/<stack>/request.json`. */
export interface RequestRecord {
  readonly version: 1;
  readonly kind: 'environment' | 'foundation';
  /** Id of the stack. */
  readonly stack: string;
  /** Ids of the constructs from the stack to an environment inside a team's own stack; empty for a stack of its own. */
  readonly under: string[];
  readonly landingZone: string;
  /** Class of the cloud's implementation. */
  readonly cloud: string;
  readonly name?: string;
  readonly pod?: string;
  readonly stage?: string;
  /** Pattern that placement rules were asked with. */
  readonly pattern?: string;
  readonly network?: NetworkProps;
  readonly patterns: PatternRecord[];
  /** Texts of the documents that inputs name. */
  readonly documents: { readonly [name: string]: string };
  /** What cannot be told by a record, in words; then only the code itself can make it again. */
  readonly gaps: string[];
}

/** One pattern. */
export interface PatternRecord {
  readonly id: string;
  readonly version: string;
  /** Ids of the constructs from the environment to it. */
  readonly path: string[];
  readonly inputs: any;
}

/** The patterns of a place that are in no other pattern, in the order of the tree. */
export function patternsOf(place: IPlace): Pattern[] {
  const found: Pattern[] = [];
  const visit = (construct: IConstruct): void => {
    if (construct instanceof Pattern) { found.push(construct); return; }
    for (const child of construct.node.children) { if (!TerraformStack.isStack(child)) { visit(child); } }
  };
  visit(place);
  return found;
}

/** Ids of the constructs from `place` to `construct`. */
export function stepsTo(place: IConstruct, construct: IConstruct): string[] {
  return construct.node.scopes.slice(place.node.scopes.length).map((s) => s.node.id);
}

/** The record of a place. */
export function recordOf(place: IPlace): RequestRecord {
  const stack: IConstruct = TerraformStack.of(place);
  const environment: IEnvironment | undefined = findEnvironment(place) === place ? place as unknown as IEnvironment : undefined;
  const documents: { [name: string]: string } = {};
  const gaps: string[] = [];
  const patterns = patternsOf(place).map((pattern): PatternRecord => ({
    id: pattern.patternId, version: pattern.patternVersion, path: stepsTo(place, pattern),
    inputs: plain(withDocuments(pattern, documents, gaps), pattern.node.path, gaps),
  }));
  return {
    version: 1, kind: environment ? 'environment' : 'foundation', stack: stack.node.id, under: stepsTo(stack, place),
    landingZone: place.landingZone.name, cloud: place.cloud.constructor.name,
    ...(environment ? { name: environment.environmentName, pod: environment.pod.name, stage: environment.stage, ...askedOf(place) } : {}),
    patterns, documents, gaps,
  };
}

/** The inputs with the texts of their documents by name. */
function withDocuments(pattern: Pattern, documents: { [name: string]: string }, gaps: string[]): any {
  if (pattern.inputs === undefined) { gaps.push(`${pattern.node.path} does not pass on what it is made with`); }
  const inputs = copied(pattern.inputs);
  for (const { path, kind } of pattern.contract.inputs) {
    if (kind !== InputKind.DOCUMENT) { continue; }
    const steps = path.split('.');
    const holder = steps.slice(0, -1).reduce((node, step) => node?.[step], inputs);
    const last = steps[steps.length - 1];
    if (typeof holder?.[last] !== 'string') { continue; }
    const text = textOf(holder[last]);
    const name = keepDocument(text, extname(holder[last]).slice(1) || 'txt');
    documents[name] = text;
    holder[last] = name;
  }
  return inputs;
}

/** A copy of plain lists and objects; anything else as it is. */
function copied(value: any): any {
  if (Array.isArray(value)) { return value.map(copied); }
  return isPlainObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copied(item)])) : value;
}

/** The text of a document in one piece: what an API document refers to is brought in. */
function textOf(name: string): string {
  const text = readDocument(name);
  const refersOut = !isKept(name) && /\$ref["']?\s*:\s*["']?[^#"'\s]/.test(text);
  return refersOut ? JSON.stringify(ApiDocument.fromFile(name).document) : text;
}

/** What JSON can hold of `value`; what it cannot is a gap. */
function plain(value: any, where: string, gaps: string[]): any {
  if (value === null || ['string', 'number', 'boolean', 'undefined'].includes(typeof value)) { return value; }
  if (Array.isArray(value)) { return value.map((item, i) => plain(item, `${where}.${i}`, gaps)); }
  if (isPlainObject(value)) { return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item, `${where}.${key}`, gaps)])); }
  gaps.push(`${where} is a ${value?.constructor?.name ?? typeof value}`);
  return undefined;
}

function isPlainObject(value: any): boolean {
  if (value === null || typeof value !== 'object') { return false; }
  const prototype = Object.getPrototypeOf(value);
  // Also of another realm, as structuredClone makes them in some hosts.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
