import { Construct } from 'constructs';
import { MutualTlsProps } from '../../../capabilities/api-gateway';
import { readDocument } from '../../../documents';
import { physicalName } from '../../../environment/physical-name';
import { GroundworkError } from '../../../errors';
import { CertificateManagerTrustConfig, NetworkSecurityServerTlsPolicy } from '../resources';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** Clients must show a certificate of one of the trusted authorities; without one the connection is refused. */
export function clientCertificates(scope: Construct, props: MutualTlsProps): NetworkSecurityServerTlsPolicy {
  const anchors = trustedAuthorities(props.trustStoreFile);
  const trust = new CertificateManagerTrustConfig(scope, 'trust', {
    name: physicalName(scope, 'google_certificate_manager_trust_config'),
    description: 'Authorities of client certificates',
    location: 'global',
    trustStores: [{ trustAnchors: anchors.map((pemCertificate) => ({ pemCertificate })) }],
  });
  return new NetworkSecurityServerTlsPolicy(scope, 'policy', {
    name: physicalName(scope, 'google_network_security_server_tls_policy'),
    description: 'Client certificates are required',
    location: 'global',
    allowOpen: false,
    mtlsPolicy: { clientValidationMode: 'REJECT_INVALID', clientValidationTrustConfig: trust.id },
  });
}

function trustedAuthorities(file: string): string[] {
  const fault = (problem: string) => new GroundworkError('Client certificates', [{ where: file, problem, mend: 'State a PEM file with the certificates of the authorities that are trusted.' }]);
  let text: string;
  try {
    text = readDocument(file);
  } catch {
    throw fault('cannot be read');
  }
  const found = text.match(CERTIFICATE);
  if (!found) { throw fault('holds no certificate'); }
  return found.map((pem) => `${pem}\n`);
}
