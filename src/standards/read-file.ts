import { readFileSync } from 'fs';
import { dirname } from 'path';
import type { Document, LineCounter, Node, Pair, YAMLError } from 'yaml';
import { aliasFault, notReadable, syntaxFault } from './errors';
import { Fault, Path, Position, Source } from './faults';

type Yaml = typeof import('yaml');

/** What a file holds, with the faults of its YAML. */
export interface FileContent {
  readonly value: unknown;
  readonly source: Source;
  readonly faults: Fault[];
  /** Line from which on the content cannot be trusted, because the syntax is broken there. */
  readonly brokenFrom?: number;
}

/** Reads a YAML file; keeps where everything is written. */
export function readStandardsFile(file: string): FileContent {
  return readText(file, (text) => parseStandards(text, file), (fault, source) => ({ value: undefined, source, faults: [fault] }));
}

/** Reads every document of a YAML file, but for empty ones beside others. */
export function readDocuments(file: string, what: string): FileContent[] {
  return readText(file, (text) => parseDocuments(text, file), (fault, source) => [{ value: undefined, source, faults: [fault] }], what);
}

function readText<T>(file: string, parse: (text: string) => T, otherwise: (fault: Fault, source: Source) => T, what?: string): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return otherwise(notReadable(error as NodeJS.ErrnoException, what), { file, folder: dirname(file), position: () => undefined });
  }
  return parse(text);
}

/** Parses YAML text. JSON is YAML too. */
export function parseStandards(text: string, file: string): FileContent {
  const { yaml, lines, options } = parser();
  return contentOf(yaml, yaml.parseDocument(text, options), lines, file);
}

function parseDocuments(text: string, file: string): FileContent[] {
  const { yaml, lines, options } = parser();
  const documents: Document[] = [...yaml.parseAllDocuments(text, options)];
  const isEmpty = ({ contents }: Document) => contents === null || (yaml.isScalar(contents) && contents.value === null);
  const written = documents.filter((document) => !isEmpty(document) || document.errors.length > 0);
  return (written.length > 0 ? written : [documents[0] ?? new yaml.Document(null)]).map((document) => contentOf(yaml, document, lines, file));
}

function parser() {
  // Loaded here, because most synthesis that imports the package needs no YAML until standards are read.
  const yaml = require('yaml') as Yaml;
  const lines = new yaml.LineCounter();
  return { yaml, lines, options: { lineCounter: lines, merge: true, prettyErrors: false, version: '1.2', logLevel: 'error' } as const };
}

function contentOf(yaml: Yaml, document: Document, lines: LineCounter, file: string): FileContent {
  const faults = [...document.errors, ...document.warnings].map((error) => syntaxFault(error.code, error.message, position(lines, error.pos[0])));
  const source: Source = {
    file,
    folder: dirname(file),
    position: (path, atKey) => locate(yaml, document, lines, path, atKey),
    written: (path) => written(yaml, document, path),
  };
  const broken = document.errors.filter((error) => error.code !== 'DUPLICATE_KEY');
  return { source, faults, ...valueOf(document, faults), brokenFrom: firstLine(broken, lines) };
}

function valueOf(document: Document, faults: Fault[]): { value: unknown } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    // An alias without an anchor, or aliases that grow without end.
    if (faults.length === 0) { faults.push(aliasFault((error as Error).message)); }
    return { value: undefined };
  }
}

function firstLine(errors: YAMLError[], lines: LineCounter): number | undefined {
  return errors.length === 0 ? undefined : Math.min(...errors.map((error) => position(lines, error.pos[0]).line));
}

function position(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

/** A property or item on the way down a path. */
interface Step {
  /** The name of the property; undefined for an item of a list. */
  readonly key?: unknown;
  readonly value: unknown;
}

/** Walks down the path as far as the document goes. */
function walk(yaml: Yaml, document: Document, path: Path): Step[] {
  const steps: Step[] = [{ value: document.contents }];
  for (const name of path) {
    const { value } = steps[steps.length - 1];
    const node = yaml.isAlias(value) ? value.resolve(document) : value;
    const next = yaml.isSeq(node) ? { value: node.items[name as number] } : findPair(yaml, document, node, String(name));
    if (!next || next.value === undefined) { break; }
    steps.push(next);
  }
  return steps;
}

/** Where a value or its name is written; for what is not there, the nearest thing around it. */
function locate(yaml: Yaml, document: Document, lines: LineCounter, path: Path, atKey: boolean): Position {
  const steps = walk(yaml, document, path);
  const last = steps[steps.length - 1];
  const complete = steps.length === path.length + 1;
  const wanted = atKey && complete ? [last.key, last.value] : [last.value, last.key];
  return position(lines, rangeStart(wanted[0]) ?? rangeStart(wanted[1]) ?? 0);
}

function written(yaml: Yaml, document: Document, path: Path): string | undefined {
  const steps = walk(yaml, document, path);
  const { value } = steps[steps.length - 1];
  const node = yaml.isAlias(value) ? value.resolve(document) : value;
  return steps.length === path.length + 1 && yaml.isScalar(node) ? node.source : undefined;
}

/** The property of a mapping, or of what is merged into it with `<<`. */
function findPair(yaml: Yaml, document: Document, node: unknown, key: string): Pair | undefined {
  if (yaml.isAlias(node)) { return findPair(yaml, document, node.resolve(document), key); }
  if (yaml.isSeq(node)) { return node.items.map((item) => findPair(yaml, document, item, key)).find((pair) => pair !== undefined); }
  if (!yaml.isMap(node)) { return undefined; }
  const keyOf = (pair: Pair) => (yaml.isScalar(pair.key) ? pair.key.value : pair.key);
  // After parsing, the key of a merge is a symbol whose description is `<<`.
  const merged = node.items.filter((pair) => describe(keyOf(pair)) === '<<');
  return node.items.find((pair) => describe(keyOf(pair)) === key)
    ?? merged.map((pair) => findPair(yaml, document, pair.value, key)).find((pair) => pair !== undefined);
}

function describe(key: unknown): string | undefined {
  return typeof key === 'symbol' ? key.description : String(key);
}

function rangeStart(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
