import { CloudName, LandingZone, LandingZoneProps } from '../../environment/landing-zone';
import { Pod, PodType } from '../../environment/pod';
import { resolveLandingZone } from '../../standards/resolve';
import { Standards } from '../../standards/standards';

/** Name of the canonical environment, its pod and the construct of the pattern in it. No name that is cut or digested differently from most. */
export const CANONICAL = { environment: 'canonical', pod: 'canonical', pattern: 'pattern' } as const;

/** Facts that a cloud invents, and environments cannot compute. What can be computed is. */
const FACTS: { readonly [cloud in CloudName]: { readonly [name: string]: unknown } } = {
  aws: {
    vpc_id: 'vpc-00000000000000001',
    private_subnet_ids: ['subnet-00000000000000011', 'subnet-00000000000000012', 'subnet-00000000000000013'],
    data_subnet_ids: ['subnet-00000000000000021', 'subnet-00000000000000022', 'subnet-00000000000000023'],
    endpoint_security_group_id: 'sg-00000000000000031',
    s3_prefix_list_id: 'pl-00000041',
    dynamodb_prefix_list_id: 'pl-00000042',
    vpc_link_id: 'canonical0',
    vpc_link_security_group_id: 'sg-00000000000000032',
    service_network_id: 'sn-00000000000000051',
    public_zone_id: 'Z0000000000000000061',
    private_zone_id: 'Z0000000000000000062',
  },
  azure: {
    firewall_private_ip: '10.64.0.4',
    front_door_endpoint_host: 'canonical-0000000000000000.a01.azurefd.net',
    front_door_principal_id: '00000000-0000-4000-8000-000000000001',
    gateway_principal_id: '00000000-0000-4000-8000-000000000002',
    gateway_identity_client_id: '00000000-0000-4000-8000-000000000003',
    backup_vault_principal_id: '00000000-0000-4000-8000-000000000004',
  },
  google: {},
};

/** Landing zones of nobody: their accounts cannot exist, their regions do. State, network and the rest have their defaults. */
const ZONES: { readonly [cloud in CloudName]: LandingZoneProps } = {
  aws: { name: 'canonical', cloud: CloudName.AWS, account: '000000000000', region: 'eu-central-1' },
  azure: {
    name: 'canonical', cloud: CloudName.AZURE, account: '00000000-0000-4000-8000-000000000000', tenant: '00000000-0000-4000-8000-0000000000ff', region: 'germanywestcentral',
  },
  google: {
    name: 'canonical', cloud: CloudName.GOOGLE, account: 'canonical-project', projectNumber: '100000000000', billingAccount: '000000-000000-000000', region: 'europe-west3',
  },
};

const made = new WeakMap<Standards, Map<CloudName, Standards>>();

/**
 * The standards with a landing zone and a pod that stand for every one on `cloud`: what an environment becomes under them depends on what the
 * enterprise decided for all, not on where it is and whose.
 */
export function canonicalStandards(standards: Standards, cloud: CloudName): Standards {
  const byCloud = made.get(standards) ?? new Map<CloudName, Standards>();
  made.set(standards, byCloud);
  let canonical = byCloud.get(cloud);
  if (!canonical) {
    canonical = standingIn(standards, cloud);
    byCloud.set(cloud, canonical);
  }
  return canonical;
}

/** The landing zone that stands for every one on `cloud`. */
export function canonicalZone(standards: Pick<Standards, 'organization' | 'domain'>, cloud: CloudName): LandingZone {
  const { organization, domain } = standards;
  return resolveLandingZone(ZONES[cloud], { organization, domain, landingZones: [] }, FACTS[cloud]);
}

function standingIn(standards: Standards, cloud: CloudName): Standards {
  const zone = canonicalZone(standards, cloud);
  const pod: Pod = { name: CANONICAL.pod, type: PodType.PRODUCT, contact: `pod@${standards.domain}`, costCentre: CANONICAL.pod, members: [] };
  const value = <T>(constant: T) => ({ value: constant, enumerable: true });
  return Object.create(standards, {
    landingZones: value([zone]),
    allowedRegions: value([zone.region]),
    landingZone: value(() => zone),
    place: value(() => zone),
    pod: value(() => pod),
  });
}
