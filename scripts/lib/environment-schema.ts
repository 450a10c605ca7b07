import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { JsonSchema, listOf, name, struct, text } from '../../src/standards/schema-parts';
import { FILE_KEYWORD, StructSchemas } from './struct-schema';

const ROOT = join(__dirname, '..', '..');

/**
 * JSON Schema of an environment file; `schemas/environment.schema.json` is written from it. The environment's own properties
 * are those of `EnvironmentProps`; the inputs of a pattern are those of its props struct, found by its `PATTERN_ID`.
 */
export function environmentSchema(): JsonSchema {
  const structs = new StructSchemas(['src/capabilities', 'src/environment', 'patterns'].map((folder) => join(ROOT, folder)));
  const patterns = patternStructs();
  // `pattern` follows from the list below, an implementation of a cloud cannot be written in YAML, and a name is needed here.
  const given = structs.of('EnvironmentProps', ['pattern', 'cloud', 'standards', 'name']).properties as { [property: string]: JsonSchema };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://groundwork.example/schemas/environment.schema.json',
    title: 'Environment',
    ...struct('An environment of Groundwork: everything that one pod has in one stage, without code.', {
      name: text('Name of the environment, part of every physical name: 2 to 32 lower case letters, digits and dashes, beginning with a letter.',
        '^[a-z][a-z0-9-]{0,30}[a-z0-9]$', 'orders-prod'),
      stack: text('Id of the stack, the first part of construct paths and of the key of its state. Default: the name.',
        '^[A-Za-z0-9][A-Za-z0-9_-]{0,126}[A-Za-z0-9]$', 'orders-prod-eu-aws'),
      standards: { type: 'string', description: 'File with the enterprise standards, relative to this file.', minLength: 1, examples: ['standards.yaml'], [FILE_KEYWORD]: true },
      pod: name('Name of the pod.', 24, 'orders'),
      ...Object.fromEntries(Object.entries(given).filter(([property]) => property !== 'pod')),
      patterns: listOf(
        'The delivery patterns in this environment. Where placement rules ask for a pattern, it is the first one. Default: none.', patternSchema(structs, patterns),
        { minItems: 1, maxItems: 50 }),
    }, ['name', 'standards', 'pod', 'stage']),
  };
}

function patternSchema(structs: StructSchemas, patterns: Map<string, string>): JsonSchema {
  return struct('A delivery pattern.', {
    id: text('Id of the construct, a part of construct paths and of names: what the pattern is here.', '^[A-Za-z][A-Za-z0-9-]{0,62}$', 'orders'),
    pattern: { type: 'string', description: 'Which pattern.', enum: [...patterns.keys()], examples: [...patterns.keys()].slice(0, 1) },
    inputs: { type: 'object', description: 'The properties of the pattern; which ones there are depends on `pattern`. Default: none.' },
  }, ['id', 'pattern'], {
    allOf: [...patterns].map(([id, props]) => {
      const inputs = structs.of(props);
      return {
        if: { properties: { pattern: { const: id } }, required: ['pattern'] },
        then: { properties: { inputs }, ...((inputs.required as string[]).length > 0 ? { required: ['inputs'] } : {}) },
      };
    }),
  });
}

/** The props struct of every pattern, by id: the struct that is called like the class, with `Props`. */
function patternStructs(): Map<string, string> {
  const files = readdirSync(join(ROOT, 'patterns'), { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).sort();
  return new Map(files.flatMap((file) => {
    const source = readFileSync(join(ROOT, 'patterns', file), 'utf8');
    const found = /export class (\w+) extends Pattern\b[^]*?PATTERN_ID = '([^']+)'/.exec(source);
    return found ? [[found[2], `${found[1]}Props`] as const] : [];
  }));
}
