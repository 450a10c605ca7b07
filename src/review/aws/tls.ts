import { word } from './values';

const ORDER = ['none', 'TLS 1.0', 'TLS 1.1', 'TLS 1.2', 'TLS 1.3'];

/** The oldest version among several; undefined if one of them is unknown. */
export function oldest(versions: (string | undefined)[]): string | undefined {
  if (versions.length === 0 || versions.includes(undefined)) { return undefined; }
  return [...versions as string[]].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))[0];
}

/** Oldest version that a named policy of a gateway takes; without one the cloud takes old ones. */
export function tlsOfPolicy(policy: unknown): string | undefined {
  const name = word(policy, 'TLS_1_0');
  if (name === undefined) { return undefined; }
  const found = /TLS_?13?_1_(\d)/.exec(name) ?? /TLS_1_(\d)/.exec(name) ?? /TLSv1\.(\d)/.exec(name);
  return found ? `TLS 1.${found[1]}` : 'TLS 1.0';
}

/** Oldest version that a policy of a load balancer takes. */
export function tlsOfBalancer(policy: unknown): string | undefined {
  const name = word(policy, 'ELBSecurityPolicy-2016-08');
  if (name === undefined) { return undefined; }
  const modern = /TLS13-1-(\d)/.exec(name);
  if (modern) { return `TLS 1.${modern[1]}`; }
  const older = /TLS-1-(\d)|-1-(\d)(?:-|$)/.exec(name);
  return older ? `TLS 1.${older[1] ?? older[2]}` : 'TLS 1.0';
}

/** Oldest version that a policy of a distribution takes. */
export function tlsOfDistribution(minimum: unknown): string | undefined {
  const name = word(minimum, 'TLSv1');
  if (name === undefined) { return undefined; }
  const found = /^TLSv1\.(\d)/.exec(name);
  return found ? `TLS 1.${found[1]}` : 'TLS 1.0';
}
