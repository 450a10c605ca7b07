import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Fault } from '../../errors';
import { schemaCheck } from '../../standards/check-schema';
import { pathText } from '../../standards/faults';
import { Envelope, IN_TOTO, payloadOf } from './dsse';
import { approvalSchema, envelopeSchema } from './schema';
import { Approval, ApprovalStatement, cloudOfSubject, contentDigest, fileNameOf, fileNameSays } from './statement';

/** One file of the folder. Whether its signature is trusted depends on the standards. */
export interface ApprovalFile {
  /** Name below the folder. */
  readonly file: string;
  /** What the name says; undefined if it is no name of an approval. */
  readonly named?: { readonly pattern: string; readonly version: string; readonly function: string };
  /** What it holds, if it can be read. */
  readonly statement?: ApprovalStatement;
  readonly envelope?: Envelope;
  /** Why it is not what it says it is: unreadable, of another form, under another's name, or edited. */
  readonly faults: readonly Fault[];
}

/** Every approval of a folder. */
export interface Approvals {
  readonly folder: string;
  /** In the order of the names. */
  readonly files: readonly ApprovalFile[];
  /** Of all files. */
  readonly faults: readonly Fault[];
}

const checkStatement = schemaCheck(approvalSchema, { subject: 'An approval is', least: 'subject and predicate' });
const checkEnvelope = schemaCheck(envelopeSchema, { subject: 'A signed approval is', least: 'payload and signatures' });

/** Reads all approvals below a folder; whatever else is in it (locks, snapshots, notes) is left alone. */
export function readApprovals(folder: string): Approvals {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json') && !name.endsWith('.lock.json')).sort() : [];
  const files = names.flatMap((name) => readOne(folder, name));
  return { folder, files, faults: files.flatMap(({ faults }) => faults) };
}

function readOne(folder: string, file: string): ApprovalFile[] {
  const where = join(folder, file);
  const says = fileNameSays(file);
  const named = says && { pattern: says.pattern, version: says.version, function: says.function };
  const refused = (problem: string, mend: string): ApprovalFile[] => (named ? [{ file, named, faults: [{ where, problem, mend }] }] : []);
  let value: any;
  try {
    value = JSON.parse(readFileSync(where, 'utf8'));
  } catch (error) {
    return refused(`It cannot be read: ${(error as Error).message}`, 'Take the file of the last commit, or approve again.');
  }
  const signed = isObject(value) && 'payloadType' in value;
  const isOurs = named !== undefined || signed || (isObject(value) && '_type' in value);
  if (!isOurs) { return []; }
  return [{ file, named, ...contentOf(value, signed, where, says && file) }];
}

function contentOf(value: any, signed: boolean, where: string, file: string | undefined): Omit<ApprovalFile, 'file' | 'named'> {
  if (!signed) { return statementOf(value, where, file, false); }
  const faults = formFaults(checkEnvelope(value), where);
  if (faults.length > 0) { return { faults }; }
  const envelope: Envelope = value;
  if (envelope.payloadType !== IN_TOTO) {
    return { faults: [{ where, problem: `It holds ${envelope.payloadType}, not ${IN_TOTO}`, mend: 'Approve again.' }] };
  }
  let content: any;
  try {
    content = JSON.parse(payloadOf(envelope).toString('utf8'));
  } catch {
    return { envelope, faults: [{ where, problem: 'What was signed is not JSON', mend: 'Take the file of the last commit, or approve again.' }] };
  }
  return { envelope, ...statementOf(content, where, file, true) };
}

/** @param file its name, if that is the name of an approval */
function statementOf(value: any, where: string, file: string | undefined, signed: boolean): Pick<ApprovalFile, 'statement' | 'faults'> {
  const faults = formFaults(checkStatement(value), where);
  if (faults.length > 0) { return { faults }; }
  const statement: ApprovalStatement = value;
  return { statement, faults: [...nameFaults(statement.predicate, where, file, signed), ...editFaults(statement, where)] };
}

function nameFaults(approval: Approval, where: string, file: string | undefined, signed: boolean): Fault[] {
  const meant = fileNameOf(approval, signed);
  if (file === meant) { return []; }
  const { pattern, version, function: fn } = approval;
  return [{ where, problem: `It is the ${fn} approval of ${pattern} ${version}, under another name`, mend: `It counts only as ${meant}. What it was copied for needs an approval of its own.` }];
}

function editFaults(statement: ApprovalStatement, where: string): Fault[] {
  const mend = 'Take the file of the last commit, or approve again.';
  if (contentDigest(statement) !== statement.predicate.content) {
    return [{ where, problem: 'It was edited by hand: its content does not fit the digest in it', mend }];
  }
  const clouds = statement.subject.map(({ name }) => cloudOfSubject(name, statement.predicate));
  const fits = clouds.every((cloud) => cloud !== undefined) && new Set(clouds).size === clouds.length;
  return fits ? [] : [{ where, problem: 'Its subjects are not those of its pattern and version', mend }];
}

function formFaults(found: ReturnType<typeof checkStatement>, where: string): Fault[] {
  return found.map(({ path, problem, mend }) => ({ where: path.length > 0 ? `${where}: ${pathText(path)}` : where, problem, mend }));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
