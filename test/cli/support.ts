import * as fs from 'fs';
import * as path from 'path';
import { run } from '../../src/cli/run';
import { Terminal } from '../../src/cli/terminal';
import { LEAST, Workplace } from '../environment-file/support';

export { LEAST, Workplace };
export const ROOT = path.join(__dirname, '../..');

/** What a command line did. */
export interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  readonly json: any;
}

/** Runs a command in this process, in a folder. */
export async function groundwork(folder: string, ...argv: string[]): Promise<Done> {
  return groundworkOn({}, folder, ...argv);
}

/** The same on another terminal. */
export async function groundworkOn(terminal: Partial<Terminal>, folder: string, ...argv: string[]): Promise<Done> {
  const written = { out: '', err: '' };
  const before = process.cwd();
  process.chdir(folder);
  try {
    const code = await run(argv, {
      out: (text) => { written.out += text; },
      err: (text) => { written.err += text; },
      outColors: false,
      errColors: false,
      watched: false,
      ...terminal,
    });
    return { code, ...written, get json() { return JSON.parse(written.out); } };
  } finally {
    process.chdir(before);
  }
}

/** A folder with the example, in which the installed packages are found. */
export function project(): Workplace {
  const place = new Workplace();
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(place.folder, 'node_modules'));
  return place;
}

/** Every file below a folder with its content. */
export function contentOf(folder: string): { [file: string]: string } {
  if (!fs.existsSync(folder)) { return {}; }
  return Object.fromEntries(fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().filter((file) => fs.statSync(path.join(folder, file)).isFile())
    .map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}
