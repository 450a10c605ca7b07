import { nameAt, REDACTED, safeText } from '../redact';
import { documentIn } from './canonical';

/**
 * Values of places that hold a secret, hidden before they are put in words: a number or a short word looks harmless and is hidden
 * all the same where a secret stands. References to what holds it are shown.
 */

/** What is a secret in any resource, with all that stands in it: programs that machines start with, documents of secrets. */
const WHOLE = new RegExp(`(^|\\.)(${[
  'secret_string', 'secret_binary', 'secret_data', 'custom_data', 'user_data', 'user_data_base64', 'metadata_startup_script', 'startup-script', 'shutdown-script',
  'windows-startup-script-\\w+', 'sysprep-specialize-script-\\w+', 'user-data', 'protected_settings', 'protected_parameter', 'secure_environment_variables', 'credentials',
].join('|')})(_wo)?(\\.|\\[|$)`, 'i');
/** Blocks whose values are secrets, whatever people call them. */
const BLOCKS = /(^|\.)(secrets?|connection_string)\b.*\bvalue$/;

/** What some types hold under names that say nothing. */
const BY_TYPE: readonly (readonly [type: RegExp, path: RegExp])[] = [
  [/^(azurerm_(key_vault_secret|api_management_named_value|automation_variable_\w+)|aws_ssm_parameter|aws_api_gateway_api_key)$/, /^(value|value_wo|insecure_value)\b/],
  [/_template_deployment$/, /^(parameters_content\b|template_content\b.*\.(properties\.value|defaultValue)\b)/],
  [/^azurerm_virtual_machine(_scale_set)?_(extension|run_command)$/, /^(settings\.(commandToExecute|script)|source\.script|parameter)\b/],
  [/^azurerm_application_gateway$|_certificate$/, /(^|\.)(pfx_blob|contents|data)$/],
];

/** Names of arguments that hold one, beside those that `redact.ts` knows. */
const ARGUMENTS = /(^|[_.-])(passwords|tokens|secret_key|shared_key|account_key|pre_?shared_key|auth_key|license_key|sas_token|passphrase|x-api-key|authorization)$|_wo$/i;
/** Names of variables and headers that do; people choose these, and a key among them is one. */
const NAMED = /(^|[_.-])(passwords?|passphrase|passcode|pass|pwd|pw|pin|secrets?|tokens?|keys?|auth|authorization|cookie|dsn|salt|signature|credentials?|sas|conn_?str(ing)?|(database|db)_ur[il]|webhook(_url)?)$/i;
/** What says where a secret is, and not what it is. */
const REFERS = /(^|[.\]])(secret_name|secret_ref|secret_key_ref|value_?from|value_source)\b/i;
const CHOSEN = /(^|\.)(env|environment|environment_variables?|variables|app_settings|metadata|headers?|custom_header|stage_variables)(\[|\.)/i;

/** Whether a place of a resource holds a secret, whatever stands in it. `path` has the keys of items: `env[DB_PASSWORD].value`. */
export function secretAt(type: string, path: string): boolean {
  if (WHOLE.test(path) || BLOCKS.test(path) || BY_TYPE.some(([t, p]) => t.test(type) && p.test(path)) || named(type, path)) { return true; }
  // A document in a variable is secret as a whole.
  const chosen = REFERS.test(path) ? null : CHOSEN.exec(path);
  return chosen !== null && [...path.matchAll(/\.|$/g)].some(({ index }) => index! > chosen.index + 1 && variable(nameAt(type, path.slice(0, index))));
}

function named(type: string, path: string): boolean {
  const name = nameAt(type, path);
  return safeText('x', name) === REDACTED || ARGUMENTS.test(name);
}

/** The item itself, `env[DB_PASSWORD]`, and what is in it: its name is not always beside the value. */
function variable(name: string): boolean { return NAMED.test((/\[([^\]]+)\]$/.exec(name)?.[1] ?? name).replace(/([a-z])([A-Z])/g, '$1_$2')); }

/** A value without what is secret in it. `secret` where something around it says that it is one. */
export function hide(type: string, value: any, path: string, secret = false): any {
  if (value === undefined || value === null || typeof value === 'boolean') { return value; }
  if (Array.isArray(value)) { return value.map((item) => hide(type, item, path, secret)); }
  if (typeof value === 'object') {
    const name = nameOf(value);
    const place = name === undefined || path.endsWith(`[${name}]`) ? path : `${path}[${name}]`;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === '//' ? item : hide(type, item, place ? `${place}.${key}` : key, secret)]));
  }
  if (secret || secretAt(type, path)) { return isReference(String(value)) ? value : REDACTED; }
  return typeof value === 'string' ? hideText(type, value, path) : value;
}

/** The name of an item of a list, which says what its value is. */
export function nameOf(item: any): string | undefined {
  return [item?.name, item?.Name, item?.key].find((name) => typeof name === 'string');
}

/** A document in a string is gone into; it stays as it is written where nothing in it is secret. */
function hideText(type: string, text: string, path: string): any {
  const document = documentIn(text);
  if (document === undefined) { return safeText(text); }
  const hidden = hide(type, document, path);
  return JSON.stringify(hidden) === JSON.stringify(document) ? text : hidden;
}

/** Nothing but references and addresses: what they refer to is not in the Terraform, unlike a text in quotes. */
function isReference(text: string): boolean {
  return /^(\$\{(?:[^{}"]|\["[\w-]+"\])*\}[\s,]*)+$/.test(text) || (/^(arn:|projects\/|\/|https:\/\/[^@?]*$)/.test(text) && text.includes('${') && !text.includes('"'));
}
