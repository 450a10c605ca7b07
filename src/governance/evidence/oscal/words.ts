import { uuid } from '../uuid';

/** Release of OSCAL whose schemas the documents follow. */
export const OSCAL_VERSION = '1.2.1';
/** Namespace of the properties that are ours; docs/evidence.md lists them. */
export const OURS = 'https://groundwork.example/ns/oscal';

/** A property of ours. */
export interface Prop { readonly name: string; readonly ns: string; readonly value: string; readonly class?: string }

/** Properties of ours, in this order; what is undefined or empty is left out. */
export function props(values: { readonly [name: string]: string | number | boolean | undefined }): { readonly props?: Prop[] } {
  const list: Prop[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') { list.push({ name, ns: OURS, value: String(value) }); }
  }
  return list.length > 0 ? { props: list } : {};
}

/** A list, where there is something in it: OSCAL knows no empty ones. */
export function some<K extends string, V>(name: K, list: readonly V[]): { readonly [name in K]?: readonly V[] } {
  return list.length > 0 ? { [name]: list } as { [name in K]: readonly V[] } : {};
}

/** Text as OSCAL's markup, in which some characters would be read as more than they are. */
export function markup(text: string): string {
  return /[\\`*<>[\]~^{}&]/.test(text) ? text.replace(/[\\`*<>[\]~^{}&]/g, '\\$&') : text;
}

/** A word that OSCAL takes as a token. */
export function token(text: string): string {
  const word = text.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+|-+$/g, '');
  return /^[\p{L}_]/u.test(word) ? word : `_${word}`;
}

/** A person, by the e-mail address. */
export function personOf(email: string): string {
  return uuid('person', email);
}

/** What every reader takes for an e-mail address; the standards are less strict. */
const EMAIL = /^[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

/** People that a document names, each once. */
export function parties(emails: Iterable<string>): object[] {
  return [...new Set(emails)].sort().map((email) => ({ 'uuid': personOf(email), 'type': 'person', 'name': email, ...(EMAIL.test(email) ? { 'email-addresses': [email] } : {}) }));
}
