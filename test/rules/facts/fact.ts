/** Who stops a fault, apart from our rules: the provider's `validate`, its `plan`, or nobody before the apply. */
export type Stop = 'nobody' | 'validate' | 'plan';

/** A known fault of Terraform for one cloud. */
export interface Fact {
  /** In words; the example of the rule has a faulty stack of this name. */
  readonly fault: string;
  readonly stop: Stop;
  /** The rule that reports it at synthesis. */
  readonly rule?: string;
  /** Why no rule can. */
  readonly why?: string;
}

/** Faults that rules report, by rule. */
export function reported(stop: Stop, faults: { readonly [rule: string]: readonly string[] }): Fact[] {
  return Object.entries(faults).flatMap(([rule, list]) => list.map((fault) => ({ fault, stop, rule })));
}

/** Faults that no rule reports, each with the reason. */
export function unseen(stop: Stop, faults: { readonly [fault: string]: string }): Fact[] {
  return Object.entries(faults).map(([fault, why]) => ({ fault, stop, why }));
}
