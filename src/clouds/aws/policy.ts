import { AwsPlace } from './context';

/** One statement of a policy document. */
export interface Statement {
  readonly sid?: string;
  /** @default 'Allow' */
  readonly effect?: 'Allow' | 'Deny';
  /** Account principals and roles by ARN, services by name. @default - none (identity policy) */
  readonly principal?: { AWS?: string | string[]; Service?: string | string[] };
  readonly actions: string[];
  /** @default - none (trust policy) */
  readonly resources?: string[];
  readonly condition?: { [operator: string]: { [key: string]: string | string[] } };
}

function oneOrMany(list: string[]): string | string[] {
  return list.length === 1 ? list[0] : list;
}

/** A policy document as JSON text, always in the same order. */
export function policy(...statements: Statement[]): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map((s) => ({
      ...(s.sid ? { Sid: s.sid } : {}),
      Effect: s.effect ?? 'Allow',
      ...(s.principal ? { Principal: s.principal } : {}),
      Action: oneOrMany(s.actions),
      ...(s.resources ? { Resource: oneOrMany(s.resources) } : {}),
      ...(s.condition ? { Condition: s.condition } : {}),
    })),
  });
}

/** Trust policy: only `service`, and only on behalf of this account (no confused deputy). */
export function trustService(place: AwsPlace, service: string, sourceArn?: string): string {
  return policy({
    principal: { Service: service },
    actions: ['sts:AssumeRole'],
    condition: {
      StringEquals: { 'aws:SourceAccount': place.account },
      ...(sourceArn ? { ArnLike: { 'aws:SourceArn': sourceArn } } : {}),
    },
  });
}

/** Trust policy for services that send no source account (Lambda, RDS monitoring). */
export function trustServicePlain(service: string): string {
  return policy({ principal: { Service: service }, actions: ['sts:AssumeRole'] });
}

/** Everybody, as a principal; only ever used with a condition or in a denial. */
export const ANYONE = { AWS: '*' };

/** Refuses every call to a bucket that is not over TLS 1.2 or newer. `Resource` names the bucket and its objects. */
export function tlsOnlyBucket(bucketArn: string): Statement[] {
  const resources = [bucketArn, `${bucketArn}/*`];
  return [
    // A denial of everything is the narrow form here: whatever is not over TLS is refused.
    { sid: 'TlsOnly', effect: 'Deny', principal: ANYONE, actions: ['s3:*'], resources, condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { sid: 'Tls12', effect: 'Deny', principal: ANYONE, actions: ['s3:*'], resources, condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ];
}
