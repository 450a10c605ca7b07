/** Resources of a small stack: by type, then by name. */
export interface Resources { [type: string]: { [name: string]: any } }

/** A stack that a rule accepts, and faults put into it, one at a time, that it reports. */
export interface Example {
  readonly rule: string;
  readonly good: Resources;
  /** By what is wrong, in words; the facts tables name faults by these words. */
  readonly bad: { readonly [fault: string]: Resources };
}

/** One resource. A fault replaces the arguments that it gives. */
export function one(rule: string, type: string, good: any, bad: { [fault: string]: any }): Example {
  return { rule, good: { [type]: { main: good } }, bad: mapValues(bad, (change) => ({ [type]: { main: { ...good, ...change } } })) };
}

/** Several resources. A fault edits a copy of them. */
export function many(rule: string, good: Resources, bad: { [fault: string]: (resources: Resources) => void }): Example {
  return {
    rule,
    good,
    bad: mapValues(bad, (edit) => {
      const copy = JSON.parse(JSON.stringify(good)) as Resources;
      edit(copy);
      return copy;
    }),
  };
}

function mapValues<A, B>(record: { [key: string]: A }, translate: (value: A) => B): { [key: string]: B } {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, translate(value)]));
}
