import { DataClassification, Size } from '../../src/capabilities/common';
import { ContractInput, InputKind, PatternContract } from '../../src/governance/pattern-contract';
import { APIS, AUTHORITIES } from './contract-samples';

/** What the published schema leaves to checks in code. */
type More = Omit<ContractInput, 'path' | 'kind' | 'samples'>;

/** A part that is there or not. */
const part = (path: string, sample: any): ContractInput => ({ path, kind: InputKind.STRUCTURAL, samples: [sample] });
/** A value, with two to try it with. */
const value = (path: string, one: any, other: any, more: More = {}): ContractInput => ({ path, kind: InputKind.VALUE, samples: [one, other], ...more });
/** A document, with two to try it with. */
const document = (path: string, samples: string[], more: More = {}): ContractInput => ({ path, kind: InputKind.DOCUMENT, samples, ...more });

const size = (path: string): ContractInput => value(path, Size.SMALL, Size.LARGE);
const classification = (path: string): ContractInput => value(path, DataClassification.PERSONAL, DataClassification.SPECIAL_CATEGORY);
const text = (pattern: string): More => ({ bounds: { type: 'string', pattern } });
const whole = (minimum: number, maximum: number): More => ({ bounds: { type: 'integer', minimum, maximum } });

const ADDRESS = '^https://[^\\s"\'<>&?#@]+$';
const CLAIM = text('^[A-Za-z_][A-Za-z0-9_.:/-]{0,127}$');
const ATTRIBUTE = text('^[A-Za-z_]\\w{0,62}$');

/** The parts that the pattern can have, and what may vary in them. */
const STORES: ContractInput[] = [
  part('database', {}),
  classification('database.classification'),
  value('database.version', '15', '17', text('^[0-9]{2}$')),
  value('database.databaseName', 'sample_one', 'sample_two', text('^[a-z][a-z0-9_]{0,62}$')),
  size('database.size'),
  value('database.storageGib', 128, 256),

  part('keyValueStore', {}),
  classification('keyValueStore.classification'),
  value('keyValueStore.partitionKey', 'sample_key', 'other_key', ATTRIBUTE),
  value('keyValueStore.sortKey', 'sample_sort', 'other_sort', ATTRIBUTE),
  value('keyValueStore.expiryAttribute', 'sample_expiry', 'other_expiry', { ...ATTRIBUTE, adds: true }),

  part('cache', {}),
  classification('cache.classification'),
  size('cache.size'),

  part('objectStore', {}),
  classification('objectStore.classification'),
  value('objectStore.expireDays', 401, 402, whole(1, 36500)),
  value('objectStore.immutableDays', 41, 42, { ...whole(0, 36500), adds: true }),
];

const CALLERS: ContractInput[] = [
  part('userDirectory', { callbackUrls: ['https://app.example.com/signed-in'] }),
  value('userDirectory.callbackUrls', ['https://one.example.com/signed-in'], ['https://two.example.com/signed-in'], { required: true }),
  value('userDirectory.scopes', ['samples:read'], ['samples:change'], { adds: true }),

  value('authentication.issuer', 'https://one.example.com/', 'https://two.example.com/', { ...text(ADDRESS), required: true, unless: 'userDirectory' }),
  value('authentication.audience', 'sample-audience', 'other-audience', { ...text('^[^\\s"\'<>&]+$'), required: true, unless: 'userDirectory' }),
  // A host of its own is let out by a rule of its own.
  value('authentication.jwksUri', 'https://keys-one.example.com/set', 'https://keys-two.example.com/set', { ...text(ADDRESS), adds: true }),
  value('authentication.scopeClaim', 'sample_scopes', 'other_scopes', CLAIM),
  value('authentication.clientClaim', 'sample_client', 'other_client', CLAIM),

  part('mutualTls', { trustStoreFile: AUTHORITIES[0] }),
  document('mutualTls.trustStoreFile', AUTHORITIES, { required: true }),
];

const SERVICE: ContractInput[] = [
  value('service.port', 8081, 8082),
  value('service.image', `samples.azurecr.io/one@sha256:${'1'.repeat(64)}`, `samples.azurecr.io/two@sha256:${'2'.repeat(64)}`, text('^[^\\s@]+@sha256:[0-9a-f]{64}$')),
  value('service.healthPath', '/sample-one', '/sample-two', text('^/(?:\\S*[^\\sz])?$')),
  size('service.size'),
  value('service.minInstances', 3, 4, whole(0, 1000)),
  value('service.maxInstances', 31, 32, whole(1, 1000)),
  value('service.requestTimeoutSeconds', 21, 22),
  value('service.settings', { SAMPLE: 'one' }, { OTHER: 'two' }, { bounds: { type: 'object', propertyNames: { pattern: '^[A-Za-z_]\\w*$' }, additionalProperties: { type: 'string' } } }),
  value('service.maskedFields', ['sampleField'], ['otherField']),
];

const EDGE: ContractInput[] = [
  document('openapi', APIS, { required: true }),
  value('consent.purpose', 'sample-purpose', 'other-purpose', { ...text('^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$'), required: true }),
  value('consent.claim', 'sample_purposes', 'other_purposes', CLAIM),
  value('rateLimits.perClient', { requests: 101, seconds: 51 }, { requests: 103, seconds: 53 }),
  value('rateLimits.overall', { requests: 5001, seconds: 51 }, { requests: 5003, seconds: 53 }),
  value('maxBodyBytes', 4001, 4002, whole(1, 8192)),
  value('maskedFields', ['sampleName'], ['otherName']),
  value('objectives.availability', 0.99, 0.995),
  value('objectives.latencyMilliseconds', 301, 302, whole(1, 60000)),
];

/** What a customer-facing API takes: an approval covers every environment whose inputs are within it. */
export const CONTRACT: PatternContract = { inputs: [...EDGE, ...SERVICE, ...CALLERS, ...STORES] };
