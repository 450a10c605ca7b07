import { Consequence, Evidence, Value } from '../model';
import { Names, plural } from '../words';
import { REDACTED, safeText } from '../redact';
import { Rule } from '../catalogue/rule';
import { Draft, oneLine } from './change';
import { append } from '../group';

/** A value of a statement in words. */
export function valueText(value: Value | undefined, { unit, safer }: Pick<Rule, 'unit' | 'safer'>): string {
  if (value === undefined) { return 'not said'; }
  if (typeof value === 'boolean') { return value ? 'yes' : 'no'; }
  if (Array.isArray(value)) { return value.length ? value.join(', ') : 'none'; }
  if (typeof value !== 'number' || !unit) { return String(value); }
  return unit === 'day' && value >= 36500 ? (safer === 'less' ? 'never' : 'for ever') : /^[A-Z]/.test(unit) ? `${value} ${unit}` : plural(value, unit);
}

/** `35 -> 7 days`, with the unit once where both have it. */
export function fromTo(from: string, to: string): { from: string; to: string } {
  const [a, b] = [/^(-?[\d.]+) (\w+?)s?$/.exec(from), /^(-?[\d.]+) (\w+?)s?$/.exec(to)];
  return a && b && a[2] === b[2] ? { from: a[1], to } : { from, to };
}

/** An argument of Terraform in words, never as JSON: `from_port 22, to_port 22`. */
export function argumentText(value: any, name = ''): string {
  if (value === undefined || value === null) { return 'not set'; }
  if (Array.isArray(value)) { return value.length ? value.map((v) => argumentText(v, name)).join(', ') : 'none'; }
  if (typeof value !== 'object') { return safeText(oneLine(String(value)), name); }
  const leaves = leavesOf(value);
  return leaves.length ? leaves.map(([key, text]) => `${key} ${text}`).join(', ') : 'set';
}

function leavesOf(value: any, at = ''): [string, string][] {
  return Object.keys(value).filter((key) => key !== '//').sort().flatMap((key): [string, string][] => {
    const [item, path] = [value[key], at ? `${at}.${key}` : key];
    const simple = item === null || typeof item !== 'object' || (Array.isArray(item) && item.every((i) => typeof i !== 'object'));
    return simple ? [[path, argumentText(item, key)]] : Array.isArray(item) ? item.flatMap((i) => leavesOf(i ?? {}, path)) : leavesOf(item, path);
  });
}

/** Expressions in words: the construct that is referred to, a variable, or that only Terraform knows. */
export function spoken(text: string, names: Names): string {
  const written = text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, (expression) => {
    const [, type, name] = /(?<![\w.])([a-z][a-z0-9]*_[a-z0-9_]+|var|local)\.([A-Za-z_][\w-]*)/.exec(expression) ?? [];
    if (!type) { return '(known at apply)'; }
    return type === 'var' ? `variable ${name}` : type === 'local' ? `local ${name}` : names.of(`${type}.${name}`);
  });
  return written.replace(/(?<![\w./])[a-z][a-z0-9]*_[a-z0-9_]+\.[A-Za-z_][\w-]*/g, (address) => names.of(address));
}

/** The same for the sentence of a change and its values. */
export function inWords(draft: Draft, names: Names): Draft {
  const say = (text: string | undefined) => (text === undefined ? text : spoken(text, names));
  return { ...draft, subject: spoken(draft.subject, names), clause: spoken(draft.clause, names), label: say(draft.label), from: say(draft.from), to: say(draft.to) };
}

/** Whether a text stands for a secret that is not shown. */
export function isHidden(text: string | undefined): boolean {
  return text?.includes(REDACTED) ?? false;
}

/** What has been said already: arguments of addresses, by the changes that name them. */
export class Said {
  private readonly places = new Map<string, string[]>();
  /** Resources that are named as a whole, with the consequence that was said of them. */
  private readonly wholes = new Set<string>();

  /** @param whole whether the change speaks of the whole resource: of a rule of a network, of a grant */
  public add(evidence: readonly Evidence[], consequence: Consequence, whole = false): void {
    for (const { address, argument } of evidence) {
      append(this.places, address, plain(argument ?? ''));
      if (!argument || whole) { this.wholes.add(`${address}\n${consequence}`); }
    }
  }

  /** Whether a change names this resource. */
  public names(address: string): boolean { return this.places.has(address); }

  /** Whether a change names this argument, a block around it or something in it, or the whole resource with the same consequence. */
  public covers(address: string, argument: string, consequence?: Consequence): boolean {
    if (consequence !== undefined && this.wholes.has(`${address}\n${consequence}`)) { return true; }
    const place = plain(argument);
    const meets = (known: string) => known !== '' && (known === place || known.startsWith(`${place}.`) || place.startsWith(`${known}.`));
    return (this.places.get(address) ?? []).some(meets);
  }

  /** Whether all of this is said. */
  public all(evidence: readonly Evidence[]): boolean {
    return evidence.length > 0 && evidence.every((e) => (e.argument ? this.covers(e.address, e.argument) : this.names(e.address)));
  }
}

/** An argument without the indices and keys of items. */
export function plain(argument: string): string {
  return argument.replace(/\[[^\]]*\]/g, '').split('.').filter((part) => part !== '' && !/^\d+$/.test(part)).join('.');
}
