import { Cloud, Which } from './access-subjects';

/** One way to make what a control asks for worse, or to take it away. */
export interface Change {
  readonly control: string;
  readonly cloud: Cloud;
  readonly kind: 'weakened' | 'removed';
  readonly what: string;
  readonly which: Which;
  readonly change: (tf: any) => void;
}

type Changes = { readonly [control: string]: { readonly weakened?: Ways; readonly removed?: Ways } };
interface Ways { readonly [what: string]: ((tf: any) => void) | readonly [which: Which, change: (tf: any) => void] }

/** The changes of one cloud, one by one. */
export function changesOf(cloud: Cloud, table: Changes): Change[] {
  return Object.entries(table).flatMap(([control, kinds]) => (['weakened', 'removed'] as const).flatMap((kind) => Object.entries(kinds[kind] ?? {}).map(([what, way]): Change => {
    const [which, change] = typeof way === 'function' ? ['environment' as const, way] as const : way;
    return { control, cloud, kind, what, which, change };
  })));
}

/** Replaces a text in an argument, which must be there. */
export function replaced(body: any, argument: string, from: string | RegExp, to: string): void {
  const before: string = body[argument];
  body[argument] = before.replace(from, to);
  if (body[argument] === before) { throw new Error(`there is no ${String(from)} in ${argument}`); }
}

/** Takes an argument away, which must be there. */
export function without(body: any, argument: string): void {
  if (!(argument in body)) { throw new Error(`there is no ${argument}`); }
  delete body[argument];
}
