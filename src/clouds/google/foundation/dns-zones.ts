import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { LandingZone } from '../../../environment/landing-zone';
import { preventDestroy } from '../../../environment/order';
import { References } from '../references';
import { DnsManagedZone, DnsRecordSet } from '../resources';
import { Vpc } from './vpc';

/** The public zone of the landing zone's domain (signed), and the private one of Cloud SQL. */
export function dnsZones(scope: Construct, zone: LandingZone, vpc: Vpc): void {
  const references = References.of(scope);
  const zoneOf = (type: string, keyType: string) => ({ algorithm: type, keyLength: 256, keyType });
  const publicZone = preventDestroy(new DnsManagedZone(scope, 'public', {
    name: references.publicDnsZone,
    dnsName: `${zone.domain}.`,
    description: `Public names of environments of ${zone.name}`,
    visibility: 'public',
    cloudLoggingConfig: { enableLogging: true },
    dnssecConfig: {
      state: 'on',
      nonExistence: 'nsec3',
      defaultKeySpecs: [zoneOf('ecdsap256sha256', 'keySigning'), zoneOf('ecdsap256sha256', 'zoneSigning')],
    },
  }), true);
  new DnsRecordSet(scope, 'caa', {
    managedZone: publicZone.name,
    name: publicZone.dnsName,
    type: 'CAA',
    ttl: 300,
    // Only Google Trust Services issues for this domain, and no wildcard.
    rrdatas: ['0 issue "pki.goog"', '0 issuewild ";"'],
  });
  new DnsManagedZone(scope, 'sql', {
    name: references.sqlDnsZone,
    dnsName: `${zone.region}.sql.goog.`,
    description: 'Private names of Cloud SQL instances',
    visibility: 'private',
    privateVisibilityConfig: { networks: [{ networkUrl: vpc.network.id }] },
  });
  const servers = new TerraformOutput(scope, 'name-servers', {
    description: `Name servers of ${zone.domain}: delegate the domain to them, with the DS record that "gcloud dns dns-keys list" shows`,
    value: publicZone.nameServers,
  });
  servers.overrideLogicalId('public_dns_name_servers');
}
