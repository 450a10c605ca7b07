import { digest } from '../../environment/naming';

/** An imported operation keeps at most this much of its id; the rest is for a suffix against doubles. */
const MOST_CHARACTERS = 76;

/**
 * Id of an operation in API Management: lower case letters, digits and single dashes, which its import leaves as they are,
 * so that the policy can name it. Unique for unique ids.
 */
export function operationId(id: string): string {
  const clean = id.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  if (clean === id && clean.length <= MOST_CHARACTERS) { return clean; }
  const mark = digest(id);
  return `${clean.slice(0, MOST_CHARACTERS - mark.length - 1).replace(/-+$/, '')}-${mark}`.replace(/^-/, '');
}
