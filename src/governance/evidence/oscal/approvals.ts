import { ApprovalState } from '../../model';
import { EvidenceSubject } from '../subject';
import { markup, OURS, personOf, props } from './words';

/** Each approval that the stack rests on, valid or not, as an attestation of who gave it. */
export function attestations({ governance: { approvals } }: EvidenceSubject): object[] {
  return approvals.map((approval) => ({
    ...(approval.approver ? { 'responsible-parties': [{ 'role-id': 'approver', 'party-uuids': [personOf(approval.approver)] }] } : {}),
    'parts': [partOf(approval)],
  }));
}

function partOf({ pattern, patternVersion, function: fn, valid, text, reference, approved, expires, digest, signed, changed }: ApprovalState): object {
  return {
    name: 'approval', ns: OURS, title: markup(`${pattern} ${patternVersion}: ${fn}`),
    ...props({ pattern, 'version': patternVersion, 'function': fn, valid, signed, reference, approved, expires, digest, 'changed-controls': changed?.join(', ') }),
    ...(text ? { prose: markup(text) } : {}),
  };
}
