import { awsRules } from '../../../src/clouds/aws/rules';
import { Example, many, one } from '../example';

const POLICY = { Version: '2012-10-17', Statement: [{ Sid: 'a', Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::x/*' }, { Sid: 'b', Effect: 'Deny', Action: '*', Resource: '*' }] };
const document = (change: any) => JSON.stringify({ ...POLICY, ...change });

const policyExamples = awsRules.filter((rule) => rule.id.startsWith('aws/policy-document-')).map((rule) => one(rule.id, rule.types[0], { [rule.argument]: document({}) }, {
  'policy that is no JSON': { [rule.argument]: '{Version}' },
  'policy action without service': { [rule.argument]: document({ Statement: [{ Effect: 'Allow', Action: 'GetObject', Resource: '*' }] }) },
  'policy statement id twice': { [rule.argument]: document({ Statement: [POLICY.Statement[0], POLICY.Statement[0]] }) },
}));

export const awsSecurityExamples: Example[] = [
  ...policyExamples,
  one('aws/role-name', 'aws_iam_role', { name: 'orders-task' }, { 'role name of 65 characters': { name: 'a'.repeat(65) }, 'role name with a slash': { name: 'a/b' } }),
  one('aws/role-session', 'aws_iam_role', { max_session_duration: 3600 }, { 'role session of 15 minutes': { max_session_duration: 900 } }),
  one('aws/role-policy-size', 'aws_iam_role_policy', { policy: document({}) }, { 'inline policy of more than 10240 characters': { policy: document({ Id: 'x'.repeat(10241) }) } }),
  one('aws/role-description', 'aws_iam_role', { description: 'Zugriff für Aufträge' }, { 'role description beyond Latin-1': { description: 'orders → database' } }),
  one('aws/kms-window', 'aws_kms_key', { deletion_window_in_days: 30 }, { 'KMS window of 5 days': { deletion_window_in_days: 5 } }),
  one('aws/kms-rotation', 'aws_kms_key', { enable_key_rotation: true }, { 'rotation of an asymmetric KMS key': { customer_master_key_spec: 'ECC_NIST_P256' } }),
  one('aws/kms-alias', 'aws_kms_alias', { name: 'alias/orders' }, { 'KMS alias beginning with alias/aws/': { name: 'alias/aws/orders' } }),
  one('aws/kms-rotation-period', 'aws_kms_key', { rotation_period_in_days: 365 }, { 'rotation every 30 days': { rotation_period_in_days: 30 } }),
  one('aws/secret-window', 'aws_secretsmanager_secret', { recovery_window_in_days: 7 }, { 'recovery window of 3 days': { recovery_window_in_days: 3 } }),
  one('aws/secret-name', 'aws_secretsmanager_secret', { name: 'orders/api-key' }, { 'secret name with a space': { name: 'orders key' } }),
  many('aws/secret-rotation-after-permission', {
    aws_lambda_function: { rotate: {} }, aws_lambda_permission: { rotate: { function_name: '${aws_lambda_function.rotate.function_name}', principal: 'secretsmanager.amazonaws.com' } },
    aws_secretsmanager_secret_rotation: { main: { rotation_lambda_arn: '${aws_lambda_function.rotate.arn}', depends_on: ['aws_lambda_permission.rotate'] } },
  }, { 'secret rotation not after the permission': (r) => { delete r.aws_secretsmanager_secret_rotation.main.depends_on; } }),
  one('aws/secret-rotation-days', 'aws_secretsmanager_secret_rotation', { rotation_rules: { automatically_after_days: 30 } }, { 'rotation after 0 days': { rotation_rules: { automatically_after_days: 0 } } }),
  one('aws/queue-name', 'aws_sqs_queue', { name: 'orders.fifo', fifo_queue: true }, { 'FIFO queue without its suffix': { name: 'orders' }, 'queue name with a dot': { name: 'orders.x', fifo_queue: false } }),
  one('aws/queue-retention', 'aws_sqs_queue', { message_retention_seconds: 1209600 }, { 'queue retention above 14 days': { message_retention_seconds: 1209601 } }),
  one('aws/queue-visibility', 'aws_sqs_queue', { visibility_timeout_seconds: 30 }, { 'visibility of a day': { visibility_timeout_seconds: 86400 } }),
  one('aws/queue-encryption', 'aws_sqs_queue', { kms_master_key_id: '${aws_kms_key.main.arn}' }, { 'queue with key and managed encryption': { sqs_managed_sse_enabled: true } }),
  one('aws/topic-name', 'aws_sns_topic', { name: 'orders-alerts' }, { 'topic name with a space': { name: 'orders alerts' } }),
  one('aws/subscription-protocol', 'aws_sns_topic_subscription', { protocol: 'email', endpoint: 'team@example.com' }, { 'e-mail subscription without address': { endpoint: 'team' } }),
  one('aws/role-arn', 'aws_ecs_task_definition', { task_role_arn: 'arn:aws:iam::123456789012:role/app' }, { 'role name in place of its ARN': { task_role_arn: 'app' } }),
  one('aws/tags', 'aws_s3_bucket', { tags: { 'pod': 'orders', 'cost-centre': '1234' } }, { 'tag key beginning with aws:': { tags: { 'aws:pod': 'orders' } }, 'tag value with an asterisk': { tags: { pod: 'a*b' } } }),
  one('aws/guardduty-frequency', 'aws_guardduty_detector', { finding_publishing_frequency: 'ONE_HOUR' }, { 'findings every minute': { finding_publishing_frequency: 'ONE_MINUTE' } }),
];
