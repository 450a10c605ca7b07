import { createPublicKey, KeyObject } from 'crypto';
import { readFileSync, statSync } from 'fs';
import { resolve } from 'path';
import { IControl } from '../governance/control';
import { GovernanceProps, RegoControlProps } from '../governance/governance-props';
import { isControl, ownControlProblems } from '../governance/own-control';
import { regoControl } from '../governance/rego';
import { entries, Loose } from './check-meaning';
import { duplicateName } from './errors-meaning';
import { fileNotReadable, ownControl } from './errors-governance';
import { Fault, Path, pathText } from './faults';
import { KnownControls } from './known-controls';

/** What the files say that the section `governance` names. */
export interface GovernanceFiles {
  /** Controls of the enterprise: those in Rego, then those of the modules. */
  readonly own: readonly IControl[];
  /** Public keys of approvers as PEM, by the index of the approver. */
  readonly keys: ReadonlyMap<number, string>;
  readonly faults: Fault[];
}

type Found = readonly [Path, IControl];

/** Reads the files that the section `governance` names. @param folder that relative paths start from */
export function readGovernanceFiles(section: NonNullable<Loose<GovernanceProps>>, folder: string): GovernanceFiles {
  const faults: Fault[] = [];
  const found: Found[] = [
    ...entries(section.rego).flatMap(([entry, i]) => readRego(entry as Partial<RegoControlProps>, ['governance', 'rego', i], folder, faults)),
    ...entries(section.modules).flatMap(([file, i]) => readModule(file, ['governance', 'modules', i], folder, faults)),
  ];
  faults.push(...checkOwn(found));
  const keys = new Map<number, string>();
  for (const [approver, i] of entries(section.approvers)) {
    if (approver?.publicKeyFile === undefined) { continue; }
    const key = readKey(approver.publicKeyFile, ['governance', 'approvers', i, 'publicKeyFile'], folder, faults);
    if (key !== undefined) { keys.set(i, key); }
  }
  return { own: found.map(([, control]) => control), keys, faults };
}

const COMPLETE = ['file', 'id', 'title', 'objective', 'owner', 'severity', 'why', 'mend'] as const;

function readRego(entry: Partial<RegoControlProps>, path: Path, folder: string, faults: Fault[]): Found[] {
  // What the schema refused is there without a value, and has a fault of its own.
  if (COMPLETE.some((name) => entry[name] === undefined) || Object.values<unknown>(entry).flat().some((value) => value === undefined)) { return []; }
  const file = resolve(folder, entry.file!);
  if (!isFile(file)) {
    faults.push(fileNotReadable([...path, 'file'], 'The compiled policy', entry.file!, 'is not there', 'Make it with `opa build -t wasm -e <entry point> <policy>.rego`.'));
    return [];
  }
  return [[[...path, 'id'], regoControl(entry as RegoControlProps, file)]];
}

function readModule(file: string, path: Path, folder: string, faults: Fault[]): Found[] {
  const fault = (why: string, mend: string) => { faults.push(fileNotReadable(path, 'The module', file, why, mend)); return []; };
  const absolute = resolve(folder, file);
  if (!isFile(absolute)) { return fault('is not there', 'Give the path of a CommonJS file, relative to this file.'); }
  let controls: IControl[];
  try {
    controls = controlsIn(require(absolute));
  } catch (error) {
    return fault(`cannot be loaded (${error instanceof Error ? error.message : String(error)})`, 'Make it run with `node` on its own; it must be CommonJS.');
  }
  if (controls.length === 0) { return fault('exports no control', 'Export classes or objects with `definition` and `evaluate(context)`.'); }
  return controls.map((control) => [path, control]);
}

/** Every export that is a control, or a class of one. */
function controlsIn(exported: any): IControl[] {
  const values = [exported, ...(typeof exported === 'object' && exported !== null ? Object.values(exported) : [])];
  const classes = (value: any) => typeof value === 'function' && typeof value.prototype?.evaluate === 'function';
  return [...new Set(values)].filter((value) => isControl(value) || classes(value)).map((value: any) => (classes(value) ? new value() : value)).filter(isControl);
}

/** Whether the controls of an enterprise can stand beside those of Groundwork and each other. */
function checkOwn(found: readonly Found[]): Fault[] {
  const { families } = new KnownControls([], false);
  const first = new Map<string, Path>();
  return found.flatMap(([path, { definition }]) => {
    const { id } = definition;
    const problems = ownControlProblems(definition, families);
    if (problems.length > 0) { return problems.map(({ problem, mend }) => ownControl(path, id, problem, mend)); }
    const earlier = first.get(id);
    first.set(id, earlier ?? path);
    return earlier ? [duplicateName(path, 'control', id, pathText(earlier))] : [];
  });
}

function readKey(file: string, path: Path, folder: string, faults: Fault[]): string | undefined {
  const fault = (why: string, mend: string) => { faults.push(fileNotReadable(path, 'The key file', file, why, mend)); return undefined; };
  const absolute = resolve(folder, file);
  if (!isFile(absolute)) { return fault('is not there', 'Give the path of a PEM file with the public key, relative to this file.'); }
  const pem = readFileSync(absolute, 'utf8');
  // Node makes a public key of a private one too; a private key has no place beside the standards.
  if (/PRIVATE KEY/.test(pem)) { return fault('holds a private key', 'Write the public half of it with `openssl pkey -in key.pem -pubout`, and make a new key: this one has been seen.'); }
  let key: KeyObject;
  try {
    key = createPublicKey(pem);
  } catch {
    return fault('is no public key', 'Write it with `openssl pkey -in key.pem -pubout`.');
  }
  return isTrusted(key) ? key.export({ type: 'spki', format: 'pem' }).toString()
    : fault('holds a key of a kind that is not trusted', 'Use Ed25519, ECDSA on the curve P-256, or RSA of at least 2048 bits.');
}

function isTrusted({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): boolean {
  return type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1') || (type === 'rsa' && (details?.modulusLength ?? 0) >= 2048);
}

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
