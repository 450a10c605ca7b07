import { isOrdered } from './ordered';

/**
 * One form for everything that means the same to Terraform: "30" and 30, one block and a list of one block, a list of one and
 * its item in policies, lists without order in any order, JSON documents in strings however they are spaced.
 */
export function canonical(type: string, value: any, argument = ''): any {
  if (typeof value === 'string') { return scalar(type, value, argument); }
  if (Array.isArray(value)) { return list(type, value, argument); }
  if (value && typeof value === 'object') {
    const policy = isStatement(value);
    const made: any = {};
    for (const key of Object.keys(value).sort()) {
      if (key === '//') { continue; }
      const inner = policy && /^(not)?actions?$/i.test(key) ? lower(value[key]) : value[key];
      const known = canonical(type, inner, argument ? `${argument}.${key}` : key);
      if (known !== undefined) { made[key] = known; }
    }
    return made;
  }
  return value === null ? undefined : value;
}

/** Two values that mean the same have the same text. */
export function fingerprint(type: string, value: any, argument = ''): string {
  return JSON.stringify(canonical(type, value, argument)) ?? '';
}

/** A JSON document in a string, parsed; `undefined` if it is none. Expressions become strings, whether they stand in quotes or not. */
export function documentIn(value: any): any {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) { return undefined; }
  return parsed(value) ?? (value.includes('${') ? parsed(quoted(value)) : undefined);
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Writes expressions so that JSON takes them: `"command":${jsonencode(x)}`, `"${a == "b" ? 1 : 2}"`. */
function quoted(text: string): string {
  let written = '';
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    if (text.startsWith('${', at) && text[at - 1] !== '$') {
      const end = endOf(text, at + 2);
      const expression = JSON.stringify(text.slice(at, end));
      written += inString ? expression.slice(1, -1) : expression;
      at = end - 1;
    } else {
      if (text[at] === '"' && text[at - 1] !== '\\') { inString = !inString; }
      written += text[at];
    }
  }
  return written;
}

/** Where an expression that begins at `from` ends, after its brace. */
function endOf(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (let inString = false; at < text.length && depth > 0; at++) {
    const c = text[at];
    if (c === '"' && text[at - 1] !== '\\') { inString = !inString; }
    if (!inString && c === '{') { depth++; }
    if (!inString && c === '}') { depth--; }
  }
  return at;
}

function scalar(type: string, value: string, argument: string): any {
  const document = documentIn(value);
  if (document !== undefined) { return canonical(type, document, argument); }
  if (value === 'true' || value === 'false') { return value === 'true'; }
  return value.length < 16 && value !== '' && String(Number(value)) === value ? Number(value) : value;
}

function list(type: string, value: any[], argument: string): any {
  const items = value.map((v) => canonical(type, v, argument)).filter((v) => v !== undefined);
  if (items.length === 0) { return undefined; }
  if (items.length === 1) { return items[0]; }
  if (isOrdered(type, argument) || items.every(Array.isArray)) { return items; }
  return items.map((item) => [JSON.stringify(item), item] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

/** A statement of a policy: the clouds compare names of actions without case. */
export function isStatement(value: any): boolean {
  return value !== null && typeof value === 'object' && 'Effect' in value && ('Action' in value || 'NotAction' in value);
}

function lower(value: any): any {
  return Array.isArray(value) ? value.map(lower) : typeof value === 'string' ? value.toLowerCase() : value;
}
