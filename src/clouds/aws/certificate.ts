import { Construct } from 'constructs';
import { fact } from '../../environment/facts';
import { composeName } from '../../environment/naming';
import { AWS_NAMES } from './names';
import { AcmCertificate, AcmCertificateValidation, Route53Record } from './resources';

/** Longest name that a certificate is for. https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const LONGEST_NAME = 64;

/** A host name in `domain` that a certificate can be had for: a digest takes the place of what is too long in its label. */
export function certifiableHost(label: string, domain: string): string {
  const room = LONGEST_NAME - domain.length - 1;
  return `${label.length <= room ? label : composeName({ ...AWS_NAMES.dns_label, max: room }, [label], label)}.${domain}`;
}

/**
 * A public certificate of one host name, validated by a record in the landing zone's public zone: Amazon renews it as long as
 * that record stays.
 */
export function certificate(scope: Construct, host: string): AcmCertificateValidation {
  const made = new AcmCertificate(scope, 'certificate', {
    domainName: host,
    validationMethod: 'DNS',
    // Every client and every service of AWS takes it.
    keyAlgorithm: 'RSA_2048',
    options: { certificateTransparencyLoggingPreference: 'ENABLED' },
    lifecycle: { createBeforeDestroy: true },
  });
  // One domain name, so exactly one option; it is a set, which has no index.
  const option = (field: string) => `\${one(${made.fqn}.domain_validation_options).${field}}`;
  const record = new Route53Record(scope, 'certificate-record', {
    zoneId: fact(scope, 'public_zone_id'),
    name: option('resource_record_name'),
    type: option('resource_record_type'),
    records: [option('resource_record_value')],
    ttl: 300,
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(scope, 'certificate-validation', { certificateArn: made.arn, validationRecordFqdns: [record.fqdn] });
}
