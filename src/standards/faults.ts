import { GroundworkError } from '../errors';

/** Place of a value: property names and list indexes from the top. */
export type Path = (string | number)[];

/** One thing that is wrong with the standards. */
export interface Fault {
  readonly path: Path;
  /** What is wrong, with the value found, as a sentence without the full stop. */
  readonly problem: string;
  /** What to do, as a sentence. */
  readonly mend: string;
  /** Whether the name of the property is wrong, rather than its value. */
  readonly atKey?: boolean;
  /** Where it is, if the reader knows better than the path: line and column, from 1. */
  readonly position?: Position;
}

/** Line and column, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Where the standards came from: a file with positions, or a struct without. */
export interface Source {
  /** Name of the file as the caller wrote it; absent for a struct. */
  readonly file?: string;
  /** Folder that relative paths in the standards start from. */
  readonly folder: string;
  /** Where a value, or the name of a property, is written. */
  position(path: Path, atKey: boolean): Position | undefined;
  /** A value as it is written, before YAML took it for a number or a truth value. */
  written?(path: Path): string | undefined;
}

/** A fault with its place in words. */
export interface PlacedFault extends Fault {
  /** `standards.yaml:7:13: landingZones[0].region`, or the property alone. */
  readonly where: string;
}

/** All faults of the standards in one error. */
export class StandardsError extends GroundworkError {
  /** What is wrong, in the order of the file. */
  declare public readonly faults: PlacedFault[];

  constructor(faults: Fault[], source: Source) {
    super(`${source.file ?? 'The enterprise standards'} cannot be used`, placedFaults(faults, source));
    this.name = 'StandardsError';
  }
}

/** Throws all faults, if there are any. */
export function throwFaults(faults: Fault[], source: Source): void {
  if (faults.length > 0) { throw new StandardsError(faults, source); }
}

/** A path as people write it: `landingZones[0].region`. */
export function pathText(path: Path): string {
  return path.map((step, i) => {
    if (typeof step === 'number') { return `[${step}]`; }
    if (!/^[A-Za-z_][\w-]*$/.test(step)) { return `[${quote(step)}]`; }
    return i === 0 ? step : `.${step}`;
  }).join('');
}

/** A value as it may stand in a message: JSON, cut where it is long. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${[...text].slice(0, 60).join('')}… (${[...text].length} characters)` : text;
}

/** Values as a list in a sentence. */
export function list(values: readonly unknown[], joiner = 'or'): string {
  const texts = values.map((value) => String(value));
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${joiner} ${texts[texts.length - 1]}`;
}

/** Faults with their places, in the order of the file. */
export function placedFaults(faults: Fault[], source: Source): PlacedFault[] {
  return inOrder(faults, source).map((fault) => placed(fault, source));
}

function placed(fault: Fault, source: Source): PlacedFault {
  const { position } = fault;
  const place = source.file === undefined ? '' : position ? `${source.file}:${position.line}:${position.column}` : source.file;
  const where = [place, pathText(fault.path)].filter((part) => part !== '').join(': ') || 'StandardsProps';
  const oneLine = (text: string) => text.replace(/\s*\n\s*/g, ' ');
  return { ...fault, where, problem: oneLine(fault.problem), mend: oneLine(fault.mend) };
}

function inOrder(faults: Fault[], source: Source): Fault[] {
  const found = faults.map((fault) => ({ ...fault, position: fault.position ?? source.position(fault.path, fault.atKey ?? false) }));
  const at = (fault: Fault) => (fault.position ? fault.position.line * 1e6 + fault.position.column : 0);
  return found.sort((a, b) => at(a) - at(b));
}
