import { add, changed, document, one, own, ref, stack, Answer } from './support';

const ROLE = { name: 'worker', assume_role_policy: '{"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}' };
const BUCKET = { bucket: 'files' };

/** What a role may with one statement in its policy. */
function role(statement: object, more: any = {}) {
  return own({
    aws_iam_role: { worker: ROLE }, aws_s3_bucket: { files: BUCKET }, ...more,
    aws_iam_role_policy: { p: { role: '${aws_iam_role.worker.id}', policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }) } },
  }).may('aws_iam_role.worker', '');
}

/** What others may with a policy on a bucket. */
function bucket(statement: object) {
  return own({
    aws_s3_bucket: { files: BUCKET },
    aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.files.id}', policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::files/*', ...statement }] }) } },
  }).found.permissions.filter((p) => p.resource === 'aws_s3_bucket.files');
}

describe('policies of identities', () => {
  test('wildcards of actions are weak, whatever the resource', () => {
    expect(role({ Action: 's3:*', Resource: 'arn:aws:s3:::files/*' })[0]).toMatchObject({ resource: 'aws_s3_bucket.files', wildcard: true, weak: true, verbs: ['administer', 'delete', 'read', 'write'] });
    expect(role({ Action: '*', Resource: '*' })[0]).toMatchObject({ wildcard: true, weak: true, resource: '*' });
    expect(role({ NotAction: 'iam:*', Resource: '*' })[0]).toMatchObject({ wildcard: true, weak: true, actions: ['all but iam:*'] });
    expect(role({ Action: 's3:Get*', Resource: '${aws_s3_bucket.files.arn}/*' })[0]).toMatchObject({ wildcard: true, weak: false, verbs: ['read'] });
  });

  test('everything as resource is a wildcard where the cloud takes less', () => {
    expect(role({ Action: 'secretsmanager:GetSecretValue', Resource: '*' })[0]).toMatchObject({ wildcard: true, weak: true });
    expect(role({ Action: 'xray:PutTraceSegments', Resource: '*' })[0]).toMatchObject({ wildcard: false, weak: false });
    expect(role({ Action: 'ecr:GetAuthorizationToken', Resource: '*' })[0]).toMatchObject({ wildcard: false, weak: false });
    expect(role({ Action: 's3:GetObject', NotResource: 'arn:aws:s3:::files/*' })[0]).toMatchObject({ resource: '*', weak: true });
    expect(role({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' })[0]).toMatchObject({ wildcard: true, weak: true });
  });

  test('what lets somebody take more is weak', () => {
    expect(role({ Action: 'iam:PassRole', Resource: '*' })[0].weak).toBe(true);
    expect(role({ Action: 'iam:PassRole', Resource: 'arn:aws:iam::123456789012:role/*' })[0].weak).toBe(true);
    expect(role({ Action: 'iam:PassRole', Resource: '${aws_iam_role.worker.arn}' })[0].weak).toBe(false);
    expect(role({ Action: 'iam:CreatePolicyVersion', Resource: 'arn:aws:iam::123456789012:policy/x' })[0].weak).toBe(true);
    expect(role({ Action: 'sts:AssumeRole', Resource: '*' })[0].weak).toBe(true);
  });

  test('order, letter case and spacing change nothing', () => {
    const first = role({ Action: ['s3:GetObject', 's3:PutObject', 'dynamodb:getitem'], Resource: ['arn:aws:s3:::files/*', 'arn:aws:s3:::other/*'] });
    const second = own({
      aws_iam_role: { worker: ROLE }, aws_s3_bucket: { files: BUCKET },
      aws_iam_role_policy: { p: { role: 'worker', policy: '{ "Statement" : [ {"Resource":["arn:aws:s3:::other/*"],"Effect":"Allow","Action":["DynamoDB:GetItem","S3:putobject","s3:GETOBJECT"]}, {"Resource":"arn:aws:s3:::files/*","Action":["s3:PutObject","dynamodb:GetItem","s3:GetObject"],"Effect":"allow"} ] }' } },
    }).may('aws_iam_role.worker', '');
    const sorted = (rows: typeof first) => rows.map((r) => JSON.stringify(r)).sort();
    expect(sorted(second)).toEqual(sorted(first));
    expect(first[0].actions).toEqual(['dynamodb:GetItem', 's3:GetObject', 's3:PutObject']);
  });

  test('the part of a resource is said', () => {
    expect(role({ Action: 's3:GetObject', Resource: '${aws_s3_bucket.files.arn}/public/*' })[0]).toMatchObject({ resource: 'aws_s3_bucket.files', condition: 'only for public/*' });
    expect(role({ Action: 's3:GetObject', Resource: '${aws_s3_bucket.files.arn}/*' })[0].condition).toBeUndefined();
  });

  test('resources elsewhere are foreign', () => {
    expect(role({ Action: 's3:GetObject', Resource: 'arn:aws:s3:::others/*' })[0]).toMatchObject({ resource: 'arn:aws:s3:::others/*', foreign: true });
    expect(role({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:eu-central-1:999999999999:files' }, { aws_sqs_queue: { files: { name: 'files' } } })[0]).toMatchObject({ foreign: true });
  });

  test('attached, inline, managed and boundary', () => {
    const policy = JSON.stringify({ Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::files/*' } });
    const found = own({
      aws_s3_bucket: { files: BUCKET }, aws_iam_policy: { own: { name: 'own', policy }, spare: { name: 'spare', policy } },
      aws_iam_role: { worker: { ...ROLE, inline_policy: [{ name: 'i', policy: policy.replace('GetObject', 'PutObject') }], permissions_boundary: 'arn:aws:iam::123456789012:policy/limit' } },
      aws_iam_role_policy_attachment: { a: { role: '${aws_iam_role.worker.name}', policy_arn: '${aws_iam_policy.own.arn}' }, admin: { role: 'worker', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
    });
    expect(found.may('aws_iam_role.worker', 'aws_s3_bucket.files')[0]).toMatchObject({ actions: ['s3:GetObject', 's3:PutObject'], condition: 'only within policy limit' });
    expect(found.may('aws_iam_role.worker', '*')[0]).toMatchObject({ actions: ['policy AdministratorAccess'], wildcard: true, weak: true });
    expect(found.may('whoever aws_iam_policy.spare', '')[0].verbs).toEqual(['read']);
  });

  test('a document made by Terraform is read, one known at apply is not trusted', () => {
    const data = { aws_iam_policy_document: { d: { statement: [{ actions: ['s3:*'], resources: ['*'] }] } } };
    const found = own({ aws_iam_role: { worker: ROLE }, aws_iam_role_policy: { p: { role: 'worker', policy: '${data.aws_iam_policy_document.d.json}' } } }, data);
    expect(found.may('aws_iam_role.worker', '*')[0]).toMatchObject({ actions: ['s3:*'], weak: true });
    const hidden = own({ aws_iam_role: { worker: ROLE }, aws_iam_role_policy: { p: { role: 'worker', policy: '${var.policy}' } } });
    expect(hidden.may('aws_iam_role.worker', '*')[0]).toMatchObject({ actions: ['known only at apply'], weak: true });
    const encoded = own({ aws_iam_role: { worker: ROLE }, aws_s3_bucket: { files: BUCKET }, aws_iam_role_policy: { p: { role: 'worker', policy: '${jsonencode({"Statement" = [{"Effect" = "Allow", "Action" = "s3:GetObject", "Resource" = aws_s3_bucket.files.arn}]})}' } } });
    expect(encoded.may('aws_iam_role.worker', 'aws_s3_bucket.files')[0].actions).toEqual(['s3:GetObject']);
  });
});

describe('policies of resources', () => {
  test('anyone is weak unless bound to somebody', () => {
    expect(bucket({ Principal: '*' })[0]).toMatchObject({ principal: 'anyone', weak: true, foreign: true });
    expect(bucket({ Principal: { AWS: '*' }, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } } })[0]).toMatchObject({ weak: false, condition: 'only by organisation o-1' });
    expect(bucket({ Principal: { AWS: '*' }, Condition: { StringLike: { 'aws:PrincipalArn': '*' } } })[0].weak).toBe(true);
    expect(bucket({ Principal: { AWS: '*' }, Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/0'] } } })[0].weak).toBe(true);
    expect(bucket({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/a' } })[0]).toMatchObject({ weak: true, principal: 'anyone but role a' });
  });

  test('other accounts are foreign, and weak without a condition', () => {
    expect(bucket({ Principal: { AWS: 'arn:aws:iam::999999999999:root' } })[0]).toMatchObject({ principal: 'account 999999999999', foreign: true, weak: true });
    expect(bucket({ Principal: { AWS: '999999999999' } })[0].principal).toBe('account 999999999999');
    expect(bucket({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })[0]).toMatchObject({ principal: 'account 123456789012', foreign: false, weak: false });
  });

  test('what is denied is no risk', () => {
    expect(bucket({ Effect: 'Deny', Principal: '*', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } })[0]).toMatchObject({ effect: 'deny', weak: false, wildcard: false, condition: 'when without TLS' });
  });

  test('trust of somebody outside', () => {
    const trust = (principal: object, condition?: object) => own({ aws_iam_role: { r: { name: 'r', assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRoleWithWebIdentity', ...(condition ? { Condition: condition } : {}) }] }) } } }).may('', 'aws_iam_role.r')[0];
    const github = { Federated: 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com' };
    expect(trust(github)).toMatchObject({ principal: 'federated token.actions.githubusercontent.com', weak: true, verbs: ['assume'] });
    expect(trust(github, { StringEquals: { 'token.actions.githubusercontent.com:sub': 'repo:acme/orders:ref:refs/heads/main' } })).toMatchObject({ weak: false });
    expect(trust({ AWS: 'arn:aws:iam::999999999999:role/ci' })).toMatchObject({ principal: 'role ci of account 999999999999', foreign: true, weak: true });
  });

  test('trust of a login elsewhere that this stack names', () => {
    const found = own({
      aws_iam_openid_connect_provider: { ci: { url: 'https://token.example' } },
      aws_iam_role: { r: { name: 'r', assume_role_policy: '{"Statement":{"Effect":"Allow","Principal":{"Federated":"${aws_iam_openid_connect_provider.ci.arn}"},"Action":"sts:AssumeRoleWithWebIdentity"}}' } },
    });
    expect(found.may('federated aws_iam_openid_connect_provider.ci', 'aws_iam_role.r')[0].weak).toBe(true);
  });

  test('the own account is known without the provider saying it', () => {
    const tf = stack();
    delete tf.provider;
    expect(new Answer(tf).found.permissions.filter((p) => p.weak)).toEqual([]);
  });

  test('a key without a policy belongs to the whole account', () => {
    const bare = changed((tf) => { delete one(tf, 'aws_kms_key', 'data-key').policy; });
    expect(bare.may('account 123456789012', 'aws_kms_key.data-key')[0]).toMatchObject({ actions: ['kms:*'], wildcard: true, weak: true });
    expect(new Answer(stack()).may('account', 'aws_kms_key.data-key').some((p) => p.wildcard)).toBe(false);
  });

  test('a function that a service may call for anybody', () => {
    const open = changed((tf) => { delete one(tf, 'aws_lambda_permission', 'orders_gateway').source_arn; });
    expect(open.may('service apigateway', 'aws_lambda_function.orders_gateway')[0].weak).toBe(true);
    expect(changed((tf) => { one(tf, 'aws_lambda_permission', 'orders_gateway').principal = '*'; }).may('anyone', 'aws_lambda_function')[0].weak).toBe(false);
  });
});

describe('an environment', () => {
  test('has nothing weak', () => {
    expect(new Answer(stack()).found.permissions.filter((p) => p.weak)).toEqual([]);
    expect(new Answer(stack('foundation')).found.permissions.filter((p) => p.weak)).toEqual([]);
  });

  test('a wider grant is seen, a condition taken away as well', () => {
    const wider = changed((tf) => document(one(tf, 'aws_iam_role_policy', 'orders_service_allow-orders-objects'), 'policy', (d) => { d.Statement[0].Action = 's3:*'; }));
    expect(wider.may('aws_iam_role.orders_service_role', 'aws_s3_bucket', 's3:*')[0].weak).toBe(true);
    const loose = changed((tf) => document(one(tf, 'aws_iam_role_policy', 'orders_service_allow-orders-objects'), 'policy', (d) => { delete d.Statement[4].Condition; }));
    expect(loose.may('aws_iam_role.orders_service_role', 'aws_kms_key', 'kms:GenerateDataKey')[0].condition).toBeUndefined();
  });

  test('a statement of another path is a row of its own', () => {
    const tf = stack();
    add(tf, 'aws_iam_role_policy', 'extra', { role: ref(tf, 'aws_iam_role', 'orders_service_role'), policy: '{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::other/*"}]}' });
    expect(new Answer(tf).may('aws_iam_role.orders_service_role', 'arn:aws:s3:::other/*')).toHaveLength(1);
  });
});
