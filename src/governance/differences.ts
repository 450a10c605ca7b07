import { isBlock } from '../clouds/rule-values';

/** One place in which the Terraform is not what the patterns make. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  /** `aws_s3_bucket.files_1A2B`, or the place of what is no resource: `output.url`, `terraform`, `provider.aws`. */
  readonly address: string;
  /** Below the address; absent for what was added or removed as a whole. */
  readonly argument?: string;
  readonly approved?: any;
  readonly actual?: any;
}

/**
 * Every difference between two resolved stacks, leaf by leaf, in the order of the addresses. Both come from the same code, so whatever is
 * not equal to the letter is a difference; JSON documents in strings are compared by what they say, so that the place can be named.
 */
export function differences(approved: any, actual: any): Difference[] {
  const [before, after] = [blocksOf(approved), blocksOf(actual)];
  const found: Difference[] = [];
  for (const address of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [from, to] = [before.get(address), after.get(address)];
    if (from === undefined) { found.push({ kind: 'added', address, actual: to }); } else if (to === undefined) { found.push({ kind: 'removed', address, approved: from }); } else { leaves(from, to, '', (d) => found.push({ kind: 'changed', address, ...d })); }
  }
  return found;
}

/** Blocks that hold named things two levels down, and those that do one level down. */
const NAMED_BY_TYPE = new Set(['resource', 'data', 'ephemeral']);
const NAMED = new Set(['output', 'variable', 'provider', 'module', 'locals', 'check']);

function blocksOf(tf: any): Map<string, any> {
  const blocks = new Map<string, any>();
  for (const [block, content] of Object.entries<any>(tf)) {
    if (block === '//') { continue; }
    if (NAMED_BY_TYPE.has(block) && isBlock(content)) {
      for (const [type, named] of Object.entries<any>(content)) {
        for (const [name, body] of Object.entries<any>(named ?? {})) { blocks.set(`${block === 'resource' ? '' : `${block}.`}${type}.${name}`, body); }
      }
    } else if (NAMED.has(block) && isBlock(content)) {
      for (const [name, body] of Object.entries<any>(content)) { blocks.set(`${block}.${name}`, body); }
    } else {
      blocks.set(block, content);
    }
  }
  return blocks;
}

type Leaf = Pick<Difference, 'argument' | 'approved' | 'actual'>;

function leaves(from: any, to: any, argument: string, say: (leaf: Leaf) => void): void {
  if (from === to) { return; }
  if (isBlock(from) && isBlock(to)) {
    for (const key of [...new Set([...Object.keys(from), ...Object.keys(to)])].sort()) {
      if (key !== '//') { leaves(from[key], to[key], argument ? `${argument}.${key}` : key, say); }
    }
    return;
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    from.forEach((item, i) => leaves(item, to[i], argument ? `${argument}.${i}` : `${i}`, say));
    return;
  }
  if (typeof from === 'string' && typeof to === 'string') {
    const [a, b] = [documentIn(from), documentIn(to)];
    // A document that says the same is still another text: the place of the whole document is named.
    if (a !== undefined && b !== undefined && JSON.stringify(a) !== JSON.stringify(b)) { leaves(a, b, argument, say); return; }
  }
  if (Array.isArray(from) && Array.isArray(to) && JSON.stringify(from) === JSON.stringify(to)) { return; }
  say({ argument, ...(from === undefined ? {} : { approved: from }), ...(to === undefined ? {} : { actual: to }) });
}

function documentIn(text: string): any {
  if (!/^\s*[[{]/.test(text)) { return undefined; }
  try { return JSON.parse(text); } catch { return undefined; }
}
