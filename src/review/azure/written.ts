import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isBlock, isUnresolved, json } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { holdsSecret, REDACTED, safeText } from '../redact';
import { stackOf } from './stack';

/** Longer texts are programs and documents. */
const LONGEST = 4000;
/** Where types hold secrets under a name that does not say so. */
const PLACES = ['value', 'secret.value'];
/** Arguments whose names end like those of secrets, and that name where one is kept. */
const NAMES_ONE = /(^|_)(secret|token|credentials?)$/i;
/** Arguments that hold JSON: settings of machines and what is given to templates. */
const DOCUMENTS = /^(protected_settings|settings|parameters_content|parameter_values)$/;

/** Secrets that stand in the Terraform itself, wherever they do. Their values are not repeated. */
export const written: Reader = {
  types: [],
  read(graph: TerraformGraph, notes: Notes): void {
    for (const entry of graph.entries.filter((e) => e.type.startsWith('azurerm_'))) {
      const found = [...new Set([...secretsIn(entry.body, '', '', 0), ...named(entry)])].sort();
      if (found.length > 0) { notes.state('secret.written', entry, true, found.map((argument) => ({ address: entry.address, argument }))); }
    }
    for (const made of stackOf(graph).templates) {
      if (/^Microsoft\.KeyVault\/vaults\/secrets$/i.test(made.type) && isLiteral(made.properties.value) && !/pem/i.test(String(made.properties.contentType))) {
        notes.state('secret.written', made.entry, true, 'template_content');
      }
    }
  },
};

function named(entry: Entry): string[] {
  // A named value of the gateway may be no secret; it says so itself.
  if (entry.type === 'azurerm_api_management_named_value' && entry.body.secret !== true) { return []; }
  return PLACES.filter((path) => holdsSecret(entry.type, path)).filter((path) => {
    const [block, argument] = path.split('.');
    return argument === undefined ? isLiteral(entry.body[block]) : blocksOf(entry.body[block]).some((b) => isLiteral(b[argument]));
  });
}

/** A text that is the value itself. Templates work theirs out in brackets. */
function isLiteral(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && !isUnresolved(value) && !/^\[[^[]/.test(value);
}

/** Arguments that hold a secret: by their name, by the name beside them, or by how the text looks. */
function secretsIn(value: any, path: string, name: string, depth: number): string[] {
  if (typeof value === 'string') {
    const document = DOCUMENTS.test(name) ? json(value) : undefined;
    return document === undefined ? (isSecret(value, name) ? [path] : []) : secretsIn(document, path, '', depth + 1).length > 0 ? [path] : [];
  }
  if (typeof value !== 'object' || value === null || depth > 12) { return []; }
  if (Array.isArray(value)) { return value.flatMap((item) => secretsIn(item, path, name, depth + 1)); }
  return Object.entries(value).filter(([key]) => key !== '//').flatMap(([key, item]) => {
    // A variable of a workload is a name and a value, a parameter of a template a name with a block.
    const called = key === 'value' ? (isBlock(value) && typeof value.name === 'string' ? value.name : name || key) : key;
    return secretsIn(item, path === '' ? key : `${path}.${key}`, called, depth + 1);
  });
}

function isSecret(text: string, name: string): boolean {
  if (!isLiteral(text) || text.length > LONGEST || /^(true|false|\d+)$/i.test(text) || /^(\/subscriptions\/|https:\/\/[\w-]+\.vault\.)/i.test(text)) { return false; }
  const called = NAMES_ONE.test(name) && !/client_secret$/i.test(name) ? '' : name;
  // What a shell works out when it runs is not in the Terraform.
  if (text.includes('$(')) { return safeText('x', called) === REDACTED; }
  return safeText(plain(text), called) === REDACTED;
}

/** The text behind Base64, if it is one that people can read: a page, a script. */
function plain(text: string): string {
  const decoded = /^[A-Za-z0-9+/]{24,}={0,2}$/.test(text) ? Buffer.from(text, 'base64').toString('utf8') : '';
  return /^[\x20-\x7e\s]+$/.test(decoded) ? decoded : text;
}
