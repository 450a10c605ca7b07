import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

/** Version of this package; the file is above the sources as above what is compiled from them. */
export function packageVersion(): string {
  const file = [['..', '..'], ['..', '..', '..']].map((up) => join(__dirname, ...up, 'package.json')).find((path) => existsSync(path))!;
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
