import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { after } from '../../../environment/order';
import { addressPlan } from '../cidr';
import { References } from '../references';
import { ComputeGlobalAddress, ComputeGlobalForwardingRule, DnsManagedZone, DnsRecordSet, ProjectService } from '../resources';
import { Vpc } from './vpc';

/** Domains that resolve to the private endpoint: APIs, container registries, Cloud Run services. */
const DOMAINS = ['googleapis.com', 'gcr.io', 'pkg.dev', 'run.app'];

/** Google's APIs at one private address (Private Service Connect), under their public names. */
export function privateApis(scope: Construct, zone: LandingZone, vpc: Vpc, directory: ProjectService): void {
  const references = References.of(scope);
  const address = new ComputeGlobalAddress(scope, 'address', {
    name: references.name('google_compute_global_address', 'apis'),
    purpose: 'PRIVATE_SERVICE_CONNECT',
    addressType: 'INTERNAL',
    address: addressPlan(zone.addressSpace).apis,
    network: vpc.network.id,
  });
  after(new ComputeGlobalForwardingRule(scope, 'endpoint', {
    name: references.name('google_compute_global_forwarding_rule_apis'),
    target: 'all-apis',
    network: vpc.network.id,
    ipAddress: address.id,
    // The provider's default is EXTERNAL, which this kind of endpoint refuses.
    loadBalancingScheme: '',
    // The endpoint enters itself into Service Directory: in us-central1, if nothing is said, which the guardrail on locations refuses.
    serviceDirectoryRegistrations: { serviceDirectoryRegion: references.region },
  }), directory);
  for (const domain of DOMAINS) {
    const id = domain.replace('.', '-');
    const dns = new DnsManagedZone(scope, id, {
      name: references.name('google_dns_managed_zone', id),
      dnsName: `${domain}.`,
      description: `${domain} at the private endpoint`,
      visibility: 'private',
      privateVisibilityConfig: { networks: [{ networkUrl: vpc.network.id }] },
    });
    record(scope, `${id}-a`, dns, `${domain}.`, 'A', address.address);
    record(scope, `${id}-any`, dns, `*.${domain}.`, 'CNAME', `${domain}.`);
  }
}

function record(scope: Construct, id: string, zone: DnsManagedZone, name: string, type: string, value: string): void {
  new DnsRecordSet(scope, id, { managedZone: zone.name, name, type, ttl: 300, rrdatas: [value] });
}
