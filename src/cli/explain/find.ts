import { ReviewModel } from '../../review/model';
import { nearest } from '../../standards/did-you-mean';
import { UsageError } from '../errors';
import { Reviewed } from '../output';

/** What can be explained: a resource, a capability, a pattern, or any other construct with resources in it. */
export interface Found {
  readonly review: Reviewed;
  readonly kind: 'resource' | 'capability' | 'pattern' | 'construct';
  /** Address of a resource, construct path of anything else. */
  readonly name: string;
}

const MOST_CANDIDATES = 20;

/**
 * Finds what a name stands for: an address or a construct path, with or without its stack, in full or as far as it is
 * needed to be clear.
 *
 * @throws a list of candidates where it is not clear, near names where there is nothing
 */
export function find(query: string, reviews: Reviewed[]): Found {
  const all = reviews.flatMap((review) => [...nameable(review)]);
  for (const matches of [(name: string) => name === query, (name: string) => name.startsWith(query)]) {
    const hits = distinct(all.filter(({ names }) => names.some(matches)).map(({ found }) => found));
    if (hits.length === 1) { return hits[0]; }
    // What contains all the others is meant: `orders/database` and not what is in it.
    const outermost = hits.filter((hit) => hits.every((other) => other === hit || contains(hit, other)));
    if (outermost.length === 1) { return outermost[0]; }
    if (hits.length > 1) { throw new UsageError(ambiguous(query, hits)); }
  }
  throw new UsageError(unknown(query, all));
}

interface Nameable { readonly found: Found; readonly names: string[] }

function* nameable(review: Reviewed): Iterable<Nameable> {
  const { model } = review;
  const stack = review.stack.name;
  const item = (kind: Found['kind'], name: string, path: string): Nameable => ({ found: { review, kind, name }, names: [...new Set([name, path, `${stack}/${path}`])] });
  const kinds = new Map<string, Found['kind']>(model.resources.flatMap(({ path }) => ancestors(path).map((one): [string, Found['kind']] => [one, 'construct'])));
  model.parts.forEach(({ path }) => { if (kinds.has(path)) { kinds.set(path, 'capability'); } });
  model.identity.patterns.forEach(({ path }) => kinds.set(path, 'pattern'));
  for (const [path, kind] of kinds) { yield item(kind, path, path); }
  for (const { address, path } of model.resources) { yield item('resource', address, path); }
}

/** The constructs around a resource. */
function ancestors(path: string): string[] {
  const steps = path.split('/');
  return steps.slice(1).map((_step, i) => steps.slice(0, i + 1).join('/'));
}

function contains(outer: Found, inner: Found): boolean {
  return outer.review === inner.review && outer.kind !== 'resource' && pathOf(inner).startsWith(`${outer.name}/`);
}

/** Construct path, within the stack. */
export function pathOf({ review, kind, name }: Found): string {
  return kind === 'resource' ? resourceOf(review.model, name).path : name;
}

export function resourceOf(model: ReviewModel, address: string): ReviewModel['resources'][number] {
  return model.resources.find((resource) => resource.address === address)!;
}

function distinct(found: Found[]): Found[] {
  const known = new Map(found.map((one) => [`${one.review.folder} ${one.kind} ${one.name}`, one]));
  return [...known.values()];
}

function ambiguous(query: string, hits: Found[]): string {
  const stacks = new Set(hits.map(({ review }) => review.folder));
  const lines = hits.slice(0, MOST_CANDIDATES).map(({ review, name }) => `  ${stacks.size > 1 ? `${review.stack.name}: ` : ''}${name}`);
  const more = hits.length - lines.length;
  const hint = stacks.size > 1 ? 'Name the stack with --stack, or write more of the name.' : 'Write more of the name.';
  return [`"${query}" may be any of ${hits.length}. ${hint}`, ...lines, ...(more > 0 ? [`  and ${more} more`] : [])].join('\n');
}

function unknown(query: string, all: Nameable[]): string {
  const names = [...new Set(all.flatMap((one) => one.names))];
  const part = query.toLowerCase();
  const holding = names.filter((name) => name.toLowerCase().includes(part));
  const meant = nearest(query, names);
  const near = meant ? [meant] : shortest(holding);
  return [`Nothing is called "${query}".${near.length > 0 ? ' Did you mean:' : ' groundwork list shows the stacks; the review of each lists its resources.'}`, ...near.map((name) => `  ${name}`)].join('\n');
}

function shortest(names: string[]): string[] {
  return [...names].sort((a, b) => a.length - b.length || (a < b ? -1 : 1)).slice(0, 5);
}
