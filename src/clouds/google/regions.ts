import { LandingZone } from '../../environment/landing-zone';
import { Standards } from '../../standards/standards';

/**
 * Regions of Google in which data may live, sorted. The standards may allow regions of other clouds too; Google's have a number at
 * the end and no dash before it.
 */
export function allowedGoogleRegions(zone: LandingZone, standards: Standards): string[] {
  const regions = standards.allowedRegions.filter((region) => /^[a-z]+-[a-z]+\d+$/.test(region));
  return [...new Set([zone.region, ...regions])].sort();
}
