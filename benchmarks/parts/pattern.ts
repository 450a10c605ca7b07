import { best, progress, repeat, round, run } from '../run';

/** A production environment with `CustomerFacingApi`, in milliseconds. */
export interface PatternFigures {
  readonly cloud: string;
  readonly resources: number;
  readonly constructMs: number;
  /** Synth with the review switched off. */
  readonly synthMs: number;
  /** What the review adds. */
  readonly reviewMs: number;
  /** The same as a part of construct and synth. */
  readonly reviewShare: number;
  /** Bytes of `cdk.tf.json`. */
  readonly bytes: number;
}

interface Once { readonly resources: number; readonly constructMs: number; readonly synthMs: number; readonly bytes: number }

const ZONES = { aws: 'eu-aws', azure: 'eu-azure', google: 'eu-google' };
const TIMES = 4;
const MOST_SECONDS = 20;

export function patternFigures(): PatternFigures[] {
  return Object.entries(ZONES).map(([cloud, zone]) => {
    progress(`CustomerFacingApi on ${cloud}`);
    const runs = repeat(TIMES, MOST_SECONDS, () => ({ without: run<Once>('pattern.ts', [zone, 'off']), reviewed: run<Once>('pattern.ts', [zone, 'on']) }));
    const constructMs = best(runs.map((r) => r.without.constructMs));
    const synthMs = best(runs.map((r) => r.without.synthMs));
    const reviewMs = round(best(runs.map((r) => r.reviewed.synthMs)) - synthMs);
    const { resources, bytes } = runs[0].without;
    return { cloud, resources, constructMs, synthMs, reviewMs, reviewShare: Math.round((reviewMs / (constructMs + synthMs)) * 100) / 100, bytes };
  });
}
