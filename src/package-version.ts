import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

let known: string | undefined;

/** Version of this package; its file is above the sources as above what is compiled from them. */
export function packageVersion(): string {
  known ??= JSON.parse(readFileSync([['..'], ['..', '..']].map((up) => join(__dirname, ...up, 'package.json')).find((path) => existsSync(path))!, 'utf8')).version as string;
  return known;
}
