import { isAbsolute, join } from 'path';
import type { NetworkProps } from '../capabilities/network';
import type { Stage } from '../environment/stage';
import { Fault, Path, Source } from '../standards/faults';
import { prune, trusted } from '../standards/load';
import { readDocuments } from '../standards/read-file';
import { checkEnvironmentSchema, filePaths } from './schema';

/** One pattern of an environment file. */
export interface PatternEntry {
  readonly id: string;
  readonly pattern: string;
  readonly inputs?: { readonly [property: string]: unknown };
}

/** An environment as its file states it; file names are relative to the working directory. */
export interface EnvironmentRequest {
  readonly name: string;
  readonly stack?: string;
  readonly standards: string;
  readonly pod: string;
  readonly stage: Stage;
  readonly landingZone?: string;
  readonly network?: NetworkProps;
  readonly patterns?: PatternEntry[];
}

/** One document of an environment file. */
export interface EnvironmentDocument {
  readonly source: Source;
  /** What is sound of it: nothing stands where the schema has found a fault. */
  readonly request: Partial<EnvironmentRequest>;
  /** What the YAML reader and the schema have found. */
  readonly faults: Fault[];
}

/** Reads every environment of a file. Faults are kept with their document, so that all can be told at once. */
export function readEnvironments(file: string): EnvironmentDocument[] {
  return readDocuments(file, 'environment').map((content) => {
    const { source, faults, value } = content;
    const unread = value === undefined && faults.length > 0;
    const schemaFaults = unread ? [] : checkEnvironmentSchema(value, source.written?.bind(source));
    const sound = isMapping(value) ? prune(value, schemaFaults) : {};
    return { source, request: inFolder(sound, source.folder) as Partial<EnvironmentRequest>, faults: [...faults, ...trusted(schemaFaults, content)] };
  });
}

/** Whether a document has a fault at a place, in it or around it. A fault of the YAML itself has no path, and is everywhere. */
export function faultyAt(document: EnvironmentDocument, ...path: Path): boolean {
  return document.faults.some((fault) => path.slice(0, fault.path.length).every((step, i) => fault.path[i] === step));
}

function inFolder(value: unknown, folder: string): unknown {
  const copy = structuredClone(value);
  for (const path of filePaths(value)) {
    const parent = path.slice(0, -1).reduce<any>((node, step) => node[step], copy);
    const key = path[path.length - 1];
    if (!isAbsolute(parent[key])) { parent[key] = join(folder, parent[key]); }
  }
  return copy;
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
