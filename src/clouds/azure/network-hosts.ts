import { createHash } from 'crypto';
import { Standards } from '../../standards/standards';

/** Host names that are allowed: those asked for and the identity provider's. */
export function hostsOf(allowed: string[], standards: Standards): string[] {
  const { issuer, jwksUri } = standards.identityProvider ?? {};
  const provider = [issuer, jwksUri].flatMap((url) => (url ? [hostOf(url)] : []));
  return [...new Set([...allowed, ...provider])].sort();
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}

/** A number from `from` on, within `count`, that is always the same for the same text. */
export function stablePriority(text: string, from: number, count: number): number {
  return from + (parseInt(createHash('sha256').update(text).digest('hex').slice(0, 8), 16) % count);
}
