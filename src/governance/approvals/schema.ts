import { CloudName } from '../../environment/landing-zone';
import { choice, email, JsonSchema, listOf, struct, text } from '../../standards/schema-parts';
import { GovernanceFunction } from '../control';
import { APPROVAL_TYPE, STATEMENT_TYPE } from './statement';

const CLOUDS: readonly string[] = Object.values(CloudName);
const FUNCTIONS: readonly string[] = Object.values(GovernanceFunction);
const SHA = '[0-9a-f]{64}';
const NAME = '[a-z0-9][a-z0-9-]*';
const VERSION = '[0-9A-Za-z.+-]+';

const digest = (what: string) => text(`SHA-256 of ${what}, hexadecimal.`, `^${SHA}$`, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
const date = (what: string) => text(what, '^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', '2026-11-23');
const words = (what: string): JsonSchema => ({ type: 'string', description: what, minLength: 1 });
const mapping = (description: string, value: JsonSchema): JsonSchema => ({ type: 'object', description, additionalProperties: value });
const byCloud = (description: string, value: JsonSchema): JsonSchema => ({ ...mapping(description, value), propertyNames: { enum: CLOUDS } });

const controlSchema = struct('One control.', {
  definition: digest('what it asks for'),
  reads: byCloud('What it read.', digest('what it read and found')),
  outcome: byCloud('The worst that it found.', words('Outcome.')),
}, ['definition', 'reads', 'outcome']);

const PREDICATE: { [name: string]: JsonSchema } = {
  pattern: text('Id of the pattern.', `^${NAME}$`, 'customer-facing-api'),
  version: text('Version of the pattern.', `^${VERSION}$`, '1.0.0'),
  function: choice('Function that approved.', FUNCTIONS),
  approver: struct('Who approved.', { email: email('E-mail address.', 'alice@acme.example') }, ['email']),
  reference: words('Where the decision can be read.'),
  approved: date('Day of the approval.'),
  expires: date('Last day on which it holds.'),
  contract: digest('the contract'),
  controlPack: digest('all controls'),
  controls: mapping('Controls of the function.', controlSchema),
  inventory: mapping('Variants by slice.', digest('the variants')),
  places: byCloud('Places that inputs reach.', digest('the places')),
  providers: byCloud('Versions of the providers.', words('Version.')),
  exceptions: listOf('Ids of exceptions.', words('Id.')),
  lock: digest('the lock'),
  authors: listOf('Who maintained the pattern.', words('E-mail address.')),
  summary: listOf('What was approved.', words('Sentence.')),
  content: digest('the statement without this property'),
};

const OPTIONAL = ['inventory', 'places'];

/** What an approval looks like. */
export function approvalSchema(): JsonSchema {
  return struct('An approval as an in-toto statement.', {
    _type: choice('Type of the statement.', [STATEMENT_TYPE]),
    subject: listOf('What was approved, by cloud.', struct('One cloud.', {
      name: text('Pattern, version and cloud.', `^${NAME}@${VERSION} on (${CLOUDS.join('|')})$`, 'customer-facing-api@1.0.0 on aws'),
      digest: struct('Its digest.', { sha256: digest('what was approved') }, ['sha256']),
    }, ['name', 'digest']), { minItems: 1 }),
    predicateType: choice('Type of the predicate.', [APPROVAL_TYPE]),
    predicate: struct('The approval.', PREDICATE, Object.keys(PREDICATE).filter((name) => !OPTIONAL.includes(name))),
  }, ['_type', 'subject', 'predicateType', 'predicate']);
}

/** What the envelope around a signed one looks like. */
export function envelopeSchema(): JsonSchema {
  const base64 = (what: string) => text(what, '^[A-Za-z0-9+/_-]*={0,2}$', 'aGVsbG8=');
  return struct('A signed approval.', {
    payloadType: words('Type of what is signed.'),
    payload: base64('What is signed, base64.'),
    signatures: listOf('Signatures.', struct('One signature.', { keyid: { type: 'string', description: 'Name of the key.' }, sig: base64('Signature, base64.') }, ['sig']), { minItems: 1 }),
  }, ['payloadType', 'payload', 'signatures']);
}
