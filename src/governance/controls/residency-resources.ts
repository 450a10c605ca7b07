import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { CloudName } from '../../environment/landing-zone';
import { control, finding, isUnknown, Judgement, UNKNOWN } from './build';
import { asList } from './values';

/** Arguments that say where a resource is, on any cloud. A zone is a region and a letter. */
const PLACES = ['location', 'location_id', 'region', 'locations', 'zone', 'availability_zone', 'availability_zones', 'destination_region'];
const ZONE = /^([a-z]+(?:-[a-z]+)*-?[a-z]*\d+)-?[a-z]$/;

function says(place: string, context: ControlContext): Judgement {
  const written = place.toLowerCase();
  // Numbered zones are within the region, and what is global holds rules, not data.
  if (written === 'global' || /^\d$/.test(written)) { return true; }
  const region = ZONE.exec(written)?.[1] ?? written;
  const known = context.allowedRegions.map((one) => one.toLowerCase());
  return known.includes(written) || known.includes(region) || `is in ${place}, which is not among the allowed regions (${context.allowedRegions.join(', ')})`;
}

function judged(context: ControlContext, resource: ControlledResource): ControlFinding[] {
  return PLACES.flatMap((argument) => asList(resource.argument(argument)).filter((place) => typeof place === 'string').map((place) => {
    // The place of another resource of the stack is judged there.
    const reference = /^\$\{[a-z0-9]+_[\w]+\.[\w-]+\.(location|region)\}$/.test(place);
    return finding(resource.address, reference ? true : isUnknown(place) ? UNKNOWN : says(place, context), argument, place);
  }));
}

/** What has no place of its own is where its provider works; a second provider may work elsewhere. */
function byProvider(context: ControlContext): ControlFinding[] {
  if (context.cloud !== CloudName.AWS) { return []; }
  const providers = new Map(asList(context.document('provider.aws')).map((one: any) => [one?.alias ? `aws.${one.alias}` : '', one?.region]));
  const elsewhere: string[] = context.parameter('elsewhere');
  const main = finding('', typeof providers.get('') !== 'string' || isUnknown(providers.get('')) ? UNKNOWN : says(providers.get(''), context), 'region', `the provider works in ${providers.get('')}`);
  const state = context.document('terraform.backend.s3.region');
  const kept = typeof state === 'string' && !isUnknown(state) ? [finding('', says(state, context), 'region', `the state is in ${state}`)] : [];
  return [main, ...kept, ...context.resources().filter((one) => one.argument('provider') !== undefined).map((one) => {
    const region = providers.get(String(one.argument('provider')));
    const signs = one.type === 'aws_kms_key' && /^(ECC|RSA)_/.test(String(one.argument('customer_master_key_spec')));
    return finding(one.address, typeof region !== 'string' ? UNKNOWN : signs || elsewhere.includes(one.type) || says(region, context), 'provider', region);
  })];
}

/** Where everything else is: what works on data sees it. */
export const residencyResources = control({
  id: 'residency.resources',
  title: 'Everything runs in allowed regions',
  objective: Objective.DATA_RESIDENCY,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'a workload elsewhere takes the data with it',
  mend: 'Leave regions and zones to the landing zone.',
  parameters: [{
    name: 'elsewhere', defaultValue: ['aws_acm_certificate', 'aws_acm_certificate_validation', 'aws_route53_key_signing_key', 'aws_route53_hosted_zone_dnssec'],
    description: 'Resource types that may be elsewhere: AWS has some of its global services in us-east-1 only; a key that signs names is one as well',
  }],
}, (context) => [...context.resources().flatMap((resource) => judged(context, resource)), ...byProvider(context)]);
