import { existsSync, readdirSync, statSync } from 'fs';
import { join } from 'path';
import { UsageError } from '../errors';

/** How environment files are called in a folder. */
const NAME = /^(.+\.)?environment\.ya?ml$/;
/** Folders that hold none of a team's own files. */
const ALIEN = /^(\..*|node_modules|cdktf\.out)$/;

/** The files that are given, and those in folders that are given, each once. */
export function environmentFiles(given: string[]): string[] {
  return [...new Set(given.flatMap((path) => {
    if (!existsSync(path) || !statSync(path).isDirectory()) { return [path]; }
    const found = filesBelow(path);
    if (found.length === 0) { throw new UsageError(`${path} holds no file environment.yaml or *.environment.yaml.`); }
    return found;
  }))];
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    if (entry.isDirectory()) { return ALIEN.test(entry.name) ? [] : filesBelow(join(folder, entry.name)); }
    return NAME.test(entry.name) ? [join(folder, entry.name)] : [];
  });
}
