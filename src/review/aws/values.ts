import { blockOf, blocksOf, flag, isSet, isUnresolved, json, listOf, numeric, text } from '../../clouds/rule-values';

/** A known boolean; `absent` is the provider's default; `undefined` where only apply will know. */
export function yes(value: any, absent?: boolean): boolean | undefined { return isSet(value) ? flag(value) : absent; }

/** A known number; see `yes`. */
export function count(value: any, absent?: number): number | undefined {
  const known = isSet(value) ? numeric(value) : absent;
  return Number.isFinite(known) ? known : undefined;
}

/** A known text; see `yes`. */
export function word(value: any, absent?: string): string | undefined { return isSet(value) && value !== '' ? text(value) : absent; }

/** What is below a path of arguments, through blocks and lists of blocks. */
export function at(body: any, path: string): any {
  let here: any = body;
  for (const step of path.split('.')) { here = blockOf(here)[step]; }
  return here;
}

/** The items at an argument as a list, without what is null. */
export function items(value: any): any[] { return listOf(value).filter((v) => v !== undefined && v !== null); }

/** Whether Terraform refuses to destroy a resource. */
export function preventDestroy(body: any): boolean | undefined { return yes(blockOf(body?.lifecycle).prevent_destroy, false); }

/** An expression without the marks of Terraform, cut to a readable length: `var.image`. */
export function plainly(value: unknown): string {
  const written = String(value ?? '').replace(/\$\{([^{}]*)\}/g, '$1');
  return written.length > 120 ? `${written.slice(0, 117)}...` : written;
}

/** A document in a string: JSON, JSON with bare expressions between its values, or a call of `jsonencode`. */
export function document(value: unknown): any {
  if (typeof value === 'object' && value !== null) { return value; }
  if (typeof value !== 'string') { return undefined; }
  const direct = json(value);
  if (direct !== undefined) { return direct; }
  const encoded = /^\s*\$\{\s*jsonencode\(([\s\S]*)\)\s*\}\s*$/.exec(value);
  const found = json(encoded ? fromExpression(encoded[1]) : quoted(value));
  return typeof found === 'object' && found !== null ? found : undefined;
}

/** Whether nothing can be said of a text because it is an expression. */
export function hidden(value: unknown): boolean { return isUnresolved(value); }

// Puts `${...}` that stands where a JSON value should be into quotes.
function quoted(value: string): string {
  let written = '';
  let inString = false;
  for (let i = 0; i < value.length; i += 1) {
    if (inString && value[i] === '\\') { written += value.slice(i, i + 2); i += 1; continue; }
    if (value[i] === '"') { inString = !inString; }
    const end = !inString && value.startsWith('${', i) ? closing(value, i + 1) : -1;
    if (end > 0) { written += JSON.stringify(value.slice(i, end + 1)); i = end; } else { written += value[i]; }
  }
  return written;
}

function closing(value: string, open: number): number {
  let depth = 0;
  for (let i = open; i < value.length; i += 1) {
    if (value[i] === '{') { depth += 1; }
    if (value[i] === '}') { depth -= 1; }
    if (depth === 0) { return i; }
  }
  return -1;
}

// Objects of Terraform's language as JSON: `=` becomes `:`, and references become texts.
function fromExpression(value: string): string {
  return value.replace(/"(?:[^"\\]|\\.)*"|=(?![=>])|[A-Za-z_][\w.[\]*-]*/g, (token) => (
    token.startsWith('"') || ['true', 'false', 'null'].includes(token) ? token : token === '=' ? ':' : JSON.stringify(token.includes('.') ? `\${${token}}` : token)
  ));
}

/** Blocks that an override may have written as an object of blocks by name. */
export function blocks(value: any): { [argument: string]: any }[] { return blocksOf(value); }
