import { ReviewModel } from '../../review/model';

/** Share of environments that approved patterns should serve wholly. */
export const COVERAGE_TARGET = 0.8;

/** How many environments approved patterns serve wholly: no deviation, no lapsed approval, nothing that a person must look at. */
export interface Coverage {
  readonly environments: number;
  readonly covered: number;
  /** 0 to 1, two digits; undefined without an environment. */
  readonly share?: number;
  readonly target: number;
}

/** Whether one stack is wholly served by approved patterns; undefined for what is no environment. An exception is no approval. */
export function coverageOf({ identity, governance }: Pick<ReviewModel, 'identity' | 'governance'>): boolean | undefined {
  if (identity.kind !== 'environment') { return undefined; }
  const { word, passes } = governance?.verdict ?? { word: undefined, passes: false };
  return passes && word !== undefined && word !== 'deviated' && word !== 'stale';
}

/** Counts what `coverageOf` says of each stack. */
export function coverage(each: Iterable<boolean | undefined>): Coverage {
  let environments = 0;
  let covered = 0;
  for (const one of each) {
    if (one === undefined) { continue; }
    environments++;
    if (one) { covered++; }
  }
  return { environments, covered, ...(environments > 0 ? { share: Math.floor((covered / environments) * 100) / 100 } : {}), target: COVERAGE_TARGET };
}

/** In one sentence. */
export function coverageSentence({ environments, covered, share, target }: Coverage): string {
  if (share === undefined) { return 'Coverage: there is no environment.'; }
  return `Coverage: ${covered} of ${environments} ${environments === 1 ? 'environment is' : 'environments are'} wholly served by approved patterns, ${percent(share)}; the target is ${percent(target)}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
