import { createHmac, constants, createSign, generateKeyPairSync, KeyObject, sign as signBytes } from 'crypto';
import { createServer as createHttpServer, RequestListener, Server } from 'http';
import { createServer as createHttpsServer } from 'https';
import { AddressInfo } from 'net';

export const AUDIENCE = 'orders';

interface Key {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export interface TokenOptions {
  readonly claims?: Record<string, unknown>;
  /** Claims to leave out. */
  readonly without?: string[];
  readonly alg?: string;
  readonly kid?: string;
  /** Sign with a key that is not in the key set. */
  readonly foreign?: boolean;
}

const b64 = (value: object | string) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function rsa(kid: string, alg: string): Key {
  return { kid, alg, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

/** An OpenID Connect issuer on loopback: a key set, and tokens of every good and bad kind. */
export class Issuer {
  public static async start(tls?: { readonly key: string; readonly cert: string }): Promise<Issuer> {
    const issuer = new Issuer();
    const listener: RequestListener = (_, response) => {
      issuer.fetches += 1;
      response.writeHead(issuer.broken ? 500 : 200, { 'content-type': 'application/json' });
      response.end(issuer.broken ? '' : JSON.stringify({ keys: issuer.keys.map((key) => ({ ...key.publicKey.export({ format: 'jwk' }), kid: key.kid, alg: key.alg, use: 'sig' })) }));
    };
    issuer.server = tls ? createHttpsServer(tls, listener) : createHttpServer(listener);
    await new Promise<void>((resolve) => issuer.server.listen(0, '127.0.0.1', resolve));
    const scheme = tls ? 'https' : 'http';
    issuer.url = `${scheme}://127.0.0.1:${(issuer.server.address() as AddressInfo).port}/`;
    return issuer;
  }

  public url = '';
  public fetches = 0;
  public broken = false;
  private server!: Server;
  private readonly keys: Key[] = [
    rsa('rsa-1', 'RS256'), rsa('pss-1', 'PS256'), { kid: 'ec-1', alg: 'ES256', ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  ];
  private readonly foreign = rsa('rsa-1', 'RS256');

  public get jwksUri(): string {
    return `${this.url}.well-known/jwks.json`;
  }

  /** The issuer begins to sign with a key that nobody has fetched yet. */
  public rotate(kid: string): void {
    this.keys.push(rsa(kid, 'RS256'));
  }

  public token(options: TokenOptions = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const alg = options.alg ?? 'RS256';
    const claims: Record<string, unknown> = {
      iss: this.url, aud: AUDIENCE, sub: 'person-1', client_id: 'web-shop', iat: now, nbf: now, exp: now + 300, ...options.claims,
    };
    options.without?.forEach((claim) => delete claims[claim]);
    const key = this.keys.find((one) => (options.kid ? one.kid === options.kid : one.alg === alg)) ?? this.keys[0];
    const head = { alg, typ: 'JWT', kid: options.kid ?? key.kid };
    const input = `${b64(head)}.${b64(claims)}`;
    return `${input}.${this.signature(alg, input, options.foreign ? this.foreign : key)}`;
  }

  public async stop(): Promise<void> {
    await new Promise((resolve) => {
      this.server.close(resolve);
      this.server.closeAllConnections();
    });
  }

  private signature(alg: string, input: string, key: Key): string {
    const data = Buffer.from(input);
    switch (alg) {
      case 'none':
        return '';
      case 'HS256':
        // the classic confusion: the public key, which everybody has, used as a shared secret
        return createHmac('sha256', key.publicKey.export({ type: 'spki', format: 'pem' })).update(input).digest('base64url');
      case 'PS256':
        return signBytes('sha256', data, { key: key.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }).toString('base64url');
      case 'ES256':
        return signBytes('sha256', data, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url');
      default:
        return createSign('RSA-SHA256').update(input).sign(key.privateKey).toString('base64url');
    }
  }
}
