import { readFileSync } from 'fs';
import { KeyObject } from 'crypto';
import { Fault, throwFaults } from '../../errors';
import { isEncrypted, privateKey } from '../../governance/approvals/keys';
import { daysBetween, LONGEST_DAYS } from '../../governance/approvals/state';
import { mustSign, personRefusal } from '../../governance/approvals/trust';
import { inARow } from '../../governance/approvals/words';
import { ApprovalSettings } from '../../governance/settings';
import { today } from '../../governance/today';

/** What `groundwork approve <pattern>` was given. */
export interface ApproveRequest {
  readonly pattern: string;
  readonly standards: string;
  readonly require: readonly string[];
  readonly function?: string;
  readonly by?: string;
  readonly reference?: string;
  readonly expires?: string;
  readonly date?: string;
  readonly key?: string;
  readonly yes: boolean;
}

/** Who approves, checked against the standards before anything is computed. */
export interface CheckedRequest {
  readonly function: string;
  readonly email: string;
  readonly reference: string;
  readonly approved: string;
  readonly expires: string;
  readonly key?: KeyObject;
}

/** Environment variable with the passphrase of the key. */
const PASSPHRASE = 'GROUNDWORK_KEY_PASSPHRASE';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Checks who approves, for how long and with which key. @throws every fault together */
export function checkedRequest(request: ApproveRequest, settings: ApprovalSettings): CheckedRequest {
  const faults: Fault[] = [];
  const given = (option: keyof ApproveRequest, what: string): string => {
    const value = request[option];
    if (typeof value === 'string' && value.trim() !== '') { return value.trim(); }
    faults.push({ where: `--${option}`, problem: 'It is missing', mend: `Say ${what}.` });
    return '';
  };
  const fn = given('function', 'for which function: security, compliance or architecture');
  const email = given('by', 'who approves, by e-mail address').toLowerCase();
  const reference = given('reference', 'where the decision can be read, such as the number of a ticket');
  const expires = given('expires', 'the last day on which the approval holds, such as 2027-11-30');
  const approved = request.date ?? today();
  if (faults.length === 0) { faults.push(...personFaults(request.pattern, fn, email, settings), ...dateFaults(approved, expires)); }
  const key = request.key === undefined ? undefined : keyFrom(request.key, faults);
  if (faults.length === 0 && key === undefined && mustSign(fn, email, settings)) {
    faults.push({ where: '--key', problem: `The standards ask for the signature of ${email}`, mend: 'Name the file of the private key.' });
  }
  throwFaults(`${request.pattern} cannot be approved`, faults);
  return { function: fn, email, reference, approved, expires, ...(key ? { key } : {}) };
}

function personFaults(pattern: string, fn: string, email: string, settings: ApprovalSettings): Fault[] {
  if (!settings.functions.includes(fn)) {
    return [{ where: '--function', problem: `The standards do not ask for ${fn}`, mend: `Those that do are ${inARow(settings.functions)}: governance.functions.` }];
  }
  if (!EMAIL.test(email)) { return [{ where: '--by', problem: `"${email}" is no e-mail address`, mend: 'Approvers are named by their e-mail address.' }]; }
  const refusal = personRefusal({ pattern, function: fn, approver: { email } }, settings);
  return refusal === undefined ? [] : [{ where: '--by', problem: refusal, mend: 'Somebody else has to approve; authors and approvers are in the standards, under governance.' }];
}

function dateFaults(approved: string, expires: string): Fault[] {
  const odd = ([['--date', approved], ['--expires', expires]] as const).filter(([, date]) => !isDate(date));
  if (odd.length > 0) { return odd.map(([where, date]) => ({ where, problem: `"${date}" is no date`, mend: 'Write it as 2027-11-30.' })); }
  const latest = new Date(Date.parse(approved) + LONGEST_DAYS * 86_400_000).toISOString().slice(0, 10);
  if (expires < today() || expires < approved) { return [{ where: '--expires', problem: `${expires} is in the past`, mend: `Name a day until ${latest}.` }]; }
  const days = daysBetween(approved, expires);
  return days > LONGEST_DAYS ? [{ where: '--expires', problem: `${expires} is ${days} days ahead`, mend: `An approval holds for at most ${LONGEST_DAYS} days: until ${latest}.` }] : [];
}

function isDate(text: string): boolean {
  const date = new Date(text);
  return /^20\d\d-\d\d-\d\d$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function keyFrom(file: string, faults: Fault[]): KeyObject | undefined {
  const fault = (problem: string, mend: string) => { faults.push({ where: `--key ${file}`, problem, mend }); return undefined; };
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch {
    return fault('The file cannot be read', 'Name the file of the private key.');
  }
  const passphrase = process.env[PASSPHRASE];
  if (isEncrypted(pem) && !passphrase) { return fault('The key has a passphrase', `Give it in the environment variable ${PASSPHRASE}.`); }
  try {
    return privateKey(pem, passphrase);
  } catch (error) {
    return fault(`The key cannot be used: ${(error as Error).message}`, 'It has to be a private key as PEM (PKCS #8): Ed25519, ECDSA P-256 or RSA.');
  }
}
