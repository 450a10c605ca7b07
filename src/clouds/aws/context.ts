import { IConstruct } from 'constructs';
import { LandingZone } from '../../environment/landing-zone';
import { placeOf } from '../../environment/place';
import { Standards } from '../../standards/standards';

/** The account and region that a construct is deployed to. */
export interface AwsPlace {
  readonly zone: LandingZone;
  readonly standards: Standards;
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

/** Partition of a region: it comes from the region's name, so no lookup is needed. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) { return 'aws-cn'; }
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

/** Where `scope` is. */
export function awsPlace(scope: IConstruct): AwsPlace {
  const place = placeOf(scope);
  return placeOfZone(place.landingZone, place.standards);
}

/** The same from a landing zone. */
export function placeOfZone(zone: LandingZone, standards: Standards): AwsPlace {
  return { zone, standards, account: zone.account, region: zone.region, partition: partitionOf(zone.region) };
}

/** ARN of a resource in the region of the place. */
export function arn(place: AwsPlace, service: string, resource: string): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;
}

/** ARN of an IAM resource: no region. */
export function iamArn(place: AwsPlace, resource: string): string {
  return `arn:${place.partition}:iam::${place.account}:${resource}`;
}

/** ARN of a bucket or of objects in it: neither region nor account. */
export function s3Arn(place: AwsPlace, resource: string): string {
  return `arn:${place.partition}:s3:::${resource}`;
}

/** ARN of a policy that AWS keeps. */
export function managedPolicyArn(place: AwsPlace, name: string): string {
  return `arn:${place.partition}:iam::aws:policy/${name}`;
}
