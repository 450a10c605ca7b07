import { CloudName } from '../environment/landing-zone';
import { StageProfile } from '../environment/stage';
import { Fault, list, Path, quote } from './faults';
import { CLOUD_TITLES, RETENTION_LIMITS, retentionDaysOn } from './limits';

// Faults that need more than one value, or knowledge of the clouds.

export function duplicateName(path: Path, what: string, value: string, first: string): Fault {
  return {
    path,
    problem: `The ${what} ${quote(value)} is stated twice, first at ${first}`,
    mend: `Give each ${what} its own name, or remove one.`,
  };
}

export function unknownReference(path: Path, what: string, value: string, known: string[], meant?: string): Fault {
  const mend = meant ? `Did you mean ${quote(meant)}?` : `The standards state ${list([...new Set(known)], 'and')}.`;
  return { path, problem: `There is no ${what} ${quote(value)}`, mend };
}

export function regionOfNoCloud(path: Path, region: string, meant?: string): Fault {
  return {
    path,
    problem: `${quote(region)} is not a region of AWS, Azure or Google Cloud`,
    mend: meant ? `Did you mean ${quote(meant)}?`
      : 'Write the name that the cloud\'s own tools use, such as "eu-central-1", "germanywestcentral" or "europe-west3".',
  };
}

export function regionNotAllowed(path: Path, region: string, allowed: string[]): Fault {
  return {
    path,
    problem: `${quote(region)} is not among the allowed regions (data residency)`,
    mend: `Use ${list(allowed)}, or add it to allowedRegions.`,
  };
}

export function zoneOfOtherRegion(path: Path, zone: string, region: string, known: string[]): Fault {
  const names = list(known.map((name) => quote(name)), 'and');
  const mend = known.length === 0 ? 'Remove zones: the region has none.' : `The zones of ${region} are ${names}.`;
  return { path, problem: `${quote(zone)} is not a zone of ${region}`, mend };
}

export function zonesNotStated(path: Path, region: string, known: string[]): Fault {
  return {
    path,
    problem: `${region} shows each account its own part of its zones, so there is no default`,
    mend: `State zones: those of ${list(known, 'and')} that your account sees.`,
  };
}

export function tooFewZones(path: Path, stage: string, wanted: number, zone: string, has: number): Fault {
  return {
    path,
    problem: `${stage} uses ${wanted} availability zones, but the landing zone ${quote(zone)}, where placement may send it, `
      + `has ${has === 0 ? 'none' : has}`,
    mend: `Choose a region with ${wanted} zones, state more zones, or lower stages.${stage}.zones (and highlyAvailable).`,
  };
}

export function badAddressSpace(path: Path, value: string, why: string, mend: string): Fault {
  return { path, problem: `${quote(value)} ${why}`, mend };
}

export function propertyOfOtherCloud(path: Path, owner: CloudName, cloud: CloudName): Fault {
  const problem = `This property is for ${CLOUD_TITLES[owner]}, but the landing zone is on ${CLOUD_TITLES[cloud]}`;
  return { path, problem, mend: 'Remove it.', atKey: true };
}

export function settingOfOtherStore(path: Path, kind: string, fitting: string[]): Fault {
  const mend = fitting.length === 0 ? 'Remove it; this store has no settings.' : `Remove it; this store has ${list(fitting, 'and')}.`;
  return { path, problem: `This setting does not belong to the state store ${quote(kind)}`, mend, atKey: true };
}

export function retentionOutsideCloud(path: Path, days: number, cloud: CloudName, clouds: CloudName[]): Fault {
  const { min, max, service } = RETENTION_LIMITS[cloud];
  return {
    path,
    problem: `${service} keeps logs for ${min} to ${max} days, not ${days}`,
    mend: `With landing zones on ${list(clouds.map((name) => CLOUD_TITLES[name]), 'and')}, write ${list(retentionDaysOn(clouds))}.`,
  };
}

export function fewestAboveMost(path: Path, { minInstances, maxInstances }: StageProfile): Fault {
  return {
    path,
    problem: `minInstances (${minInstances}) is above maxInstances (${maxInstances})`,
    mend: 'State both, minInstances not above maxInstances.',
  };
}

export function restoreBeyondBackups(path: Path, { pointInTimeDays, backupRetentionDays }: StageProfile): Fault {
  return {
    path,
    problem: `pointInTimeDays (${pointInTimeDays}) is above backupRetentionDays (${backupRetentionDays}): `
      + 'no restore goes back beyond the oldest backup',
    mend: 'Raise backupRetentionDays or lower pointInTimeDays.',
  };
}

export function standbyWithoutZone(path: Path): Fault {
  return {
    path,
    problem: 'A highly available stage needs a second zone for its standby, but zones is 1',
    mend: 'State zones: 2 or 3, or highlyAvailable: false.',
  };
}

export function noRateToDollars(path: Path, currency: string): Fault {
  return {
    path,
    problem: `Budgets are in ${currency}, but AWS keeps budgets in US dollars only`,
    mend: `Add usdRate: the US dollars that one ${currency} is worth, such as 1.1.`,
  };
}

export function ruleNeverDecides(path: Path, earlier: number): Fault {
  return {
    path,
    problem: `This rule never decides: placement[${earlier}] holds whenever it does, and comes first`,
    mend: 'Put the rule with more conditions first, or remove this one.',
  };
}

export function factsNotReadable(path: Path, file: string, code: string): Fault {
  return {
    path,
    problem: `The facts file ${quote(file)} cannot be read (${code})`,
    mend: 'Write it with `terraform output -json` in the folder of the foundation; until the foundation is applied, leave factsFile out.',
  };
}

export function factsNotJson(path: Path, file: string, why: string): Fault {
  return { path, problem: `The facts file ${quote(file)} ${why}`, mend: 'Write it anew with `terraform output -json > file`.' };
}
