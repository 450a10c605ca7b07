import { Token } from 'cdktf';
import { isNumberToken } from '../host';

// What a text must contain before the host could see a token in it: its markers, its words for maps, or what could be an encoded number.
const SUSPICIOUS = new RegExp(`TfToken\\[|${Token.STRING_MAP_TOKEN_VALUE}|${Token.ANY_MAP_TOKEN_VALUE}|[-|\\d.+]e[-|\\d.eE+]`);
const NUMBERS = /[-|\d.+]+e[-|\d.eE+]+/g;

/** Whether the host's resolution would give `text` back as it is. */
export function isPlain(text: string): boolean {
  return !SUSPICIOUS.test(text) || isPlainInspite(text);
}

/** Texts such as `1e5` or `-e2e-` look like numbers; few of them encode one. */
function isPlainInspite(text: string): boolean {
  if (text.includes('TfToken[') || text === Token.STRING_MAP_TOKEN_VALUE || text === Token.ANY_MAP_TOKEN_VALUE) { return false; }
  return !(text.match(NUMBERS) ?? []).some((number) => isNumberToken(parseFloat(number)));
}

const plainKeys = new Set<string>();
const MOST_KEYS = 10_000;

/** The same for names of arguments, of which a stack has few and uses them often. */
export function isPlainKey(key: string): boolean {
  if (plainKeys.has(key)) { return true; }
  if (!isPlain(key)) { return false; }
  if (plainKeys.size < MOST_KEYS) { plainKeys.add(key); }
  return true;
}

const SMALLEST_TOKEN = -1e288;

/** Whether the host's resolution would give `value` back as it is: encoded numbers are negative and vast. */
export function isPlainNumber(value: number): boolean {
  return value > SMALLEST_TOKEN && value !== Token.NUMBER_MAP_TOKEN_VALUE;
}
