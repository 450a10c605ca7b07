import { LogClass } from '../../../src/capabilities/common';
import { LogStream } from '../../../src/capabilities/log-stream';
import { Stage } from '../../../src/environment/stage';
import { Terraform } from '../../support/terraform';
import { ACCOUNT, environment, REGION, statements } from './support/aws';

let tf: Terraform;
beforeAll(() => {
  tf = environment((env) => {
    new LogStream(env, 'audited', { logClass: LogClass.AUDIT });
    new LogStream(env, 'access', { logClass: LogClass.ACCESS, maskedFields: ['email', 'dateOfBirth'] });
  });
});

test('the provider refuses every account but the landing zone\'s', () => {
  expect(tf.json.provider.aws).toEqual([{ allowed_account_ids: [ACCOUNT], region: REGION }]);
});

test('two customer keys that rotate, and production\'s cannot be destroyed', () => {
  const keys = tf.all('aws_kms_key');
  expect(keys).toHaveLength(2);
  for (const key of keys) { expect(key.body).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } }); }
  const development = environment(() => undefined, { stage: Stage.DEVELOPMENT });
  for (const key of development.all('aws_kms_key')) { expect(key.body.lifecycle).toBeUndefined(); }
});

test('the data key is used by workloads of this environment directly, by everybody else through services only', () => {
  const use = statements(tf.one('aws_kms_key', '/data-key/').policy);
  expect(use.find((s) => s.Sid === 'Workloads').Condition).toEqual({ ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/orders-prod-*` } });
  expect(use.find((s) => s.Sid === 'UseThroughServices').Condition.StringEquals['kms:ViaService']).toContain(`rds.${REGION}.amazonaws.com`);
  expect(use.find((s) => s.Sid === 'GrantsForServices').Condition.Bool).toEqual({ 'kms:GrantIsForAWSResource': 'true' });
});

test('alarms reach the encrypted topics: the key admits who publishes', () => {
  const use = statements(tf.one('aws_kms_key', '/log-key/').policy);
  const publishers = use.find((s) => s.Sid === 'Publishers').Principal.Service;
  expect(publishers).toEqual(expect.arrayContaining(['cloudwatch.amazonaws.com', 'budgets.amazonaws.com', 'events.rds.amazonaws.com', 'backup.amazonaws.com']));
  // EventBridge sends no source account, neither to the key nor to the topic.
  for (const admits of [use, ...tf.all('aws_sns_topic_policy').map((p) => statements(p.body.policy))]) {
    const events = admits.filter((s) => s.Effect === 'Allow' && [s.Principal?.Service].flat(2).includes('events.amazonaws.com'));
    expect(events.map((s) => s.Condition)).toEqual([undefined]);
  }
  const topics = tf.all('aws_sns_topic');
  expect(topics).toHaveLength(2);
  for (const topic of topics) { expect(topic.body.kms_master_key_id).toContain('log-key'); }
  expect(tf.all('aws_sns_topic_subscription').length).toBeGreaterThan(1);
});

test('the budget alerts at 50, 80 and 100 % and on the forecast, after it may publish', () => {
  const budget = tf.one('aws_budgets_budget');
  expect(budget.notification.map((n: any) => `${n.notification_type} ${n.threshold}`)).toEqual(['ACTUAL 50', 'ACTUAL 80', 'ACTUAL 100', 'FORECASTED 100']);
  expect(budget.cost_filter).toEqual([{ name: 'TagKeyValue', values: ['user:environment$orders-prod'] }]);
  expect(budget.depends_on.join()).toContain('aws_sns_topic_policy');
});

test('logs are encrypted and kept as long as their class says', () => {
  expect(tf.one('aws_cloudwatch_log_group', '/audited/')).toMatchObject({ retention_in_days: 400, name: '/orders-prod/audited' });
  expect(tf.one('aws_cloudwatch_log_group', '/access/').retention_in_days).toBe(365);
  for (const group of tf.all('aws_cloudwatch_log_group')) { expect(group.body.kms_key_id).toContain('log-key'); }
});

test('audit logs, and only they, are copied to the archive', () => {
  const filter = tf.one('aws_cloudwatch_log_subscription_filter');
  expect(filter.log_group_name).toContain('audited');
  expect(filter.filter_pattern).toBe('');
  expect(filter.destination_arn).toMatch(new RegExp(`^arn:aws:firehose:${REGION}:${ACCOUNT}:deliverystream/acme-eu-aws-audit`));
});

test('named fields are masked at ingestion', () => {
  const document = JSON.parse(tf.one('aws_cloudwatch_log_data_protection_policy').policy_document);
  const pattern = new RegExp(document.Configuration.CustomDataIdentifier[0].Regex);
  expect('{"email":"a@b.example"}').toMatch(pattern);
  expect('{"dateOfBirth": "1970-01-01"}').toMatch(pattern);
  expect('{"status":"200"}').not.toMatch(pattern);
  for (const s of document.Statement) { expect(s.DataIdentifier).toContain('Fields1'); }
  expect(document.Statement[1].Operation).toEqual({ Deidentify: { MaskConfig: {} } });
});

test('somebody is woken when a key or a log of the environment is tampered with', () => {
  const keys = JSON.parse(tf.all('aws_cloudwatch_event_rule', '/audit/keys/')[0].body.event_pattern);
  expect(keys.detail.eventName).toEqual(expect.arrayContaining(['ScheduleKeyDeletion', 'DisableKey']));
  const logs = JSON.parse(tf.all('aws_cloudwatch_event_rule', '/audit/logs/')[0].body.event_pattern);
  expect(logs.detail.requestParameters.logGroupName).toEqual([{ prefix: '/orders-prod/' }]);
  for (const target of tf.all('aws_cloudwatch_event_target')) { expect(target.body.arn).toContain('alerts_critical'); }
});

test('an environment of its own makes nothing shared: no VPC, no trail, no bucket', () => {
  for (const type of ['aws_vpc', 'aws_subnet', 'aws_cloudtrail', 'aws_s3_bucket', 'aws_guardduty_detector', 'aws_nat_gateway']) { expect(tf.all(type)).toEqual([]); }
  expect(tf.json.data).toBeUndefined();
});
