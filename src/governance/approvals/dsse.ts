import { createHash, createPublicKey, KeyObject, sign, verify } from 'crypto';

/** A signed document: https://github.com/secure-systems-lab/dsse, protocol 1.0. */
export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid?: string; readonly sig: string }[];
}

/** Payload type of in-toto statements. */
export const IN_TOTO = 'application/vnd.in-toto+json';

/** What is signed: type and content with their lengths in bytes, so that neither can pass for the other. */
export function preAuthenticationEncoding(type: string, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${body.length} `), body]);
}

/** Name of a key: SHA-256, hexadecimal, of its public half (SPKI, DER). */
export function keyId(key: KeyObject): string {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return createHash('sha256').update(open.export({ type: 'spki', format: 'der' })).digest('hex');
}

/** Signs a text. */
export function seal(text: string, key: KeyObject, payloadType = IN_TOTO): Envelope {
  const body = Buffer.from(text);
  const sig = sign(digestFor(key), preAuthenticationEncoding(payloadType, body), key);
  return { payloadType, payload: body.toString('base64'), signatures: [{ keyid: keyId(key), sig: sig.toString('base64') }] };
}

/** What an envelope holds. Not trusted before {@link isSealedBy} says so. */
export function payloadOf(envelope: Envelope): Buffer {
  return Buffer.from(envelope.payload, 'base64');
}

/** Whether one of the signatures is by this key. The key ids in the envelope are only a hint, and decide nothing. */
export function isSealedBy(envelope: Envelope, key: KeyObject): boolean {
  const signed = preAuthenticationEncoding(envelope.payloadType, payloadOf(envelope));
  return envelope.signatures.some(({ sig }) => fits(signed, key, Buffer.from(sig, 'base64')));
}

function fits(signed: Buffer, key: KeyObject, signature: Buffer): boolean {
  // ECDSA is written as DER by most tools, and as two numbers side by side by the specification's own example.
  const forms = key.asymmetricKeyType === 'ec' ? (['der', 'ieee-p1363'] as const) : (['der'] as const);
  return forms.some((dsaEncoding) => {
    try { return verify(digestFor(key), signed, { key, dsaEncoding }, signature); } catch { return false; }
  });
}

/** Ed25519 has its hash inside. */
function digestFor(key: KeyObject): 'sha256' | null {
  return key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
}
