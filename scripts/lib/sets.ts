import { BlockSchema, ProviderSchema, TypeNotation } from './schema-format';

interface Argument { readonly path: string; readonly set: boolean }

/** The text of src/governance/shape/sets.ts: for each resource type, the arguments in which order means nothing. */
export function setsText(schemas: readonly ProviderSchema[]): string {
  const rows = schemas.flatMap(({ resources }) => Object.entries(resources))
    .map(([type, block]) => [type, shortened(argumentsOf(block, ''))] as const)
    .filter(([, sets]) => sets.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `/**
 * Arguments that the providers' schemas declare as sets, by resource type: a name is one wherever it stands in the type, a path with \`=\` before
 * it only there. Written by scripts/write-sets.ts: do not edit.
 */
export const SETS: { readonly [type: string]: string } = {
${rows.map(([type, sets]) => `  ${type}: ${wrapped(sets).map((line) => `'${line}'`).join('\n    + ')},`).join('\n')}
};
`;
}

const WIDTH = 90;

/** Texts of about one line each, which together are `words` with blanks between them. */
function wrapped(words: readonly string[]): string[] {
  const lines = [''];
  for (const [i, word] of words.entries()) {
    lines[lines.length - 1] += word + (i < words.length - 1 ? ' ' : '');
    if (lines[lines.length - 1].length > WIDTH && i < words.length - 1) { lines.push(''); }
  }
  return lines;
}

/** By their last name, where everything of that name in the type is a set: blocks that contain themselves would be listed for each level. */
function shortened(all: readonly Argument[]): string[] {
  const lists = new Set(all.filter(({ set }) => !set).map(({ path }) => lastOf(path)));
  return [...new Set(all.filter(({ set }) => set).map(({ path }) => (lists.has(lastOf(path)) ? `=${path}` : lastOf(path))))].sort();
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function argumentsOf({ a, b }: BlockSchema, at: string): Argument[] {
  const path = (name: string) => (at ? `${at}.${name}` : name);
  const attributes = Object.entries(a).filter(([, { f }]) => /[ro]/.test(f)).flatMap(([name, { t, n }]): Argument[] => (n
    ? [{ path: path(name), set: n[0] === 'set' }, ...argumentsOf(n[1], path(name))]
    : t === undefined ? [] : attributesIn(t, path(name))));
  const blocks = Object.entries(b).flatMap(([name, { m, s }]): Argument[] => [{ path: path(name), set: m === 'set' }, ...argumentsOf(s, path(name))]);
  return [...attributes, ...blocks];
}

/** The elements of a map or a list have the path of the whole. */
function attributesIn(type: TypeNotation, at: string): Argument[] {
  if (typeof type === 'string') { return []; }
  const [kind, of] = type;
  const inner = kind === 'object'
    ? Object.entries(of as { [name: string]: TypeNotation }).flatMap(([name, one]) => attributesIn(one, `${at}.${name}`))
    : attributesIn(of as TypeNotation, at);
  return [...kind === 'object' || kind === 'map' ? [] : [{ path: at, set: kind === 'set' }], ...inner];
}
