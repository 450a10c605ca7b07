import { CloudName, LandingZoneProps } from '../environment/landing-zone';
import { nearest } from './did-you-mean';
import { notAChoice } from './errors';
import { badAddressSpace, propertyOfOtherCloud, settingOfOtherStore, zoneOfOtherRegion, zonesNotStated } from './errors-meaning';
import { Fault, Path } from './faults';
import { CLOUD_PROPERTIES, STATE_KINDS, STATE_SETTINGS } from './limits';
import { regionsOf, zonesDifferByAccount, zonesIn } from './regions';

/** Faults within one landing zone. */
export function checkLandingZone(zone: Partial<LandingZoneProps>, path: Path): Fault[] {
  return [
    ...checkZones(zone, path),
    ...checkAddressSpace(zone.addressSpace, [...path, 'addressSpace']),
    ...checkCloudOnly(zone, path),
    ...checkState(zone, path),
  ];
}

function checkZones(zone: Partial<LandingZoneProps>, path: Path): Fault[] {
  if (!zone.cloud || !zone.region || !regionsOf(zone.cloud).includes(zone.region)) { return []; }
  const known = zonesIn(zone.cloud, zone.region);
  if (zone.zones === undefined) { return zonesDifferByAccount(zone.region) ? [zonesNotStated([...path, 'zones'], zone.region, known)] : []; }
  return zone.zones.flatMap((name, i) => (
    name === undefined || known.includes(name) ? [] : [zoneOfOtherRegion([...path, 'zones', i], name, zone.region!, known)]));
}

function checkAddressSpace(value: string | undefined, path: Path): Fault[] {
  if (value === undefined) { return []; }
  const [address, length] = value.split('/');
  const bytes = address.split('.').map(Number);
  const prefix = Number(length);
  if (bytes.length !== 4 || bytes.some((byte) => !(byte >= 0 && byte <= 255))) {
    return [badAddressSpace(path, value, 'is not an IPv4 range', 'Write four numbers from 0 to 255 and a length, such as 10.64.0.0/12.')];
  }
  if (!(prefix >= 8 && prefix <= 16)) {
    return [badAddressSpace(path, value, 'is not between /8 and /16 in size', 'Give the foundation a range of /8 to /16, such as 10.64.0.0/12.')];
  }
  const size = 2 ** (32 - prefix);
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  const start = number - (number % size);
  return start === number ? [] : [badAddressSpace(path, value, 'has host bits set', `Write ${dotted(start)}/${prefix}, where the range begins.`)];
}

function dotted(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}

function checkCloudOnly(zone: Partial<LandingZoneProps>, path: Path): Fault[] {
  return Object.entries(CLOUD_PROPERTIES).flatMap(([property, owner]) => (
    zone.cloud && zone.cloud !== owner && zone[property as keyof LandingZoneProps] !== undefined
      ? [propertyOfOtherCloud([...path, property], owner, zone.cloud)] : []));
}

function checkState(zone: Partial<LandingZoneProps>, path: Path): Fault[] {
  const state = zone.state;
  // A faulty kind is there without a value; what fits it cannot be told.
  if (!state || !zone.cloud || ('kind' in state && state.kind === undefined)) { return []; }
  const kind = state.kind ?? STATE_KINDS[zone.cloud][0];
  const fitting = STATE_SETTINGS[kind] ?? [];
  const alien = Object.entries(state).filter(([key, value]) => key !== 'kind' && value !== undefined && !fitting.includes(key));
  const awsRegions = regionsOf(CloudName.AWS);
  const wrongRegion = kind === 's3' && state.region !== undefined && !awsRegions.includes(state.region);
  return [
    ...alien.map(([key]) => settingOfOtherStore([...path, 'state', key], kind, fitting)),
    ...(wrongRegion ? [notAChoice([...path, 'state', 'region'], state.region, awsRegions, nearest(state.region!, awsRegions))] : []),
  ];
}
