import { Cloud, Which } from './access-subjects';

/** One way to take protection out of the example's Terraform, and the controls that notice. */
export interface Weakened {
  readonly control: string;
  readonly what: string;
  /** @default 'environment' */
  readonly where?: Which;
  readonly change: (tf: any) => void;
  /** Controls that fail with it, since they ask for the same thing from another side. @default - none */
  readonly also?: readonly string[];
  /** What is judged instead of the failure: the value is known only when it is applied. @default false */
  readonly unknown?: boolean;
}

export interface CloudCases { readonly cloud: Cloud; readonly cases: readonly Weakened[] }

/** Takes arguments away. */
export function without(body: any, ...names: string[]): void { for (const name of names) { delete body[name]; } }

/** Removes every resource of a type whose name begins so. */
export function dropAll(tf: any, type: string, name = ''): void {
  const found = Object.keys(tf.resource[type] ?? {}).filter((n) => n.startsWith(name));
  if (found.length === 0) { throw new Error(`no ${type}.${name}`); }
  for (const n of found) { delete tf.resource[type][n]; }
}

/** Writes a value at a path of arguments, through blocks and lists of blocks. */
export function put(body: any, path: string, value: any): void {
  const steps = path.split('.');
  const last = steps.pop()!;
  let here = body;
  for (const step of steps) {
    here[step] ??= {};
    here = Array.isArray(here[step]) && !/^\d+$/.test(step) ? here[step][0] ?? (here[step][0] = {}) : here[step];
  }
  if (Array.isArray(here)) { here = here[0]; }
  if (value === undefined) { delete here[last]; } else { here[last] = value; }
}
