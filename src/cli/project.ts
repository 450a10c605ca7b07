import { existsSync, readFileSync } from 'fs';
import { UsageError } from './errors';

/** What `cdktf.json` of the working directory says, as far as the command asks for it. */
export interface Project {
  readonly app?: string;
  readonly output: string;
  readonly context: { readonly [key: string]: unknown };
}

const FILE = 'cdktf.json';

/** Reads `cdktf.json`; without one there are the defaults of the host. */
export function readProject(): Project {
  const settings = existsSync(FILE) ? parse(readFileSync(FILE, 'utf8')) : {};
  return { app: settings.app, output: settings.output ?? 'cdktf.out', context: settings.context ?? {} };
}

function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${FILE} is not JSON: ${(error as Error).message}`);
  }
}

/** The folder that is meant by an argument that may be missing. */
export function outOf(given: string | undefined): string {
  return given ?? readProject().output;
}
