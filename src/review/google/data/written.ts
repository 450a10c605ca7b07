import { isUnresolved } from '../../../clouds/rule-values';
import { REDACTED, safeText } from '../../redact';
import { Scope, Topic } from '../scope';

/** Longer texts are programs and documents. */
const LONGEST = 4000;

/** Secrets that stand in the Terraform itself, wherever they do. Their values are not repeated. */
export const written: Topic = {
  types: ['google_secret_manager_secret_version', 'google_secret_manager_regional_secret_version'],
  read(scope: Scope) {
    for (const entry of scope.graph.entries) {
      if (!entry.type.startsWith('google_')) { continue; }
      const found = [...new Set(secretsIn(entry.body, ''))].sort();
      if (found.length > 0) { scope.state('secret.written', entry, true, found.map((argument) => ({ address: entry.address, argument }))); }
    }
  },
};

/** Arguments that hold a secret: by their name, by the name beside them, or by how the text looks. */
function secretsIn(value: any, path: string, name = '', depth = 0): string[] {
  if (typeof value === 'string') { return isSecret(value, name) ? [path] : []; }
  if (typeof value !== 'object' || value === null || depth > 12) { return []; }
  if (Array.isArray(value)) { return value.flatMap((item) => secretsIn(item, path, name, depth + 1)); }
  return Object.entries(value).filter(([key]) => key !== '//').flatMap(([key, item]) => {
    // A variable of a workload is a name and a value.
    const called = key === 'value' && typeof value.name === 'string' ? value.name : key;
    return secretsIn(item, path === '' ? key : `${path}.${key}`, called, depth + 1);
  });
}

function isSecret(text: string, name: string): boolean {
  // `secret` names one that is kept elsewhere.
  if (text === '' || text.length > LONGEST || isUnresolved(text) || /^(true|false|\d+)$/i.test(text) || /^projects\//.test(text)) { return false; }
  // A certificate is for everybody to read.
  if (/^-----BEGIN CERTIFICATE-----/.test(text) && !text.includes('PRIVATE KEY')) { return false; }
  return safeText(text, /^secret$/i.test(name) ? '' : name) === REDACTED;
}
