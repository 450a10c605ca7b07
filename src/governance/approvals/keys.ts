import { createPrivateKey, createPublicKey, KeyObject } from 'crypto';

const LEAST_RSA_BITS = 2048;

/** Reads a public key (PEM). @throws with the reason in words */
export function publicKey(pem: string): KeyObject {
  return accepted(createPublicKey(pem));
}

/** Reads a private key (PEM, PKCS #8). @throws with the reason in words */
export function privateKey(pem: string, passphrase?: string): KeyObject {
  return accepted(createPrivateKey({ key: pem, format: 'pem', passphrase }));
}

/** Whether a PEM text asks for a passphrase. */
export function isEncrypted(pem: string): boolean {
  return /ENCRYPTED/.test(pem);
}

function accepted(key: KeyObject): KeyObject {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type === 'ed25519' || (type === 'ec' && details?.namedCurve === 'prime256v1')) { return key; }
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= LEAST_RSA_BITS) { return key; }
  const found = type === 'rsa' ? `RSA with ${details?.modulusLength} bits` : type === 'ec' ? `ECDSA on ${details?.namedCurve}` : type;
  throw new Error(`the key is ${found}; Ed25519, ECDSA P-256 and RSA with at least ${LEAST_RSA_BITS} bits are accepted`);
}
