import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { ApiGatewayProps } from '../../../capabilities/api-gateway';
import { environmentOf } from '../../../environment/environment-rules';
import { readDocument } from '../../../documents';
import { fact } from '../../../environment/facts';
import { physicalName } from '../../../environment/physical-name';
import { GroundworkError } from '../../../errors';
import { certifiableHost, certificate } from '../certificate';
import { awsPlace } from '../context';
import { ApiGatewayBasePathMapping, ApiGatewayDomainName, ApiGatewayStage, Route53Record, S3Object } from '../resources';
import { shared } from '../shared';

/** Uploads the certificate authorities that client certificates must come from. */
function trustStore(scope: Construct, file: string): { truststoreUri: string; truststoreVersion: string } {
  const environment = environmentOf(scope);
  let pem: string;
  try { pem = readDocument(file); } catch {
    throw new GroundworkError('Trust store', [{ where: scope.node.path, problem: `${file} cannot be read`, mend: 'Name a PEM file with the certificate authorities that are trusted.' }]);
  }
  if (!pem.includes('-----BEGIN CERTIFICATE-----') || pem.includes('PRIVATE KEY')) {
    throw new GroundworkError('Trust store', [{ where: scope.node.path, problem: `${file} is not a list of certificates`, mend: 'Use PEM with BEGIN CERTIFICATE, and no private key.' }]);
  }
  const object = new S3Object(scope, 'trust-store', {
    bucket: shared.artifactBucket(awsPlace(scope)),
    key: `trust-stores/${environment.environmentName}/${createHash('sha256').update(pem).digest('hex')}.pem`,
    content: pem,
    contentType: 'application/x-pem-file',
    kmsKeyId: environment.dataKey.reference,
    serverSideEncryption: 'aws:kms',
  });
  return { truststoreUri: `s3://${object.bucket}/${object.key}`, truststoreVersion: object.versionId };
}

/** The public name of an API: certificate, TLS 1.2 at least, client certificates where asked for. The gateway's own name is off. */
export function edgeDomain(scope: Construct, props: ApiGatewayProps, apiId: string, stage: ApiGatewayStage): string {
  const host = certifiableHost(props.hostLabel ?? physicalName(scope.node.scope!, 'dns_label'), awsPlace(scope).zone.domain);
  const domain = new ApiGatewayDomainName(scope, 'domain', {
    domainName: host,
    regionalCertificateArn: certificate(scope, host).certificateArn,
    securityPolicy: 'TLS_1_2',
    endpointConfiguration: { types: ['REGIONAL'] },
    ...(props.mutualTls ? { mutualTlsAuthentication: trustStore(scope, props.mutualTls.trustStoreFile) } : {}),
  });
  new ApiGatewayBasePathMapping(scope, 'mapping', { apiId, stageName: stage.stageName, domainName: domain.domainName });
  new Route53Record(scope, 'record', {
    zoneId: fact(scope, 'public_zone_id'),
    name: host,
    type: 'A',
    alias: { name: domain.regionalDomainName, zoneId: domain.regionalZoneId, evaluateTargetHealth: false },
  });
  return host;
}
