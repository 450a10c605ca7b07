import { createHash } from 'crypto';

/** How wide a physical name must be unique. */
export enum NameScope {
  /** Across all customers of the cloud: a digest of organization, account and path is always part of it. */
  GLOBAL = 'global',
  /** Within the account, subscription or project (and region). */
  ACCOUNT = 'account',
  /** Within the parent resource: the environment's name is left out. */
  PARENT = 'parent',
}

/** What a cloud accepts as the name of one resource type. */
export interface NameRule {
  /** Fewest characters. @default 1 */
  readonly min?: number;
  /** Most characters. */
  readonly max: number;
  /** Characters that may occur, as the inside of a regular expression class, after lower-casing if `lowerCase`. @default 'a-z0-9-' */
  readonly allowed?: string;
  /** Joins the parts; must be allowed, may be empty. @default '-' */
  readonly separator?: string;
  /** Whether upper case letters are lowered. @default true */
  readonly lowerCase?: boolean;
  /** Whether the name must begin with a letter. @default true */
  readonly letterFirst?: boolean;
  /** Texts that the name must not begin with or contain (`aws`, `goog`, `--`). @default - none */
  readonly forbidden?: string[];
  /** Text every name begins with (`aws-waf-logs-`). @default - none */
  readonly prefix?: string;
  readonly scope: NameScope;
  /** Where the rule is written down. */
  readonly source?: string;
}

const DIGEST_LENGTH = 6;

/** Six characters `a-z0-9` that stand for `text`. */
export function digest(text: string, length = DIGEST_LENGTH): string {
  return BigInt('0x' + createHash('sha256').update(text).digest('hex')).toString(36).padStart(length, '0').slice(-length);
}

/**
 * Composes a physical name that obeys `rule`: readable, the same for the same input, unique for different input.
 * Where characters are lost or the name must be cut, a digest of the full identity takes their place.
 *
 * @param rule what the cloud accepts
 * @param parts what the name is made of, most general first
 * @param identity what makes it unique: organization, landing zone and construct path
 */
export function composeName(rule: NameRule, parts: string[], identity: string): string {
  const separator = rule.separator ?? '-';
  const lower = rule.lowerCase ?? true;
  const allowed = rule.allowed ?? 'a-z0-9-';
  const clean = (text: string) => squeeze((lower ? text.toLowerCase() : text).replace(new RegExp(`[^${allowed}]+`, 'g'), separator), separator);
  const words = parts.map(clean).filter((w) => w !== '');
  const exact = parts.filter((p) => p !== '');
  const lossy = separator === '' || words.length !== exact.length || words.some((w, i) => w !== exact[i]);
  const prefix = rule.prefix ?? '';
  const room = rule.max - prefix.length;
  let body = words.join(separator);
  const start = (text: string) => ((rule.letterFirst ?? true) && prefix === '' && !/^[a-z]/i.test(text) ? `x${text}` : text);
  body = start(body);
  const mustMark = rule.scope === NameScope.GLOBAL || lossy || body.length > room || body.length < (rule.min ?? 1)
    || (rule.forbidden ?? []).some((f) => body.includes(f));
  if (!mustMark) { return prefix + body; }
  body = start(without(body, rule.forbidden ?? [], separator));
  const mark = separator + digest(identity);
  const kept = trimEnd(body.slice(0, Math.max(1, room - mark.length)), separator);
  return (prefix + kept + mark).padEnd(rule.min ?? 1, '0');
}

/** Takes the forbidden texts out, again until none is left: taking one out can make another. */
function without(text: string, forbidden: string[], separator: string): string {
  const next = squeeze(forbidden.reduce((t, f) => t.split(f).join(''), text), separator);
  return next === text ? text : without(next, forbidden, separator);
}

function squeeze(text: string, separator: string): string {
  if (separator === '') { return text; }
  const s = separator.replace(/[-.]/g, '\\$&');
  return text.replace(new RegExp(`${s}{2,}`, 'g'), separator).replace(new RegExp(`^${s}+|${s}+$`, 'g'), '');
}

function trimEnd(text: string, separator: string): string {
  return separator !== '' && text.endsWith(separator) ? trimEnd(text.slice(0, -separator.length), separator) : text;
}
