import { laneOf, titleOf } from './kinds';
import { Part, ReviewResource, Tree } from './model';
import { safeText } from './redact';
import { keyOf } from './words';

/** Arguments that hold the name people know a resource by, first match wins. */
const NAME_ARGUMENTS = ['name', 'bucket', 'identifier', 'cluster_identifier', 'function_name', 'domain_name', 'display_name', 'account_id', 'family', 'topic_name', 'secret_id'];

/**
 * Every resource of a stack with where it comes from, and the parts they belong to.
 * @param lean whether nobody links to them: then they have no keys
 */
export function resourcesOf(terraform: any, text: string, tree: Tree, lean = false): { resources: ReviewResource[]; parts: Part[] } {
  const lines = linesOf(text);
  const parts = new Map(tree.parts.map((p) => [p.path, p]));
  const resources: ReviewResource[] = [];
  for (const [type, named] of Object.entries<any>(terraform.resource ?? {})) {
    for (const [name, body] of Object.entries<any>(named ?? {})) {
      const path = pathOf(body, tree.identity.stack, name);
      if (tree.under && path !== tree.under && !path.startsWith(`${tree.under}/`)) { continue; }
      const part = partOf(path, parts);
      const address = `${type}.${name}`;
      const known = NAME_ARGUMENTS.map((a) => body?.[a]).find((v) => typeof v === 'string' && !v.includes('${'));
      resources.push({ address, type, path, part: part.path, key: lean ? '' : keyOf(address), line: lines.get(address) ?? 0, ...(known ? { name: safeText(known) } : {}) });
    }
  }
  const used = new Set(resources.map((r) => r.part));
  return {
    resources: resources.sort((a, b) => (a.path === b.path ? (a.address < b.address ? -1 : 1) : a.path < b.path ? -1 : 1)),
    parts: [...parts.values()].filter((p) => used.has(p.path)).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

/** Construct path within the stack; the last segment is dropped where it says nothing. */
function pathOf(body: any, stack: string, name: string): string {
  const path: string = body?.['//']?.metadata?.path ?? name;
  const inside = path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
  return inside.replace(/\/(Resource|Default)$/, '');
}

/** The part around a path; where no construct says one, the first segment is taken for it. */
function partOf(path: string, parts: Map<string, Part>): Part {
  for (let at = path; at; at = at.includes('/') ? at.slice(0, at.lastIndexOf('/')) : '') {
    const part = parts.get(at);
    if (part) { return part; }
  }
  const id = path.split('/')[0];
  const made: Part = { path: id, kind: 'Construct', title: titleOf(id), lane: laneOf(id) };
  parts.set(id, made);
  return made;
}

/** Line of each resource in the text of the file: it is written with two spaces for each level. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>();
  const begin = text.indexOf('\n  "resource": {');
  if (begin < 0) { return lines; }
  let line = count(text, 0, begin + 1) + 1;
  let type = '';
  for (let at = begin + 1, end = text.indexOf('\n', at); end >= 0; at = end + 1, end = text.indexOf('\n', at), line++) {
    if (text.startsWith('  }', at)) { break; }
    if (text.startsWith('    "', at)) { type = text.slice(at + 5, text.indexOf('"', at + 5)); }
    else if (text.startsWith('      "', at)) { lines.set(`${type}.${text.slice(at + 7, text.indexOf('"', at + 7))}`, line); }
  }
  return lines;
}

function count(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) { lines++; }
  return lines;
}
