import type { PatternClass } from '../../environment-file/patterns';
import { inARow } from '../../governance/approvals/words';
import { computeLock } from '../../governance/shape/compute-lock';
import { readLock, ShapeLock, writeLock } from '../../governance/shape/lock';
import type { PatternSource } from '../../governance/shape/pattern-source';
import type { Standards } from '../../standards/standards';

/** What a pattern is made of, as its code is now. */
export interface Computed {
  readonly lock: ShapeLock;
  /** Writes what has to stand beside the approvals. @returns the files */
  readonly write: (folder: string) => string[];
}

/** Makes every variant of a pattern on every cloud and in every stage. */
export function computeShape(pattern: PatternClass, standards: Standards, say: (text: string) => void): Computed {
  const lock = computeLock(pattern as unknown as PatternSource, standards, { progress: (slice, done, of) => say(`${slice} (${done + 1} of ${of})`) });
  return { lock, write: (folder) => [writeLock(folder, lock)] };
}

/** The lock beside the approvals. */
export function lockIn(folder: string, pattern: string, version: string): ShapeLock | undefined {
  return readLock(folder, pattern, version);
}

/** What a pattern consists of, and what may vary. */
export function shapeWords({ slices, places, providers }: ShapeLock): string[] {
  const byClouds = Object.keys(places).sort();
  const inputs = [...new Set(byClouds.flatMap((cloud) => Object.keys(places[cloud])))].sort();
  const variants = [...new Set(Object.values(slices).flatMap((slice) => Object.keys(slice.variants)))].sort();
  return [
    ...byClouds.map((cloud) => `On ${cloud} with ${providers[cloud]}: ${inARow(Object.keys(slices).filter((slice) => slice.startsWith(`${cloud}/`)).map((slice) => slice.split('/')[1]))}`),
    `${variants.length} variants: ${variants.join(', ')}`,
    `Values: ${inputs.join(', ')}`,
  ];
}

/** How the shape of a pattern differs from another one. */
export function changeWords(before: ShapeLock, now: ShapeLock): string[] {
  return [...new Set([...Object.keys(before.slices), ...Object.keys(now.slices)])].sort().flatMap((slice) => {
    const [old, current] = [before.slices[slice]?.variants ?? {}, now.slices[slice]?.variants ?? {}];
    const changed = [...new Set([...Object.keys(old), ...Object.keys(current)])].sort().filter((variant) => old[variant] !== current[variant]);
    return changed.length > 0 ? [`${slice}: ${inARow(changed, 6)}`] : [];
  });
}
