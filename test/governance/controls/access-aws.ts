import { Terraform } from '../../support/terraform';
import { editBody, editDemands } from '../../patterns/customer-facing-api/aws/gateway';
import { changesOf, replaced, without } from './access-change';
import { add, document, drop, nameOf, one } from './access-subjects';

const body = (change: (content: any) => void) => (tf: any): void => editBody(new Terraform(tf), change);
const demands = (change: (config: any) => void) => (tf: any): void => editDemands(new Terraform(tf), change);
const wall = (tf: any): any => one(tf, 'aws_wafv2_web_acl');
const rule = (tf: any, name: string): any => wall(tf).rule.find((r: any) => r.name === name);
const withoutRule = (name: string) => (tf: any): void => { wall(tf).rule = wall(tf).rule.filter((r: any) => r.name !== name); };
const task = (from: string | RegExp, to: string) => (tf: any): void => replaced(one(tf, 'aws_ecs_task_definition'), 'container_definitions', from, to);
const policy = (change: (statement: any) => void) => (tf: any): void => document(one(tf, 'aws_iam_role_policy', 'orders_service_allow-orders-objects'), 'policy', (read) => change([read.Statement].flat()[0]));
const trust = (change: (statement: any) => void) => (tf: any): void => document(one(tf, 'aws_iam_role', 'orders_service_role'), 'assume_role_policy', (read) => change([read.Statement].flat()[0]));
const more = (statement: object) => (tf: any): void => add(tf, 'aws_iam_role_policy', { name: 'more', role: `\${aws_iam_role.${nameOf(tf, 'aws_iam_role', 'orders_service_role')}.name}`, policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] }) });

/** What goes worse on AWS. */
export const AWS = changesOf('aws', {
  'auth.operations': {
    weakened: { 'one operation without a token': body((c) => { without(c.paths['/orders'].get, 'security'); }), 'decisions that are kept': body((c) => { c.components.securitySchemes.tokens['x-amazon-apigateway-authorizer'].authorizerResultTtlInSeconds = 300; }) },
    removed: { 'the authorizer': body((c) => { without(c.components.securitySchemes.tokens, 'x-amazon-apigateway-authorizer'); }) },
  },
  'auth.tokens': {
    weakened: { 'another issuer': (tf) => { one(tf, 'aws_lambda_function', 'orders_gateway_authorizer').environment.variables.ISSUER = 'https://elsewhere.example/'; }, 'keys of another host': (tf) => { one(tf, 'aws_lambda_function', 'orders_gateway_authorizer').environment.variables.JWKS_URI = 'https://elsewhere.example/keys'; } },
    removed: { 'the audience': (tf) => without(one(tf, 'aws_lambda_function', 'orders_gateway_authorizer').environment.variables, 'AUDIENCE') },
  },
  'auth.scopes': {
    weakened: { 'another scope': demands((c) => { c.routes['DELETE /orders/{orderId}'].scopes = ['orders:read']; }) },
    removed: { 'the scopes of one operation': demands((c) => { c.routes['DELETE /orders/{orderId}'].scopes = []; }) },
  },
  'auth.client-certificates': {
    weakened: { 'the other way in': ['mutualTls', (tf) => { one(tf, 'aws_api_gateway_rest_api').disable_execute_api_endpoint = false; }] },
    removed: { 'the trust store': ['mutualTls', (tf) => without(one(tf, 'aws_api_gateway_domain_name'), 'mutual_tls_authentication')] },
  },
  'auth.stores': {
    weakened: { 'a written password': (tf) => { Object.assign(one(tf, 'aws_rds_cluster'), { manage_master_user_password: false, master_password: 'x' }); }, 'users of the cache without a login': (tf) => { one(tf, 'aws_elasticache_user').authentication_mode = { type: 'no-password-required' }; one(tf, 'aws_elasticache_user').no_password_required = true; } },
    removed: { 'the login of identities': (tf) => without(one(tf, 'aws_rds_cluster'), 'iam_database_authentication_enabled') },
  },
  'auth.long-lived-keys': { weakened: { 'an access key': (tf) => add(tf, 'aws_iam_access_key', { user: 'somebody' }) } },
  'access.wildcards': {
    weakened: { 'every action of a service': policy((s) => { s.Action = ['s3:*']; }) },
    removed: { 'the resource': policy((s) => { s.Resource = '*'; }) },
  },
  'access.public': {
    weakened: { 'a bucket for everybody': (tf) => document(one(tf, 'aws_s3_bucket_policy'), 'policy', (p) => p.Statement.push({ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' })) },
    removed: { 'the account of the service network': ['foundation', (tf) => document(one(tf, 'aws_vpclattice_auth_policy'), 'auth_policy' in one(tf, 'aws_vpclattice_auth_policy') ? 'auth_policy' : 'policy', (p) => [p.Statement].flat().forEach((s: any) => { delete s.Condition; }))] },
  },
  'access.trust': {
    weakened: { 'another account': trust((s) => { s.Principal = { AWS: 'arn:aws:iam::999999999999:root' }; delete s.Condition; }) },
    removed: { 'the account of the caller': trust((s) => { without(s, 'Condition'); }), 'the source of a call': (tf) => without(one(tf, 'aws_lambda_permission', 'orders_gateway'), 'source_arn') },
  },
  'access.escalation': { weakened: { 'handing over every role': more({ Action: 'iam:PassRole', Resource: '*' }), 'another policy for a role': more({ Action: ['iam:AttachRolePolicy'], Resource: 'arn:aws:iam::123456789012:role/x' }), 'a version of a policy': more({ Action: ['iam:CreatePolicyVersion'], Resource: 'arn:aws:iam::123456789012:policy/x' }), 'code under another role': more({ Action: ['lambda:UpdateFunctionCode', 'iam:PassRole'], Resource: ['arn:aws:lambda:eu-central-1:123456789012:function:x', 'arn:aws:iam::123456789012:role/x'] }), 'becoming anybody': more({ Action: 'sts:AssumeRole', Resource: '*' }) } },
  'access.broad-roles': { weakened: { 'an administrator': (tf) => add(tf, 'aws_iam_role_policy_attachment', { role: `\${aws_iam_role.${nameOf(tf, 'aws_iam_role', 'orders_service_role')}.name}`, policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }) } },
  'access.scope': { weakened: { 'every secret': more({ Action: 'secretsmanager:GetSecretValue', Resource: '*' }) } },
  'access.keys': {
    weakened: { 'everybody of the account reads': (tf) => document(one(tf, 'aws_kms_key', 'data-key'), 'policy', (p) => p.Statement.forEach((s: any) => { if (s.Sid === 'UseThroughServices') { delete s.Condition; } })) },
    removed: { 'the policy of the key': (tf) => without(one(tf, 'aws_kms_key', 'data-key'), 'policy') },
  },
  'access.identities': {
    weakened: { 'one role for both': (tf) => { const t = one(tf, 'aws_ecs_task_definition'); t.task_role_arn = t.execution_role_arn; } },
    removed: { 'the role of the task': (tf) => without(one(tf, 'aws_ecs_task_definition'), 'task_role_arn') },
  },
  'network.exposure': {
    weakened: { 'a public address': (tf) => { one(tf, 'aws_ecs_service').network_configuration.assign_public_ip = true; } },
    removed: { 'the firewall before it': (tf) => drop(tf, 'aws_wafv2_web_acl_association') },
  },
  'network.public-stores': {
    weakened: { 'a policy may open it': (tf) => { one(tf, 'aws_s3_bucket_public_access_block').block_public_policy = false; }, 'a database on the internet': (tf) => { one(tf, 'aws_rds_cluster_instance').publicly_accessible = true; } },
    removed: { 'the block': (tf) => drop(tf, 'aws_s3_bucket_public_access_block') },
  },
  'network.open-rules': { weakened: { 'everybody': (tf) => { const r = one(tf, 'aws_vpc_security_group_ingress_rule'); delete r.referenced_security_group_id; r.cidr_ipv4 = '0.0.0.0/0'; }, 'everybody by the newer address': (tf) => add(tf, 'aws_security_group', { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', ipv6_cidr_blocks: ['::/0'] }] }) } },
  'network.narrow-rules': { weakened: { 'every protocol': (tf) => { one(tf, 'aws_vpc_security_group_egress_rule').ip_protocol = '-1'; }, 'every port': (tf) => { one(tf, 'aws_vpc_security_group_ingress_rule').from_port = 0; } } },
  'network.default-deny': {
    weakened: { 'a rule of the default group': ['foundation', (tf) => { one(tf, 'aws_default_security_group').ingress = [{ from_port: 0, to_port: 0, protocol: '-1', self: true }]; }] },
    removed: { 'the default group': ['foundation', (tf) => drop(tf, 'aws_default_security_group')], 'the group of the database': (tf) => without(one(tf, 'aws_rds_cluster'), 'vpc_security_group_ids') },
  },
  'network.egress': {
    weakened: { 'denial of the firewall': ['foundation', (tf) => { one(tf, 'aws_networkfirewall_firewall_policy').firewall_policy.stateful_default_actions = []; }] },
    removed: { 'the firewall': ['foundation', (tf) => drop(tf, 'aws_networkfirewall_firewall')], 'the firewall of names': ['foundation', (tf) => drop(tf, 'aws_route53_resolver_firewall_rule_group_association')] },
  },
  'network.flow-logs': {
    weakened: { 'only what is refused': ['foundation', (tf) => { one(tf, 'aws_flow_log').traffic_type = 'REJECT'; }] },
    removed: { 'the log': ['foundation', (tf) => drop(tf, 'aws_flow_log')] },
  },
  'network.endpoints': {
    weakened: { 'everything passes': ['foundation', (tf) => { one(tf, 'aws_vpc_endpoint').policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] }); }] },
    removed: { 'the policy': ['foundation', (tf) => without(one(tf, 'aws_vpc_endpoint'), 'policy')] },
  },
  'network.peering': { weakened: { 'another account': (tf) => add(tf, 'aws_vpc_peering_connection', { vpc_id: 'vpc-1', peer_vpc_id: 'vpc-2', peer_owner_id: '999999999999' }) } },
  'edge.firewall': {
    weakened: { 'counting only': (tf) => wall(tf).rule.forEach((r: any) => { if (r.action) { r.action = { count: {} }; } else { r.override_action = { count: {} }; } }) },
    removed: { 'the association': (tf) => drop(tf, 'aws_wafv2_web_acl_association') },
  },
  'edge.managed-rules': {
    weakened: { 'one group only counts': (tf) => { rule(tf, 'AWSManagedRulesCommonRuleSet').override_action = { count: {} }; } },
    removed: { 'one group': withoutRule('AWSManagedRulesKnownBadInputsRuleSet') },
  },
  'edge.client-limit': { weakened: { 'a hundred times as many': (tf) => { rule(tf, 'rate-client').statement.rate_based_statement.limit = 30000; } }, removed: { 'the rule': withoutRule('rate-client') } },
  'edge.overall-limit': {
    weakened: { 'a hundred times as many': (tf) => { one(tf, 'aws_api_gateway_method_settings').settings.throttling_rate_limit = 5000; } },
    removed: { 'the throttle': (tf) => without(one(tf, 'aws_api_gateway_method_settings').settings, 'throttling_rate_limit') },
  },
  'edge.address-limit': { weakened: { 'a hundred times as many': (tf) => { rule(tf, 'rate-address').statement.rate_based_statement.limit = 300000; } }, removed: { 'the rule': withoutRule('rate-address') } },
  'edge.body-limit': {
    weakened: { 'larger bodies': (tf) => { rule(tf, 'body-size').statement.size_constraint_statement.size = 65536; }, 'what cannot be read': (tf) => { rule(tf, 'body-size').statement.size_constraint_statement.field_to_match.body.oversize_handling = 'NO_MATCH'; } },
    removed: { 'the rule': withoutRule('body-size') },
  },
  'edge.private-origin': {
    weakened: { 'a balancer on the internet': (tf) => { one(tf, 'aws_lb').internal = false; } },
    removed: { 'the switch of the other name': (tf) => without(one(tf, 'aws_api_gateway_rest_api'), 'disable_execute_api_endpoint') },
  },
  'edge.tls': { weakened: { 'an old version': (tf) => { one(tf, 'aws_api_gateway_domain_name').security_policy = 'TLS_1_0'; } }, removed: { 'the policy of the balancer': (tf) => without(one(tf, 'aws_lb_listener'), 'ssl_policy') } },
  'edge.hsts': {
    weakened: { 'a moment': (tf) => { one(tf, 'aws_lb_listener').routing_http_response_strict_transport_security_header_value = 'max-age=60'; } },
    removed: { 'the header': (tf) => without(one(tf, 'aws_lb_listener'), 'routing_http_response_strict_transport_security_header_value') },
  },
  'edge.access-log': {
    weakened: { 'the balancer is silent': (tf) => { one(tf, 'aws_lb').access_logs.enabled = false; } },
    removed: { 'the log of the firewall': (tf) => drop(tf, 'aws_wafv2_web_acl_logging_configuration'), 'the log of the stage': (tf) => without(one(tf, 'aws_api_gateway_stage'), 'access_log_settings') },
  },
  'edge.data-trace': {
    weakened: { 'bodies in the log': (tf) => { one(tf, 'aws_api_gateway_method_settings').settings.data_trace_enabled = true; } },
    removed: { 'the settings': (tf) => drop(tf, 'aws_api_gateway_method_settings') },
  },
  'input.validation': {
    weakened: { 'bodies are not checked': body((c) => { c['x-amazon-apigateway-request-validators'][c['x-amazon-apigateway-request-validator']].validateRequestBody = false; }) },
    removed: { 'the validator': body((c) => { without(c, 'x-amazon-apigateway-request-validator'); }), 'the body of one operation': body((c) => { without(c.paths['/orders'].post, 'requestBody'); }), 'the parameters of one': body((c) => { c.paths['/orders'].get.parameters = []; }), 'refusal of other types': withoutRule('content-type') },
  },
  'consent.purpose': {
    weakened: { 'another purpose': demands((c) => { c.routes['POST /orders'].purpose = 'marketing'; }) },
    removed: { 'the purpose of one operation': demands((c) => { without(c.routes['POST /orders'], 'purpose'); }) },
  },
  'image.pinned': {
    weakened: { 'a tag': task(/\$\{var\.image_orders_service\}/, '123456789012.dkr.ecr.eu-central-1.amazonaws.com/orders:latest') },
    removed: { 'the check of the variable': (tf) => without(tf.variable.image_orders_service, 'validation') },
  },
  'image.registry': { weakened: { 'a public registry': task(/\$\{var\.image_orders_service\}/, `docker.io/library/nginx@sha256:${'0'.repeat(64)}`) } },
  'image.scan': {
    weakened: { 'no scan': (tf) => { one(tf, 'aws_ecr_repository').image_scanning_configuration = { scan_on_push: false }; } },
    removed: { 'the setting': (tf) => without(one(tf, 'aws_ecr_repository'), 'image_scanning_configuration'), 'that of mirrors': ['foundation', (tf) => drop(tf, 'aws_inspector2_enabler')] },
  },
  'image.immutable': { weakened: { 'movable tags': (tf) => { one(tf, 'aws_ecr_repository').image_tag_mutability = 'MUTABLE'; } }, removed: { 'the setting': (tf) => without(one(tf, 'aws_ecr_repository'), 'image_tag_mutability') } },
  'workload.privileged': { weakened: { 'privileges': task('"privileged":false', '"privileged":true'), 'root': task('"user":"10001:10001"', '"user":"0"') }, removed: { 'the user': task('"user":"10001:10001",', '') } },
  'workload.file-system': { weakened: { 'it can be written': task('"readonlyRootFilesystem":true', '"readonlyRootFilesystem":false') }, removed: { 'the setting': task('"readonlyRootFilesystem":true,', '') } },
  'workload.shell': { weakened: { 'a shell': (tf) => { one(tf, 'aws_ecs_service').enable_execute_command = true; } } },
  'workload.metadata': { weakened: { 'any request': (tf) => add(tf, 'aws_instance', { metadata_options: { http_tokens: 'optional' } }) }, removed: { 'the options': (tf) => add(tf, 'aws_instance', { ami: 'ami-1' }) } },
  'workload.health': {
    weakened: { 'no check': (tf) => { one(tf, 'aws_lb_target_group').health_check.enabled = false; } },
    removed: { 'the target group': (tf) => without(one(tf, 'aws_ecs_service'), 'load_balancer') },
  },
  'workload.scaling': {
    weakened: { 'one instance': (tf) => { one(tf, 'aws_appautoscaling_target').min_capacity = 1; } },
    removed: { 'the policies': (tf) => { delete tf.resource.aws_appautoscaling_policy; } },
  },
  'workload.rollback': { weakened: { 'it stays': (tf) => { one(tf, 'aws_ecs_service').deployment_circuit_breaker.rollback = false; }, 'no alarm counts': (tf) => { one(tf, 'aws_ecs_service').alarms.rollback = false; }, 'all at once': (tf) => { one(tf, 'aws_ecs_service').deployment_minimum_healthy_percent = 0; } }, removed: { 'the breaker': (tf) => without(one(tf, 'aws_ecs_service'), 'deployment_circuit_breaker') } },
});
