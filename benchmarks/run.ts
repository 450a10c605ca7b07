import { execFileSync } from 'child_process';
import * as path from 'path';

const root = path.join(__dirname, '..');
const programs = path.join(__dirname, 'programs');

/** How a program is run: as compiled JavaScript, or as TypeScript through a loader with source maps, as a TypeScript project runs its app. */
export type Loader = 'javascript' | 'typescript';

const LOADERS: { readonly [loader in Loader]: string[] } = {
  javascript: ['-r', path.join(programs, 'typescript.js')],
  typescript: [require.resolve('tsx/cli')],
};

/** Runs a program of the bench in a process of its own and gives what it prints. */
export function run<T>(program: string, args: string[], loader: Loader = 'javascript', flags: string[] = []): T {
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(root, 'examples/tsconfig.json'), GROUNDWORK_STACK_TRACES: '' };
  const printed = execFileSync(process.execPath, [...flags, ...LOADERS[loader], path.join(programs, program), ...args], { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  return JSON.parse(printed.trim().split('\n').pop()!) as T;
}

/** Calls `measure` up to `times`, but not again once `seconds` have passed. */
export function repeat<T>(times: number, seconds: number, measure: () => T): T[] {
  const end = Date.now() + seconds * 1000;
  const results = [measure()];
  while (results.length < times && Date.now() < end) { results.push(measure()); }
  return results;
}

/** The least of `values`: what else the machine does only ever adds. */
export function best(values: number[]): number {
  return round(Math.min(...values));
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Says on standard error what is being measured, which leaves standard output to the figures. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}
