import { checkMeaning, Loose } from './check-meaning';
import { checkSchema } from './check-schema';
import { Facts, readFacts } from './facts';
import { Fault, Path, pathText, Source, throwFaults } from './faults';
import type { LoadedGovernance } from './load-governance';
import { FileContent, readStandardsFile } from './read-file';
import { StandardsProps } from './standards-props';

/** Standards without a fault, and the facts of each landing zone's file. */
export interface Loaded {
  readonly props: StandardsProps;
  readonly facts: { [name: string]: unknown }[];
  /** Only if there is a section `governance`. */
  readonly governance?: LoadedGovernance;
}

/** Loads a file. @throws StandardsError with every fault */
export function loadFile(file: string): Loaded {
  return load(readStandardsFile(file));
}

/** Loads a struct. @throws StandardsError with every fault */
export function loadProps(props: StandardsProps): Loaded {
  const source: Source = { folder: '.', position: () => undefined };
  return load({ value: withoutUndefined(props), source, faults: [] });
}

function load(content: FileContent): Loaded {
  const { source, faults, value } = content;
  const unread = value === undefined && faults.length > 0;
  const schemaFaults = unread ? [] : checkSchema(value, source.written?.bind(source));
  const sound = (schemaFaults.length === 0 ? value : prune(value, schemaFaults)) as StandardsProps;
  const facts = unread ? [] : readAllFacts(sound, source);
  const meaningFaults = isObject(sound) ? elsewhere(checkMeaning(sound), schemaFaults) : [];
  const governance = readGovernance(sound, source);
  const found = unread ? [] : [...schemaFaults, ...meaningFaults, ...facts.flatMap((entry) => entry.faults), ...elsewhere(governance?.faults ?? [], schemaFaults)];
  throwFaults([...faults, ...trusted(found, content)], source);
  return { props: sound, facts: facts.map((entry) => entry.values), ...(governance ? { governance } : {}) };
}

/** Controls are loaded with the first standards that say something of them. */
function readGovernance(sound: Loose<StandardsProps>, source: Source): LoadedGovernance | undefined {
  const section = isObject(sound) ? sound.governance : undefined;
  return isObject(section) ? (require('./load-governance') as typeof import('./load-governance')).loadGovernance(section, source) : undefined;
}

/** Behind broken syntax the parser guesses, so only what stands before it is reported beside it. */
export function trusted(found: Fault[], content: FileContent): Fault[] {
  const limit = content.brokenFrom;
  if (limit === undefined) { return found; }
  return found.filter((fault) => fault.path.length > 0 && (content.source.position(fault.path, fault.atKey ?? false)?.line ?? limit) < limit
    && fault.problem !== 'This property is missing');
}

function readAllFacts(sound: StandardsProps, source: Source): Facts[] {
  const zones = isObject(sound) && Array.isArray(sound.landingZones) ? sound.landingZones : [];
  return zones.map((zone, i) => (
    zone?.factsFile === undefined ? { values: {}, faults: [] } : readFacts(zone.factsFile, source.folder, ['landingZones', i, 'factsFile'])));
}

/** One value is reported once: what the schema says of it comes first. */
export function elsewhere(faults: Fault[], others: Fault[]): Fault[] {
  const taken = new Set(others.map((fault) => pathText(fault.path)));
  return faults.filter((fault) => !taken.has(pathText(fault.path)));
}

/** A copy without the values that the schema has found faulty; a list keeps its length. */
export function prune(value: unknown, faults: Fault[]): unknown {
  const faulty = new Set(faults.map((fault) => pathText(fault.path)));
  const copy = (node: unknown, path: Path): unknown => {
    if (path.length > 0 && faulty.has(pathText(path))) { return undefined; }
    if (Array.isArray(node)) { return node.map((item, i) => copy(item, [...path, i])); }
    return isObject(node) ? Object.fromEntries(Object.entries(node).map(([key, item]) => [key, copy(item, [...path, key])])) : node;
  };
  return copy(value, []);
}

/** A struct from another language, or from a spread, may carry properties that are there and undefined. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(withoutUndefined); }
  if (!isObject(value)) { return value; }
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined).map(([key, item]) => [key, withoutUndefined(item)]));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
