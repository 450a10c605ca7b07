import { CloudName, LandingZoneProps } from '../environment/landing-zone';
import { Stage, StageProfile } from '../environment/stage';
import type { Loose } from './check-meaning';
import { fewestAboveMost, restoreBeyondBackups, retentionOutsideCloud, standbyWithoutZone, tooFewZones } from './errors-meaning';
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
  // Points at the property that is stated; the other one may be a default.
  const at = (...names: (keyof StageProfile)[]) => ['stages', stage, names.find((name) => stated[name] !== undefined) ?? names[0]];
  return [
    ...(profile.minInstances > profile.maxInstances ? [fewestAboveMost(at('minInstances', 'maxInstances'), profile)] : []),
    ...(profile.pointInTimeDays > profile.backupRetentionDays ? [restoreBeyondBackups(at('pointInTimeDays', 'backupRetentionDays'), profile)] : []),
    ...(profile.highlyAvailable && profile.zones < 2 ? [standbyWithoutZone(at('zones', 'highlyAvailable'))] : []),
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
