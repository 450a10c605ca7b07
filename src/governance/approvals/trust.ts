import { KeyObject } from 'crypto';
import { ApprovalSettings } from '../settings';
import { Envelope, isSealedBy, keyId } from './dsse';
import { publicKey } from './keys';
import { ApprovalFile } from './read';
import { remembered } from './remembered';
import { Approval } from './statement';
import { inARow } from './words';

/** Whose key it is. */
interface Holder { readonly function: string; readonly email: string; readonly key?: KeyObject }

/** Who may have given an approval: what the standards say of people and keys, applied to one file. */
export interface Trust {
  /** Whether a trusted key of the approver for this function has signed it. */
  readonly signed: boolean;
  /** Why it does not count. */
  readonly refusal?: string;
}

/** Whether signature, approver and authors are as the standards ask. */
export function trustIn({ envelope }: Pick<ApprovalFile, 'envelope'>, approval: Approval, settings: ApprovalSettings): Trust {
  const { signed, refusal } = envelope ? sealIn(envelope, approval, settings) : noSeal(approval, settings);
  const why = refusal ?? personRefusal(approval, settings);
  return { signed, ...(why === undefined ? {} : { refusal: why }) };
}

/** Who approves what. */
export type Person = Pick<Approval, 'pattern' | 'function' | 'approver'> & Partial<Pick<Approval, 'authors'>>;

/** Why somebody may not approve a pattern for a function; undefined if they may. */
export function personRefusal({ pattern, function: fn, approver: { email }, authors = [] }: Person, settings: ApprovalSettings): string | undefined {
  const maintainers = [...authors, ...settings.authors.get(pattern) ?? []];
  if (maintainers.some((author) => same(author, email))) { return `${email} maintains ${pattern}, and so cannot approve it`; }
  if (settings.approvers.length === 0) { return undefined; }
  const mine = settings.approvers.filter((approver) => approver.function === fn);
  if (mine.some((approver) => same(approver.email, email))) { return undefined; }
  return `${email} is no approver for ${fn}: ${mine.length > 0 ? `the standards name ${inARow(mine.map((approver) => approver.email))}` : 'the standards name nobody'}`;
}

/** Whether an approval by this person must be signed: all must, or their key is in the standards. */
export function mustSign(fn: string, email: string, settings: ApprovalSettings): boolean {
  return settings.requireSignatures || settings.approvers.some((one) => one.publicKey !== undefined && isThe(one, { function: fn, approver: { email } }));
}

function noSeal({ function: fn, approver: { email } }: Approval, settings: ApprovalSettings): Trust {
  return { signed: false, ...(mustSign(fn, email, settings) ? { refusal: `it is not signed, and the standards ask for the signature of ${email}` } : {}) };
}

function sealIn(envelope: Envelope, approval: Approval, settings: ApprovalSettings): Trust {
  const signers = signersOf(envelope, settings);
  if (signers.some((signer) => isThe(signer, approval))) { return { signed: true }; }
  if (signers.length > 0) {
    const found = inARow(signers.map(({ email, function: fn }) => `${email} for ${fn}`));
    return { signed: false, refusal: `it is signed with the key of ${found}, not with that of ${approval.approver.email} for ${approval.function}` };
  }
  const named = envelope.signatures[0].keyid;
  const isHere = holders(settings, settings).some(({ key }) => key !== undefined && keyId(key) === named);
  return { signed: false, refusal: isHere ? 'it was edited by hand: the signature does not fit the content' : `it is signed by an unknown key${named ? ` (${named.slice(0, 16)}…)` : ''}` };
}

const holders = remembered((settings: ApprovalSettings): Holder[] => settings.approvers
  .map(({ function: fn, email, publicKey: pem }) => ({ function: fn, email, key: pem === undefined ? undefined : readable(pem) })));

const signersOf = remembered((envelope: Envelope, settings: ApprovalSettings): Holder[] => (
  holders(settings, settings).filter(({ key }) => key !== undefined && isSealedBy(envelope, key))));

/** A key that cannot be read is nobody's; the standards are checked for it when they are read. */
function readable(pem: string): KeyObject | undefined {
  try { return publicKey(pem); } catch { return undefined; }
}

function isThe(holder: { readonly function: string; readonly email: string }, approval: Pick<Approval, 'function' | 'approver'>): boolean {
  return holder.function === approval.function && same(holder.email, approval.approver.email);
}

function same(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
