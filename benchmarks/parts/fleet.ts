import { progress, round, run } from '../run';

/** Many environments with `CustomerFacingApi` in one app, on the three clouds in turn; the review is off. */
export interface FleetFigures {
  readonly environments: number;
  /** `3/10`, or undefined for all of them. */
  readonly shard?: string;
  readonly built: number;
  readonly constructSeconds: number;
  readonly synthSeconds: number;
  readonly msPerEnvironment: number;
  readonly peakMB: number;
  readonly heapLimitMB: number;
  readonly writtenMB: number;
}

const SIZES = [100, 300, 1000];
const SHARDS = 10;

export function fleetFigures(): FleetFigures[] {
  const largest = SIZES[SIZES.length - 1];
  const shards = Array.from({ length: SHARDS }, (_, i) => `${i + 1}/${SHARDS}`);
  return [...SIZES.map((size) => measure(size)), ...shards.map((shard) => measure(largest, shard))];
}

function measure(environments: number, shard?: string): FleetFigures {
  progress(`fleet of ${environments}${shard ? `, shard ${shard}` : ''}`);
  const once = run<any>('fleet.ts', [String(environments), shard ?? '']);
  return {
    environments,
    shard,
    built: once.built,
    constructSeconds: round(once.constructMs / 1000),
    synthSeconds: round(once.synthMs / 1000),
    msPerEnvironment: round((once.constructMs + once.synthMs) / once.built),
    peakMB: Math.round(once.peakMB),
    heapLimitMB: Math.round(once.heapLimitMB),
    writtenMB: Math.round(once.bytes / 1e6),
  };
}
