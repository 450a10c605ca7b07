import { CloudName, LandingZone, LandingZoneProps, StateProps } from '../environment/landing-zone';
import { digest } from '../environment/naming';
import { Pod, PodProps, PodType } from '../environment/pod';
import { DEFAULT_ADDRESS_SPACE, STATE_KINDS } from './limits';
import { zonesIn } from './regions';
import { AlertContactsProps, IdentityProviderProps, StandardsProps } from './standards-props';

/** Most zones in use by default. */
const DEFAULT_ZONES = 3;
/** Azure storage accounts: 24 letters and digits, unique in the world. */
const STORAGE_NAME_ROOM = 12;
const STORAGE_MARK = 5;

/** A landing zone with its defaults. */
export function resolveLandingZone(zone: LandingZoneProps, standards: StandardsProps, facts: { [name: string]: unknown }): LandingZone {
  return {
    name: zone.name,
    cloud: zone.cloud,
    account: zone.account,
    region: zone.region,
    zones: zone.zones ?? zonesIn(zone.cloud, zone.region).slice(0, DEFAULT_ZONES),
    tenant: zone.tenant ?? '',
    projectNumber: zone.projectNumber ?? '',
    billingAccount: zone.billingAccount ?? '',
    addressSpace: zone.addressSpace ?? DEFAULT_ADDRESS_SPACE,
    domain: zone.domain ?? `${zone.name}.${standards.domain}`,
    state: resolveState(zone, standards.organization),
    facts: { ...facts, ...zone.facts },
  };
}

function resolveState(zone: LandingZoneProps, organization: string): StateProps {
  const state = zone.state ?? {};
  const kind = state.kind ?? STATE_KINDS[zone.cloud][0];
  switch (kind) {
    case 's3': return { kind, bucket: state.bucket ?? bucketOf(zone, organization), region: state.region ?? zone.region };
    case 'gcs': return { kind, bucket: state.bucket ?? bucketOf(zone, organization) };
    case 'azurerm': return {
      kind,
      resourceGroup: state.resourceGroup ?? `${organization}-tfstate`,
      storageAccount: state.storageAccount ?? storageAccountOf(zone, organization),
      container: state.container ?? 'tfstate',
    };
    case 'hcp': return { kind, hcpOrganization: state.hcpOrganization ?? organization, hostname: state.hostname ?? 'app.terraform.io' };
    default: return { kind };
  }
}

/** Account and project ids are unique in the world, so the bucket is too; 16 + 9 + 30 characters stay below 63. */
function bucketOf(zone: LandingZoneProps, organization: string): string {
  return `${organization}-tfstate-${zone.account}`;
}

function storageAccountOf(zone: LandingZoneProps, organization: string): string {
  const start = organization.replace(/-/g, '').slice(0, STORAGE_NAME_ROOM);
  return `${start}tfstate${digest(`${organization}/${zone.account.toLowerCase()}`, STORAGE_MARK)}`;
}

/** Alert contacts with their defaults. */
export function resolveContacts(standards: StandardsProps): AlertContactsProps {
  const warning = standards.alertContacts?.warning ?? [`platform@${standards.domain}`];
  return { warning, critical: standards.alertContacts?.critical ?? warning };
}

/** Identity provider with its defaults. */
export function resolveIdentityProvider(provider: IdentityProviderProps | undefined): IdentityProviderProps | undefined {
  return provider && { issuer: provider.issuer, jwksUri: provider.jwksUri ?? `${provider.issuer.replace(/\/$/, '')}/.well-known/jwks.json` };
}

/** A pod with its defaults. */
export function resolvePod(pod: PodProps, contacts: AlertContactsProps): Pod {
  return {
    name: pod.name,
    type: pod.type ?? PodType.PRODUCT,
    contact: pod.contact ?? contacts.warning[0],
    costCentre: pod.costCentre ?? pod.name,
    members: pod.members ?? [],
  };
}

/** The regions that landing zones use, each once. */
export function regionsInUse(zones: readonly { readonly region: string; readonly cloud: CloudName }[]): string[] {
  return [...new Set(zones.map((zone) => zone.region))];
}
