import { add, Answer, changed, document, drop, one, own, ref, stack } from './support';

const OPEN = { cidr_ipv4: '0.0.0.0/0', from_port: 5432, to_port: 5432, ip_protocol: 'tcp' };

describe('the way in of an environment', () => {
  test('goes through name, firewall, gateway and balancer to the service', () => {
    const rows = new Answer(stack()).reaches('internet', '');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ ports: '443', protocol: 'HTTPS', tls: 'TLS 1.2', weak: false, filter: 'web application firewall blocks', authentication: 'token of https://login.acme.example/, none for GET /health' });
    expect(rows[0].through.map((a) => a.split('.')[0])).toEqual(['aws_wafv2_web_acl', 'aws_api_gateway_domain_name', 'aws_api_gateway_rest_api', 'aws_lb']);
    expect(rows[0].to).toMatch(/^aws_ecs_service\./);
  });

  test('is weak without firewall, or where nobody is asked for a token', () => {
    expect(changed((tf) => drop(tf, 'aws_wafv2_web_acl_association')).reaches('internet', 'aws_ecs_service')[0]).toMatchObject({ weak: true, filter: 'none' });
    const anybody = changed((tf) => document(one(tf, 'aws_api_gateway_rest_api'), 'body', (d) => { for (const path of Object.values<any>(d.paths)) { for (const operation of Object.values<any>(path)) { operation.security = []; } } }));
    expect(anybody.reaches('internet', 'aws_ecs_service')[0]).toMatchObject({ weak: true, authentication: 'none' });
  });

  test('a balancer that becomes public is another way in', () => {
    const rows = changed((tf) => {
      delete one(tf, 'aws_lb').internal;
      add(tf, 'aws_vpc_security_group_ingress_rule', 'x', { ...OPEN, from_port: 443, to_port: 443, security_group_id: ref(tf, 'aws_security_group', 'orders_service_balancer') });
    }).reaches('internet', 'aws_ecs_service');
    expect(rows.map((r) => [r.ports, r.authentication, r.weak])).toContainEqual(['443', 'none', true]);
  });

  test('a security group that is opened reaches what is in it', () => {
    const open = changed((tf) => { Object.assign(one(tf, 'aws_vpc_security_group_ingress_rule', 'orders_database'), { ...OPEN, referenced_security_group_id: undefined }); });
    expect(open.reaches('internet', 'aws_rds_cluster')[0]).toMatchObject({ ports: '5432', authentication: 'password or identity', tls: 'TLS 1.2', filter: 'security group', weak: true });
  });

  test('a range is a way in, another group is not', () => {
    const range = changed((tf) => { Object.assign(one(tf, 'aws_vpc_security_group_ingress_rule', 'orders_database'), { cidr_ipv4: '10.0.0.0/8', referenced_security_group_id: undefined }); });
    expect(range.reaches('10.0.0.0/8', 'aws_rds_cluster')[0].weak).toBe(false);
    expect(new Answer(stack()).found.reach.filter((r) => r.direction === 'in' && r.from !== 'internet')).toEqual([]);
  });
});

describe('resources of a team', () => {
  const group = (rule: object) => own({ aws_security_group: { g: { ingress: [rule] } }, aws_instance: { m: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } } }).reaches('', 'aws_instance.m');

  test('rules inside of a group', () => {
    expect(group({ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] })[0]).toMatchObject({ from: 'internet', ports: '22', weak: true });
    expect(group({ from_port: 0, to_port: 0, protocol: '-1', ipv6_cidr_blocks: ['::/0'] })[0]).toMatchObject({ from: 'internet', ports: 'all', weak: true });
    expect(group({ from_port: 0, to_port: 65535, protocol: 'tcp', cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'] })).toHaveLength(1);
    expect(group({ from_port: 443, to_port: 443, protocol: 'tcp', security_groups: ['${aws_security_group.g.id}'] })).toEqual([]);
  });

  test('rules of the older kind', () => {
    const found = own({ aws_security_group: { g: {} }, aws_security_group_rule: { r: { type: 'ingress', security_group_id: '${aws_security_group.g.id}', from_port: 80, to_port: 90, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] } } });
    expect(found.reaches('internet', 'aws_security_group.g')[0]).toMatchObject({ ports: '80-90', weak: true });
  });

  test('addresses of functions, HTTP APIs and distributions', () => {
    const url = (type: string) => own({ aws_lambda_function: { f: { function_name: 'f', vpc_config: {} } }, aws_lambda_function_url: { u: { function_name: 'f', authorization_type: type } } }).reaches('internet', 'aws_lambda_function.f')[0];
    expect(url('NONE')).toMatchObject({ weak: true, authentication: 'none' });
    expect(url('AWS_IAM').weak).toBe(false);
    const http = own({ aws_apigatewayv2_api: { a: {} }, aws_apigatewayv2_route: { r: { api_id: '${aws_apigatewayv2_api.a.id}', route_key: 'GET /x' } } });
    expect(http.reaches('internet', 'aws_apigatewayv2_api.a')[0]).toMatchObject({ weak: true, authentication: 'none' });
    expect(http.says('edge.authentication', 'apigatewayv2_api.a')).toBe('none');
    expect(own({ aws_cloudfront_distribution: { d: { enabled: true, origin: [{ domain_name: 'x' }], default_cache_behavior: [{ viewer_protocol_policy: 'allow-all' }] } } }).reaches('internet', 'aws_cloudfront')[0]).toMatchObject({ ports: '80, 443', tls: 'none', weak: true });
  });

  test('a public database and a public bucket', () => {
    const database = (body: object) => own({ aws_db_instance: { d: { publicly_accessible: true, ...body } } }).reaches('internet', 'aws_db_instance.d')[0];
    expect(database({ engine: 'postgres' })).toMatchObject({ weak: true, ports: '5432' });
    expect([database({ engine: 'mysql', port: 4000 }).ports, database({ engine: 'sqlserver-ex' }).ports, database({ engine: '${var.engine}' }).ports]).toEqual(['4000', '1433', 'its port']);
    expect(own({ aws_s3_bucket: { b: { bucket: 'b', acl: 'public-read' } } }).reaches('internet', 'aws_s3_bucket.b')[0].weak).toBe(true);
    expect(own({ aws_s3_bucket: { b: { bucket: 'b', acl: 'public-read' } }, aws_s3_bucket_public_access_block: { p: { bucket: 'b', ignore_public_acls: true } } }).reaches('internet', 'aws_s3_bucket.b')).toEqual([]);
  });

  test('a balancer of a team: redirects are no risk, what answers without a token is', () => {
    const found = own({
      aws_lb: { l: {} }, aws_lb_target_group: { t: { port: 80 } },
      aws_lb_listener: {
        plain: { load_balancer_arn: '${aws_lb.l.arn}', port: 80, protocol: 'HTTP', default_action: [{ type: 'redirect', redirect: [{ protocol: 'HTTPS', status_code: 'HTTP_301' }] }] },
        tls: { load_balancer_arn: '${aws_lb.l.arn}', port: 443, protocol: 'HTTPS', default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.t.arn}' }] },
      },
    });
    expect(found.reaches('internet', 'aws_lb.l').map((r) => [r.ports, r.weak, r.tls])).toEqual([['80', false, 'none'], ['443', true, 'TLS 1.0']]);
    expect(found.says('edge.firewall', 'lb.l')).toBe('none');
  });

  test('defaults of a store that nothing is said of', () => {
    const found = own({ aws_db_instance: { d: { engine: 'mysql' } }, aws_sqs_queue: { q: {} }, aws_elasticache_replication_group: { c: { engine: 'redis' } }, aws_s3_bucket: { b: {} }, aws_dynamodb_table: { t: {} }, aws_efs_file_system: { f: {} } });
    expect(['data.key', 'data.backup-days', 'data.point-in-time', 'data.deletion-protection', 'data.redundancy', 'data.transit', 'data.login', 'data.prevent-destroy'].map((r) => found.says(r, 'db_instance.d'))).toEqual(['none', 0, false, false, 'one', 'optional', 'password', false]);
    expect(['data.key', 'data.transit', 'data.expiry-days'].map((r) => found.says(r, 'sqs_queue.q'))).toEqual(['provider', 'optional', 4]);
    expect(['data.key', 'data.transit', 'data.login', 'data.redundancy'].map((r) => found.says(r, 'elasticache_replication_group.c'))).toEqual(['none', 'none', 'none', 'one']);
    expect(['data.key', 'data.versions', 'data.public', 'data.public-blocked', 'data.access-log'].map((r) => found.says(r, 's3_bucket.b'))).toEqual(['provider', false, false, false, false]);
    expect(found.says('data.key', 'efs_file_system.f')).toBe('none');
  });
});

describe('the way out', () => {
  test('of an environment is what the foundation routes; a function beside the network has its own', () => {
    const rows = new Answer(stack()).reaches('', '', 'out');
    const beside = rows.filter((r) => r.ports === 'all').map((r) => [r.from.split('_').slice(0, 4).join('_'), r.filter, r.weak]);
    expect(beside).toEqual([['aws_lambda_function.orders_probe', 'none, but it may read nothing', false]]);
    expect(rows.filter((r) => r.ports !== 'all').every((r) => r.ports === '443' && r.filter === 'routes of the foundation' && !r.weak)).toBe(true);
  });

  test('to everything on every port is weak', () => {
    const open = changed((tf) => { Object.assign(one(tf, 'aws_vpc_security_group_egress_rule', 'orders_service_to-firewall'), { ip_protocol: '-1', from_port: undefined, to_port: undefined }); });
    expect(open.reaches('aws_ecs_service', 'internet', 'out')[0]).toMatchObject({ ports: 'all', weak: true });
  });

  test('of a foundation is listed by host, and weak past the firewall', () => {
    const rows = new Answer(stack('foundation')).reaches('aws_vpc', '', 'out');
    expect(rows.map((r) => [r.to, r.filter, r.weak])).toEqual([['cognito-idp.eu-central-1.amazonaws.com', 'egress firewall', false], ['login.acme.example', 'egress firewall', false]]);
    const past = changed((tf) => { const route = one(tf, 'aws_route', 'egress_zone-1_out'); delete route.vpc_endpoint_id; route.nat_gateway_id = ref(tf, 'aws_nat_gateway'); }, stack('foundation'));
    expect(past.reaches('aws_vpc', 'internet', 'out')[0]).toMatchObject({ filter: 'none', weak: true });
    const all = changed((tf) => { one(tf, 'aws_networkfirewall_firewall_policy').firewall_policy.stateless_default_actions = ['aws:pass']; }, stack('foundation'));
    expect(all.reaches('aws_vpc', 'internet', 'out')[0].weak).toBe(true);
  });
});

describe('flows', () => {
  test('follow from permissions and network', () => {
    const found = new Answer(stack());
    expect(found.flow('aws_ecs_service', 'aws_rds_cluster')).toMatchObject({ verb: 'reads and writes', port: '5432' });
    expect(found.flow('aws_api_gateway_rest_api', 'aws_lb')).toMatchObject({ verb: 'calls', port: '443' });
    expect(found.flow('aws_lb', 'aws_ecs_service')).toMatchObject({ verb: 'calls', port: '8080' });
    expect(found.flow('aws_api_gateway_rest_api', 'aws_lambda_function')?.verb).toBe('asks');
    expect(found.flow('aws_cloudwatch_log_group.orders_audit', 'foundation')?.verb).toBe('sends logs to');
    expect(found.flow('aws_rds_cluster', 'foundation')?.verb).toBe('keeps copies in');
    expect(new Set(found.found.flows.map((f) => `${f.from} ${f.to} ${f.verb}`)).size).toBe(found.found.flows.length);
    expect(found.found.flows.some((f) => /kms_key|metric_alarm|iam_role/.test(f.from + f.to))).toBe(false);
  });

  test('a grant taken away takes the verb, a rule taken away the port', () => {
    expect(changed((tf) => drop(tf, 'aws_iam_role_policy', 'orders_service_allow-orders-items')).flow('aws_ecs_service', 'aws_dynamodb_table')).toBeUndefined();
    const closed = changed((tf) => { drop(tf, 'aws_vpc_security_group_egress_rule', 'orders_database_out'); drop(tf, 'aws_vpc_security_group_ingress_rule', 'orders_database_in'); });
    expect(closed.flow('aws_ecs_service', 'aws_rds_cluster')?.port).toBeUndefined();
  });
});

test('what costs money grows with its size', () => {
  const weight = (found: Answer, subject: string) => found.found.costs.find((c) => c.subject.startsWith(subject))!.weight;
  const [before, after] = [new Answer(stack()), changed((tf) => { one(tf, 'aws_rds_cluster').serverlessv2_scaling_configuration.max_capacity = 64; one(tf, 'aws_appautoscaling_target').min_capacity = 10; })];
  for (const subject of ['aws_rds_cluster.', 'aws_ecs_service.']) { expect(weight(after, subject)).toBeGreaterThan(weight(before, subject)); }
  expect(before.found.costs.find((c) => c.subject.startsWith('aws_rds_cluster.'))).toMatchObject({ quantity: '3 instances, 1 to 8 capacity units each', billed: 'running' });
});
