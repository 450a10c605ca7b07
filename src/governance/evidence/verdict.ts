import { createHash } from 'crypto';
import canonicalize from 'canonicalize';
import { EvidenceSubject } from './subject';

const STATEMENT = 'https://in-toto.io/Statement/v1';
/** Type of the predicate; docs/evidence.md describes its properties. */
export const VERDICT_TYPE = 'https://groundwork.example/attestation/verdict/v1';

/**
 * What was judged of one stack as an in-toto statement, unsigned: the pipeline signs it if it has a key. Written as canonical JSON (RFC 8785), so that
 * its digest is the same whoever writes it.
 * @param files the other evidence, by path: bound to the verdict by their digests
 */
export function verdictStatement(subject: EvidenceSubject, files: { readonly [path: string]: string }): string {
  const { governance: { verdict, digests, approvals, exceptions, deviations, controls }, counts, file, identity, folder } = subject;
  const { kind, name, stack, stage, cloud, landingZone } = identity;
  const patterns = identity.patterns.map(({ id, version }) => ({ id, version }));
  const reported = controls.filter((c) => c.reportOnly).map((c) => c.id);
  return `${canonicalize({
    _type: STATEMENT,
    subject: [
      { name: file, digest: { sha256: digests.terraform } },
      ...(digests.inventory ? [{ name: `${file} (canonical form)`, digest: { sha256: digests.inventory } }] : []),
    ],
    predicateType: VERDICT_TYPE,
    predicate: {
      verdict: { ...(verdict.word ? { word: verdict.word } : {}), text: verdict.text, passes: verdict.passes },
      place: { kind, name, stack, stage, cloud, landingZone, patterns },
      counts, look: verdict.look, deviations, approvals, exceptions, reportOnly: reported, digests,
      evidence: Object.fromEntries(Object.entries(files).map(([path, text]) => [path.slice(`evidence/${folder}/`.length), createHash('sha256').update(text).digest('hex')])),
    },
  })}\n`;
}
