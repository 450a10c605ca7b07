import { readFileSync } from 'fs';
import { join } from 'path';
import * as ts from 'typescript';
import { withReference } from '../../scripts/standards-reference';
import { standardsSchema } from '../../src/standards/schema';

const ROOT = join(__dirname, '..', '..');

interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { [name: string]: Schema };
  readonly required?: string[];
  readonly items?: Schema;
  readonly enum?: unknown[];
  readonly default?: unknown;
  readonly examples?: unknown[];
  readonly additionalProperties?: Schema | boolean;
}

const schema = standardsSchema() as Schema;

test('the published schema is written from its source (npx tsx scripts/write-schemas.ts)', () => {
  expect(JSON.parse(readFileSync(join(ROOT, 'schemas', 'standards.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('the reference in the guide is written from the schema too', () => {
  const guide = readFileSync(join(ROOT, 'docs', 'standards.md'), 'utf8');
  expect(guide).toBe(withReference(guide));
});

/** Every property of a struct and of the structs in it, with the schema that stands at the same place. */
function compare(checker: ts.TypeChecker, type: ts.Type, at: Schema, path: string): string[] {
  const properties = checker.getPropertiesOfType(type);
  const inCode = properties.map((property) => property.name);
  const inSchema = Object.keys(at.properties ?? {});
  const required = properties.filter((property) => !(property.flags & ts.SymbolFlags.Optional)).map((property) => property.name);
  return [
    ...inCode.filter((name) => !inSchema.includes(name)).map((name) => `${path}.${name} is not in the schema`),
    ...inSchema.filter((name) => !inCode.includes(name)).map((name) => `${path}.${name} is not in the code`),
    ...required.filter((name) => !at.required?.includes(name)).map((name) => `${path}.${name} is required in the code only`),
    ...(at.required ?? []).filter((name) => !required.includes(name)).map((name) => `${path}.${name} is required in the schema only`),
    ...properties.flatMap((property) => compareValue(checker, checker.getNonNullableType(checker.getTypeOfSymbol(property)),
      at.properties?.[property.name] ?? {}, `${path}.${property.name}`)),
  ];
}

function compareValue(checker: ts.TypeChecker, type: ts.Type, at: Schema, path: string): string[] {
  const wrong = (kind: string) => (
    at.type === kind || (kind === 'number' && at.type === 'integer') ? [] : [`${path} is a ${kind} in the code, ${at.type} in the schema`]);
  if (checker.isArrayType(type)) {
    return [...wrong('array'), ...compareValue(checker, checker.getTypeArguments(type as ts.TypeReference)[0], at.items ?? {}, `${path}[]`)];
  }
  if (type.flags & ts.TypeFlags.EnumLike) {
    const members = (type as ts.UnionType).types.map((member) => (member as ts.StringLiteralType).value).sort();
    const same = JSON.stringify(members) === JSON.stringify([...(at.enum ?? [])].sort());
    return same ? wrong('string') : [`${path} has other values than the enum: ${members}`];
  }
  if (type.flags & ts.TypeFlags.String) { return wrong('string'); }
  if (type.flags & ts.TypeFlags.Number) { return wrong('number'); }
  if (type.flags & ts.TypeFlags.BooleanLike) { return wrong('boolean'); }
  if (type.getStringIndexType()) { return [...wrong('object'), ...(at.additionalProperties ? [] : [`${path} takes any name in the code only`])]; }
  const open = at.additionalProperties === false ? [] : [`${path} takes unknown properties`];
  return [...wrong('object'), ...open, ...compare(checker, type, at, path)];
}

test('schema and StandardsProps have the same properties, requirements, types and enums', () => {
  const file = join(ROOT, 'src', 'standards', 'standards-props.ts');
  const program = ts.createProgram([file], { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, types: [] });
  const checker = program.getTypeChecker();
  const symbol = checker.getSymbolAtLocation(program.getSourceFile(file)!)!.exports!.get('StandardsProps' as ts.__String)!;
  expect(compare(checker, checker.getDeclaredTypeOfSymbol(symbol), schema, 'standards')).toEqual([]);
});

/** Every schema of a property, with its path. */
function leaves(at: Schema, path: string): [string, Schema][] {
  const below = [
    ...Object.entries(at.properties ?? {}).map(([name, property]) => [`${path}.${name}`, property] as [string, Schema]),
    ...(at.items ? [[`${path}[]`, at.items] as [string, Schema]] : []),
  ];
  return below.flatMap(([name, property]) => [[name, property] as [string, Schema], ...leaves(property, name)]);
}

test('an editor has something to say of every property: a description, and an example, default or choice', () => {
  const all = leaves(schema, 'standards');
  expect(all.length).toBeGreaterThan(90);
  expect(all.filter(([, property]) => !property.description).map(([path]) => path)).toEqual([]);
  const bare = all.filter(([path, property]) => ['string', 'integer', 'number'].includes(property.type!) && !path.endsWith('zones[]')
    && property.enum === undefined && property.default === undefined && property.examples === undefined);
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('every optional property says what holds without it', () => {
  const says = (property: Schema) => property.default !== undefined || property.type === 'object' || /Default: |Required on/.test(property.description!);
  const structs = [['standards', schema] as [string, Schema], ...leaves(schema, 'standards')];
  const silent = structs.flatMap(([path, at]) => Object.entries(at.properties ?? {})
    .filter(([name, property]) => !at.required?.includes(name) && !says(property)).map(([name]) => `${path}.${name}`));
  expect(silent).toEqual([]);
});
