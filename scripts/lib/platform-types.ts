import { readFileSync } from 'fs';
import { join } from 'path';
import { providerSchema, SchemaName } from '../../test/terraform/schema-data';

const ROOT = join(__dirname, '..', '..');

/** Attribute that marks a type which carries tags. Firestore's `tags`, and `labels` of a notification channel, are something else. */
const CLOUDS = {
  aws: { provider: 'aws', tags: ['tags'] },
  azure: { provider: 'azurerm', tags: ['tags'] },
  google: { provider: 'google', tags: ['effective_labels', 'user_labels'] },
} as const;

/** Types of the classes that one cloud's resources.ts names, sorted. */
function typesOf(cloud: keyof typeof CLOUDS): string[] {
  const { provider } = CLOUDS[cloud];
  const source = readFileSync(join(ROOT, 'src', 'clouds', cloud, 'resources.ts'), 'utf8');
  const types = [...source.matchAll(new RegExp(`@cdktf/provider-${provider}/lib/([\\w-]+)`, 'g'))].flatMap(([, folder]) => {
    const code = readFileSync(join(ROOT, 'node_modules', '@cdktf', `provider-${provider}`, 'lib', folder, 'index.js'), 'utf8');
    return [.../tfResourceType = "(\w+)"/.exec(code) ?? []].slice(1).filter((type) => type.includes('_'));
  });
  return [...new Set(types)].sort();
}

/** Whether the provider's schema lets a type carry tags. */
function carriesTags(cloud: keyof typeof CLOUDS, type: string): boolean {
  const attributes = providerSchema(cloud as SchemaName).resources[type]?.a ?? {};
  return type === 'google_sql_database_instance' || CLOUDS[cloud].tags.some((mark) => mark in attributes);
}

/** Types in lines of up to 150 characters. */
function listed(types: string[]): string {
  const lines: string[] = [];
  for (const type of types.map((name) => `'${name}',`)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + type.length < 150) { lines[lines.length - 1] = `${last} ${type}`; } else { lines.push(`    ${type}`); }
  }
  return lines.join('\n');
}

/** The source of src/governance/controls/platform-types.ts. */
export function platformTypesSource(): string {
  const of = (choose: (cloud: keyof typeof CLOUDS) => string[]) => (Object.keys(CLOUDS) as (keyof typeof CLOUDS)[]).map((cloud) => `  ${cloud}: [\n${listed(choose(cloud))}\n  ],`).join('\n');
  return [
    '// Written by scripts/write-platform-types.ts from src/clouds/*/resources.ts and the schemas of the providers.',
    '',
    '/** Resource types that Groundwork builds with, by cloud: what its patterns are approved on. */',
    `export const BUILT_WITH: { readonly [cloud: string]: readonly string[] } = {\n${of(typesOf)}\n};`,
    '',
    '/** Those of them that carry tags (labels on Google Cloud). */',
    `export const TAGGABLE: { readonly [cloud: string]: readonly string[] } = {\n${of((cloud) => typesOf(cloud).filter((type) => carriesTags(cloud, type)))}\n};`,
    '',
  ].join('\n');
}
