import { readFileSync } from 'fs';
import { join, isAbsolute } from 'path';
import { factsNotJson, factsNotReadable } from './errors-meaning';
import { Fault, Path } from './faults';

/** Facts of one landing zone, and what is wrong with their file. */
export interface Facts {
  readonly values: { [name: string]: unknown };
  readonly faults: Fault[];
}

/**
 * Reads a facts file: what `terraform output -json` writes (`{name: {value, type, sensitive}}`), or plain `{name: value}`.
 * A sensitive output is left out: facts are written into Terraform as they are.
 */
export function readFacts(file: string, folder: string, path: Path): Facts {
  const none = (fault: Fault): Facts => ({ values: {}, faults: [fault] });
  let text: string;
  try {
    text = readFileSync(isAbsolute(file) ? file : join(folder, file), 'utf8');
  } catch (error) {
    return none(factsNotReadable(path, file, (error as NodeJS.ErrnoException).code ?? 'unknown'));
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // What the parser says quotes the file, and an output may be sensitive.
    return none(factsNotJson(path, file, 'is not JSON'));
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) { return none(factsNotJson(path, file, 'is not a JSON object')); }
  return { values: valuesOf(json as { [name: string]: unknown }), faults: [] };
}

function valuesOf(json: { [name: string]: unknown }): { [name: string]: unknown } {
  const shown = Object.entries(json).filter(([, entry]) => !isOutput(entry) || entry.sensitive !== true);
  return Object.fromEntries(shown.map(([name, entry]) => [name, isOutput(entry) ? entry.value : entry]));
}

function isOutput(entry: unknown): entry is { value: unknown; sensitive?: unknown } {
  return typeof entry === 'object' && entry !== null && 'value' in entry && ('type' in entry || 'sensitive' in entry);
}
