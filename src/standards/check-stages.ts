import { CloudName, LandingZoneProps } from '../environment/landing-zone';
import { Stage } from '../environment/stage';
import type { Loose } from './check-meaning';
import { retentionOutsideCloud, tooFewZones, wrongOrder } from './errors-meaning';
import { Fault } from './faults';
import { DEFAULT_RETENTION, RETENTION_LIMITS } from './limits';
import { zonesDifferByAccount, zonesIn } from './regions';
import { stageProfile } from './stage-profiles';
import { PlacementRule, RetentionProps, StagesProps, StandardsProps } from './standards-props';

/** Faults of the stage profiles, each with its defaults filled in. */
export function checkStages(sound: Loose<StandardsProps>): Fault[] {
  const stages = sound?.stages as StagesProps | undefined;
  return Object.values(Stage).flatMap((stage) => [...checkProfile(stage, stages), ...checkZonesOf(stage, sound)]);
}

function checkProfile(stage: Stage, stages: StagesProps | undefined): Fault[] {
  const stated = stages?.[stage];
  if (!stated) { return []; }
  const profile = stageProfile(stage, stages);
  const at = (...properties: (keyof typeof profile)[]) => ['stages', stage, properties.find((property) => stated[property] !== undefined) ?? properties[0]];
  return [
    ...(profile.minInstances > profile.maxInstances ? [wrongOrder(at('minInstances', 'maxInstances'),
      `minInstances (${profile.minInstances}) is above maxInstances (${profile.maxInstances})`, 'State both, minInstances not above maxInstances.')] : []),
    ...(profile.pointInTimeDays > profile.backupRetentionDays ? [wrongOrder(at('pointInTimeDays', 'backupRetentionDays'),
      `pointInTimeDays (${profile.pointInTimeDays}) is above backupRetentionDays (${profile.backupRetentionDays}), and no restore goes back beyond the oldest backup`,
      'Raise backupRetentionDays or lower pointInTimeDays.')] : []),
    ...(profile.highlyAvailable && profile.zones < 2 ? [wrongOrder(at('zones', 'highlyAvailable'),
      'A highly available stage needs a second zone for its standby, but zones is 1', 'State zones: 2 or 3, or highlyAvailable: false.')] : []),
  ];
}

/** A standby in another zone that the region does not have would be dropped in silence. */
function checkZonesOf(stage: Stage, sound: Loose<StandardsProps>): Fault[] {
  const profile = stageProfile(stage, sound?.stages as StagesProps | undefined);
  return (sound?.landingZones ?? []).flatMap((loose, i) => {
    const zone = loose as LandingZoneProps | undefined;
    if (!zone?.cloud || !zone.region || !mayReceive(sound, zone.name, i, stage)) { return []; }
    const known = zonesIn(zone.cloud, zone.region);
    if ((zone.zones === undefined && zonesDifferByAccount(zone.region)) || (known.length === 0 && zone.cloud !== CloudName.AZURE)) { return []; }
    const has = zone.zones?.length ?? Math.min(3, known.length);
    return has < profile.zones ? [tooFewZones(['landingZones', i, zone.zones ? 'zones' : 'region'], stage, profile.zones, zone.name, has)] : [];
  });
}

function mayReceive(sound: Loose<StandardsProps>, name: string | undefined, index: number, stage: Stage): boolean {
  const rules = sound?.placement as Partial<PlacementRule>[] | undefined;
  return rules ? rules.some((rule) => rule?.landingZone === name && (rule?.stage === undefined || rule.stage === stage)) : index === 0;
}

/** Faults of the retention: the audit archive is an object store and takes any number of days, a log store does not. */
export function checkRetention(retention: Loose<RetentionProps>, clouds: (CloudName | undefined)[]): Fault[] {
  const present = Object.values(CloudName).filter((cloud) => clouds.includes(cloud));
  return (Object.keys(DEFAULT_RETENTION) as (keyof RetentionProps)[]).flatMap((logClass) => {
    const days = retention?.[logClass];
    if (days === undefined || logClass === 'audit') { return []; }
    const cloud = present.find((name) => days < RETENTION_LIMITS[name].min || days > RETENTION_LIMITS[name].max);
    return cloud ? [retentionOutsideCloud(['retention', logClass], days, cloud, present)] : [];
  });
}
