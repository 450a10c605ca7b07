import { createHash } from 'crypto';
import { CONSEQUENCES, Consequence, ReviewModel, ReviewResource } from './model';

/** Headings of the consequences, the same everywhere. */
export const CONSEQUENCE_TITLES: { readonly [c in Consequence]: string } = {
  'data-loss': 'Data loss', 'exposure': 'Exposure', 'permission': 'Permission', 'protection': 'Protection',
  'availability': 'Availability', 'cost': 'Cost', 'configuration': 'Configuration', 'cosmetic': 'Cosmetic',
};

/** Names of clouds and stages as people write them. */
export const CLOUD_TITLES: { readonly [cloud: string]: string } = { aws: 'AWS', azure: 'Azure', google: 'Google Cloud' };

/** Rank of a consequence: 0 is the worst. */
export function rank(consequence: Consequence): number {
  return CONSEQUENCES.indexOf(consequence);
}

/** Lower case letters, digits and dashes. */
export function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'x';
}

/** Readable and unique: a slug and six digits of the SHA-256, whatever else is in the stack. */
export function keyOf(address: string): string {
  return `${slug(address.replace(/_[0-9A-F]{8}$/, '')).slice(0, 60)}-${createHash('sha256').update(address).digest('hex').slice(0, 6)}`;
}

/** Anchor of a part: `#p-<partSlug>`. */
export function partSlug(path: string): string {
  return `${slug(path).slice(0, 60)}-${createHash('sha256').update(path).digest('hex').slice(0, 6)}`;
}

/** `1 day`, `2 days`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** How a thing is called in sentences: the construct path of a resource of this stack, anything else as it is. */
export class Names {
  private readonly byAddress: Map<string, ReviewResource>;

  public constructor(model: Pick<ReviewModel, 'resources'>) {
    this.byAddress = new Map(model.resources.map((r) => [r.address, r]));
  }

  public resource(address: string): ReviewResource | undefined {
    return this.byAddress.get(address);
  }

  public of(subject: string): string {
    return this.byAddress.get(subject)?.path ?? subject;
  }

  /** Path of the part that an address belongs to; anything else as it is. */
  public part(subject: string): string {
    return this.byAddress.get(subject)?.part ?? subject;
  }
}

/** What a budget is worth, in the same words on the page and in the comment: `The budget is 6,000 EUR a month: its alerts warn, nothing stops.` */
export function budgetSentence({ amount, currency }: { readonly amount: number; readonly currency: string }): string {
  return `The budget is ${String(amount).replace(/\B(?=(\d{3})+$)/g, ',')} ${currency} a month: its alerts warn, nothing stops.`;
}
