import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';

/** Signatures with a public key only: never `none`, never a shared secret. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512'];

/** Clocks of issuer and edge may differ by this many seconds. */
export const LEEWAY_SECONDS = 30;

/** Longer than any header that the gateway lets through. */
const LONGEST_TOKEN = 10_240;

export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
}

/** The token is missing or not genuine: the caller's fault, answered by 401. */
export class InvalidToken extends Error {}

/**
 * Makes the check of tokens of one issuer. Keys are kept for ten minutes; an unknown key id fetches them anew, at most every
 * thirty seconds, so that forged ids cannot make the edge flood the issuer.
 */
export function tokenVerifier({ issuer, audience, jwksUri }: Issuer): (token: string) => Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(jwksUri), { cacheMaxAge: 600_000, cooldownDuration: 30_000, timeoutDuration: 3_000 });
  return async (token) => {
    if (token.length > LONGEST_TOKEN) {
      throw new InvalidToken('too long');
    }
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        clockTolerance: LEEWAY_SECONDS,
        requiredClaims: ['exp', 'iss', 'aud'],
      });
      return payload;
    } catch (error) {
      throw callersFault(error) ? new InvalidToken((error as Error).message) : error;
    }
  };
}

/** Everything else (issuer unreachable, broken key set) is not the caller's fault and must not look like it. */
function callersFault(error: unknown): boolean {
  return [
    errors.JWTExpired, errors.JWTClaimValidationFailed, errors.JWTInvalid, errors.JWSInvalid, errors.JWSSignatureVerificationFailed,
    errors.JOSEAlgNotAllowed, errors.JOSENotSupported, errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys,
  ].some((known) => error instanceof known);
}

/** The token of an `Authorization` header; `undefined` where there is none, or more than one. */
export function bearerToken(headers: readonly string[]): string | undefined {
  const match = headers.length === 1 ? /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*)$/i.exec(headers[0].trim()) : null;
  return match?.[1];
}
