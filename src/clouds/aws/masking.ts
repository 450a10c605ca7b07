import { GroundworkError } from '../../errors';

/** What CloudWatch Logs recognises by itself, besides the fields that are named. */
const MANAGED = ['EmailAddress', 'CreditCardNumber', 'AwsSecretKey', 'PkcsPrivateKey'];
const MOST_IDENTIFIERS = 10;
const LONGEST_PATTERN = 200;

/**
 * The pattern takes no quotes, colons or parentheses, so a field is matched as: its name, up to four characters (`":"` and a
 * space), and everything to the next comma or brace.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL-custom-data-identifiers.html
 */
function patternOf(field: string): string {
  return `${field.replace(/[^A-Za-z0-9_-]/g, '.')}.{1,4}[^,}]{1,99}`;
}

function pack(fields: string[]): string[] {
  const packed: string[] = [];
  for (const pattern of fields.map(patternOf)) {
    const last = packed[packed.length - 1];
    if (last !== undefined && last.length + 1 + pattern.length <= LONGEST_PATTERN) { packed[packed.length - 1] = `${last}|${pattern}`; } else { packed.push(pattern); }
  }
  return packed;
}

/**
 * A data protection policy that masks the values of `fields`, and what CloudWatch recognises as personal or secret by itself.
 * @throws if there are more fields than the ten patterns of a policy hold
 */
export function maskingPolicy(name: string, partition: string, fields: string[], where: string): string {
  const patterns = pack([...new Set(fields)].sort());
  if (patterns.length > MOST_IDENTIFIERS) {
    throw new GroundworkError('Too many masked fields', [{
      where,
      problem: `${fields.length} field names do not fit into the ${MOST_IDENTIFIERS} patterns of ${LONGEST_PATTERN} characters that CloudWatch Logs allows`,
      mend: 'Classify fewer fields, or give fields of one kind one name.',
    }]);
  }
  const custom = patterns.map((regex, i) => ({ Name: `Fields${i + 1}`, Regex: regex }));
  const identifiers = [...MANAGED.map((m) => `arn:${partition}:dataprotection::aws:data-identifier/${m}`), ...custom.map((c) => c.Name)];
  return JSON.stringify({
    Name: name,
    Description: 'Masks personal data at ingestion',
    Version: '2021-06-01',
    ...(custom.length > 0 ? { Configuration: { CustomDataIdentifier: custom } } : {}),
    Statement: [
      { Sid: 'audit', DataIdentifier: identifiers, Operation: { Audit: { FindingsDestination: {} } } },
      { Sid: 'mask', DataIdentifier: identifiers, Operation: { Deidentify: { MaskConfig: {} } } },
    ],
  });
}
