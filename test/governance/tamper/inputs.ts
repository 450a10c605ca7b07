import * as fc from 'fast-check';
import { CustomerFacingApiProps, DataClassification, Size, Stage } from '../../../src';
import { AUTHORITIES } from '../../../patterns/customer-facing-api/contract-samples';
import { openapi } from './documents';

/** Inputs of a customer-facing API: whatever its contract allows, at the bounds more often than between them. */

const size = fc.constantFrom(Size.SMALL, Size.MEDIUM, Size.LARGE);
const classification = fc.constantFrom(...Object.values(DataClassification));
/** The ends of a range, and what is between. */
const whole = (min: number, max: number) => fc.oneof(fc.constantFrom(min, max), fc.integer({ min, max }));
const some = <T extends { [key: string]: fc.Arbitrary<any> }>(parts: T) => fc.record(parts, { requiredKeys: [] });
// Names as people give them: a long word of every kind of character is taken for a secret, and refused as one.
const attribute = fc.stringMatching(/^[A-Za-z_]\w{0,17}$/);
const claim = fc.oneof(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.:/-]{0,17}$/), fc.constantFrom('scp', 'https://acme.example/scopes'));
/** Whom the foundation of the example lets calls out to; anything else the pattern refuses on AWS. */
const host = fc.constantFrom('login.acme.example');
const address = fc.tuple(host, fc.constantFrom('/', '', '/tenant/v2.0', '/realms/a_b-c')).map(([h, p]) => `https://${h}${p}`);
const field = fc.oneof(fc.constantFrom('email', 'cardNumber', 'x-trace', 'street_name'), fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,16}$/));
const names = fc.uniqueArray(field, { maxLength: 4 });

/** In every stage: two at least, and not more than the most. */
const instances = fc.tuple(whole(2, 1000), whole(2, 1000)).chain(([a, b]) => fc.constantFrom({ minInstances: Math.min(a, b), maxInstances: Math.max(a, b) },
  { minInstances: 2 }, { maxInstances: Math.max(b, 3) }, {}));

const service = fc.tuple(instances, some({
  port: whole(1, 65535),
  image: fc.stringMatching(/^[0-9a-f]{64}$/).map((d) => `123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders@sha256:${d}`),
  healthPath: fc.constantFrom('/', '/health', '/ready/a-b', '/status?deep=1'),
  size, requestTimeoutSeconds: whole(1, 300), maskedFields: names,
  settings: fc.dictionary(fc.stringMatching(/^[A-Za-z_]\w{0,16}$/), fc.string({ maxLength: 20 }), { maxKeys: 3 }),
})).map(([range, rest]) => ({ ...rest, ...range }));

const rate = fc.record({ requests: whole(1, 10_000_000), seconds: whole(1, 300) });
/** One client never may do more than all together. */
const limits = some({ perClient: rate, overall: rate }).filter(({ perClient = { requests: 300, seconds: 60 }, overall = { requests: 3000, seconds: 60 } }) =>
  perClient.requests / perClient.seconds <= overall.requests / overall.seconds);
const callback = fc.constantFrom('https://shop.acme.example/signed-in', 'https://app.example.com/cb', 'http://localhost:3000/cb');
const token = fc.record({ issuer: address, audience: fc.stringMatching(/^[A-Za-z0-9:._/-]{1,18}$/), jwksUri: address, scopeClaim: claim, clientClaim: claim }, { requiredKeys: ['issuer', 'audience'] });
const directory = fc.record({ callbackUrls: fc.uniqueArray(callback, { minLength: 1, maxLength: 3 }), scopes: fc.uniqueArray(fc.stringMatching(/^[a-z]{1,12}:[a-z]{1,12}$/), { maxLength: 3 }) }, { requiredKeys: ['callbackUrls'] });
const callers = fc.oneof(fc.record({ authentication: token }), fc.record({ userDirectory: directory }), fc.record({ authentication: token, userDirectory: directory }));

const parts = some({
  service,
  mutualTls: fc.constantFrom(...AUTHORITIES).map((trustStoreFile) => ({ trustStoreFile })),
  rateLimits: limits,
  maxBodyBytes: whole(1, 8192),
  maskedFields: names,
  database: some({ classification, version: fc.constantFrom('15', '16', '17'), databaseName: fc.stringMatching(/^[a-z][a-z0-9_]{0,62}$/), size, storageGib: whole(32, 16384) }),
  keyValueStore: some({ classification, partitionKey: attribute, sortKey: attribute, expiryAttribute: attribute }),
  cache: some({ classification, size }),
  objectStore: some({ classification, expireDays: whole(1, 36500), immutableDays: whole(0, 36500) }),
  objectives: some({ availability: fc.constantFrom(0.9, 0.95, 0.99, 0.999, 0.9999), latencyMilliseconds: whole(1, 60000) }),
});

/** What an operation on personal data needs is always given: without it the pattern refuses such a document. */
const consent = fc.record({ purpose: fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,16}$/), claim }, { requiredKeys: ['purpose'] });

export const inputs: fc.Arbitrary<CustomerFacingApiProps> = fc.tuple(openapi, callers, consent, parts).map(([api, who, consented, rest]) => ({ openapi: api, ...who,
  consent: consented, ...rest }));

/** One pattern: its inputs, and the scopes around it. */
export interface AskedPattern { readonly id: string; readonly around: string[]; readonly inputs: CustomerFacingApiProps }
/** An environment that a pod may ask for. */
export interface AskedEnvironment { readonly name: string; readonly pod: string; readonly stage: Stage; readonly patterns: AskedPattern[] }

const id = fc.stringMatching(/^[a-z][a-z0-9-]{0,12}[a-z0-9]$/).filter((s) => !/--/.test(s) && !/^(audit|alerts|budget|network|data-key|log-key)/.test(s));
const pattern = fc.record({ id, around: fc.array(id, { maxLength: 2 }), inputs });

export const environment: fc.Arbitrary<AskedEnvironment> = fc.record({
  name: id, pod: fc.constantFrom('orders', 'insights'), stage: fc.constantFrom(...Object.values(Stage)),
  // Two in one environment cost twice as much, so they are rarer.
  patterns: fc.oneof({ weight: 7, arbitrary: fc.tuple(pattern) as fc.Arbitrary<AskedPattern[]> }, { weight: 1, arbitrary: fc.uniqueArray(pattern, { minLength: 2,
    maxLength: 2, selector: (p) => [...p.around, p.id][0] }) }),
});
