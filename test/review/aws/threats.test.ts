import { bareTree, buildModel } from '../../../src/review/build';
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
    expect(trust(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: 'https://github.com/acme' } })).toBe(true);
    expect(trust('login.acme.example', { StringEquals: { 'login.acme.example:aud': 'sts.amazonaws.com' } })).toBe(true);
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

describe('secrets in the Terraform', () => {
  const SECRET = 'hunter2hunter2';
  const written = (resource: any) => own(resource).found.statements.filter((s) => s.rule === 'secret.written').map((s) => s.evidence.map((e) => `${e.address} ${e.argument}`).join());
  test.each([
    ['value of a secret', { aws_secretsmanager_secret_version: { v: { secret_id: 's', secret_string: SECRET } } }, 'aws_secretsmanager_secret_version.v secret_string'],
    ['password of a database', { aws_rds_cluster: { c: { master_password: SECRET } } }, 'aws_rds_cluster.c master_password'],
    ['password in a block', { aws_mq_broker: { b: { user: [{ username: 'a', password: SECRET }] } } }, 'aws_mq_broker.b user.0.password'],
    ['password of a cache', { aws_elasticache_user: { u: { passwords: [SECRET] } } }, 'aws_elasticache_user.u passwords'],
    ['variable of a function', { aws_lambda_function: { f: { environment: { variables: { DB_PASSWORD: SECRET, STAGE: 'production' } } } } }, 'aws_lambda_function.f environment.variables.DB_PASSWORD'],
    ['key in a variable of any name', { aws_lambda_function: { f: { environment: { variables: { BACKEND: 'AKIAABCDEFGHIJKLMNOP' } } } } }, 'aws_lambda_function.f environment.variables.BACKEND'],
    ['variable of a container', { aws_ecs_task_definition: { t: { container_definitions: JSON.stringify([{ name: 'app', environment: [{ name: 'API_TOKEN', value: SECRET }] }]) } } }, 'aws_ecs_task_definition.t container_definitions'],
    ['parameter', { aws_ssm_parameter: { p: { name: '/db/password', type: 'String', value: SECRET } } }, 'aws_ssm_parameter.p value'],
    ['parameter that is encrypted at rest', { aws_ssm_parameter: { p: { name: '/x', type: 'SecureString', value: SECRET } } }, 'aws_ssm_parameter.p value'],
    ['what a function is called with', { aws_lambda_invocation: { i: { function_name: 'f', input: JSON.stringify({ user: { password: SECRET } }) } } }, 'aws_lambda_invocation.i input'],
    ['start of a machine', { aws_instance: { m: { user_data: `#!/bin/sh\necho "root:${SECRET}" | chpasswd` } } }, 'aws_instance.m user_data'],
    ['start of machines, encoded', { aws_launch_template: { m: { user_data: Buffer.from(`export DB_PASSWORD=${SECRET}`).toString('base64') } } }, 'aws_launch_template.m user_data'],
  ])('%s', (_title, resource, at) => {
    expect(written(resource)).toEqual([at]);
    expect(JSON.stringify(own(resource).found)).not.toContain(SECRET);
  });

  test('what is made or kept elsewhere is none, and neither is what only sounds like one', () => {
    expect(written({
      aws_secretsmanager_secret_version: { v: { secret_string: '${random_password.p.result}' } }, aws_rds_cluster: { c: { master_password: '${var.password}', manage_master_user_password: true } },
      aws_lambda_function: { f: { environment: { variables: { DB_SECRET: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:db', TOKEN_URL: 'https://login.acme.example/token' } } } },
      aws_instance: { m: { user_data: '#!/bin/sh\nPASSWORD=$(aws secretsmanager get-secret-value --secret-id db)\n' } }, aws_ssm_parameter: { p: { name: '/stage', type: 'String', value: 'production' } },
    })).toEqual([]);
    for (const which of ['environment', 'foundation', 'mutualTls'] as const) { expect(new Answer(stack(which)).found.statements.filter((s) => s.rule === 'secret.written')).toEqual([]); }
  });
});

test('a machine says how its disks, its shell and its credentials are guarded', () => {
  const machine = (body: object, type = 'aws_instance') => own({ [type]: { m: body } });
  const loose = machine({ associate_public_ip_address: true, root_block_device: [{ encrypted: false }], metadata_options: { http_tokens: 'optional' }, key_name: 'k' });
  expect(['data.key', 'compute.metadata-token', 'compute.shell', 'network.public-address'].map((rule) => loose.weak(rule, 'instance.m'))).toEqual([true, true, true, true]);
  const tight = machine({ root_block_device: [{ encrypted: true, kms_key_id: 'arn:aws:kms:eu-central-1:1:key/x' }], metadata_options: { http_tokens: 'required' } });
  expect([tight.says('data.key', 'instance.m'), tight.says('compute.metadata-token', 'instance.m'), tight.says('compute.shell', 'instance.m')]).toEqual(['foundation', true, undefined]);
  const many = machine({ network_interfaces: [{ associate_public_ip_address: 'true' }], block_device_mappings: [{ ebs: { encrypted: true } }, { ebs: { encrypted: 'false' } }] }, 'aws_launch_template');
  expect([many.says('network.public-address', 'launch_template.m'), many.says('data.key', 'launch_template.m')]).toEqual([true, 'none']);
});

describe('what leaves for another account', () => {
  const OTHER = '999999999999';
  const gone = (resource: any) => {
    const { found } = own(resource);
    return [found.flows.filter((f) => f.to === `account ${OTHER}`).map((f) => `${f.from} ${f.verb}`), found.reach.filter((r) => r.direction === 'out' && r.to === `account ${OTHER}`).map((r) => `${r.from} ${r.weak}`)];
  };
  const GROUP = { aws_cloudwatch_log_group: { g: { name: 'g' } } };
  const BUCKET = { aws_s3_bucket: { b: { bucket: 'b' } } };
  test.each([
    ['logs', { ...GROUP, aws_cloudwatch_log_subscription_filter: { f: { log_group_name: 'g', destination_arn: `arn:aws:logs:eu-central-1:${OTHER}:destination:x` } } }, 'aws_cloudwatch_log_group.g', 'sends logs to'],
    ['copies of objects', { ...BUCKET, aws_s3_bucket_replication_configuration: { r: { bucket: 'b', rule: [{ destination: { bucket: 'arn:aws:s3:::x', account: OTHER } }] } } }, 'aws_s3_bucket.b', 'keeps copies in'],
    ['notes of new objects', { ...BUCKET, aws_s3_bucket_notification: { n: { bucket: 'b', queue: [{ queue_arn: `arn:aws:sqs:eu-central-1:${OTHER}:x` }] } } }, 'aws_s3_bucket.b', 'sends to'],
    ['events', { aws_cloudwatch_event_rule: { e: { name: 'e', event_pattern: '{}' } }, aws_cloudwatch_event_target: { t: { rule: 'e', arn: `arn:aws:events:eu-central-1:${OTHER}:event-bus/x` } } }, 'aws_cloudwatch_event_rule.e', 'sends to'],
    ['backups', { ...BUCKET, aws_backup_plan: { p: { rule: [{ target_vault_name: 'v', copy_action: [{ destination_vault_arn: `arn:aws:backup:eu-central-1:${OTHER}:backup-vault:x` }] }] } }, aws_backup_selection: { s: { plan_id: '${aws_backup_plan.p.id}', resources: ['${aws_s3_bucket.b.arn}'] } } }, 'aws_s3_bucket.b', 'keeps copies in'],
  ])('%s', (_title, resource, from, verb) => {
    expect(gone(resource)).toEqual([[`${from} ${verb}`], [`${from} true`]]);
    expect(gone(JSON.parse(JSON.stringify(resource).split(OTHER).join('123456789012')))).toEqual([[], []]);
  });

  test('shares of data, images and resources', () => {
    const found = own({
      aws_db_snapshot: { s: { shared_accounts: ['all'] } }, aws_db_cluster_snapshot: { s: { shared_accounts: [OTHER] } }, aws_ebs_snapshot: { e: {} },
      aws_snapshot_create_volume_permission: { e: { snapshot_id: '${aws_ebs_snapshot.e.id}', account_id: OTHER } }, aws_ami_launch_permission: { a: { image_id: 'ami-1', group: 'all' } },
      aws_ram_resource_share: { r: { name: 'r' } }, aws_ram_resource_association: { r: { resource_share_arn: '${aws_ram_resource_share.r.arn}', resource_arn: '${aws_subnet.s.arn}' } }, aws_subnet: { s: {} },
      aws_ram_principal_association: { r: { resource_share_arn: '${aws_ram_resource_share.r.arn}', principal: OTHER } },
      aws_cognito_identity_pool: { g: { allow_unauthenticated_identities: true }, h: { allow_unauthenticated_identities: false } },
    }).found.permissions.map((p) => `${p.principal} ${p.verbs.join()} ${p.resource} ${p.weak}`);
    expect(found.sort()).toEqual([
      'account 999999999999 read aws_db_cluster_snapshot.s true', 'account 999999999999 read aws_ebs_snapshot.e true', 'account 999999999999 use aws_subnet.s true',
      'anyone assume aws_cognito_identity_pool.g true', 'anyone read aws_db_snapshot.s true', 'anyone read,use ami-1 true',
    ]);
  });

  test('networks that are joined', () => {
    const joined = (type: string, body: object) => own({ aws_vpc: { v: {} }, aws_lb: { l: { internal: true, load_balancer_type: 'network' } }, [type]: { x: { vpc_id: '${aws_vpc.v.id}', ...body } } }).found.reach.filter((r) => r.from.includes('network')).map((r) => [r.from, r.to, r.weak]);
    expect(joined('aws_vpc_peering_connection', { peer_vpc_id: 'vpc-1', peer_owner_id: OTHER })).toEqual([['network vpc-1 of account 999999999999', 'aws_vpc.v', true]]);
    expect(joined('aws_vpc_peering_connection', { peer_vpc_id: 'vpc-1' })).toEqual([['network vpc-1', 'aws_vpc.v', false]]);
    const service = (more: object) => joined('aws_vpc_endpoint_service', { network_load_balancer_arns: ['${aws_lb.l.arn}'], ...more });
    expect(service({ allowed_principals: ['*'], acceptance_required: true })).toEqual([['any network in the cloud', 'aws_lb.l', true]]);
    expect(service({ allowed_principals: [`arn:aws:iam::${OTHER}:root`], acceptance_required: true })).toEqual([['a network of account 999999999999', 'aws_lb.l', false]]);
    expect(service({ allowed_principals: [`arn:aws:iam::${OTHER}:root`], acceptance_required: false })[0][2]).toBe(true);
  });
});

test('what holds logs on their way, and the bucket that logs go to, are no decision for ever', () => {
  const found = new Answer(stack('foundation'));
  expect(found.says('data.prevent-destroy', 'kinesis_firehose_delivery_stream')).toBeUndefined();
  expect(found.says('messaging.key', 'kinesis_firehose_delivery_stream')).toBe('customer');
  expect(found.says('data.access-log', 's3_bucket.buckets_access-logs')).toBeUndefined();
  expect(found.says('data.access-log', 's3_bucket.buckets_archive')).toBe(true);
});

test('what passes data on counts as no store, and still says whose key encrypts it', () => {
  const found = new Answer(stack('foundation'));
  const stores = new Set(found.found.statements.filter((s) => s.rule === 'data.key').map((s) => s.subject.split('.')[0]));
  expect([...stores].sort()).toEqual(['aws_backup_vault', 'aws_s3_bucket']);
  const keys = found.found.statements.filter((s) => s.rule === 'messaging.key' || s.rule === 'image.key').map((s) => s.subject.split('.')[0]);
  expect([...new Set(keys)].sort()).toEqual(['aws_ecr_repository_creation_template', 'aws_kinesis_firehose_delivery_stream', 'aws_sns_topic']);
});

test('anything of an account says no more than the account', () => {
  const policy = (condition: object) => own({ aws_sqs_queue: { q: { name: 'q', policy: JSON.stringify({ Statement: { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*', Condition: condition } }) } } }).may('service', 'aws_sqs_queue.q')[0].condition;
  const any = { ArnLike: { 'aws:SourceArn': 'arn:aws:*:eu-central-1:123456789012:*' } };
  expect(policy({ ...any, StringEquals: { 'aws:SourceAccount': '123456789012' } })).toBe('only for account 123456789012');
  expect(policy({ ArnLike: { 'aws:SourceArn': 'arn:aws:*:eu-central-1:999999999999:*' } })).toBe('only for anything of account 999999999999');
});

describe('other ways in', () => {
  const door = (type: string, body: object) => own({ [type]: { x: body } }).found.reach.filter((r) => r.direction === 'in').map((r) => [r.from, r.authentication, r.weak]);

  test.each([
    ['aws_mq_broker', { publicly_accessible: true }, 'password', { publicly_accessible: false }],
    ['aws_dms_replication_instance', { publicly_accessible: true }, 'identity of the cloud', {}],
    ['aws_transfer_server', {}, 'key or password', { endpoint_type: 'VPC' }],
    ['aws_apprunner_service', {}, 'none', { network_configuration: [{ ingress_configuration: [{ is_publicly_accessible: false }] }] }],
    ['aws_appsync_graphql_api', { authentication_type: 'API_KEY' }, 'shared key', { authentication_type: 'API_KEY', visibility: 'PRIVATE' }],
    ['aws_eks_cluster', { vpc_config: [{}] }, 'identity of the cloud', { vpc_config: [{ endpoint_public_access: false }] }],
  ])('%s', (type, is, authentication, shut) => {
    expect(door(type, is)).toEqual([['internet', authentication, true]]);
    expect(door(type, shut)).toEqual([]);
  });

  test('of a cluster that only some reach', () => {
    expect(door('aws_eks_cluster', { vpc_config: [{ public_access_cidrs: ['203.0.113.0/24'] }] })).toEqual([['203.0.113.0/24', 'identity of the cloud', false]]);
  });

  test('a range of version 6 that is nearly everything is the internet', () => {
    const from = (range: string) => door('aws_security_group', { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', ipv6_cidr_blocks: [range] }] })[0];
    expect([from('2000::/3'), from('::/0'), from('::/1')].map(([name, , weak]) => [name, weak])).toEqual([['internet', true], ['internet', true], ['internet', true]]);
    expect([from('2001:db8::/32'), from('fd00::/8')].map(([name]) => name)).toEqual(['2001:db8::/32', 'fd00::/8']);
  });

  test('an object, an access point or a layer that anybody reads', () => {
    expect(own({ aws_s3_bucket: { b: { bucket: 'b' } }, aws_s3_object: { o: { bucket: '${aws_s3_bucket.b.id}', acl: 'public-read' } } }).says('data.public', 's3_bucket.b')).toBe(true);
    const policy = JSON.stringify({ Statement: { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' } });
    expect(own({ aws_s3control_access_point_policy: { p: { access_point_arn: 'x', policy } } }).may('anyone', '')[0]).toMatchObject({ weak: true, verbs: ['read'] });
    const layer = (more: object) => own({ aws_lambda_layer_version_permission: { l: { layer_name: 'x', principal: '*', action: 'lambda:GetLayerVersion', ...more } } }).may('anyone', 'x')[0];
    expect([layer({}), layer({ organization_id: 'o-1' })].map((p) => [p.verbs, p.weak])).toEqual([[['read'], true], [['read'], false]]);
  });
});

test('a pattern of actions says what the actions behind it do', () => {
  expect([allowed({ Action: 'iam:Pass*', Resource: '*' })[0].verbs, allowed({ Action: 'dynamodb:Batch*', Resource: '*' })[0].verbs, allowed({ Action: 'quantum:Entangle*', Resource: '*' })[0].verbs]).toEqual([['assume'], ['read', 'write'], ['other']]);
});

describe('a firewall for what goes out, in each language of its rules', () => {
  const hosts = (rule_group: object, more: object = {}) => {
    const tf = stack('foundation');
    const name = Object.keys(tf.resource.aws_networkfirewall_rule_group)[0];
    Object.assign(tf.resource.aws_networkfirewall_rule_group[name], { rule_group, ...more });
    const found = new Answer(tf);
    return [found.says('network.egress-hosts', 'networkfirewall_firewall.'), found.found.reach.some((r) => r.direction === 'out' && r.to === 'internet' && r.weak)];
  };
  const source = (rules_source: object) => hosts({ rules_source });

  test('a rule that lets everything pass is no list without hosts', () => {
    expect(source({ rules_string: 'drop tcp any any -> any 22 (sid:1;)\npass ip any any -> any any (sid:2;)' })).toEqual([['*'], true]);
    expect(source({ rules_string: 'pass tls $HOME_NET any -> $EXTERNAL_NET any (sid:1;)' })).toEqual([['*'], true]);
    expect(source({ stateful_rule: [{ action: 'PASS', header: { destination: 'ANY', destination_port: '443' } }] })).toEqual([['*'], true]);
    expect(source({ stateless_rules_and_custom_actions: { stateless_rule: [{ rule_definition: { actions: ['aws:pass'], match_attributes: { destination: [{ address_definition: '0.0.0.0/0' }] } } }] } })).toEqual([['*'], true]);
    expect(hosts({ rules_source: {} }, { rules: 'pass ip any any -> any any (sid:1;)' })).toEqual([['*'], true]);
  });

  test('a rule for one place is that place', () => {
    expect(source({ rules_string: 'pass tls $HOME_NET any -> $EXTERNAL_NET 443 (tls.sni; content:"api.example"; endswith; sid:1;)' })).toEqual([['api.example'], false]);
    expect(source({ stateful_rule: [{ action: 'PASS', header: { destination: '203.0.113.7/32', destination_port: '22' } }, { action: 'DROP', header: { destination: 'ANY' } }] })).toEqual([['203.0.113.7/32'], false]);
  });
});

test('what there is to decide is said so that somebody can', () => {
  const resource = {
    aws_lambda_function: { f: { function_name: 'f' } }, aws_security_group: { s: { ingress: [{ from_port: 0, to_port: 0, protocol: '-1', cidr_blocks: ['0.0.0.0/0'] }] } }, aws_cloudwatch_log_group: { g: { name: 'g', retention_in_days: 90 } },
    aws_cloudwatch_log_subscription_filter: { f: { log_group_name: 'g', destination_arn: 'arn:aws:logs:eu-central-1:999999999999:destination:x' } },
  };
  const tf = { provider: { aws: [{ region: 'eu-central-1', allowed_account_ids: ['123456789012'] }] }, resource };
  expect(buildModel(tf, JSON.stringify(tf), bareTree('theirs')).decisions.map((d) => d.text)).toEqual(expect.arrayContaining([
    'f: may call the internet on every port, filter: none', 's: the internet reaches it on every port, authentication: none, filter: security group', 'g: hands data to account 999999999999',
  ]));
});
