import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { body, editBody, publicPath, served, statements } from './gateway';

const edgeOnly: Cell = {
  property: PROPERTIES.edgeOnly,
  by: 'API Gateway\'s host name behind the firewall is all; it reaches an internal balancer by a VPC link, no task has a public address, stores take from the service alone',
  resources: ['aws_api_gateway_rest_api', 'aws_lb', 'aws_ecs_service', 'aws_vpc_security_group_ingress_rule', 'aws_s3_bucket_public_access_block'],
  check: ({ environment }) => {
    publicPath(environment);
    for (const [method, path] of served(environment).map((o) => o.split(' '))) {
      const integration = body(environment).paths[path][method.toLowerCase()]['x-amazon-apigateway-integration'];
      expect({ path, link: integration.connectionType, target: referred(environment, integration.integrationTarget) }).toEqual({ path, link: 'VPC_LINK', target: environment.one('aws_lb') });
    }
    expect(environment.all('aws_lb').filter((l) => l.body.internal !== true)).toEqual([]);
    expect(environment.all('aws_ecs_service').filter((s) => s.body.network_configuration.assign_public_ip !== false)).toEqual([]);
    expect(environment.all('aws_rds_cluster_instance').filter((i) => i.body.publicly_accessible !== false)).toEqual([]);
    for (const { address, body: rule } of environment.all('aws_vpc_security_group_ingress_rule')) {
      expect({ address, open: rule.cidr_ipv4 ?? rule.cidr_ipv6 }).toEqual({ address, open: undefined });
      expect(rule.referenced_security_group_id).toMatch(/^\$\{aws_security_group\.|^sg-/);
      expect({ address, protocol: rule.ip_protocol, to: rule.to_port }).toEqual({ address, protocol: 'tcp', to: rule.from_port });
    }
    const groups = [environment.one('aws_rds_cluster').vpc_security_group_ids, environment.one('aws_elasticache_serverless_cache').security_group_ids, environment.one('aws_lb').security_groups,
      environment.one('aws_ecs_service').network_configuration.security_groups];
    expect(new Set(groups.map(([group]) => referred(environment, group))).size).toBe(groups.length);
    expect(environment.all('aws_security_group').filter((g) => g.body.ingress || g.body.egress)).toEqual([]);
    for (const { address, body: block } of environment.all('aws_s3_bucket_public_access_block')) {
      expect({ address, ...block }).toMatchObject({ block_public_acls: true, block_public_policy: true, ignore_public_acls: true, restrict_public_buckets: true });
    }
    expect(environment.all('aws_s3_bucket_public_access_block')).toHaveLength(environment.all('aws_s3_bucket').length);
    expect(environment.everything().filter((r) => /^aws_(eip|internet_gateway|nat_gateway|lambda_function_url|cloudfront_distribution)$/.test(r.type))).toEqual([]);
  },
  remove: {
    'the VPC link': ({ environment }) => editBody(environment, (content) => put(content.paths['/orders'].get, 'x-amazon-apigateway-integration.connectionType', 'INTERNET')),
    'the internal balancer': ({ environment }) => put(environment.one('aws_lb'), 'internal', false),
    'the private task': ({ environment }) => put(environment.one('aws_ecs_service'), 'network_configuration.assign_public_ip', true),
    'the private database': ({ environment }) => put(environment.all('aws_rds_cluster_instance')[1].body, 'publicly_accessible', true),
    'a narrow source': ({ environment }) => put(environment.one('aws_vpc_security_group_ingress_rule', '/database/'), 'cidr_ipv4', '0.0.0.0/0'),
    'a narrow port': ({ environment }) => put(environment.one('aws_vpc_security_group_ingress_rule', '/database/'), 'from_port', 0),
    'the group of the database': ({ environment }) => put(environment.one('aws_rds_cluster'), 'vpc_security_group_ids', environment.one('aws_lb').security_groups),
    'the closed bucket': ({ environment }) => put(environment.one('aws_s3_bucket_public_access_block'), 'block_public_policy', false),
    'the other way in': ({ environment }) => put(environment.one('aws_api_gateway_rest_api'), 'disable_execute_api_endpoint', false),
  },
};

const egress: Cell = {
  property: PROPERTIES.egress,
  by: 'Security groups name what may be called; the rest goes to the foundation\'s firewall, which lets named hosts pass, and to its DNS firewall',
  resources: ['aws_vpc_security_group_egress_rule', 'aws_networkfirewall_firewall_policy', 'aws_networkfirewall_rule_group', 'aws_route53_resolver_firewall_rule'],
  check: ({ environment, foundation }) => {
    for (const { address, body: rule } of environment.all('aws_vpc_security_group_egress_rule')) {
      const outside = rule.cidr_ipv4 ?? rule.cidr_ipv6;
      expect({ address, outside, ports: [rule.from_port, rule.to_port], protocol: rule.ip_protocol }).toEqual(outside
        ? { address, outside: '0.0.0.0/0', ports: [443, 443], protocol: 'tcp' }
        : { address, outside, ports: [rule.from_port, rule.from_port], protocol: 'tcp' });
    }
    const { firewall_policy: policy } = foundation.one('aws_networkfirewall_firewall_policy');
    expect(policy).toMatchObject({
      stateful_default_actions: expect.arrayContaining(['aws:drop_established']), stateless_default_actions: ['aws:forward_to_sfe'],
      stateful_engine_options: { rule_order: 'STRICT_ORDER' },
    });
    const lists = policy.stateful_rule_group_reference.map((r: any) => referred(foundation, r.resource_arn).rule_group.rules_source.rules_source_list);
    for (const list of lists) {
      expect(list.generated_rules_type).toBe('ALLOWLIST');
      expect(list.targets.filter((t: string) => t.startsWith('.') || t.includes('*'))).toEqual([]);
    }
    const outside = foundation.all('aws_route', '/egress/').map((r) => r.body).filter((r) => r.destination_cidr_block === '0.0.0.0/0');
    expect(outside).toHaveLength(3);
    for (const route of outside) { expect(route.vpc_endpoint_id).toContain('aws_networkfirewall_firewall.'); }
    const blocked = foundation.all('aws_route53_resolver_firewall_rule').map((r) => r.body).find((r) => r.action === 'BLOCK');
    expect(referred(foundation, blocked?.firewall_domain_list_id).domains).toEqual(['*.']);
  },
  remove: {
    'a narrow port': ({ environment }) => put(environment.one('aws_vpc_security_group_egress_rule', '/service/to-firewall/'), 'from_port', 0),
    'a narrow protocol': ({ environment }) => put(environment.one('aws_vpc_security_group_egress_rule', '/service/to-firewall/'), 'ip_protocol', '-1'),
    'denial': ({ foundation }) => put(foundation.one('aws_networkfirewall_firewall_policy'), 'firewall_policy.stateful_default_actions', []),
    'the list of hosts': ({ foundation }) => put(foundation.one('aws_networkfirewall_rule_group', '/egress/'), 'rule_group.rules_source.rules_source_list.targets', ['.com']),
    'the route': ({ foundation }) => foundation.all('aws_route', '/egress/').forEach((r) => put(r.body, 'vpc_endpoint_id', 'igw-1')),
    'denial of names': ({ foundation }) => foundation.all('aws_route53_resolver_firewall_rule').forEach((r) => put(r.body, 'action', 'ALLOW')),
  },
};

const login: Cell = {
  property: PROPERTIES.login,
  by: 'Login by IAM token; the administrator\'s password is made and rotated by RDS and known to nobody',
  resources: ['aws_rds_cluster', 'aws_iam_role_policy', 'aws_elasticache_user', 'aws_lambda_invocation'],
  check: ({ environment }) => {
    const cluster = environment.one('aws_rds_cluster');
    expect(cluster).toMatchObject({ iam_database_authentication_enabled: true, manage_master_user_password: true });
    expect(Object.keys(cluster).filter((key) => /^master_password/.test(key))).toEqual([]);
    const task = referred(environment, environment.one('aws_ecs_task_definition').task_role_arn);
    const policies = environment.all('aws_iam_role_policy').map((p) => p.body).filter((p) => referred(environment, p.role) === task);
    const connects = policies.flatMap((p) => statements(p.policy)).filter((s) => s.Action.includes('rds-db:connect'));
    expect(connects.map((c) => c.Resource)).toEqual([[expect.stringMatching(/:dbuser:\$\{aws_rds_cluster\.[\w-]+\.cluster_resource_id\}\/app_all$/)]]);
    const roles = JSON.parse(environment.one('aws_lambda_invocation').input).roles;
    expect(Object.values(roles)).toContain('app_all');
    for (const { body: user } of environment.all('aws_elasticache_user')) { expect(user).toMatchObject({ authentication_mode: { type: 'iam' } }); }
    const users = referred(environment, environment.one('aws_elasticache_serverless_cache').user_group_id).user_ids.map((u: string) => referred(environment, u).access_string);
    expect(users.filter((access: string) => !/ -@dangerous( \+cluster\|(info|keyslot|nodes|shards|slots))*$| -@all$/.test(access))).toEqual([]);
    expect(environment.text()).not.toMatch(/"(no_password_required|auth_token|passwords|master_password)":/);
    expect(Object.keys(environment.json.resource).filter((type) => /random_password|secret_version|ssm_parameter/.test(type))).toEqual([]);
  },
  remove: {
    'IAM login': ({ environment }) => put(environment.one('aws_rds_cluster'), 'iam_database_authentication_enabled', false),
    'the unknown password': ({ environment }) => put(environment.one('aws_rds_cluster'), 'master_password', 'known'),
    'the permission': ({ environment }) => drop(environment.json.resource.aws_iam_role_policy, environment.all('aws_iam_role_policy', '/service/allow-orders-database')[0]?.name
      ?? environment.all('aws_iam_role_policy', 'allow-orders-database')[0].name),
    'the role in the database': ({ environment }) => drop(environment.json.resource, 'aws_lambda_invocation'),
    'IAM login to the cache': ({ environment }) => put(environment.all('aws_elasticache_user')[0].body, 'authentication_mode', { type: 'no-password-required' }),
    'what users may': ({ environment }) => put(environment.all('aws_elasticache_user')[0].body, 'access_string', 'on ~* +@all'),
    'the users of the cache': ({ environment }) => drop(environment.one('aws_elasticache_serverless_cache'), 'user_group_id'),
  },
};

/** Actions that know no resource; each service says so in its authorization reference. */
const WITHOUT_RESOURCE = /^(xray:(GetSampling\w+|PutTelemetryRecords|PutTraceSegments)|ecr:GetAuthorizationToken|ec2:(AssignPrivateIpAddresses|UnassignPrivateIpAddresses|CreateNetworkInterface|DeleteNetworkInterface|DescribeNetworkInterfaces|DescribeSubnets))$/;

/** Statements of roles that are wider than this pattern needs. */
function wide(tf: Terraform): string[] {
  return tf.all('aws_iam_role_policy').flatMap(({ address, body: policy }) => statements(policy.policy).filter((s) => s.Effect === 'Allow').flatMap((s) => [
    ...s.Action.filter((a: string) => a.includes('*')),
    ...s.Resource.filter((r: string) => r === '*' && !s.Action.every((a: string) => WITHOUT_RESOURCE.test(a))),
    ...(s.NotAction || s.NotResource || s.Resource.length === 0 ? ['everything but'] : []),
  ].map((what) => `${address} ${what}`)));
}

/**
 * Bound by a condition, but for EventBridge: it names its source neither to a topic nor to the topic's key, so a condition drops its events.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
function bound(s: any): boolean {
  return s.Condition !== undefined || (s.Principal.Service === 'events.amazonaws.com' && /^(sns:Publish|kms:Decrypt,kms:GenerateDataKey)$/.test(s.Action.join()));
}

const leastPrivilege: Cell = {
  property: PROPERTIES.leastPrivilege,
  by: 'A role for each workload with inline policies: named actions on named resources, no managed policy, no wildcard but where an action knows no resource',
  resources: ['aws_iam_role', 'aws_iam_role_policy'],
  check: ({ environment }) => {
    expect(wide(environment)).toEqual([]);
    expect(environment.everything().filter((r) => /^aws_iam_(role_policy_attachment|user|group|policy)/.test(r.type))).toEqual([]);
    for (const { address, body: role } of environment.all('aws_iam_role')) {
      expect({ address, managed: role.managed_policy_arns, inline: role.inline_policy }).toEqual({ address, managed: undefined, inline: undefined });
      const [trust, ...others] = statements(role.assume_role_policy);
      expect([others, Object.keys(trust.Principal), trust.Action]).toEqual([[], ['Service'], ['sts:AssumeRole']]);
    }
    for (const { address, body: key } of environment.all('aws_kms_key')) {
      const open = statements(key.policy).filter((s) => s.Action.some((a: string) => a.includes('*') || /kms:(Decrypt|Encrypt|CreateGrant)/.test(a) && !bound(s)));
      expect({ address, open }).toEqual({ address, open: [] });
    }
    const roles = environment.all('aws_lambda_function').map((f) => f.body.role);
    expect(new Set(roles).size).toBe(roles.length);
    expect(environment.one('aws_ecs_service').enable_execute_command).toBe(false);
    const tasks = environment.one('aws_ecs_task_definition');
    expect(tasks.task_role_arn).not.toBe(tasks.execution_role_arn);
    const containers = tasks.container_definitions;
    expect(containers.match(/"readonlyRootFilesystem":true/g)).toHaveLength(2);
    expect(containers.match(/"user":"10001:10001"/g)).toHaveLength(2);
    for (const { body: topic } of environment.all('aws_sns_topic_policy')) {
      const allowed = statements(topic.policy).filter((s) => s.Effect === 'Allow');
      expect(allowed.filter((s) => s.Principal.AWS === '*' || !bound(s))).toEqual([]);
    }
  },
  remove: {
    'named actions': ({ environment }) => put(environment.all('aws_iam_role_policy')[0].body, 'policy', '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b"}]}'),
    'named resources': ({ environment }) => put(environment.all('aws_iam_role_policy')[0].body, 'policy', '{"Statement":[{"Effect":"Allow","Action":"dynamodb:GetItem","Resource":"*"}]}'),
    'who may take a role': ({ environment }) => put(environment.all('aws_iam_role')[0].body, 'assume_role_policy', '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}'),
    'the absence of managed policies': ({ environment }) => put(environment.all('aws_iam_role')[0].body, 'managed_policy_arns', ['arn:aws:iam::aws:policy/AdministratorAccess']),
    'conditions on keys': ({ environment }) => put(environment.one('aws_kms_key', '/data-key/'), 'policy', '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"a"},"Action":"kms:Decrypt","Resource":"*"}]}'),
    'the closed shell': ({ environment }) => put(environment.one('aws_ecs_service'), 'enable_execute_command', true),
    'the read-only file system': ({ environment }) => {
      const task = environment.one('aws_ecs_task_definition');
      task.container_definitions = task.container_definitions.replace('"readonlyRootFilesystem":true', '"readonlyRootFilesystem":false');
    },
  },
};

/** What must not go by accident, and the argument by which the cloud itself refuses, where it has one. */
const KEPT: { readonly [type: string]: object } = {
  aws_rds_cluster: { deletion_protection: true, skip_final_snapshot: false, delete_automated_backups: false, lifecycle: { prevent_destroy: true } },
  aws_dynamodb_table: { deletion_protection_enabled: true, lifecycle: { prevent_destroy: true } },
  aws_s3_bucket: { force_destroy: false, lifecycle: { prevent_destroy: true } },
  aws_ecr_repository: { force_delete: false },
  aws_kms_key: { deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } },
  aws_lb: { enable_deletion_protection: true },
};

const deletion: Cell = {
  property: PROPERTIES.deletion,
  by: 'Terraform refuses to destroy database, items, objects and keys, and so do the services; keys wait 30 days, the database leaves a last snapshot',
  resources: Object.keys(KEPT),
  check: ({ environment }) => {
    for (const [type, protection] of Object.entries(KEPT)) {
      for (const { address, body: kept } of environment.all(type)) { expect({ address, ...kept }).toMatchObject({ address, ...protection }); }
    }
  },
  remove: Object.fromEntries(Object.entries(KEPT).flatMap(([type, protection]) => Object.keys(protection).map((argument) => [
    `${argument} of a ${type}`, ({ environment }: { environment: Terraform }) => drop(environment.all(type)[0].body, argument),
  ]))),
};

const budget: Cell = {
  property: PROPERTIES.budget,
  by: 'A monthly budget on the environment\'s tag, in US dollars, mailed to pod and platform',
  resources: ['aws_budgets_budget', 'aws_sns_topic'],
  check: ({ environment }) => {
    const { limit_amount: amount, limit_unit: unit, time_unit: time, notification, cost_filter: filter } = environment.one('aws_budgets_budget');
    expect([Number(amount), unit, time]).toEqual([6600, 'USD', 'MONTHLY']);
    expect(notification.map((n: any) => `${n.threshold} ${n.notification_type}`)).toEqual(['50 ACTUAL', '80 ACTUAL', '100 ACTUAL', '100 FORECASTED']);
    for (const n of notification) { expect(n.subscriber_email_addresses).toEqual(['orders@acme.example', 'platform@acme.example']); }
    expect(filter).toEqual([{ name: 'TagKeyValue', values: ['user:environment$orders-production'] }]);
  },
  remove: {
    '80 %': ({ environment }) => without(environment.one('aws_budgets_budget').notification, (n) => n.threshold === 80),
    'the forecast': ({ environment }) => without(environment.one('aws_budgets_budget').notification, (n) => n.notification_type === 'FORECASTED'),
    'the mail': ({ environment }) => put(environment.one('aws_budgets_budget').notification[0], 'subscriber_email_addresses', []),
    'the amount': ({ environment }) => drop(environment.one('aws_budgets_budget'), 'limit_amount'),
  },
};

/** Who reaches what, and what stays. */
export const BOUNDARIES = { edgeOnly, egress, login, leastPrivilege, deletion, budget };
