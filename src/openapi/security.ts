import { follow } from './follow';
import { asList, asObject, isObject, METHODS } from './grammar';

/** What the edge asks of a caller for one operation. */
export interface Access {
  readonly authenticated: boolean;
  readonly scopes: string[];
  /** What the document says that cannot be enforced in these words, and what is enforced instead. */
  readonly notes: string[];
}

/** One way in: scopes by scheme, as in the document. */
type Requirement = Record<string, string[]>;

/**
 * Reads the security requirements of an operation. A token is required wherever the document does not say `security: []`:
 * an omission must not open an operation to the world. `silent` is a document that says nothing of security anywhere.
 */
export function accessOf(document: any, operation: any, silent: boolean): Access {
  const stated = operation.security ?? document.security;
  if (!Array.isArray(stated)) {
    return { authenticated: true, scopes: [], notes: silent ? [] : ['states no security: a token is required (say `security: []` to let anybody call it)'] };
  }
  const requirements = stated.filter(isObject) as Requirement[];
  const named = requirements.filter((requirement) => Object.keys(requirement).length > 0);
  if (named.length === 0) {
    return { authenticated: false, scopes: [], notes: [] };
  }
  const notes = named.length < requirements.length ? ['offers anonymous access as an alternative (`{}`): a token is required all the same'] : [];
  const schemes = asObject(asObject(document.components).securitySchemes);
  const usable = named.filter((requirement) => Object.keys(requirement).some((name) => isBearer(schemes[name])));
  if (usable.length === 0) {
    return { authenticated: true, scopes: [], notes: [...notes, `asks for ${describe(named, schemes)}: the edge requires a token of the issuer instead`] };
  }
  if (usable.length < named.length) {
    const others = named.filter((requirement) => !usable.includes(requirement));
    notes.push(`accepts ${describe(others, schemes)} as an alternative: the edge accepts a token only`);
  }
  notes.push(...besidesTokens(usable, schemes));
  const { scopes, note } = combine(usable.map((requirement) => scopesOf(requirement, schemes)));
  return { authenticated: true, scopes, notes: note ? [...notes, note] : notes };
}

/** Whether no operation of a document, nor the document itself, has a `security`. */
export function saysNothingOfSecurity(document: any): boolean {
  if (document.security !== undefined) {
    return false;
  }
  const items = Object.values(asObject(document.paths)).map((item) => asObject(follow(document, item)));
  return !items.some((item) => METHODS.some((method) => asObject(item[method]).security !== undefined));
}

/** Names of schemes that a list of requirements uses but `components.securitySchemes` does not define. */
export function unknownSchemes(document: any, security: any): string[] {
  const schemes = asObject(asObject(document.components).securitySchemes);
  const names = asList(security).filter(isObject).flatMap((requirement) => Object.keys(requirement));
  return [...new Set(names.filter((name) => !isObject(schemes[name])))];
}

function isBearer(scheme: any): boolean {
  const { type, scheme: http } = asObject(scheme);
  return type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && String(http).toLowerCase() === 'bearer');
}

function scopesOf(requirement: Requirement, schemes: Record<string, any>): string[] {
  const scopes = Object.entries(requirement).filter(([name]) => isBearer(schemes[name])).flatMap(([, list]) => asList(list).map(String));
  return [...new Set(scopes)].sort();
}

function besidesTokens(usable: readonly Requirement[], schemes: Record<string, any>): string[] {
  const names = new Set(usable.flatMap((requirement) => Object.keys(requirement).filter((name) => !isBearer(schemes[name]))));
  return [...names].map((name) => `asks for '${name}' (${asObject(schemes[name]).type}) besides a token: the edge checks the token only, the service must check the rest`);
}

function describe(requirements: readonly Requirement[], schemes: Record<string, any>): string {
  const names = new Set(requirements.flatMap((requirement) => Object.keys(requirement)));
  return [...names].map((name) => `'${name}' (${[asObject(schemes[name]).type, asObject(schemes[name]).scheme].filter(Boolean).join(' ')})`).join(', ');
}

/** One list of scopes for all alternatives: exact where one of them is contained in all others, else all scopes together. */
function combine(alternatives: readonly string[][]): { scopes: string[]; note?: string } {
  const least = alternatives.find((one) => alternatives.every((other) => one.every((scope) => other.includes(scope))));
  if (least) {
    return { scopes: least };
  }
  const scopes = [...new Set(alternatives.flat())].sort();
  const list = alternatives.map((one) => one.join(' + ')).join(' or ');
  return { scopes, note: `accepts alternative scopes (${list}), which the gateways cannot express: all of them are required` };
}
