import { createPublicKey, generateKeyPairSync } from 'crypto';
import * as fc from 'fast-check';
import { Envelope, isSealedBy, keyId, payloadOf, preAuthenticationEncoding, seal } from '../../../src/governance/approvals/dsse';
import { isEncrypted, privateKey, publicKey } from '../../../src/governance/approvals/keys';
import { keyPair } from './support';

/** The example of the specification: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md, "Test Vectors". */
describe('the test vector of the specification', () => {
  const number = (decimal: string) => Buffer.from(BigInt(decimal).toString(16).padStart(64, '0'), 'hex').toString('base64url');
  const key = createPublicKey({
    format: 'jwk',
    key: {
      kty: 'EC', crv: 'P-256',
      x: number('46950820868899156662930047687818585632848591499744589407958293238635476079160'),
      y: number('5640078356564379163099075877009565129882514886557779369047442380624545832820'),
    },
  });
  const envelope: Envelope = {
    payload: 'aGVsbG8gd29ybGQ=', payloadType: 'http://example.com/HelloWorld',
    signatures: [{ sig: 'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==' }],
  };

  test('what is signed', () => {
    expect(preAuthenticationEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString()).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  test('its signature fits, in either alphabet of base64', () => {
    expect(isSealedBy(envelope, key)).toBe(true);
    expect(payloadOf(envelope).toString()).toBe('hello world');
    const [{ sig }] = envelope.signatures;
    expect(isSealedBy({ ...envelope, signatures: [{ sig: sig.replace(/\+/g, '-').replace(/\//g, '_') }] }, key)).toBe(true);
  });

  test.each<[string, Partial<Envelope>]>([
    ['another content', { payload: Buffer.from('hello worle').toString('base64') }],
    ['another type', { payloadType: 'http://example.com/HelloWorle' }],
    ['no signature', { signatures: [] }],
    ['no base64', { signatures: [{ sig: '!' }] }],
  ])('%s does not', (_what, change) => {
    expect(isSealedBy({ ...envelope, ...change }, key)).toBe(false);
  });
});

test('lengths are in bytes', () => {
  expect(preAuthenticationEncoding('tybé', Buffer.from('é')).toString()).toBe('DSSEv1 5 tybé 2 é');
});

/** RFC 8032, section 7.1, test 2: a signature by Ed25519 is always the same. */
test('Ed25519 signs as the RFC says', () => {
  const pkcs8 = (seed: string) => `-----BEGIN PRIVATE KEY-----\n${Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex').toString('base64')}\n-----END PRIVATE KEY-----\n`;
  const key = privateKey(pkcs8('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb'));
  expect(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')).toBe('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c');
  expect(seal('content', key)).toEqual(seal('content', key));
});

describe.each(['ed25519', 'ec', 'rsa'] as const)('%s', (type) => {
  const [mine, other] = [keyPair(type), keyPair(type)];
  const key = publicKey(mine.publicKey);

  test('what is sealed opens with the public key, and with no other', () => {
    const envelope = seal('{"a":1}', privateKey(mine.pem));
    expect(isSealedBy(envelope, key)).toBe(true);
    expect(isSealedBy(envelope, publicKey(other.publicKey))).toBe(false);
    expect(envelope.signatures[0].keyid).toBe(keyId(key));
    expect(envelope.signatures[0].keyid).toMatch(/^[0-9a-f]{64}$/);
  });

  test('the key id decides nothing', () => {
    const envelope = seal('{"a":1}', mine.privateKey);
    expect(isSealedBy({ ...envelope, signatures: [{ ...envelope.signatures[0], keyid: keyId(publicKey(other.publicKey)) }] }, key)).toBe(true);
    expect(isSealedBy({ ...seal('{"a":1}', other.privateKey), signatures: [{ ...seal('{"a":1}', other.privateKey).signatures[0], keyid: keyId(key) }] }, key)).toBe(false);
  });

  test('any other content is refused', () => {
    const envelope = seal('{"a":1}', mine.privateKey);
    fc.assert(fc.property(fc.string(), (text) => {
      expect(isSealedBy({ ...envelope, payload: Buffer.from(text).toString('base64') }, key)).toBe(text === '{"a":1}');
    }), { numRuns: 50 });
  });
});

test.each([
  ['ECDSA on secp384r1', generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey],
  ['RSA with 1024 bits', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
  ['x25519', generateKeyPairSync('x25519').publicKey],
])('%s is no key for approvals', (found, key) => {
  expect(() => publicKey(key.export({ type: 'spki', format: 'pem' }) as string)).toThrow(`the key is ${found}`);
});

test('a key with a passphrase opens with it', () => {
  const { privateKey: key } = keyPair();
  const pem = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'tulip' }) as string;
  expect(isEncrypted(pem)).toBe(true);
  expect(keyId(privateKey(pem, 'tulip'))).toBe(keyId(key));
  expect(() => privateKey(pem, 'rose')).toThrow();
});
