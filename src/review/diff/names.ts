import { canonical } from './canonical';

/** Old names of things that only got another name, by what an expression calls them: `var.image`, `aws_kms_key.data`. */
export type Renames = ReadonlyMap<string, string>;

const ADDRESS = /(?<![\w.-])([a-z][a-z0-9]*_[a-z0-9_]+|var|local)\.([A-Za-z_][\w-]*)/g;

/** Variables and locals of `base` that have another name in `next`, with an equal definition. */
export function renamedNames(base: any, next: any): Renames {
  return new Map([...renamed('var', base, next, 'variable'), ...renamed('local', base, next, 'locals')]);
}

/** Writes an old version with the names of the new one: references follow what they refer to. */
export function withNames(terraform: any, renames: Renames): any {
  if (renames.size === 0) { return terraform; }
  const rename = (address: string) => renames.get(address) ?? address;
  const made: any = { ...(walk(terraform, rename) as object) };
  for (const [section, prefix] of [['variable', 'var'], ['locals', 'local']]) {
    if (made[section]) { made[section] = rekeyed(made[section], (name) => rename(`${prefix}.${name}`).slice(prefix.length + 1)); }
  }
  const resource: any = {};
  for (const [type, named] of Object.entries<any>(made.resource ?? {})) {
    for (const [name, body] of Object.entries<any>(named ?? {})) {
      const [toType, toName] = split(rename(`${type}.${name}`));
      resource[toType] = { ...resource[toType], [toName]: body };
    }
  }
  return { ...made, ...(made.resource ? { resource } : {}) };
}

/** Puts the values of locals where they are referred to, so that what they hold is compared there. */
export function withoutLocals(terraform: any): any {
  const locals = terraform.locals;
  if (!locals || typeof locals !== 'object' || Object.keys(locals).length === 0) { return terraform; }
  const value = (text: string, depth: number): any => {
    const whole = /^\$\{local\.([\w-]+)\}$/.exec(text);
    if (whole && Object.prototype.hasOwnProperty.call(locals, whole[1]) && depth < 8) { return inline(locals[whole[1]], depth + 1); }
    const scalar = (name: string) => ['string', 'number', 'boolean'].includes(typeof locals[name]);
    return text.replace(/\$\{local\.([\w-]+)\}/g, (expression, name) => (scalar(name) ? String(inline(locals[name], depth + 1)) : expression));
  };
  const inline = (item: any, depth: number): any => mapStrings(item, (text) => (depth < 8 && text.includes('${local.') ? value(text, depth) : text));
  const { locals: _, ...rest } = terraform;
  return inline(rest, 0);
}

/** Splits `type.name`. */
export function split(address: string): [string, string] {
  const dot = address.indexOf('.');
  return [address.slice(0, dot), address.slice(dot + 1)];
}

function walk(value: any, rename: (address: string) => string): any {
  return mapStrings(value, (text) => (text.includes('.') && (text.includes('${') || /^[\w.-]+$/.test(text)) ? text.replace(ADDRESS, (address) => rename(address)) : text));
}

function mapStrings(value: any, map: (text: string) => any): any {
  if (typeof value === 'string') { return map(value); }
  if (Array.isArray(value)) { return value.map((v) => mapStrings(v, map)); }
  if (value && typeof value === 'object') { return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, k === '//' ? v : mapStrings(v, map)])); }
  return value;
}

function rekeyed(block: any, rename: (name: string) => string): any {
  return Object.fromEntries(Object.entries(block).map(([name, body]) => [rename(name), body]));
}

/** Pairs what has an equal definition; where several have, what is used at the same places. */
function renamed(prefix: string, base: any, next: any, section: string): [string, string][] {
  const [before, after] = [base[section] ?? {}, next[section] ?? {}];
  const gone = Object.keys(before).filter((name) => !(name in after));
  const come = Object.keys(after).filter((name) => !(name in before));
  if (gone.length === 0 || come.length === 0) { return []; }
  const pairs: [string, string][] = [];
  const what = (tf: any, name: string) => definition(tf, section, name, prefix);
  for (const key of [(tf: any, name: string) => what(tf, name) + usage(tf, `${prefix}.${name}`), what]) {
    const left = unique(come.filter((n) => !pairs.some(([, to]) => to === `${prefix}.${n}`)), (n) => key(next, n));
    const right = unique(gone.filter((n) => !pairs.some(([from]) => from === `${prefix}.${n}`)), (n) => key(base, n));
    for (const [text, name] of right) {
      const match = left.get(text);
      if (match) { pairs.push([`${prefix}.${name}`, `${prefix}.${match}`]); }
    }
  }
  return pairs;
}

function unique(names: string[], key: (name: string) => string): Map<string, string> {
  const found = new Map<string, string | undefined>();
  for (const name of names) { found.set(key(name), found.has(key(name)) ? undefined : name); }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** What something is, without what people call it. A validation refers to its own variable. */
function definition(tf: any, section: string, name: string, prefix: string): string {
  const { '//': _, description, ...rest } = section === 'variable' ? tf[section][name] ?? {} : { value: tf[section][name] } as any;
  const own = new RegExp(`(?<![\\w.-])${prefix}\\.${name}(?![\\w-])`, 'g');
  return JSON.stringify(canonical('', rest)).replace(own, 'self');
}

/** Where something is used: arguments of resources, in order. */
function usage(tf: any, reference: string): string {
  const own = new RegExp(`(?<![\\w.-])${reference.replace('.', '\\.')}(?![\\w-])`);
  const found: string[] = [];
  const visit = (value: any, at: string): void => {
    if (typeof value === 'string') { if (own.test(value)) { found.push(at); } return; }
    if (value && typeof value === 'object') { Object.entries(value).forEach(([k, v]) => visit(v, `${at}.${Array.isArray(value) ? '' : k}`)); }
  };
  visit(tf.resource ?? {}, '');
  return found.sort().join(' ');
}
