import { Token } from 'cdktf';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { publishedInputs } from '../../environment-file/schema';
import { ContractInput, InputKind, PatternContract } from '../pattern-contract';
import { inputAt, isWithin, pathsOf } from './input-paths';

/** An input outside of what was approved. */
export interface BoundsFault {
  /** Property, by its path: `database.storageGib`. */
  readonly path: string;
  readonly value: any;
  /** What is allowed, in words. */
  readonly bound: string;
}

/** Inputs outside the published schema of the pattern's inputs, or of its contract; in the order of their paths, one for each. */
export function boundsFaults(patternId: string, contract: PatternContract, inputs: any): BoundsFault[] {
  const given = inputs ?? {};
  const found = [...undeclared(contract, given), ...unresolved(given), ...contracted(contract, given), ...published(patternId, given)];
  const first = new Map<string, BoundsFault>();
  for (const fault of found) { if (!first.has(fault.path)) { first.set(fault.path, fault); } }
  // What is around a fault says nothing more.
  return [...first.values()].filter(({ path }) => ![...first.keys()].some((other) => other !== path && isWithin(other, path)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** What is allowed at a place, in words: `a whole number from 32 to 16384`. */
export function boundWords(schema: any): string {
  const { type, enum: choices, minimum, maximum, pattern, minLength, maxLength, items, const: only } = schema ?? {};
  if (only !== undefined) { return `${JSON.stringify(only)} only`; }
  if (choices) { return `one of ${choices.join(', ')}`; }
  const range = minimum !== undefined && maximum !== undefined ? ` from ${minimum} to ${maximum}` : minimum !== undefined ? `, at least ${minimum}` : maximum !== undefined ? `, at most ${maximum}` : '';
  const length = maxLength !== undefined ? ` of at most ${maxLength} characters` : minLength !== undefined && minLength > 1 ? ` of at least ${minLength} characters` : '';
  switch (type) {
    case 'integer': return `a whole number${range}`;
    case 'number': return `a number${range}`;
    case 'boolean': return 'true or false';
    case 'string': return schema['x-file'] ? 'a file' : `a text${length}${pattern ? ` like ${pattern}` : ''}`;
    case 'array': return `a list, each ${boundWords(items)}`;
    case 'object': return objectWords(schema);
    default: return 'anything';
  }
}

function objectWords({ properties, propertyNames, additionalProperties }: any): string {
  if (properties) { return Object.keys(properties).map((name) => `${name} ${boundWords(properties[name])}`).join(', '); }
  const names = propertyNames?.pattern ? ` with names like ${propertyNames.pattern}` : '';
  return `values by name${names}${typeof additionalProperties === 'object' ? `, each ${boundWords(additionalProperties)}` : ''}`;
}

function undeclared(contract: PatternContract, inputs: any): BoundsFault[] {
  // A part that is there or not says nothing of what is in it.
  const covers = ({ path, kind, samples }: ContractInput, leaf: string) => (kind === InputKind.STRUCTURAL && samples.length === 1 ? leaf === path : isWithin(leaf, path));
  return pathsOf(inputs)
    .filter((leaf) => !contract.inputs.some((input) => covers(input, leaf) || isWithin(input.path, leaf)))
    .map((path) => ({ path, value: inputAt(inputs, path), bound: 'nothing: the contract of the pattern has no such input' }));
}

/** What only Terraform will know can be anything. */
function unresolved(inputs: any): BoundsFault[] {
  return pathsOf(inputs).filter((path) => Token.isUnresolved(inputAt(inputs, path)))
    .map((path) => ({ path, value: 'a value that is known only when it is applied', bound: 'a value that is written down' }));
}

const validators = new WeakMap<object, ValidateFunction>();

function published(patternId: string, inputs: any): BoundsFault[] {
  const schema = publishedInputs(patternId);
  return schema ? faultsOf(schema, inputs, '') : [];
}

function contracted(contract: PatternContract, inputs: any): BoundsFault[] {
  return contract.inputs.flatMap(({ path, bounds }) => {
    const value = inputAt(inputs, path);
    return bounds === undefined || value === undefined ? [] : faultsOf(bounds, value, path);
  });
}

function faultsOf(schema: any, value: any, at: string): BoundsFault[] {
  const validator = validators.get(schema) ?? compiled(schema);
  validators.set(schema, validator);
  return validator(value) ? [] : (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if').map((error) => faultOf(error, at, value));
}

function compiled(schema: any): ValidateFunction {
  // Loaded here: who gives no input within bounds pays nothing for it.
  const { default: Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ allErrors: true, verbose: true, strict: false }).compile(schema);
}

function faultOf({ instancePath, keyword, params, data, parentSchema }: ErrorObject, at: string, whole: any): BoundsFault {
  const path = [...at === '' ? [] : [at], ...instancePath.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'))].join('.');
  switch (keyword) {
    case 'additionalProperties': return { path: join(path, params.additionalProperty), value: (data as any)?.[params.additionalProperty], bound: 'nothing: there is no such input' };
    case 'required': return { path: join(path, params.missingProperty), value: undefined, bound: boundWords((parentSchema as any)?.properties?.[params.missingProperty]) };
    // Of a name: what is wrong is the map.
    case 'pattern': return { path: path || at, value: data ?? whole, bound: boundWords({ type: 'string', ...parentSchema }) };
    default: return { path, value: data, bound: boundWords(parentSchema) };
  }
}

function join(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}
