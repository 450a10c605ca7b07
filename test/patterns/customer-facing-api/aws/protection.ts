import { Terraform } from '../../../support/terraform';
import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { PERSONAL_FIELDS } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { authorizer, blocking, body, editBody, publicPath, served, statements } from './gateway';
import { unclassified, unencrypted } from './stores';

const parameters = (tf: Terraform) => tf.one('aws_rds_cluster_parameter_group').parameter;
const ELB_TLS12 = /^ELBSecurityPolicy-TLS13-1-2/;

const transit: Cell = {
  property: PROPERTIES.transit,
  by: 'API Gateway\'s host name with a certificate of ACM, TLS 1.2 at least; TLS on to the balancer and to every store',
  resources: ['aws_api_gateway_domain_name', 'aws_acm_certificate', 'aws_lb_listener', 'aws_rds_cluster_parameter_group', 'aws_s3_bucket_policy'],
  check: ({ environment }) => {
    const { domain } = publicPath(environment);
    expect(domain.security_policy).toBe('TLS_1_2');
    const certificate = referred(environment, referred(environment, domain.regional_certificate_arn).certificate_arn);
    expect(certificate).toMatchObject({ domain_name: domain.domain_name, validation_method: 'DNS' });
    const targets = served(environment).map((o) => o.split(' ')).map(([m, p]) => body(environment).paths[p][m.toLowerCase()]['x-amazon-apigateway-integration'].uri);
    expect(targets.filter((t) => !t.startsWith('https://'))).toEqual([]);
    for (const listener of environment.all('aws_lb_listener')) { expect(listener.body).toMatchObject({ port: 443, protocol: 'HTTPS', ssl_policy: expect.stringMatching(ELB_TLS12) }); }
    expect(referred(environment, environment.one('aws_rds_cluster').db_cluster_parameter_group_name).parameter).toBe(parameters(environment));
    expect(parameters(environment)).toEqual(expect.arrayContaining([
      expect.objectContaining({ name: 'rds.force_ssl', value: '1' }), expect.objectContaining({ name: 'ssl_min_protocol_version', value: 'TLSv1.2' }),
    ]));
    const denied = statements(environment.one('aws_s3_bucket_policy').policy).filter((s) => s.Effect === 'Deny').map((s) => s.Condition);
    expect(denied).toEqual(expect.arrayContaining([{ Bool: { 'aws:SecureTransport': 'false' } }, { NumericLessThan: { 's3:TlsVersion': '1.2' } }]));
    // A serverless cache speaks TLS only.
    expect(environment.all('aws_elasticache_serverless_cache')).toHaveLength(1);
  },
  remove: {
    'the version': ({ environment }) => put(environment.one('aws_api_gateway_domain_name'), 'security_policy', 'TLS_1_0'),
    'the certificate': ({ environment }) => drop(environment.one('aws_api_gateway_domain_name'), 'regional_certificate_arn'),
    'TLS to the service': ({ environment }) => editBody(environment, (content) => put(content.paths['/orders'].get, 'x-amazon-apigateway-integration.uri', 'http://service/orders')),
    'TLS of the balancer': ({ environment }) => put(environment.one('aws_lb_listener'), 'protocol', 'HTTP'),
    'TLS to the database': ({ environment }) => without(parameters(environment), (p) => p.name === 'rds.force_ssl'),
    'its parameters': ({ environment }) => drop(environment.one('aws_rds_cluster'), 'db_cluster_parameter_group_name'),
    'TLS to the objects': ({ environment }) => put(environment.one('aws_s3_bucket_policy'), 'policy', '{"Statement":[]}'),
  },
};

const hsts: Cell = {
  property: PROPERTIES.hsts,
  by: 'Two years: the balancer writes it on answers of the service, API Gateway on its own',
  resources: ['aws_lb_listener', 'aws_api_gateway_rest_api'],
  check: ({ environment }) => {
    expect(environment.one('aws_lb_listener').routing_http_response_strict_transport_security_header_value).toBe('max-age=63072000; includeSubDomains');
    const own = body(environment)['x-amazon-apigateway-gateway-responses'];
    expect(Object.keys(own)).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX', 'UNAUTHORIZED', 'ACCESS_DENIED']));
    const missing = Object.entries<any>(own).filter(([, r]) => r.responseParameters?.['gatewayresponse.header.Strict-Transport-Security'] !== "'max-age=63072000; includeSubDomains'");
    expect(missing.map(([name]) => name)).toEqual([]);
  },
  remove: {
    'that of answers': ({ environment }) => drop(environment.one('aws_lb_listener'), 'routing_http_response_strict_transport_security_header_value'),
    'that of refusals': ({ environment }) => editBody(environment, (content) => drop(content['x-amazon-apigateway-gateway-responses'].UNAUTHORIZED, 'responseParameters')),
    'that of errors': ({ environment }) => editBody(environment, (content) => drop(content['x-amazon-apigateway-gateway-responses'], 'DEFAULT_5XX')),
  },
};

const atRest: Cell = {
  property: PROPERTIES.atRest,
  by: 'Two keys of the environment, rotated every year: one for data, one for logs and alerts',
  resources: [
    'aws_kms_key', 'aws_rds_cluster', 'aws_dynamodb_table', 'aws_elasticache_serverless_cache', 'aws_s3_bucket_server_side_encryption_configuration',
    'aws_cloudwatch_log_group', 'aws_sns_topic',
  ],
  check: ({ environment }) => {
    expect(unclassified(environment)).toEqual([]);
    expect(unencrypted(environment)).toEqual([]);
    const keys = environment.all('aws_kms_key').map((k) => k.body);
    expect(keys).toHaveLength(2);
    const kept = { enable_key_rotation: true, rotation_period_in_days: 365, deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } };
    for (const key of keys) { expect(key).toMatchObject(kept); }
  },
  remove: {
    'the database\'s': ({ environment }) => drop(environment.one('aws_rds_cluster'), 'kms_key_id'),
    'its insights\'': ({ environment }) => drop(environment.all('aws_rds_cluster_instance')[0].body, 'performance_insights_kms_key_id'),
    'the items\'': ({ environment }) => drop(environment.one('aws_dynamodb_table'), 'server_side_encryption'),
    'the cache\'s': ({ environment }) => drop(environment.one('aws_elasticache_serverless_cache'), 'kms_key_id'),
    'the objects\'': ({ environment }) => drop(environment.json.resource, 'aws_s3_bucket_server_side_encryption_configuration'),
    'the images\'': ({ environment }) => drop(environment.one('aws_ecr_repository'), 'encryption_configuration'),
    'the audit log\'s': ({ environment }) => drop(environment.one('aws_cloudwatch_log_group', '/audit-log/'), 'kms_key_id'),
    'the firewall log\'s': ({ environment }) => drop(environment.one('aws_cloudwatch_log_group', '/firewall/'), 'kms_key_id'),
    'the key\'s rotation': ({ environment }) => put(environment.one('aws_kms_key', '/data-key/'), 'enable_key_rotation', false),
    'the key of a new store': ({ environment }) => put(environment.json.resource, 'aws_dynamodb_table.other', { '//': { metadata: { path: 'other' } } }),
    'knowledge of a new kind of store': ({ environment }) => put(environment.json.resource, 'aws_efs_file_system', { other: { '//': { metadata: { path: 'other' } } } }),
  },
};

/** What a line of a request may say: templates and results, nothing of query, path values, headers or body. */
const LINE = /^\$context\.(requestId|requestTimeEpoch|httpMethod|resourcePath|status|responseLatency|integration\.\w+|responseLength|authorizer\.\w+|error\.responseType|waf\.status|xrayTraceId)$/;

/** Log groups to which a caller or the service can write text. */
const WRITTEN = ['/access-log/', '/audit-log/', '/service/log/', '/firewall/log/'];

const masking: Cell = {
  property: PROPERTIES.masking,
  by: 'Data protection of the log groups masks fields and addresses as lines come in; access lines hold no path value, query or body; the firewall redacts',
  resources: ['aws_cloudwatch_log_data_protection_policy', 'aws_api_gateway_stage', 'aws_wafv2_web_acl_logging_configuration'],
  check: ({ environment }) => {
    for (const under of WRITTEN) {
      const group = environment.one('aws_cloudwatch_log_group', under);
      const policy = environment.all('aws_cloudwatch_log_data_protection_policy').map((p) => p.body).find((p) => referred(environment, p.log_group_name) === group);
      const { Configuration, Statement } = JSON.parse(policy?.policy_document ?? '{}');
      const mask = Statement?.find((s: any) => s.Operation.Deidentify);
      const expressions = (Configuration?.CustomDataIdentifier ?? []).filter((c: any) => mask?.DataIdentifier.includes(c.Name)).map((c: any) => new RegExp(c.Regex));
      const clear = PERSONAL_FIELDS.filter((f) => !expressions.some((e: RegExp) => e.test(`"${f}":"value"`)));
      expect({ under, clear, addresses: mask?.DataIdentifier.some((i: string) => i.endsWith('/EmailAddress')) }).toEqual({ under, clear: [], addresses: true });
    }
    const format: string = environment.one('aws_api_gateway_stage').access_log_settings.format;
    expect((format.match(/\$[\w.]+/g) ?? []).filter((v) => !LINE.test(v))).toEqual([]);
    expect(environment.one('aws_api_gateway_method_settings').settings.data_trace_enabled).toBe(false);
    const redacted = environment.one('aws_wafv2_web_acl_logging_configuration').redacted_fields.map((f: any) => f.single_header?.name ?? Object.keys(f)[0]);
    expect(redacted).toEqual(expect.arrayContaining(['authorization', 'cookie', 'query_string', 'uri_path']));
  },
  remove: {
    'the mask of the application log': ({ environment }) => drop(environment.json.resource.aws_cloudwatch_log_data_protection_policy, environment.all('aws_cloudwatch_log_data_protection_policy', '/service/')[0].name),
    'a field': ({ environment }) => environment.all('aws_cloudwatch_log_data_protection_policy').forEach((p) => { p.body.policy_document = p.body.policy_document.replace('phone', 'fax'); }),
    'the form of the line': ({ environment }) => put(environment.one('aws_api_gateway_stage'), 'access_log_settings.format', '{"path":"$context.path"}'),
    'the silence on bodies': ({ environment }) => put(environment.one('aws_api_gateway_method_settings'), 'settings.data_trace_enabled', true),
    'the redaction': ({ environment }) => drop(environment.one('aws_wafv2_web_acl_logging_configuration'), 'redacted_fields'),
  },
};

const audit: Cell = {
  property: PROPERTIES.audit,
  by: 'The authorizer writes operation, client, pseudonym and decision of each call; a subscription copies them to the foundation\'s locked bucket',
  resources: ['aws_lambda_function', 'aws_cloudwatch_log_group', 'aws_cloudwatch_log_subscription_filter', 'aws_s3_bucket_object_lock_configuration'],
  check: ({ environment, foundation }) => {
    const group = environment.one('aws_cloudwatch_log_group', '/audit-log/');
    expect(group.retention_in_days).toBe(400);
    expect(referred(environment, authorizer(environment).logging_config.log_group)).toBe(group);
    expect(authorizer(environment).logging_config).toMatchObject({ log_format: 'JSON', application_log_level: 'INFO' });
    const copy = environment.one('aws_cloudwatch_log_subscription_filter', '/audit-log/');
    expect(referred(environment, copy.log_group_name)).toBe(group);
    expect(copy.filter_pattern).toBe('');
    // Who shortens the log or turns off its key is heard of.
    for (const watched of ['keys', 'logs']) {
      const target = environment.one('aws_cloudwatch_event_target', `/audit/${watched}-target/`);
      expect(referred(environment, target.arn)).toBe(environment.one('aws_sns_topic', '/alerts/critical/'));
      expect(referred(environment, target.rule)).toBe(environment.one('aws_cloudwatch_event_rule', `/audit/${watched}/`));
    }
    const stream = foundation.one('aws_kinesis_firehose_delivery_stream');
    expect(copy.destination_arn.endsWith(`:deliverystream/${stream.name}`)).toBe(true);
    const bucket = referred(foundation, stream.extended_s3_configuration.bucket_arn);
    const lock = foundation.all('aws_s3_bucket_object_lock_configuration').map((l) => l.body).find((l) => referred(foundation, l.bucket) === bucket);
    expect(bucket.object_lock_enabled).toBe(true);
    expect(lock?.rule.default_retention).toEqual({ mode: 'COMPLIANCE', days: 400 });
  },
  remove: {
    'the log of the authorizer': ({ environment }) => put(authorizer(environment), 'logging_config.log_group', '/elsewhere'),
    'its level': ({ environment }) => put(authorizer(environment), 'logging_config.application_log_level', 'ERROR'),
    'the copy': ({ environment }) => drop(environment.json.resource, 'aws_cloudwatch_log_subscription_filter'),
    'the watch': ({ environment }) => drop(environment.json.resource.aws_cloudwatch_event_target, environment.all('aws_cloudwatch_event_target', '/audit/logs-target/')[0].name),
    'all lines': ({ environment }) => put(environment.one('aws_cloudwatch_log_subscription_filter', '/audit-log/'), 'filter_pattern', 'ERROR'),
    'the lock': ({ foundation }) => put(foundation.one('aws_s3_bucket_object_lock_configuration'), 'rule.default_retention.mode', 'GOVERNANCE'),
  },
};

const SETS = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesCommonRuleSet', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesSQLiRuleSet'];

const firewall: Cell = {
  property: PROPERTIES.firewall,
  by: 'AWS WAF on the stage: managed rules on lines, headers, bodies and addresses',
  resources: ['aws_wafv2_web_acl', 'aws_wafv2_web_acl_association', 'aws_wafv2_web_acl_logging_configuration'],
  check: ({ environment }) => {
    for (const name of SETS) {
      const set = blocking(environment, name).managed_rule_group_statement;
      expect(set).toMatchObject({ name, vendor_name: 'AWS' });
      expect([set.rule_action_override, set.scope_down_statement]).toEqual([undefined, undefined]);
    }
    const { resource_arn: acl, log_destination_configs: logs } = environment.one('aws_wafv2_web_acl_logging_configuration');
    expect(referred(environment, acl)).toBe(publicPath(environment).firewall);
    expect(referred(environment, logs[0])).toBe(environment.one('aws_cloudwatch_log_group', '/firewall/'));
  },
  remove: {
    'the firewall on the stage': ({ environment }) => drop(environment.json.resource, 'aws_wafv2_web_acl_association'),
    'a set of rules': ({ environment }) => without(environment.one('aws_wafv2_web_acl').rule, (r) => r.name === 'AWSManagedRulesSQLiRuleSet'),
    'enforcement of a set': ({ environment }) => put(environment.one('aws_wafv2_web_acl').rule.find((r: any) => r.name === 'AWSManagedRulesCommonRuleSet'), 'override_action', { count: {} }),
    'its log': ({ environment }) => drop(environment.json.resource, 'aws_wafv2_web_acl_logging_configuration'),
  },
};

/** What protects data and the edge. */
export const PROTECTION = { transit, hsts, atRest, masking, audit, firewall };
