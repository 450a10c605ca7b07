import { isMoved, sortKeys } from '../stringify';
import { isPlainKey } from './text';

/** Where the host writes which construct an element is. */
export const METADATA = '//';

/** Arguments that Terraform itself reads, of every resource. */
const META = new Set(['depends_on', 'count', 'provider', 'lifecycle', 'for_each', 'connection']);
const shapes = new WeakMap<object, Shape>();

/** Names of the arguments of one class of elements: judged once, since its elements have the same. */
export class Shape {
  private readonly alone: readonly string[];

  public constructor(public readonly names: readonly string[]) {
    this.alone = sortKeys([METADATA, ...names]);
  }

  /** As the host gives them, with those of `meta`. */
  public given(meta: any): readonly string[] {
    return [...this.names, ...Object.keys(meta), METADATA];
  }

  /** As they are written. */
  public written(meta: any): readonly string[] {
    const more = Object.keys(meta);
    return more.length === 0 ? this.alone : sortKeys([...this.alone, ...more]);
  }
}

/** The names in `attributes` of `element`; undefined if the host merges one of them with what it adds to every element, or one is a token. */
export function shapeOf(element: object, attributes: any): Shape | undefined {
  const owner = Object.getPrototypeOf(element);
  const known = shapes.get(owner);
  if (known && hasNames(attributes, known.names)) { return known; }
  const names = Object.keys(attributes);
  if (names.some((name) => META.has(name) || name === 'provisioner' || name === METADATA || isMoved(name) || !isPlainKey(name))) { return undefined; }
  const shape = new Shape(names);
  shapes.set(owner, shape);
  return shape;
}

function hasNames(attributes: any, names: readonly string[]): boolean {
  let i = 0;
  for (const name in attributes) {
    if (names[i++] !== name) { return false; }
  }
  return i === names.length;
}
