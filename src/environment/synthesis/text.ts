import { Token } from 'cdktf';
import { isNumberToken } from '../host';

const NUMBERS = /[-|\d.+]+e[-|\d.eE+]+/g;

/**
 * Whether the host's resolution would give `text` back as it is: it holds no marker of a token, is none of the host's words for an encoded
 * map, and holds no encoded number, which is vast and therefore has an exponent.
 */
export function isPlain(text: string): boolean {
  if (text.includes('TfToken[') || text === Token.STRING_MAP_TOKEN_VALUE || text === Token.ANY_MAP_TOKEN_VALUE) { return false; }
  return !text.includes('e+') || !(text.match(NUMBERS) ?? []).some((number) => isNumberToken(parseFloat(number)));
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
