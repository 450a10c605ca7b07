import { digestOf } from '../shape/inventory';

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
/** Type of the predicate of an approval; docs/governance.md describes its properties. */
export const APPROVAL_TYPE = 'https://groundwork.example/attestation/approval/v1';

/** An approval as an in-toto statement: the subjects are what was approved, one for each cloud. */
export interface ApprovalStatement {
  readonly _type: typeof STATEMENT_TYPE;
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: typeof APPROVAL_TYPE;
  readonly predicate: Approval;
}

/** Who approved what, on what ground, and until when. */
export interface Approval {
  readonly pattern: string;
  readonly version: string;
  readonly function: string;
  readonly approver: { readonly email: string };
  /** Ticket or minutes, where the decision can be read: `SEC-1041`. */
  readonly reference: string;
  /** ISO date. */
  readonly approved: string;
  /** ISO date of the last day on which it holds. */
  readonly expires: string;
  /** SHA-256 of what the pattern takes, and within which bounds. */
  readonly contract: string;
  /** SHA-256 of all controls, as they were set. */
  readonly controlPack: string;
  /** The controls of this function. */
  readonly controls: { readonly [control: string]: ApprovedControl };
  /** Architecture only: SHA-256 of the variants, by slice. */
  readonly inventory?: { readonly [slice: string]: string };
  /** Architecture only: SHA-256 of the places that inputs reach, by cloud. */
  readonly places?: { readonly [cloud: string]: string };
  /** Versions of the providers, by cloud. */
  readonly providers: { readonly [cloud: string]: string };
  /** Ids of the exceptions for this pattern that were in force. */
  readonly exceptions: readonly string[];
  /** SHA-256 of the lock that it was given on. */
  readonly lock: string;
  /** E-mail addresses of who maintained the pattern. */
  readonly authors: readonly string[];
  /** What was approved, in words. */
  readonly summary: readonly string[];
  /** SHA-256 of this statement without this property: shows an edit by hand. Only a signature stops somebody who recomputes it. */
  readonly content: string;
}

/** One control, as it was when the approval was given. */
export interface ApprovedControl {
  /** SHA-256 of what it asks for: title, version, owner, clouds, values of its parameters, whether it only reports. */
  readonly definition: string;
  /** By cloud: SHA-256 of what it read and found. */
  readonly reads: { readonly [cloud: string]: string };
  /** By cloud: the worst that it found. */
  readonly outcome: { readonly [cloud: string]: string };
}

/** Name of one subject. */
export function subjectName(pattern: string, version: string, cloud: string): string {
  return `${pattern}@${version} on ${cloud}`;
}

/** Cloud of a subject; undefined if it is not of this pattern and version. */
export function cloudOfSubject(name: string, { pattern, version }: Pick<Approval, 'pattern' | 'version'>): string | undefined {
  const start = subjectName(pattern, version, '');
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}

/** Digest of a statement without the property that carries it. */
export function contentDigest(statement: ApprovalStatement): string {
  return digestOf({ ...statement, predicate: { ...statement.predicate, content: undefined } });
}

/** The statement with the digest of its own content. */
export function withContent(statement: ApprovalStatement): ApprovalStatement {
  return { ...statement, predicate: { ...statement.predicate, content: contentDigest(statement) } };
}

const FILE = /^(?<pattern>[a-z0-9][a-z0-9-]*)@(?<version>[0-9A-Za-z.+-]+)\.(?<fn>security|compliance|architecture)(?<signed>\.dsse)?\.json$/;

/** Name of the file of an approval. */
export function fileNameOf({ pattern, version, function: fn }: Pick<Approval, 'pattern' | 'version' | 'function'>, signed: boolean): string {
  return `${pattern}@${version}.${fn}${signed ? '.dsse' : ''}.json`;
}

/** What the name of a file says of the approval in it; undefined if it is no such name. */
export function fileNameSays(file: string): { pattern: string; version: string; function: string; signed: boolean } | undefined {
  const groups = FILE.exec(file)?.groups;
  return groups && { pattern: groups.pattern, version: groups.version, function: groups.fn, signed: groups.signed !== undefined };
}
