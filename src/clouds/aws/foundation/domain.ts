import { TerraformOutput } from 'cdktf';
import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { AwsPlace, iamArn } from '../context';
import { administer } from '../kms';
import { policy } from '../policy';
import {
  AwsProvider, KmsKey, Route53HostedZoneDnssec, Route53KeySigningKey, Route53Record, Route53Zone, Vpc,
} from '../resources';

/** The zones of a landing zone. */
export interface Domain {
  readonly publicZone: Route53Zone;
  readonly privateZone: Route53Zone;
}

/** The landing zone's domain: a signed public zone for edges and certificates, a private one for addresses inside. */
export function domain(scope: Construct, place: AwsPlace, vpc: Vpc): Domain {
  const name = place.zone.domain;
  const publicZone = new Route53Zone(scope, 'public', { name, comment: `Landing zone ${place.zone.name}`, forceDestroy: false, lifecycle: { preventDestroy: true } });
  const privateZone = new Route53Zone(scope, 'private', { name: `internal.${name}`, comment: 'Addresses inside the VPC', vpc: [{ vpcId: vpc.id }], forceDestroy: false });
  new Route53Record(scope, 'issuers', {
    zoneId: publicZone.zoneId,
    name,
    type: 'CAA',
    ttl: 3600,
    records: ['0 issue "amazon.com"', '0 issuewild ";"', `0 iodef "mailto:${place.standards.alertContacts.warning[0]}"`],
  });
  signing(scope, place, publicZone);
  new TerraformOutput(scope, 'name-servers', { value: publicZone.nameServers, description: `Name servers of ${name}: the parent domain must delegate to them` });
  return { publicZone, privateZone };
}

/** DNSSEC. The key must be in us-east-1; it signs names and never sees data. Resolvers trust it once the parent has the DS record. */
function signing(scope: Construct, place: AwsPlace, zone: Route53Zone): void {
  const provider = place.region === 'us-east-1' ? undefined : new AwsProvider(scope, 'us-east-1', { alias: 'us_east_1', region: 'us-east-1', allowedAccountIds: [place.account] });
  const principal = { Service: 'dnssec-route53.amazonaws.com' };
  const key = new KmsKey(scope, 'signing-key', {
    provider,
    description: `${place.zone.name}: DNSSEC of ${place.zone.domain}`,
    customerMasterKeySpec: 'ECC_NIST_P256',
    keyUsage: 'SIGN_VERIFY',
    deletionWindowInDays: 30,
    lifecycle: { preventDestroy: true },
    policy: policy(
      administer(place),
      {
        sid: 'Sign',
        principal,
        actions: ['kms:DescribeKey', 'kms:GetPublicKey', 'kms:Sign'],
        resources: ['*'],
        condition: { StringEquals: { 'aws:SourceAccount': place.account }, ArnLike: { 'aws:SourceArn': `arn:${place.partition}:route53:::hostedzone/*` } },
      },
      { sid: 'Grant', principal, actions: ['kms:CreateGrant'], resources: ['*'], condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } } },
      { sid: 'Inspect', principal: { AWS: iamArn(place, 'root') }, actions: ['kms:GetPublicKey', 'kms:Verify'], resources: ['*'] },
    ),
  });
  const signer = new Route53KeySigningKey(scope, 'signer', { hostedZoneId: zone.zoneId, keyManagementServiceArn: key.arn, name: 'landing_zone' });
  after(new Route53HostedZoneDnssec(scope, 'signed', { hostedZoneId: zone.zoneId }), signer);
  new TerraformOutput(scope, 'ds-record', {
    value: signer.dsRecord, description: `DS record of ${place.zone.domain} for the parent domain, after the delegation works`,
  });
}
