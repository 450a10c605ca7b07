import { AwsStack } from './stack';
import { Clause } from './policy';
import { plainly } from './values';

/** Words for common keys of conditions; `#` is the list of values. */
const WORDS: { readonly [key: string]: string } = {
  'kms:viaservice': 'through #', 'aws:sourceaccount': 'for account #', 'aws:sourcearn': 'for #', 'aws:principalaccount': 'by account #', 'aws:principalorgid': 'by organisation #', 'aws:principalarn': 'by #',
  'kms:calleraccount': 'by account #', 'aws:sourceip': 'from #', 'aws:sourcevpc': 'from network #', 'aws:sourcevpce': 'from private endpoint #', 'lambda:sourcefunctionarn': 'by the code of #',
  'aws:requestedregion': 'in region #', 'iam:passedtoservice': 'handed to #', 's3:resourceaccount': 'in account #', 's3:prefix': 'below #',
};

/** A condition in words; the same whatever the order in the policy. */
export function inWords(stack: AwsStack, condition: Clause[], effect: 'allow' | 'deny', more: string[] = []): string | undefined {
  const all = [...condition.map((c) => clause(stack, c)), ...more].sort();
  // Anything of an account says no more than the account.
  const clauses = all.filter((c) => !(/^for anything( of account \S+)?$/.test(c) && all.some((other) => /^for account /.test(other))));
  if (clauses.length === 0) { return undefined; }
  return `${effect === 'deny' ? 'when' : 'only'} ${[...new Set(clauses)].join(' and ')}`;
}

function clause(stack: AwsStack, { operator, key, values }: Clause): string {
  const name = key.toLowerCase();
  const shown = values.map((v) => value(stack, v)).sort().join(', ');
  if (name === 'aws:securetransport') { return values.join() === 'false' ? 'without TLS' : 'with TLS'; }
  if (name === 'kms:grantisforawsresource') { return values.join() === 'true' ? 'for services of the cloud' : 'not for services of the cloud'; }
  if (name === 'aws:multifactorauthpresent') { return values.join() === 'true' ? 'with a second factor' : 'without a second factor'; }
  if (name === 's3:tlsversion') { return `with TLS ${/LessThan/.test(operator) ? `below ${shown}` : shown}`; }
  if (/^null$/i.test(operator)) { return `${key.split(':').pop()} ${values.join() === 'true' ? 'is absent' : 'is there'}`; }
  const optional = /IfExists$/i.test(operator) ? ' if there' : '';
  if (/Not(Equals|Like|IpAddress)|^NotIpAddress/i.test(operator)) { return `${(WORDS[name] ?? `${key.split(':').pop()} #`).replace('#', `other than ${shown}`)}${optional}`; }
  const compare = /LessThanEquals/i.test(operator) ? 'at most ' : /LessThan/i.test(operator) ? 'below ' : /GreaterThanEquals/i.test(operator) ? 'at least ' : /GreaterThan/i.test(operator) ? 'above ' : '';
  return `${(WORDS[name] ?? `with ${key.replace(/^[\w-]+:/, '')} #`).replace('#', `${compare}${shown}`)}${optional}`;
}

// An address where the value names a resource of this stack, else the end of an ARN or the short name of a service.
function value(stack: AwsStack, written: string): string {
  const found = stack.find(written);
  if (found) { return found.address; }
  const service = /^([\w-]+)(?:\.[\w-]+)?\.amazonaws\.com(?:\.cn)?$/.exec(written);
  if (service) { return service[1]; }
  const arn = /^arn:[^:]*:([^:]*):[^:]*:([^:]*):(.*)$/.exec(written);
  if (arn && arn[3] === '*') { return `${arn[1] === '*' ? 'anything' : `any ${arn[1]}`}${/^\d{12}$/.test(arn[2]) && arn[2] !== stack.account ? ` of account ${arn[2]}` : ''}`; }
  return plainly(arn ? `${arn[1]} ${arn[3]}${arn[2] && arn[2] !== stack.account ? ` of account ${arn[2]}` : ''}` : written);
}
