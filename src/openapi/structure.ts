import type { ErrorObject, ValidateFunction } from 'ajv';
import { Bundle } from './bundle';
import { isObject, walk } from './grammar';
import { DocumentFault, parsePointer, Pointer } from './source';

const compiled = new Map<string, ValidateFunction>();
let schemaMeta: ((schema: any) => readonly ErrorObject[]) | undefined;

/** Checks a document against the official schema of its version, and its JSON Schemas against theirs. */
export function structureFaults(bundled: Bundle, version: string): DocumentFault[] {
  const validate = officialSchema(version);
  const faults = validate(bundled.document) ? [] : readable(validate.errors ?? []).map(({ at, problem }) => bundled.fault(at, problem));
  walk(bundled.document, 'document', (node, kind, at) => {
    if (kind !== 'schema') {
      return true;
    }
    faults.push(...patternFaults(bundled, node, at));
    if (version === '3.1') {
      faults.push(...readable(metaErrors(node)).map((error) => bundled.fault([...at, ...error.at], error.problem)));
      walk(node, 'schema', (inner, innerKind, innerAt) => {
        if (innerAt.length > 0 && innerKind === 'schema') {
          faults.push(...patternFaults(bundled, inner, [...at, ...innerAt]));
        }
      });
      return false;
    }
    return true;
  });
  return faults;
}

/** Compiled on first use: the libraries take longer to load than the rest of this package. */
function officialSchema(version: string): ValidateFunction {
  let validate = compiled.get(version);
  if (!validate) {
    const schema = require(`@seriousme/openapi-schema-validator/schemas/v${version}/schema.json`);
    const { default: Ajv } = version === '3.0' ? require('ajv-draft-04') : require('ajv/dist/2020');
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
    validate = ajv.compile(schema) as ValidateFunction;
    compiled.set(version, validate);
  }
  return validate;
}

function metaErrors(schema: any): readonly ErrorObject[] {
  if (!schemaMeta) {
    const { default: Ajv } = require('ajv/dist/2020');
    const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false });
    schemaMeta = (value) => (ajv.validate('https://json-schema.org/draft/2020-12/schema', value) ? [] : [...(ajv.errors ?? [])]);
  }
  return schemaMeta(schema);
}

function patternFaults(bundled: Bundle, schema: any, at: Pointer): DocumentFault[] {
  if (!isObject(schema) || typeof schema.pattern !== 'string') {
    return [];
  }
  try {
    new RegExp(schema.pattern);
    return [];
  } catch (error) {
    return [bundled.fault([...at, 'pattern'], `is not a regular expression: ${(error as Error).message}`)];
  }
}

interface Finding {
  readonly at: Pointer;
  readonly problem: string;
}

/** Of the many errors that a schema full of alternatives gives, the ones that tell a person what to mend. */
function readable(errors: readonly ErrorObject[]): Finding[] {
  const telling = errors.filter((error) => !/\/(definitions\/Reference|\$defs\/reference)\//.test(error.schemaPath) && !ofReference(error));
  const useful = telling.filter((error) => !isWrapper(error) || !telling.some((other) => other !== error && !isWrapper(other) && under(other, error)));
  const byPlace = new Map<string, string[]>();
  for (const error of useful.length > 0 ? useful : errors) {
    const problems = byPlace.get(error.instancePath) ?? [];
    byPlace.set(error.instancePath, problems);
    const problem = describe(error);
    if (!problems.includes(problem)) {
      problems.push(problem);
    }
  }
  return [...byPlace].map(([path, problems]) => ({ at: parsePointer(path) ?? [], problem: problems.slice(0, 4).join('; ') }));
}

function ofReference(error: ErrorObject): boolean {
  return error.keyword === 'required' && error.params.missingProperty === '$ref';
}

function isWrapper(error: ErrorObject): boolean {
  return ['oneOf', 'anyOf', 'allOf', 'not', 'if', 'dependentSchemas'].includes(error.keyword);
}

function under(inner: ErrorObject, outer: ErrorObject): boolean {
  return inner.instancePath === outer.instancePath || inner.instancePath.startsWith(outer.instancePath + '/');
}

function describe(error: ErrorObject): string {
  switch (error.keyword) {
    case 'additionalProperties':
      return `'${error.params.additionalProperty}' is not known here`;
    case 'unevaluatedProperties':
      return `'${error.params.unevaluatedProperty}' is not known here`;
    case 'required':
      return `'${error.params.missingProperty}' is missing`;
    case 'enum':
      return `must be one of ${(error.params.allowedValues as any[]).map((value) => `'${value}'`).join(', ')}`;
    case 'const':
      return `must be '${error.params.allowedValue}'`;
    default:
      return error.message ?? error.keyword;
  }
}
