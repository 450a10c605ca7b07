import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isBlock, json } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { safeText } from '../redact';
import { containersOf } from './compute';
import { at, items, word } from './values';

/** Secrets that stand in the Terraform itself, wherever they do. Their values are not repeated. */
export const written: Reader = {
  types: ['aws_secretsmanager_secret_version'],
  read(graph: TerraformGraph, notes: Notes): void {
    for (const entry of graph.entries.filter((e) => e.type.startsWith('aws_'))) {
      const found = [...new Set([...inArguments(entry.body), ...(INSIDE[entry.type]?.(entry) ?? [])])].sort();
      if (found.length > 0) { notes.state('secret.written', entry, true, found.map((argument) => ({ address: entry.address, argument }))); }
    }
  },
};

const DEEPEST = 6;

// Arguments that hold a secret by their name, at any depth. Expressions hold no value.
function inArguments(value: any, path: string[] = []): string[] {
  if (Array.isArray(value)) { return value.flatMap((v, i) => (typeof v === 'string' ? [] : inArguments(v, [...path, String(i)]))); }
  if (!isBlock(value) || path.length > DEEPEST) { return []; }
  const found: string[] = [];
  for (const argument of Object.keys(value)) {
    if (argument === '//' || VARIABLES.has(argument)) { continue; }
    const inner = value[argument];
    const secret = isSecretArgument(argument) && items(inner).some((v) => isLiteral(v));
    if (secret || isDocumentWithSecret(argument, inner)) { found.push([...path, argument].join('.')); } else if (typeof inner === 'object') { found.push(...inArguments(inner, [...path, argument])); }
  }
  return found;
}

// Texts that are handed to a program may be documents.
function isDocumentWithSecret(argument: string, text: any): boolean {
  return typeof text === 'string' && /^(input|payload)$/.test(argument) && inArguments(json(text)).length > 0;
}

/** Blocks that hold names of the reader's own choice, which are read with their values, or units beside names of tokens. */
const VARIABLES = new Set(['variables', 'tags', 'tags_all', 'container_definitions', 'token_validity_units']);

/** Names of arguments, of which there are few, asked for in every block. */
const ARGUMENT_NAMES = new Map<string, boolean>();

function isSecretArgument(name: string): boolean {
  const known = ARGUMENT_NAMES.get(name) ?? isSecretName(name.replace(/s$/, ''));
  if (ARGUMENT_NAMES.size < 5000) { ARGUMENT_NAMES.set(name, known); }
  return known;
}

function isSecretName(name: string): boolean { return safeText('x', name) !== 'x'; }

function isLiteral(value: unknown): boolean { return typeof value === 'string' && value.length > 5 && !value.includes('${') && !/^(arn:|\/|https?:\/\/[^@]*$)/.test(value); }

// A pair of name and value that a program gets.
function pair(name: unknown, value: unknown): boolean {
  return isLiteral(value) && (isSecretName(String(name)) || safeText(String(value)) !== value);
}

const PASSWORDS = [/\b\w*(?:passwo?r?d|passwd|secret|token|api_?key)\w*["']?\s*[=:]\s*["']?[^\s"'$<{(]{6,}/i, /["']?[\w-]+:[^"'\s|$]{6,}["']?\s*\|\s*chpasswd/];

/** Whether a script holds a secret, plain or in base 64. */
function inScript(value: unknown): boolean {
  if (typeof value !== 'string' || value === '') { return false; }
  const script = /^[A-Za-z0-9+/\s]+=*\s*$/.test(value) ? Buffer.from(value, 'base64').toString('utf8') : value;
  return [value, script].some((text) => PASSWORDS.some((p) => p.test(text)));
}

const script = (entry: Entry): string[] => ['user_data', 'user_data_base64'].filter((a) => inScript(entry.body[a]));

const INSIDE: { readonly [type: string]: (entry: Entry) => string[] } = {
  aws_lambda_function: ({ body }) => {
    const variables = at(body, 'environment.variables');
    return Object.entries(isBlock(variables) ? variables : {}).filter(([n, v]) => pair(n, v)).map(([name]) => `environment.variables.${name}`);
  },
  aws_ecs_task_definition: (task) => containersOf(task).flatMap((c) => blocksOf(c.environment).filter((e) => pair(e.name, e.value)).map(() => 'container_definitions')),
  aws_ssm_parameter: ({ body }) => {
    const name = word(body.name, '')?.split('/').pop() ?? '';
    return ['value', 'insecure_value'].filter((a) => (word(body.type, 'String') === 'SecureString' ? isLiteral(body[a]) : pair(name, body[a])));
  },
  aws_instance: script, aws_launch_template: script, aws_launch_configuration: script,
};
