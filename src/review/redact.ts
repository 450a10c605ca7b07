/**
 * No secret literal reaches a page, a comment or a file of the review, even where the provider does not mark the argument:
 * what is named like a secret or looks like one is replaced. Expressions of Terraform hold no value and stay.
 */

export const REDACTED = '(hidden: looks like a secret)';

const NAMED = /(^|[_.-])(password|passwd|pass|pwd|secret|secret_string|secret_data|token|api_?key|private_?key|access_?key|client_?secret|connection_?string|credentials?|sas)$/i;
const KNOWN = [
  /(?<![0-9A-Za-z])(AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Za-z])/, /\bgh[pousr]_\w{30,}/, /\bglpat-[\w-]{20,}/, /\bxox[abprs]-[\w-]{10,}/, /\bAIza[\w-]{35}\b/, /\bsk_(live|test)_\w{16,}/, /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]+/, /(AccountKey|SharedAccessKey|sig|Password|Pwd)=[^;&\s]{8,}/i, /:\/\/[^/\s:@]+:[^/\s@]{6,}@/,
];
/** Words that are long and mixed, but name things: digests, identifiers, ARNs, addresses, paths, expressions. */
const NAMES = /^(sha\d+:|arn:|https?:|projects\/|\/|\$\{|[0-9a-f]{8}-[0-9a-f]{4}-|[0-9a-f]{32,128}$)/i;

/** Arguments that hold a secret though their name does not say so, by type. */
const HOLDERS: ReadonlyMap<string, RegExp> = new Map([
  ['azurerm_key_vault_secret', /^value$/], ['azurerm_api_management_named_value', /^value$/], ['aws_ssm_parameter', /^value$/],
  ['azurerm_container_app', /^secret\b.*\bvalue$/], ['azurerm_container_app_job', /^secret\b.*\bvalue$/],
  ['azurerm_resource_group_template_deployment', /^template_content\b.*\bresources\[[^\]]*\]\.properties\.value$/],
]);

/** Whether an argument of a type holds a secret whatever it is called. */
export function holdsSecret(type: string, path: string): boolean { return HOLDERS.get(type)?.test(path) ?? false; }

/** What `safeText` has to be told of a place in a resource: a variable's own name for `env[DB_PASSWORD].value`, and that it is a secret where only the type says so. */
export function nameAt(type: string, path: string): string {
  if (holdsSecret(type, path)) { return 'secret'; }
  const [, key, parent] = /(?:\[([^\]]+)\]|(?:^|\.)([^.[\]]+))\.value$/.exec(path) ?? [];
  return key ?? parent ?? path.slice(path.lastIndexOf('.') + 1);
}

/** `text`, or a note in its place if it is a secret. `argument` is the name that it was found under. */
export function safeText(text: string, argument = ''): string {
  if (!text || /^\$\{[^}]*\}$/.test(text)) { return text; }
  return (NAMED.test(argument.replace(/([a-z])([A-Z])/g, '$1_$2')) && !text.includes('${')) || looksSecret(text) ? REDACTED : text;
}

/** Markup whose words are kept but for secrets. What is between two tags is one text. */
export function safeMarkup(markup: string): string {
  return markup.replace(/>([^<>\n]+)</g, (whole, words) => (safeText(words) === words ? whole : `>${REDACTED}<`));
}

/** The same for a whole value; lists and objects are gone through. */
export function safeValue(value: any, argument = ''): any {
  if (typeof value === 'string') { return safeText(value, argument); }
  if (Array.isArray(value)) { return value.map((v) => safeValue(v, argument)); }
  if (value && typeof value === 'object') { return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, safeValue(v, k)])); }
  return value;
}

/** The shortest that any pattern tells, and the shortest word that may be random. */
const SHORTEST = 12;
const LONG_WORD = /[^\s"',;=:|_-]{20}/;

function looksSecret(text: string): boolean {
  if (text.length < SHORTEST) { return false; }
  return KNOWN.some((pattern) => pattern.test(text)) || (LONG_WORD.test(text) && text.split(/[\s"',;=:|_-]+/).some(random));
}

/** Long, of three kinds of characters that change far more often than in a name, and evenly spread. */
function random(word: string): boolean {
  if (word.length < 20 || word.length > 200 || NAMES.test(word) || word.includes('${') || /[/.@{}<>]/.test(word) || isWordy(word)) { return false; }
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(word)).length;
  return kinds === 3 && changes(word) / word.length > 0.4 && entropy(word) > 3.7;
}

/** A name of several words, as programs write them (`patchShopsPriceListsP2`): most of it is runs of small letters. */
function isWordy(word: string): boolean {
  const runs = word.match(/[a-z]{3,}/g) ?? [];
  return /^[A-Za-z][A-Za-z0-9]*$/.test(word) && runs.length >= 2 && runs.join('').length >= 0.6 * word.length;
}

/** How often lower case, upper case and digits follow each other. */
function changes(word: string): number {
  const kind = (c: string) => (/[a-z]/.test(c) ? 0 : /[A-Z]/.test(c) ? 1 : /\d/.test(c) ? 2 : 3);
  return [...word].filter((c, i) => i > 0 && kind(c) !== kind(word[i - 1])).length;
}

/** Shannon entropy in bits for each character. */
function entropy(word: string): number {
  const counts = new Map<string, number>();
  for (const c of word) { counts.set(c, (counts.get(c) ?? 0) + 1); }
  return [...counts.values()].reduce((sum, n) => sum - (n / word.length) * Math.log2(n / word.length), 0);
}
