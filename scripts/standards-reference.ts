import { Stage } from '../src/environment/stage';
import { standardsSchema } from '../src/standards/schema';
import { DEFAULT_PROFILES } from '../src/standards/stage-profiles';

export const BEGIN = '<!-- begin: written by scripts/write-schemas.ts -->';
export const END = '<!-- end -->';

export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: { [name: string]: Schema };
  readonly required?: string[];
  readonly items?: Schema;
  readonly enum?: unknown[];
  readonly default?: unknown;
  readonly examples?: unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** The reference part of docs/standards.md: every property with its default, and what each stage means. */
export function standardsReference(): string {
  return [BEGIN, '## Properties', ...tables(standardsSchema() as Schema, 'Top level'), '## Stages', ...stages(), END].join('\n\n');
}

/** Puts the reference between its marks. */
export function withReference(document: string, reference = standardsReference()): string {
  const [before, rest] = document.split(BEGIN);
  return before + reference + rest.split(END)[1];
}

/** A table for a struct, and one for each struct in it. */
export function tables(schema: Schema, title: string): string[] {
  const rows = Object.entries(schema.properties ?? {}).map(([name, property]) => row(name, property, schema.required?.includes(name) ?? false));
  const below = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'stages').flatMap(([name, property]) => {
    const inner = property.items ?? property;
    return inner.properties ? tables(inner, title === 'Top level' ? `\`${name}\`` : `${title.slice(0, -1)}.${name}\``) : [];
  });
  return [`### ${title}`, ['| property | type | what | example |', '|---|---|---|---|', ...rows].join('\n'), ...below];
}

function row(name: string, property: Schema, required: boolean): string {
  const fallback = property.default === undefined ? '' : ` Default: \`${property.default}\`.`;
  const example = property.examples?.[0];
  const cells = [
    required ? `**\`${name}\`** (required)` : `\`${name}\``,
    kind(property),
    `${property.description}${fallback}`,
    example === undefined || typeof example === 'object' ? '' : `\`${example}\``,
  ];
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
}

function kind(property: Schema): string {
  if (property.enum) { return property.enum.map((value) => `\`${value}\``).join(', '); }
  if (property.type === 'array') { return 'list'; }
  if (property.type === 'boolean') { return '`true` or `false`'; }
  if (property.type === 'integer') { return `whole number${property.maximum === undefined ? '' : `, ${property.minimum} to ${property.maximum}`}`; }
  return property.type === 'object' ? 'mapping' : property.type === 'string' ? 'text' : property.type!;
}

function stages(): string[] {
  const names = Object.values(Stage);
  const properties = Object.keys(DEFAULT_PROFILES.production) as (keyof typeof DEFAULT_PROFILES.production)[];
  const what = (property: string) => ((standardsSchema() as Schema).properties!.stages.properties!.production.properties![property]);
  return [
    'Each value can be changed under `stages.<stage>`; these are the defaults.',
    [
      `| property | type | ${names.join(' | ')} | what |`,
      `|---|---|${names.map(() => '---|').join('')}---|`,
      ...properties.map((property) => `| \`${property}\` | ${kind(what(property))} | ${names.map((stage) => `\`${DEFAULT_PROFILES[stage][property]}\``)
        .join(' | ')} | ${what(property).description} |`),
    ].join('\n'),
  ];
}
