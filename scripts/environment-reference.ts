import { environmentSchema } from './lib/environment-schema';
import { BEGIN, END, Schema, tables } from './standards-reference';

interface Branch {
  readonly if: { readonly properties: { readonly pattern: { readonly const: string } } };
  readonly then: { readonly properties: { readonly inputs: Schema } };
}

/** The reference part of docs/environment-file.md: every property of an environment, and of the inputs of each pattern. */
export function environmentReference(): string {
  const schema = environmentSchema() as Schema;
  const { allOf } = schema.properties!.patterns.items as Schema & { readonly allOf: Branch[] };
  const inputs = allOf.flatMap((branch) => [
    `## Inputs of ${branch.if.properties.pattern.const}`, ...tables(branch.then.properties.inputs, 'Top level').map((part) => part.replace(/^### Top level$/, '### `inputs`')),
  ]);
  return [BEGIN, '## Properties', ...tables(schema, 'Top level'), ...inputs, END].join('\n\n');
}
