import { best, Loader, progress, repeat, round, run } from '../run';

/** Construct and synth of the same resources, in milliseconds. */
export interface SynthesisFigures {
  readonly resources: number;
  readonly plainMs: number;
  readonly groundworkMs: number;
  readonly ratio: number;
  /** With every control. */
  readonly governedMs: number;
  readonly governedRatio: number;
  /** With the files for auditors too. */
  readonly evidenceMs: number;
  /** Whether both wrote the same bytes, in every run. */
  readonly identical: boolean;
  /** Time of the processor, of all threads: what remains comparable when the machine has other work. */
  readonly plainCpuMs: number;
  readonly groundworkCpuMs: number;
  /** Of `groundworkMs`, making the constructs. */
  readonly constructMs: number;
  /** To write the text of the very same object and no more. */
  readonly floorMs: number;
  readonly plainPeakMB: number;
  readonly groundworkPeakMB: number;
  readonly bytes: number;
}

interface Once {
  readonly ms: number;
  readonly cpuMs: number;
  readonly constructMs: number;
  readonly floorMs: number;
  readonly bytes: number;
  readonly hash: string;
  readonly peakMB: number;
}

/** Number of resources, and how often to measure. */
const SIZES = [[100, 7], [1000, 5], [8000, 4]] as const;
const MOST_SECONDS = 30;

/** Plain cdktf, Groundwork, and Groundwork with every control, turn about, each in a process of its own. */
export function synthesisFigures(loader: Loader): SynthesisFigures[] {
  return SIZES.map(([resources, times]) => {
    progress(`${resources} resources, ${loader}`);
    const runs = repeat(times, MOST_SECONDS, () => ({
      plain: run<Once>('synthesis.ts', ['plain', String(resources)], loader),
      ours: run<Once>('synthesis.ts', ['groundwork', String(resources)], loader),
      governed: run<Once>('synthesis.ts', ['governed', String(resources)], loader),
      evidence: run<Once>('synthesis.ts', ['governed-evidence', String(resources)], loader),
    }));
    const plainMs = best(runs.map((r) => r.plain.ms));
    const groundworkMs = best(runs.map((r) => r.ours.ms));
    const governedMs = best(runs.map((r) => r.governed.ms));
    return {
      resources,
      plainMs,
      groundworkMs,
      ratio: round(plainMs / groundworkMs),
      governedMs,
      governedRatio: round(plainMs / governedMs),
      evidenceMs: best(runs.map((r) => r.evidence.ms)),
      identical: runs.every((r) => [r.plain.hash, r.ours.hash, r.governed.hash, r.evidence.hash].every((hash) => hash === runs[0].ours.hash)),
      plainCpuMs: best(runs.map((r) => r.plain.cpuMs)),
      groundworkCpuMs: best(runs.map((r) => r.ours.cpuMs)),
      constructMs: best(runs.map((r) => r.ours.constructMs)),
      floorMs: best(runs.map((r) => r.ours.floorMs)),
      plainPeakMB: best(runs.map((r) => r.plain.peakMB)),
      groundworkPeakMB: best(runs.map((r) => r.ours.peakMB)),
      bytes: runs[0].ours.bytes,
    };
  });
}
