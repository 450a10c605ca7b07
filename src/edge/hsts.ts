/**
 * Strict-Transport-Security of every answer on every cloud: two years, with subdomains (RFC 6797). Without `preload`, which is a decision
 * of whoever owns the domain.
 */
export const HSTS = 'max-age=63072000; includeSubDomains';
