import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { gunzipSync, gzipSync } from 'zlib';
import { overlayBinding } from './lib/aws-bindings';
import { BlockSchema, cutBlock, ProviderSchema } from './lib/schema-format';

/**
 * Rewrites test/terraform/schemas/ from full provider schemas.
 *
 *   npx tsx scripts/cut-schemas.ts <folder> [stack.tf.json ...]
 *
 * `<folder>` holds one `<provider>-<version>.json.gz` for each provider and major: the answer of
 * `terraform providers schema -json`. Kept are the resource types that src/clouds/<cloud>/resources.ts names, those of
 * the copies that are there, and those of the stacks given.
 */
const CLOUDS = [
  { cloud: 'aws', provider: 'aws', prefix: 'aws_' },
  { cloud: 'azure', provider: 'azurerm', prefix: 'azurerm_' },
  { cloud: 'google', provider: 'google', prefix: 'google_' },
] as const;

const root = join(__dirname, '..');
const target = join(root, 'test', 'terraform', 'schemas');

function main(folder: string, stacks: string[]): void {
  mkdirSync(target, { recursive: true });
  for (const { cloud, provider, prefix } of CLOUDS) {
    const bindings = join(root, 'node_modules', '@cdktf', `provider-${provider}`);
    const bound = boundVersion(bindings);
    const types = wantedTypes(cloud, provider, prefix, stacks);
    const versions = readdirSync(folder).map((file) => new RegExp(`^${provider}-(\\d+\\.\\d+\\.\\d+)\\.json\\.gz$`).exec(file)?.[1])
      .filter((version): version is string => version !== undefined).sort((a, b) => parseInt(a) - parseInt(b) || a.localeCompare(b, 'en', { numeric: true }));
    const current = versions.includes(bound) ? bound : versions.filter((version) => parseInt(version) < parseInt(bound)).pop();
    const next = versions.find((version) => parseInt(version) > parseInt(bound));
    if (!current) {
      throw new Error(`No schema of ${provider} ${bound} or older in ${folder}`);
    }
    const schema = cut(join(folder, `${provider}-${current}.json.gz`), current, types);
    write(cloud, current === bound ? schema : withBinding(schema, types, bindings, bound));
    if (next) {
      write(`${cloud}-next`, cut(join(folder, `${provider}-${next}.json.gz`), next, types));
    }
  }
}

function wantedTypes(cloud: string, provider: string, prefix: string, stacks: string[]): string[] {
  const types = new Set<string>();
  const resources = attempt(() => readFileSync(join(root, 'src', 'clouds', cloud, 'resources.ts'), 'utf8')) ?? '';
  for (const match of resources.matchAll(new RegExp(`@cdktf/provider-${provider}/lib/([\\w-]+)`, 'g'))) {
    const code = attempt(() => readFileSync(join(root, 'node_modules', '@cdktf', `provider-${provider}`, 'lib', match[1], 'index.js'), 'utf8')) ?? '';
    const type = /tfResourceType = "(\w+)"/.exec(code)?.[1];
    if (type?.startsWith(prefix)) {
      types.add(type);
    }
  }
  const before = attempt(() => JSON.parse(gunzipSync(readFileSync(join(target, `${cloud}.json.gz`))).toString()) as ProviderSchema);
  Object.keys(before?.resources ?? {}).forEach((type) => types.add(type));
  for (const stack of stacks) {
    Object.keys(JSON.parse(readFileSync(stack, 'utf8')).resource ?? {}).filter((type) => type.startsWith(prefix)).forEach((type) => types.add(type));
  }
  return [...types].sort();
}

function cut(file: string, version: string, types: string[]): ProviderSchema {
  const [full] = Object.values<any>(JSON.parse(gunzipSync(readFileSync(file)).toString()).provider_schemas);
  const resources: { [type: string]: BlockSchema } = {};
  for (const type of types) {
    if (full.resource_schemas[type]) {
      resources[type] = cutBlock(full.resource_schemas[type].block);
    }
  }
  return { version, provider: cutBlock(full.provider.block), resources };
}

function withBinding(schema: ProviderSchema, types: string[], bindings: string, bound: string): ProviderSchema {
  const resources: { [type: string]: BlockSchema } = {};
  for (const type of types) {
    const block = overlayBinding(bindings, type, schema.resources[type]);
    if (block) {
      resources[type] = block;
    }
  }
  return { version: `${bound} by its binding, over ${schema.version}`, provider: schema.provider, resources };
}

/** Version of the provider that a binding was made from, as its documentation links say. */
function boundVersion(bindings: string): string {
  const version = /providers\/hashicorp\/\w+\/(\d+\.\d+\.\d+)\//.exec(readFileSync(join(bindings, 'lib', 'provider', 'index.d.ts'), 'utf8'))?.[1];
  if (!version) {
    throw new Error(`${bindings} does not say which provider version it binds`);
  }
  return version;
}

function write(name: string, schema: ProviderSchema): void {
  const file = join(target, `${name}.json.gz`);
  writeFileSync(file, gzipSync(JSON.stringify(schema), { level: 9 }));
  console.log(`${name}: ${schema.version}, ${Object.keys(schema.resources).length} resource types`);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const [folder, ...stacks] = process.argv.slice(2);
if (!folder) {
  console.error('Usage: npx tsx scripts/cut-schemas.ts <folder with provider schemas> [stack.tf.json ...]');
  process.exit(2);
}
main(folder, stacks);
