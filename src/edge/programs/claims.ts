/** What a route asks of a token. */
export interface RouteDemand {
  readonly scopes: readonly string[];
  readonly purpose?: string;
}

/** A claim that lists words: a list, or one text separated by blanks. Anything else is no list. */
export function words(claim: unknown): string[] {
  if (typeof claim === 'string') {
    return claim.split(' ').filter((word) => word !== '');
  }
  return Array.isArray(claim) ? claim.filter((word): word is string => typeof word === 'string') : [];
}

/** Why a token that is genuine does not open a route; `undefined` if it does. Names only what the API document says, nothing of the token. */
export function refusal(claims: Record<string, unknown>, demand: RouteDemand, names: { scope: string; consent: string }): string | undefined {
  const held = words(claims[names.scope]);
  const missing = demand.scopes.filter((scope) => !held.includes(scope));
  if (missing.length > 0) {
    return `insufficient_scope: ${missing.join(' ')}`;
  }
  if (demand.purpose !== undefined && !words(claims[names.consent]).includes(demand.purpose)) {
    return `consent_required: ${demand.purpose}`;
  }
  return undefined;
}
