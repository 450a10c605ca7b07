import { createHash } from 'crypto';

/** Number of a deviation: the same for the same place and values, in every synthesis and every verification. */
export function deviationId(...of: unknown[]): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('hex').slice(0, 16);
}
