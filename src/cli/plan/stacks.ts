import { existsSync, readdirSync, readFileSync, statSync } from 'fs';
import { basename, join } from 'path';

/** One synthesized stack. */
export interface Stack {
  readonly name: string;
  /** Content of its Terraform file. */
  readonly tf: any;
}

/** The stacks in a folder: a folder each with `cdk.tf.json`, or files `<name>.tf.json`. */
export function findStacks(folder: string): Stack[] {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder).sort().flatMap((entry) => {
    const path = join(folder, entry);
    const file = statSync(path).isDirectory() ? join(path, 'cdk.tf.json') : path;
    return file.endsWith('.tf.json') && existsSync(file)
      ? [{ name: basename(entry, '.tf.json'), tf: JSON.parse(readFileSync(file, 'utf8')) }] : [];
  });
}

/** Names of the providers that a stack configures or requires. */
export function providersOf(tf: any): string[] {
  return [...new Set([...Object.keys(tf.terraform?.required_providers ?? {}), ...Object.keys(tf.provider ?? {})])].sort();
}
