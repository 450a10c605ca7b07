import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { AttributeSchema, BlockSchema, NestedBlockSchema, TypeNotation } from './schema-format';

/**
 * The schema of an AWS resource as the bound binding knows it, laid over the schema of an older provider.
 *
 * The binding decides which arguments there are and which are required; the older schema adds what a binding does not
 * tell: deprecation, what can only be read, how many blocks. An argument that only the older one knows is gone.
 */
export function overlayBinding(bindings: string, type: string, older: BlockSchema | undefined): BlockSchema | undefined {
  const folder = join(bindings, 'lib', type.replace(/^aws_/, '').replace(/_/g, '-'));
  if (!existsSync(join(folder, 'index.js'))) {
    return older;
  }
  const sources = new BindingSources(readFileSync(join(folder, 'index.js'), 'utf8'), readFileSync(join(folder, 'index.d.ts'), 'utf8'));
  const config = /interface (\w+Config) extends cdktf\.TerraformMetaArguments/.exec(sources.declarations)?.[1];
  const merged = config ? merge(sources, sources.attributes('synthesizeHclAttributes() {'), sources.required(config), older) : older;
  return merged && NEWER[type] ? withNewer(merged, NEWER[type]) : merged;
}

/**
 * Arguments that the bound provider has, the older schema lacks, and the binding leaves untyped, by type and block.
 * https://registry.terraform.io/providers/hashicorp/aws/6.25.0/docs/resources/wafv2_web_acl#evaluation_window_sec-1
 */
const NEWER: { [type: string]: { [block: string]: { [argument: string]: AttributeSchema } } } = {
  aws_wafv2_web_acl: { rate_based_statement: { evaluation_window_sec: { t: 'number', f: 'o' } } },
};

function withNewer(block: BlockSchema, newer: { [block: string]: { [argument: string]: AttributeSchema } }): BlockSchema {
  const b = Object.fromEntries(Object.entries(block.b).map(([name, nestedBlock]) => {
    const inner = withNewer(nestedBlock.s, newer);
    return [name, { ...nestedBlock, s: { a: { ...inner.a, ...newer[name] }, b: inner.b } }];
  }));
  return { ...block, b };
}

interface BoundAttribute { readonly name: string; readonly value: string; readonly isBlock: boolean; readonly type: string; readonly storage: string }

class BindingSources {
  constructor(private readonly code: string, public readonly declarations: string) {}

  /** The entries of the `attrs` object in the function that begins so. */
  public attributes(start: string): BoundAttribute[] {
    const from = this.code.indexOf(start);
    const body = from < 0 ? '' : this.code.slice(from, this.code.indexOf('// remove undefined attributes', from));
    const entry = /^\s+("?)([\w-]+)\1: \{\s+value: (.*),\s+isBlock: (true|false),\s+type: "(\w+)",\s+storageClassType: "(\w+)",/gm;
    return [...body.matchAll(entry)].map(([, , name, value, isBlock, type, storage]) => ({ name, value, isBlock: isBlock === 'true', type, storage }));
  }

  /** Names of the arguments that an interface demands. */
  public required(name: string): Set<string> {
    const from = this.declarations.search(new RegExp(`interface ${name}( extends [\\w.]+)? \\{`));
    const body = this.declarations.slice(from, this.declarations.indexOf('\n}', from));
    return new Set([...body.matchAll(/#([\w-]+)\}\s+(?:\*[^/]*?)?\*\/\s+readonly \w+: /g)].map((match) => match[1]));
  }
}

function merge(sources: BindingSources, bound: BoundAttribute[], required: Set<string>, older: BlockSchema | undefined, open: readonly string[] = []): BlockSchema {
  const a: { [name: string]: AttributeSchema } = {};
  const b: { [name: string]: NestedBlockSchema } = {};
  for (const [name, attribute] of Object.entries(older?.a ?? {})) {
    if (!/[ro]/.test(attribute.f)) {
      a[name] = attribute;
    }
  }
  for (const one of bound) {
    const before = older?.a[one.name];
    const needed = required.has(one.name);
    const struct = /(\w+)ToHclTerraform/.exec(one.value.replace(/cdktf\.\w+ToHclTerraform/g, ''))?.[1];
    const untyped = !struct || open.includes(struct);
    // A statement of a web ACL nests in itself: the binding leaves it untyped, the older schema unrolls it.
    if (untyped && older?.b[one.name]) {
      b[one.name] = older.b[one.name];
    } else if (struct && untyped) {
      a[one.name] = { t: 'dynamic', f: flags(needed, before) };
    } else if (struct && !before?.t) {
      const block = older?.b[one.name];
      const inner = merge(sources, sources.attributes(`function ${struct}ToHclTerraform(struct) {`), sources.required(struct[0].toUpperCase() + struct.slice(1)), block?.s ?? before?.n?.[1], [...open, struct]);
      if (one.isBlock && !before?.n) {
        b[one.name] = nested(one, needed, block, inner);
      } else {
        a[one.name] = { f: flags(needed, before), n: [one.value.includes('listMapper') ? 'list' : 'single', inner] };
      }
    } else {
      a[one.name] = { f: flags(needed, before), ...(before?.n ? { n: before.n } : { t: before?.t ?? notation(one) }) };
    }
  }
  return { a, b, ...(older?.d ? { d: true } : {}) };
}

function nested(one: BoundAttribute, needed: boolean, block: NestedBlockSchema | undefined, s: BlockSchema): NestedBlockSchema {
  const single = !one.value.includes('Mapper');
  return {
    m: block?.m ?? (one.type === 'struct' ? 'single' : one.type),
    ...(needed || block?.min && one.name !== 'timeouts' ? { min: block?.min ?? 1 } : {}),
    ...(single ? { max: 1 } : block?.max ? { max: block.max } : {}),
    ...(block ? block.d ? { d: true } : {} : { n: true }),
    s,
  };
}

function flags(needed: boolean, before: AttributeSchema | undefined): string {
  return `${needed ? 'r' : 'o'}${before?.f.includes('c') ? 'c' : ''}${before ? before.f.includes('d') ? 'd' : '' : 'n'}`;
}

function notation(one: BoundAttribute): TypeNotation {
  const scalar = one.storage.startsWith('number') ? 'number' : one.storage.startsWith('boolean') ? 'bool' : one.storage.startsWith('any') ? 'dynamic' : 'string';
  return one.type === 'simple' ? scalar : [one.type, scalar];
}
