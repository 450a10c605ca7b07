import { readFileSync } from 'fs';
import { join } from 'path';
import { environmentReference } from '../../scripts/environment-reference';
import { environmentSchema } from '../../scripts/lib/environment-schema';
import { withReference } from '../../scripts/standards-reference';
import { filePaths } from '../../src/environment-file/schema';
import { patternClasses } from '../../src/environment-file/patterns';
import { Pattern } from '../../src';

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { [name: string]: Schema };
  readonly required?: string[];
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly allOf?: { readonly if: Schema; readonly then: Schema }[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
  readonly enum?: unknown[];
}

const schema = environmentSchema() as Schema;

test('the published schema is written from the TypeScript (npx tsx scripts/write-schemas.ts)', () => {
  expect(JSON.parse(readFileSync(join(__dirname, '../../schemas/environment.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('the reference in the documentation is written from the schema too', () => {
  const guide = readFileSync(join(__dirname, '../../docs/environment-file.md'), 'utf8');
  expect(guide).toBe(withReference(guide, environmentReference()));
});

/** Every schema of a property, with its path; the condition of a branch is none. */
function leaves(at: Schema, path: string): [string, Schema][] {
  const below: [string, Schema][] = [
    ...Object.entries(at.properties ?? {}).map(([name, property]): [string, Schema] => [`${path}.${name}`, property]),
    ...(at.items ? [[`${path}[]`, at.items] as [string, Schema]] : []),
    ...(typeof at.additionalProperties === 'object' ? [[`${path}.*`, at.additionalProperties] as [string, Schema]] : []),
  ];
  return [...below.flatMap(([name, property]) => [[name, property] as [string, Schema], ...leaves(property, name)]),
    ...(at.allOf ?? []).flatMap(({ then }) => leaves(then, path))];
}

const all = leaves(schema, '');
const named = (path: string) => all.find(([name]) => name.endsWith(`.inputs.${path}`))![1];

test('an editor has a type and a description for every property', () => {
  expect(all.length).toBeGreaterThan(60);
  expect(all.filter(([, property]) => !property.description || !/^[^a-z]/.test(property.description) || !property.description.endsWith('.')).map(([path]) => path)).toEqual([]);
  expect(all.filter(([, property]) => !property.type).map(([path]) => path)).toEqual([]);
});

test('every optional property says what holds without it', () => {
  const structs: [string, Schema][] = [['', schema], ...all];
  const silent = structs.flatMap(([path, at]) => Object.entries(at.properties ?? {})
    .filter(([name, property]) => !at.required?.includes(name) && property.default === undefined && !/Default: /.test(property.description!) && name !== 'inputs')
    .map(([name]) => `${path}.${name}`));
  expect(silent).toEqual([]);
});

test('defaults, choices and bounds are those of the documentation', () => {
  expect(named('service.port')).toMatchObject({ type: 'integer', default: 8080, minimum: 1, maximum: 65535 });
  expect(named('database.classification')).toMatchObject({ default: 'confidential', enum: ['public', 'internal', 'confidential', 'personal', 'special-category'] });
  expect(named('database.version')).toMatchObject({ type: 'string', default: '16' });
  expect(named('objectives.availability')).toMatchObject({ type: 'number', default: 0.999, minimum: 0.9, maximum: 0.9999 });
  expect(Object.fromEntries(all.filter(([, property]) => property.maximum !== undefined).map(([path, { minimum, maximum }]) => [path.replace(/^.*inputs\./, ''), [minimum, maximum]]))).toEqual({
    'service.port': [1, 65535],
    'service.requestTimeoutSeconds': [1, 300],
    'rateLimits.perClient.requests': [1, 10000000],
    'rateLimits.perClient.seconds': [1, 300],
    'rateLimits.overall.requests': [1, 10000000],
    'rateLimits.overall.seconds': [1, 300],
    'maxBodyBytes': [0, 8192],
    'database.storageGib': [32, 16384],
    'objectives.availability': [0.9, 0.9999],
  });
});

test('every pattern that the package exports is in the schema, and only these', () => {
  const patterns = schema.properties!.patterns.items!;
  const known = [...patternClasses()];
  expect(known.map(([id]) => id)).toEqual(patterns.properties!.pattern.enum);
  expect(known.filter(([, one]) => !(one.prototype instanceof Pattern))).toEqual([]);
  expect(patterns.allOf).toHaveLength(known.length);
});

test('texts that name files are known by their place', () => {
  const inputs = { openapi: 'a.yaml', mutualTls: { trustStoreFile: 'ca.pem' }, service: { image: 'x' } };
  expect(filePaths({ standards: 's.yaml', name: 'x', patterns: [{ id: 'a', pattern: 'other', inputs }, { id: 'b', pattern: 'customer-facing-api', inputs }] })).toEqual([
    ['standards'], ['patterns', 1, 'inputs', 'openapi'], ['patterns', 1, 'inputs', 'mutualTls', 'trustStoreFile'],
  ]);
  const files = all.filter(([, property]) => 'x-file' in property).map(([path]) => path.replace(/^.*inputs\./, ''));
  expect(files).toEqual(['.standards', 'openapi', 'mutualTls.trustStoreFile']);
});
