import { AWS_FACTS } from '../../../src/clouds/aws/facts';
import { Terraform } from '../../support/terraform';
import { ACCOUNT, foundation, REGION, statements } from './support/aws';

let tf: Terraform;
beforeAll(() => { tf = foundation({ standards: { identityProvider: { issuer: 'https://login.acme.example/' } } }); });

test('every fact has an output of its name, and nothing else is needed from it', () => {
  for (const fact of AWS_FACTS) { expect(Object.keys(tf.json.output)).toContain(fact.name); }
});

test('nothing but the NAT subnets routes to the internet, and no subnet hands out public addresses', () => {
  const toInternet = tf.all('aws_route').filter((r) => r.body.gateway_id);
  expect(toInternet).toHaveLength(3);
  for (const route of toInternet) { expect(route.body.route_table_id).toContain('nat-routes'); }
  for (const subnet of tf.all('aws_subnet')) { expect(subnet.body.map_public_ip_on_launch).toBe(false); }
});

test('data subnets have no default route at all', () => {
  const dataRoutes = tf.all('aws_route').filter((r) => r.body.route_table_id.includes('data-routes'));
  expect(dataRoutes).toEqual([]);
});

test('workloads leave through the firewall of their own zone, and answers come back through it', () => {
  for (const zone of ['a', 'b', 'c']) {
    const through = tf.all('aws_route', '/egress/').filter((r) => r.body.vpc_endpoint_id.includes(`"${REGION}${zone}"`));
    expect(through.map((r) => r.body.destination_cidr_block).sort()).toEqual(['0.0.0.0/0', expect.stringMatching(/^10\./)]);
  }
});

test('the firewall lets listed hosts pass by TLS name only, and drops the rest', () => {
  const group = tf.one('aws_networkfirewall_rule_group').rule_group;
  expect(group.rules_source.rules_source_list).toEqual({
    generated_rules_type: 'ALLOWLIST', target_types: ['TLS_SNI'], targets: ['cognito-idp.eu-central-1.amazonaws.com', 'login.acme.example'],
  });
  expect(tf.one('aws_networkfirewall_firewall_policy').firewall_policy.stateful_default_actions).toContain('aws:drop_established');
});

test('names that are not listed do not resolve, also when the DNS firewall itself fails', () => {
  const rules = tf.all('aws_route53_resolver_firewall_rule').map((r) => r.body).sort((a, b) => a.priority - b.priority);
  expect(rules.map((r) => r.action)).toEqual(['ALLOW', 'BLOCK']);
  const all = tf.all('aws_route53_resolver_firewall_domain_list').find((l) => rules[1].firewall_domain_list_id.includes(l.name));
  expect(all!.body.domains).toEqual(['*.']);
  expect(tf.one('aws_route53_resolver_firewall_config').firewall_fail_open).toBe('DISABLED');
});

test('endpoints serve this account only, with named actions', () => {
  const endpoints = tf.all('aws_vpc_endpoint');
  expect(endpoints.map((e) => e.body.service_name.split('.').slice(3).join('.')).sort())
    .toEqual(['dynamodb', 'ecr.api', 'ecr.dkr', 'logs', 'rds-data', 's3', 'secretsmanager', 'xray']);
  for (const endpoint of endpoints) {
    for (const s of statements(endpoint.body.policy)) {
      expect(s.Action.filter((a: string) => a.includes('*'))).toEqual([]);
      if (s.Sid !== 'ImageLayers') { expect(s.Condition.StringEquals['aws:PrincipalAccount']).toBe(ACCOUNT); }
    }
  }
});

test('the archive is locked for as long as audit logs are kept, and the trail is validated, encrypted and waits for the lock', () => {
  const lock = tf.one('aws_s3_bucket_object_lock_configuration');
  expect(lock.rule.default_retention).toEqual({ mode: 'COMPLIANCE', days: 400 });
  expect(tf.one('aws_s3_bucket', '/buckets/archive/').object_lock_enabled).toBe(true);
  const expiry = tf.one('aws_s3_bucket_lifecycle_configuration', '/buckets/archive/').rule.find((r: any) => r.id === 'expire');
  expect(expiry.expiration[0].days).toBeGreaterThan(400);
  const trail = tf.one('aws_cloudtrail');
  expect(trail).toMatchObject({ enable_log_file_validation: true, is_multi_region_trail: true, include_global_service_events: true });
  expect(trail.kms_key_id).toContain('aws_kms_key.keys_archive');
  expect(trail.depends_on.join()).toMatch(/object_lock_configuration/);
  expect(trail.depends_on.join()).toMatch(/aws_s3_bucket_policy\.buckets_archive/);
});

test('the audit stream is encrypted and lands in the archive', () => {
  const stream = tf.one('aws_kinesis_firehose_delivery_stream');
  expect(stream.server_side_encryption.key_type).toBe('CUSTOMER_MANAGED_CMK');
  expect(stream.extended_s3_configuration.bucket_arn).toContain('buckets_archive');
});

test('Firehose can say why it failed: it writes into a log stream that is there', () => {
  const failures = tf.one('aws_cloudwatch_log_stream', '/archive/');
  const options = tf.one('aws_kinesis_firehose_delivery_stream').extended_s3_configuration.cloudwatch_logging_options;
  expect(options.log_stream_name).toMatch(/^\$\{aws_cloudwatch_log_stream\.archive_failures\w*\.name\}$/);
  expect(failures.log_group_name).toBe(options.log_group_name);
});

test('the trail may use its key for every object: under a bucket key the context would be the bucket\'s', () => {
  const encrypt = statements(tf.one('aws_kms_key', '/keys/archive/').policy).find((s) => s.Sid === 'TrailEncrypt');
  expect(Object.keys(encrypt.Condition.StringEquals)).toContain('kms:EncryptionContext:aws:cloudtrail:arn');
  expect(tf.one('aws_s3_bucket_server_side_encryption_configuration', '/buckets/archive/').rule[0].bucket_key_enabled).toBe(false);
  expect(tf.one('aws_s3_bucket_server_side_encryption_configuration', '/buckets/artifacts/').rule[0].bucket_key_enabled).toBe(true);
});

test('a backup that fails is an alert, one that succeeds is none', () => {
  const rule = JSON.parse(tf.one('aws_cloudwatch_event_rule', '/finding-backup/').event_pattern);
  expect(rule).toMatchObject({ 'source': ['aws.backup'], 'detail-type': ['Backup Job State Change'], 'detail': { state: expect.arrayContaining(['FAILED', 'EXPIRED']) } });
  expect(tf.one('aws_cloudwatch_event_target', '/finding-backup-target/').arn).toContain('aws_sns_topic.account_alerts');
  expect(tf.one('aws_backup_vault_notifications').backup_vault_events.join()).not.toMatch(/BACKUP_JOB/);
});

test('what AWS Backup adds to its own list is no difference', () => {
  const settings = tf.one('aws_backup_region_settings');
  expect(settings.resource_type_opt_in_preference).toEqual({ Aurora: true, DynamoDB: true, RDS: true, S3: true });
  expect(settings.lifecycle.ignore_changes).toContain('resource_type_opt_in_preference');
});

test('backups cannot be deleted by anybody', () => {
  expect(tf.one('aws_backup_vault_lock_configuration').changeable_for_days).toBe(3);
  const [deny] = statements(tf.one('aws_backup_vault_policy').policy);
  expect(deny).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
  expect(deny.Action).toContain('backup:DeleteRecoveryPoint');
});

test('what exists once in an account is here', () => {
  for (const type of [
    'aws_s3_account_public_access_block', 'aws_api_gateway_account', 'aws_guardduty_detector', 'aws_inspector2_enabler', 'aws_accessanalyzer_analyzer',
    'aws_ebs_encryption_by_default', 'aws_ecr_registry_scanning_configuration', 'aws_backup_region_settings', 'aws_cloudwatch_log_resource_policy',
  ]) { expect(tf.all(type)).toHaveLength(1); }
});

test('no key lets its administrators use it or hand it on', () => {
  for (const key of tf.all('aws_kms_key')) {
    const administer = statements(key.body.policy).find((s) => s.Sid === 'Administer');
    expect(administer.Action.filter((a: string) => /Decrypt|Encrypt|Sign$|GenerateDataKey|CreateGrant/.test(a))).toEqual([]);
  }
});

test('every bucket is private, versioned, encrypted, TLS only', () => {
  const buckets = tf.all('aws_s3_bucket').length;
  for (const type of ['public_access_block', 'versioning', 'server_side_encryption_configuration', 'ownership_controls', 'lifecycle_configuration', 'policy']) {
    expect(tf.all(`aws_s3_bucket_${type}`)).toHaveLength(buckets);
  }
  for (const p of tf.all('aws_s3_bucket_policy')) {
    expect(statements(p.body.policy).filter((s) => s.Effect === 'Deny').map((s) => s.Sid)).toEqual(['TlsOnly', 'Tls12']);
  }
});

test('the only open address ranges are ways out behind the firewall', () => {
  for (const type of ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule']) {
    for (const rule of tf.all(type)) { expect(rule.body.cidr_ipv4).not.toBe('0.0.0.0/0'); }
  }
});

test('hosts that the standards state are let out, and told on', () => {
  const other = foundation({ facts: { egress_hosts: ['api.partner.example'] } });
  expect(other.one('aws_networkfirewall_rule_group').rule_group.rules_source.rules_source_list.targets).toContain('api.partner.example');
  expect(JSON.stringify(other.json.output.egress_hosts.value)).toContain('api.partner.example');
});
