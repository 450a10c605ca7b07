import { Permission } from '../../../src/review/model';
import { Answer, own, stack } from './support';

/** What a reviewer would fear, and that the review names it. */

const TRUST = JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' } });
const WORKER = { aws_iam_role: { worker: { name: 'worker', assume_role_policy: TRUST } } };

function allowed(statement: object): Permission[] {
  return own({ ...WORKER, aws_iam_role_policy: { p: { role: 'worker', policy: JSON.stringify({ Statement: [{ Effect: 'Allow', ...statement }] }) } } }).may('aws_iam_role.worker', '');
}

describe('what a role may on everything', () => {
  test.each([
    ['logs of the cloud turned off', { Action: 'cloudtrail:StopLogging', Resource: '*' }],
    ['threats no longer looked for', { Action: 'guardduty:DeleteDetector', Resource: '*' }],
    ['machines started', { Action: 'ec2:RunInstances', Resource: '*' }],
    ['networks opened', { Action: 'ec2:AuthorizeSecurityGroupIngress', Resource: '*' }],
    ['logs handed to others', { Action: 'logs:PutResourcePolicy', Resource: '*' }],
    ['any bucket by another spelling', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::*/*' }],
    ['anything, in one region', { Action: 's3:GetObject', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } } }],
    ['anything, over TLS', { Action: 'kms:Decrypt', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } }],
  ])('%s: to decide', (_title, statement) => {
    expect(allowed(statement)).toEqual([expect.objectContaining({ weak: true, wildcard: true })]);
  });

  test('a condition on whose it is makes it smaller', () => {
    expect(allowed({ Action: 'kms:Decrypt', Resource: '*', Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } } })[0].weak).toBe(false);
  });

  test('what a function asks to stand in a network is no administration of everything', () => {
    const rows = allowed({ Action: ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'xray:PutTraceSegments', 'ecr:GetAuthorizationToken'], Resource: '*' });
    expect(rows.map((r) => [r.resource, r.verbs, r.weak])).toEqual([['network interfaces', ['use'], false], ['traces', ['write'], false], ['image registries', ['use'], false]]);
    expect(allowed({ Action: ['ec2:CreateNetworkInterface', 'ec2:TerminateInstances'], Resource: '*' }).map((r) => [r.resource, r.verbs, r.weak])).toEqual([['network interfaces', ['use'], false], ['*', ['delete'], true]]);
    expect(allowed({ Action: 'ec2:*', Resource: '*' })).toEqual([expect.objectContaining({ resource: '*', weak: true, verbs: ['administer', 'delete', 'read', 'write'] })]);
    for (const which of ['environment', 'foundation'] as const) { expect(new Answer(stack(which)).found.permissions.filter((p) => p.resource === '*' && p.verbs.some((v) => v === 'administer' || v === 'delete'))).toEqual([]); }
  });
});

test('a policy that a data source looks up is known by its name; one that nobody can name is not trusted', () => {
  const attached = (policy_arn: string, data?: object) => own({ ...WORKER, aws_iam_role_policy_attachment: { a: { role: 'worker', policy_arn } } }, data).may('aws_iam_role.worker', '*')[0];
  expect(attached('${data.aws_iam_policy.x.arn}', { aws_iam_policy: { x: { name: 'AdministratorAccess' } } })).toMatchObject({ actions: ['policy AdministratorAccess'], weak: true, foreign: false });
  expect(attached('${data.aws_iam_policy.x.arn}', { aws_iam_policy: { x: { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' } } })).toMatchObject({ verbs: ['read'], weak: false });
  expect(attached('${var.policy}')).toMatchObject({ weak: true });
});

describe('logins of workflows elsewhere', () => {
  const trust = (issuer: string, condition: object) => own({
    aws_iam_role: { r: { name: 'r', assume_role_policy: JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` }, Action: 'sts:AssumeRoleWithWebIdentity', Condition: condition } }) } },
  }).may('federated', 'aws_iam_role.r')[0].weak;
  const GITHUB = 'token.actions.githubusercontent.com';

  test('everybody has a token of an issuer that is shared: what it is for binds nobody', () => {
    expect(trust(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })).toBe(true);
    expect(trust(GITHUB, { StringLike: { [`${GITHUB}:sub`]: 'repo:*' } })).toBe(true);
    expect(trust(GITHUB, { StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } })).toBe(false);
    expect(trust('login.acme.example', { StringEquals: { 'login.acme.example:aud': 'orders' } })).toBe(false);
  });
});

test('who has a key or a password of a user is the user', () => {
  const found = own({ aws_iam_user: { bob: { name: 'bob' } }, aws_iam_access_key: { k: { user: '${aws_iam_user.bob.name}' }, old: { user: 'bob', status: 'Inactive' } }, aws_iam_user_login_profile: { p: { user: 'bob' } } });
  expect(found.may('whoever', 'aws_iam_user.bob').map((p) => [p.principal, p.verbs, p.weak])).toEqual([['whoever has the access key', ['assume'], true], ['whoever has the password', ['assume'], true]]);
  expect(found.found.unread).toEqual([]);
});

test('a bus that anybody may put events on', () => {
  const bus = (more: object) => own({ aws_cloudwatch_event_permission: { p: { statement_id: 'x', ...more } } }).may('', 'event bus default')[0];
  expect(bus({ principal: '*' })).toMatchObject({ principal: 'anyone', verbs: ['write'], weak: true });
  expect(bus({ principal: '*', condition: { key: 'aws:PrincipalOrgID', type: 'StringEquals', value: 'o-1' } })).toMatchObject({ weak: false, condition: 'only by organisation o-1' });
});
