import { Mutant } from './environments';

/** Stands for: the argument is taken away. */
export const GONE = Symbol('gone');

/** Arguments by type of resource: a path, in which `*` stands for each, and what is written there instead; of a function, what it makes of what stands there. */
export interface WeakArguments { readonly [type: string]: readonly (readonly [path: string, ...values: readonly unknown[]])[] }

/** Every place that a path leads to in a resource. The last step may be missing, what leads there may not. */
function placesOf(body: any, path: string): string[][] {
  const steps = path.split('.');
  return steps.reduce<string[][]>((places, step, i) => places.flatMap((place) => {
    const here = at(body, place);
    if (here === null || typeof here !== 'object') { return []; }
    if (step === '*') { return Object.keys(here).map((key) => [...place, key]); }
    return step in here || i === steps.length - 1 ? [[...place, step]] : [];
  }), [[]]);
}

function at(root: any, path: readonly string[]): any {
  return path.reduce((node, key) => node?.[key], root);
}

function written(root: any, path: readonly string[], value: unknown): void {
  const [holder, last] = [at(root, path.slice(0, -1)), path[path.length - 1]];
  if (value !== GONE) { holder[last] = value; } else if (Array.isArray(holder)) { holder.splice(Number(last), 1); } else { delete holder[last]; }
}

function shown(value: unknown): string {
  const text = value === GONE ? 'gone' : JSON.stringify(value);
  return text.length > 90 ? `${text.slice(0, 87)}...` : text;
}

/** One mutant for each place and each value that is not there yet. */
export function weakArguments(terraform: any, table: WeakArguments): Mutant[] {
  return Object.entries(table).flatMap(([type, rows]) => Object.entries<any>(terraform.resource[type] ?? {}).flatMap(([name, body]) => rows.flatMap(([path, ...values]) => (
    placesOf(body, path).flatMap((place): Mutant[] => {
      const before = at(body, place);
      return values.map((value) => (typeof value === 'function' ? value(before) : value))
        .filter((value) => (value === GONE ? before !== undefined : JSON.stringify(value) !== JSON.stringify(before)))
        .map((value) => ({ about: type, name: `${type}.${name} ${place.join('.')} -> ${shown(value)}`, mutate: (tf) => written(tf.resource[type][name], place, value) }));
    })))));
}

/** One mutant for each resource of some types that is gone; of those whose name fits, where one is given. */
export function removals(terraform: any, types: { readonly [type: string]: RegExp }): Mutant[] {
  return Object.entries(types).flatMap(([type, fits]) => Object.keys(terraform.resource[type] ?? {}).filter((name) => fits.test(name))
    .map((name): Mutant => ({ about: type, name: `${type}.${name} removed`, mutate: (tf) => { delete tf.resource[type][name]; } })));
}

/** One mutant for each resource that is written beside those of the pattern. */
export function additions(resources: readonly (readonly [what: string, type: string, body: object])[]): Mutant[] {
  return resources.map(([what, type, body]) => ({ name: `${type} added: ${what}`, mutate: (tf) => { tf.resource[type] = { ...tf.resource[type], beside: { ...body } }; } }));
}

/** A table of changes of one document inside one resource. */
export function documentChanges<T>(type: string, name: string, what: string, argument: string, changes: { readonly [what: string]: (document: T) => void }): Mutant[] {
  return Object.entries(changes).map(([change, apply]): Mutant => ({
    about: type, name: `${what}: ${change}`,
    mutate: (tf) => {
      const body = tf.resource[type][name];
      const document = JSON.parse(literal(body[argument]));
      apply(document);
      body[argument] = escaped(JSON.stringify(document));
    },
  }));
}

/** Terraform doubles what would begin an expression or a directive in text that is none. */
export const literal = (text: string): string => text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{');
export const escaped = (text: string): string => text.replace(/\$\{/g, '$$$${').replace(/%\{/g, '%%{');

/** The name of the first resource of a type that begins so. */
export function named(terraform: any, type: string, name = ''): string {
  const found = Object.keys(terraform.resource[type] ?? {}).find((n) => n.startsWith(name));
  if (found === undefined) { throw new Error(`no ${type}.${name}`); }
  return found;
}
