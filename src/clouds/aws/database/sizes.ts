import { Size } from '../../../capabilities/common';
import { StageProfile } from '../../../environment/stage';

/** Aurora capacity units (about 2 GiB of memory each) between which a database scales. */
export interface Capacity {
  readonly minCapacity: number;
  readonly maxCapacity: number;
  /** Seconds without connections after which it stops and costs only its storage. */
  readonly secondsUntilAutoPause?: number;
}

const MOST: { [size: string]: number } = { [Size.SMALL]: 2, [Size.MEDIUM]: 8, [Size.LARGE]: 32 };
const LEAST: { [size: string]: number } = { [Size.SMALL]: 0.5, [Size.MEDIUM]: 1, [Size.LARGE]: 4 };

/** A database without a standby pauses when nobody is connected; one with a standby never does. */
export function capacityOf(size: Size, profile: StageProfile): Capacity {
  return profile.highlyAvailable
    ? { minCapacity: LEAST[size], maxCapacity: MOST[size] }
    : { minCapacity: 0, maxCapacity: MOST[size], secondsUntilAutoPause: 1800 };
}

/** Minor version to begin with, by major version; AWS raises it from there. Older ones cannot pause. */
const VERSIONS: { [major: string]: string } = { 14: '14.15', 15: '15.10', 16: '16.6', 17: '17.4' };
export const DATABASE_VERSIONS = VERSIONS;
