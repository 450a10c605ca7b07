import type { ErrorObject, ValidateFunction } from 'ajv';
import { nearest } from './did-you-mean';
import { givenTwice, missingProperty, notAChoice, notAMapping, outOfRange, unknownProperty, wrongForm, wrongType } from './errors';
import { Fault, Path, pathText } from './faults';
import { standardsSchema } from './schema';
import { JsonSchema } from './schema-parts';

/** Tells every place where a value differs from a schema; `written` knows how a value stands in the file. */
export type SchemaCheck = (value: unknown, written?: (path: Path) => string | undefined) => Fault[];

/**
 * A check against a schema, made when it is first needed.
 *
 * @param document what is checked, for the message where it is no mapping at all: `The standards are`
 * @param keywords of the schema that say nothing of validity
 */
export function schemaCheck(schema: () => JsonSchema, document: { readonly subject: string; readonly least: string }, keywords: string[] = []): SchemaCheck {
  let validator: ValidateFunction | undefined;
  return (value, written = () => undefined) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) { return [notAMapping(value, document.subject, document.least)]; }
    validator ??= compile(schema(), keywords);
    if (validator(value)) { return []; }
    const errors = (validator.errors ?? []).filter((error) => error.keyword !== 'if' && error.keyword !== 'propertyNames');
    return oneForEachPlace(dropMeant(errors.map((error) => ({ error, fault: translate(error, written) }))));
  };
}

/** Every place where a value differs from the schema of the standards. */
export const checkSchema: SchemaCheck = schemaCheck(standardsSchema, { subject: 'The standards are', least: 'organization, domain and landingZones' });

function compile(schema: JsonSchema, keywords: string[]): ValidateFunction {
  // Loaded here: a synthesis that never reads standards pays nothing for it.
  const { default: Ajv } = require('ajv') as typeof import('ajv');
  return new Ajv({ allErrors: true, strict: true, verbose: true, keywords }).compile(schema);
}

interface Translated {
  readonly error: ErrorObject;
  readonly fault: Fault;
}

function translate(error: ErrorObject, written: (path: Path) => string | undefined): Fault {
  const path = pathOf(error.instancePath);
  const schema = error.parentSchema as JsonSchema;
  const description = String(schema.description ?? '');
  const example = (schema.examples as unknown[] | undefined)?.[0];
  switch (error.keyword) {
    case 'additionalProperties': return unknown(path, error.params.additionalProperty, schema);
    case 'required': return missing(path, error.params.missingProperty, schema);
    case 'type': return wrongType(path, error.data, error.params.type, written(path));
    case 'enum': return notAChoice(path, error.data, error.params.allowedValues, meantBy(error.data, error.params.allowedValues));
    case 'pattern':
      // The value of `propertyNames` is the name itself.
      return error.propertyName === undefined
        ? wrongForm(path, error.data, description, example)
        : wrongForm([...path, error.propertyName], error.propertyName, description, example, true);
    case 'uniqueItems': return givenTwice([...path, Math.max(error.params.i, error.params.j)]);
    default: return outOfRange(path, error.data, `is out of bounds: it ${error.message}`, description);
  }
}

function unknown(path: Path, key: string, schema: JsonSchema): Fault {
  const known = Object.keys((schema.properties ?? {}) as object);
  return unknownProperty([...path, key], nearest(key, known), known);
}

function missing(path: Path, key: string, schema: JsonSchema): Fault {
  const property = ((schema.properties ?? {}) as { [name: string]: JsonSchema })[key] ?? {};
  return missingProperty([...path, key], String(property.description ?? ''), (property.examples as unknown[] | undefined)?.[0]);
}

function meantBy(value: unknown, choices: unknown[]): string | undefined {
  return typeof value === 'string' ? nearest(value, choices.map(String)) : undefined;
}

/** A property that is missing only because its name is misspelt is one fault, not two. */
function dropMeant(all: Translated[]): Translated[] {
  const meant = new Set(all.filter(({ error }) => error.keyword === 'additionalProperties').map(({ error, fault }) => {
    const known = Object.keys((error.parentSchema as { properties?: object }).properties ?? {});
    return pathText([...fault.path.slice(0, -1), nearest(error.params.additionalProperty, known) ?? '']);
  }));
  return all.filter(({ error, fault }) => error.keyword !== 'required' || !meant.has(pathText(fault.path)));
}

/** The schema may say the same of one value twice: its type, and its form on one cloud. The first in this order is the one to mend. */
function oneForEachPlace(all: Translated[]): Fault[] {
  const rank = ({ error }: Translated) => (
    ['type', 'maxLength', 'minLength'].indexOf(error.keyword) + 1 || (error.schemaPath.includes('/then/') ? 4 : 5));
  const kept = new Map<string, Translated>();
  for (const entry of all) {
    const key = `${pathText(entry.fault.path)} ${entry.fault.atKey ?? false}`;
    const other = kept.get(key);
    if (!other || rank(entry) < rank(other)) { kept.set(key, entry); }
  }
  return [...kept.values()].map(({ fault }) => fault);
}

function pathOf(instancePath: string): Path {
  const steps = instancePath.split('/').slice(1).map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  return steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
