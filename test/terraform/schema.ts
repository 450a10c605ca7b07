import { BlockSchema, ProviderSchema } from '../../scripts/lib/schema-format';
import { providerSchema } from './schema-data';
import { isExpression, typeProblem } from './schema-types';

export type Cloud = 'aws' | 'azure' | 'google';

const PREFIX: { [cloud in Cloud]: string } = { aws: 'aws', azure: 'azurerm', google: 'google' };
const META = new Set(['//', 'count', 'depends_on', 'for_each', 'lifecycle', 'provider', 'provisioner', 'connection']);

/** Reads the content of a `cdk.tf.json` against the schema of its provider. One line for each fault. */
export function checkSchema(cloud: Cloud, tf: any): string[] {
  return checkAgainst(providerSchema(cloud), PREFIX[cloud], tf);
}

/** The same against any schema. */
export function checkAgainst(schema: ProviderSchema, prefix: string, tf: any): string[] {
  const problems: string[] = [];
  listOf(tf.provider?.[prefix]).forEach((provider, i) => {
    const settings = Object.fromEntries(Object.entries(provider).filter(([name]) => name !== 'alias' && name !== 'version'));
    checkBlock(schema.provider, settings, `provider.${prefix}[${i}]`, problems);
  });
  for (const [type, named] of Object.entries<any>(tf.resource ?? {})) {
    const block = schema.resources[type];
    for (const [name, body] of Object.entries<any>(named)) {
      if (!block) {
        problems.push(`${type}.${name}: no resource type of the schema: unknown to the provider, or run scripts/cut-schemas.ts`);
        continue;
      }
      const argumentsOnly = Object.fromEntries(Object.entries(body).filter(([argument]) => !META.has(argument)));
      if (block.d) {
        problems.push(`${type}.${name}: the resource type is deprecated`);
      }
      checkBlock(block, argumentsOnly, `${type}.${name}`, problems);
    }
  }
  for (const type of Object.keys(tf.data ?? {})) {
    problems.push(`data.${type}: a stack has no data source`);
  }
  return problems;
}

function checkBlock(schema: BlockSchema, body: any, path: string, problems: string[]): void {
  const dynamic = new Set(Object.keys(body.dynamic ?? {}));
  for (const [name, value] of Object.entries<any>(body)) {
    if (value === null || value === undefined || name === 'dynamic') {
      continue;
    }
    const here = `${path}.${name}`;
    if (schema.a[name]) {
      checkAttribute(schema.a[name], value, here, problems);
    } else if (schema.b[name]) {
      checkNested(schema.b[name], value, here, problems);
    } else {
      problems.push(`${here}: unknown argument`);
    }
  }
  for (const [name, attribute] of Object.entries(schema.a)) {
    if (attribute.f.includes('r') && (body[name] === undefined || body[name] === null)) {
      problems.push(`${path}.${name}: required argument is missing`);
    }
  }
  for (const [name, nested] of Object.entries(schema.b)) {
    if (nested.min && !dynamic.has(name) && listOf(body[name]).length === 0) {
      problems.push(`${path}.${name}: required block is missing`);
    }
  }
}

function checkAttribute(attribute: BlockSchema['a'][string], value: any, path: string, problems: string[]): void {
  if (!/[ro]/.test(attribute.f)) {
    problems.push(`${path}: can only be read`);
    return;
  }
  if (attribute.f.includes('d')) {
    problems.push(`${path}: deprecated`);
  }
  if (attribute.t !== undefined) {
    const problem = typeProblem(value, attribute.t);
    if (problem) {
      problems.push(`${path}: ${problem}`);
    }
  } else if (attribute.n && !isExpression(value)) {
    const [mode, block] = attribute.n;
    const elements = mode === 'map' ? Object.values(value) : mode === 'single' ? [value] : listOf(value);
    elements.forEach((element, i) => checkElement(block, element, mode === 'single' ? path : `${path}[${i}]`, problems));
  }
}

function checkNested(nested: BlockSchema['b'][string], value: any, path: string, problems: string[]): void {
  if (nested.d) {
    problems.push(`${path}: deprecated block`);
  }
  const elements = listOf(value);
  const max = nested.m === 'single' || nested.m === 'group' ? 1 : nested.max;
  if (max && elements.length > max) {
    problems.push(`${path}: ${elements.length} blocks, at most ${max}`);
  }
  if (nested.min && elements.length > 0 && elements.length < nested.min) {
    problems.push(`${path}: ${elements.length} blocks, at least ${nested.min}`);
  }
  elements.forEach((element, i) => checkElement(nested.s, element, elements.length > 1 ? `${path}[${i}]` : path, problems));
}

function checkElement(schema: BlockSchema, element: any, path: string, problems: string[]): void {
  if (typeof element !== 'object' || element === null || Array.isArray(element)) {
    problems.push(`${path}: a block is needed, not ${JSON.stringify(element)}`);
  } else {
    checkBlock(schema, element, path, problems);
  }
}

function listOf(value: any): any[] {
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}
