import type { Document, LineCounter } from 'yaml';
import { readDocument } from '../documents';
import { GroundworkError } from '../errors';

/** Loaded on first use: it costs a third of the time that loading this package may take. */
function yamlLibrary(): typeof import('yaml') {
  return require('yaml');
}

/** Place of a value in a document: the keys and indexes that lead to it. */
export type Pointer = readonly (string | number)[];

/** Something wrong in a document, with its place. */
export interface DocumentFault {
  /** File as the caller named it, with line and column if known: `orders.yaml:12:5`. */
  readonly place: string;
  /** JSON pointer. */
  readonly pointer: string;
  readonly problem: string;
}

/** Writes a pointer as JSON Pointer (RFC 6901). */
export function jsonPointer(pointer: Pointer): string {
  return pointer.map((key) => '/' + String(key).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
}

/** Reads a JSON Pointer; `undefined` if it is not one. */
export function parsePointer(text: string): string[] | undefined {
  if (text === '') {
    return [];
  }
  if (!text.startsWith('/')) {
    return undefined;
  }
  return text.slice(1).split('/').map((part) => unescapeUri(part).replace(/~1/g, '/').replace(/~0/g, '~'));
}

function unescapeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The value at a pointer, or `undefined`. */
export function valueAt(root: any, pointer: Pointer): any {
  let node = root;
  for (const key of pointer) {
    if (node === null || typeof node !== 'object' || !Object.prototype.hasOwnProperty.call(node, key)) {
      return undefined;
    }
    node = node[key];
  }
  return node;
}

/** YAML texts without a fault, as JSON: the environments of a fleet read the same documents, and YAML takes a while. */
const parsed = new Map<string, string>();
const MOST_PARSED = 32;

/** One file (or object) with its value and, for faults, the line and column of each part. */
export class Source {
  public static read(name: string): Source {
    return new Source(name, readDocument(name));
  }

  public static of(name: string, value: any): Source {
    return new Source(name, undefined, value);
  }

  public readonly value: any;
  public readonly faults: DocumentFault[] = [];
  private yaml?: Document.Parsed;
  private lines?: LineCounter;

  private constructor(public readonly name: string, private readonly text: string | undefined, value?: any) {
    this.value = text === undefined ? this.plain(value) : this.parse(text);
  }

  /** `file:line:column` of the value at `pointer`, or of its nearest parent that is there. */
  public place(pointer: Pointer): string {
    const offset = this.offset(pointer);
    if (offset === undefined || !this.lines) {
      return this.name;
    }
    const { line, col } = this.lines.linePos(offset);
    return `${this.name}:${line}:${col}`;
  }

  public fault(pointer: Pointer, problem: string): DocumentFault {
    return { place: this.place(pointer), pointer: jsonPointer(pointer), problem };
  }

  private parse(text: string): any {
    // JSON.parse is many times faster; positions are only worked out when there is a fault to report.
    if (/^\s*\{/.test(text)) {
      try {
        return JSON.parse(text);
      } catch {
        // not JSON, or broken: the YAML reader takes both and tells where
      }
    }
    const known = parsed.get(text);
    if (known !== undefined && !this.name.endsWith('.json')) { return JSON.parse(known); }
    const document = this.yamlDocument(text);
    if (this.name.endsWith('.json') && document.errors.length === 0) {
      // valid YAML is not enough for what says that it is JSON
      const { line, col } = this.lines!.linePos(brokenAt(text));
      this.faults.push({ place: `${this.name}:${line}:${col}`, pointer: '', problem: 'is not JSON' });
      return undefined;
    }
    for (const error of document.errors) {
      const { line, col } = this.lines!.linePos(error.pos[0]);
      this.faults.push({ place: `${this.name}:${line}:${col}`, pointer: '', problem: error.message.split('\n')[0].replace(/ at line \d+, column \d+:?$/, '') });
    }
    const value = this.faults.length > 0 ? undefined : this.plain(document.toJS());
    if (value !== undefined && parsed.size < MOST_PARSED) { parsed.set(text, JSON.stringify(value)); }
    return value;
  }

  /** Plain data only: a YAML alias, or an object that was resolved before, may contain itself. */
  private plain(value: any): any {
    try {
      return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
    } catch {
      this.faults.push({ place: this.name, pointer: '', problem: 'contains itself (a YAML alias, or references that were resolved before): recursion is written as $ref' });
      return undefined;
    }
  }

  private yamlDocument(text: string): Document.Parsed {
    if (!this.yaml) {
      const { LineCounter, parseDocument } = yamlLibrary();
      this.lines = new LineCounter();
      this.yaml = parseDocument(text, { lineCounter: this.lines, merge: true, prettyErrors: true });
    }
    return this.yaml;
  }

  private offset(pointer: Pointer): number | undefined {
    if (this.text === undefined) {
      return undefined;
    }
    const { isMap, isScalar, isSeq } = yamlLibrary();
    let node: any = this.yamlDocument(this.text).contents;
    let found: number | undefined = node?.range?.[0];
    for (const key of pointer) {
      if (isMap(node)) {
        const pair: any = node.items.find((item: any) => isScalar(item.key) && String(item.key.value) === String(key));
        if (!pair) {
          break;
        }
        found = pair.key.range?.[0] ?? found;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(key)];
        found = (node as any)?.range?.[0] ?? found;
      } else {
        break;
      }
    }
    return found;
  }
}

/** Where JSON breaks: the longest beginning that could still become JSON. */
function brokenAt(text: string): number {
  let good = 0;
  let bad = text.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldBecomeJson(text.slice(0, middle))) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  return good;
}

function couldBecomeJson(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as Error;
    const position = /at position (\d+)/.exec(message)?.[1];
    return /Unexpected end|Unterminated/.test(message) || (position !== undefined && Number(position) >= beginning.length);
  }
}

/** One error for all faults, in document order of discovery, without repeats. */
export function faultsError(title: string, faults: readonly DocumentFault[]): Error {
  const unique = new Map(faults.map(({ place, pointer, problem }) => [`${place} ${pointer} ${problem}`, { where: [place, pointer].filter(Boolean).join(' '), problem, mend: '' }]));
  return new GroundworkError(title, [...unique.values()]);
}
