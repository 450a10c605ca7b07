import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { physicalName } from '../../../environment/physical-name';
import { References } from '../references';
import {
  CertificateManagerCertificate, CertificateManagerCertificateMap, CertificateManagerCertificateMapEntry, CertificateManagerDnsAuthorization,
  DnsRecordSet,
} from '../resources';

/** A managed certificate in its map. */
export interface EdgeCertificate {
  /** As a target proxy takes it. */
  readonly map: string;
  /** The proxy must wait for it: a map without entry answers with no certificate. */
  readonly entry: CertificateManagerCertificateMapEntry;
}

/** A certificate that is proved by a DNS record, so that it is there before the first request and renews itself. */
export function edgeCertificate(scope: Construct, hostname: string): EdgeCertificate {
  const references = References.of(scope);
  const authorization = new CertificateManagerDnsAuthorization(scope, 'authorization', {
    name: physicalName(scope, 'google_certificate_manager_dns_authorization'),
    domain: hostname,
    type: 'FIXED_RECORD',
  });
  const record = authorization.dnsResourceRecord.get(0);
  const proof = new DnsRecordSet(scope, 'proof', { managedZone: references.publicDnsZone, name: record.name, type: record.type, ttl: 300, rrdatas: [record.data] });
  const certificate = after(new CertificateManagerCertificate(scope, 'certificate', {
    name: physicalName(scope, 'google_certificate_manager_certificate'),
    description: hostname,
    scope: 'DEFAULT',
    managed: { domains: [hostname], dnsAuthorizations: [authorization.id] },
  }), proof);
  const map = new CertificateManagerCertificateMap(scope, 'map', { name: physicalName(scope, 'google_certificate_manager_certificate_map') });
  const entry = new CertificateManagerCertificateMapEntry(scope, 'entry', {
    name: physicalName(scope, 'google_certificate_manager_certificate_map_entry'),
    map: map.name,
    hostname,
    certificates: [certificate.id],
  });
  return { map: `//certificatemanager.googleapis.com/${map.id}`, entry };
}
