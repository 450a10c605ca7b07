import { all, arn, count, length, madeAfter, never, oneOf, pattern, range } from '../../rule-makers';
import { flag, isBlock, isSet, json, listOf, numeric, text } from '../../rule-values';
import { Rule } from '../../rules';

const IAM = 'https://docs.aws.amazon.com/IAM/latest';
const KMS = 'https://docs.aws.amazon.com/kms/latest';
const SQS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest';

/** Faults of a policy document that every service refuses. */
function policyProblem(value: any): string | undefined {
  const policy = json(value);
  if (policy === undefined) {
    return typeof value === 'string' && !value.includes('${') ? 'is no JSON document' : undefined;
  }
  const statements = listOf(policy.Statement);
  if (statements.length === 0 || !isSet(policy.Version)) {
    return 'has no Statement or no Version';
  }
  for (const statement of statements) {
    if (!isBlock(statement)) {
      return 'has a statement that is no object';
    }
    const { Effect, Action, NotAction } = statement;
    if (Effect !== 'Allow' && Effect !== 'Deny') {
      return `has effect ${JSON.stringify(Effect)}`;
    }
    const odd = listOf(Action ?? NotAction).find((action) => typeof action !== 'string' || !/^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action) && !action.includes('${'));
    if (!isSet(Action ?? NotAction) || odd !== undefined) {
      return `has ${odd === undefined ? 'no action' : `action ${JSON.stringify(odd)}`}`;
    }
  }
  const ids = statements.map((statement) => statement.Sid).filter((id) => typeof id === 'string');
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  return twice === undefined ? undefined : `has statement id "${twice}" more than once`;
}

const POLICY_ARGUMENTS: readonly (readonly [string, string])[] = [
  ['aws_iam_role', 'assume_role_policy'], ['aws_iam_role_policy', 'policy'], ['aws_iam_policy', 'policy'], ['aws_kms_key', 'policy'], ['aws_kms_key_policy', 'policy'], ['aws_s3_bucket_policy', 'policy'],
  ['aws_sns_topic_policy', 'policy'], ['aws_sqs_queue_policy', 'policy'], ['aws_secretsmanager_secret_policy', 'policy'], ['aws_ecr_repository_policy', 'policy'], ['aws_backup_vault_policy', 'policy'],
  ['aws_vpc_endpoint', 'policy'], ['aws_cloudwatch_log_resource_policy', 'policy_document'],
];

/** IAM, KMS, secrets, queues and topics, tags. */
export const securityRules: readonly Rule[] = [
  ...POLICY_ARGUMENTS.map(([type, argument]): Rule => ({
    id: `aws/policy-document-${type.replace(/^aws_/, '').replace(/_/g, '-')}`, types: [type], argument, references: true, problem: policyProblem,
    mend: 'Correct the policy document.', source: `${IAM}/UserGuide/reference_policies_grammar.html`,
  })),
  {
    id: 'aws/role-name', types: ['aws_iam_role'], argument: 'name', problem: pattern(/^[\w+=,.@-]{1,64}$/, 'up to 64 letters, digits and + = , . @ _ -'), mend: 'Shorten the name.', source: `${IAM}/APIReference/API_CreateRole.html`,
  },
  {
    id: 'aws/role-session', types: ['aws_iam_role'], argument: 'max_session_duration', problem: range(3600, 43200, 'seconds'), mend: 'Use one to twelve hours.', source: `${IAM}/APIReference/API_CreateRole.html`,
  },
  {
    id: 'aws/role-policy-size', types: ['aws_iam_role_policy'], argument: 'policy', references: true,
    problem: (value) => (typeof value === 'string' && value.replace(/\s/g, '').length > 10_240 ? `has ${value.replace(/\s/g, '').length} characters, 10240 are the most for all inline policies of a role` : undefined),
    mend: 'Split it, or use managed policies.', source: `${IAM}/UserGuide/reference_iam-quotas.html`,
  },
  {
    id: 'aws/role-description', types: ['aws_iam_role'], argument: 'description', problem: all(length(0, 1000), never(/[^\t\n\r\x20-\x7e\xa1-\xff]/, 'hold characters beyond Latin-1')), mend: 'Leave out other characters.', source: `${IAM}/APIReference/API_CreateRole.html`,
  },
  {
    id: 'aws/kms-window', types: ['aws_kms_key'], argument: 'deletion_window_in_days', problem: range(7, 30, 'days'), mend: 'Use 7 to 30.', source: `${KMS}/APIReference/API_ScheduleKeyDeletion.html`,
  },
  {
    id: 'aws/kms-rotation', types: ['aws_kms_key'], argument: 'enable_key_rotation',
    problem: (value, key) => (flag(value) && (text(key.customer_master_key_spec) ?? 'SYMMETRIC_DEFAULT') !== 'SYMMETRIC_DEFAULT' ? `is on for a key of kind ${key.customer_master_key_spec}` : undefined),
    mend: 'Only symmetric keys rotate by themselves.', source: `${KMS}/developerguide/rotate-keys.html`,
  },
  {
    id: 'aws/kms-alias', types: ['aws_kms_alias'], argument: 'name', problem: all(pattern(/^alias\/[A-Za-z0-9/_-]{1,250}$/, 'alias/ with letters, digits and / _ -'), never(/^alias\/aws\//, 'begin with alias/aws/')), mend: 'Rename the alias.', source: `${KMS}/APIReference/API_CreateAlias.html`,
  },
  {
    id: 'aws/kms-rotation-period', types: ['aws_kms_key'], argument: 'rotation_period_in_days', problem: range(90, 2560, 'days'), mend: 'Use 90 to 2560.', source: `${KMS}/APIReference/API_EnableKeyRotation.html`,
  },
  {
    id: 'aws/secret-window', types: ['aws_secretsmanager_secret'], argument: 'recovery_window_in_days',
    problem: (value) => (numeric(value) !== undefined && numeric(value) !== 0 ? range(7, 30, 'days')(value, {}, undefined as never) : undefined), mend: 'Use 7 to 30 (or 0, at once).', source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html',
  },
  {
    id: 'aws/secret-name', types: ['aws_secretsmanager_secret'], argument: 'name', problem: pattern(/^[A-Za-z0-9/_+=.@-]{1,512}$/, 'up to 512 letters, digits and / _ + = . @ -'), mend: 'Rename the secret.', source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
  {
    id: 'aws/secret-rotation-after-permission', types: ['aws_secretsmanager_secret_rotation'], argument: 'rotation_lambda_arn', references: true,
    problem: (value, block, context) => {
      const target = context.graph.target(value);
      return target ? madeAfter('aws_lambda_permission', (_mine, permission) => context.graph.target(permission.function_name)?.address === target.address && /secretsmanager/.test(String(permission.principal)))(value, block, context) : undefined;
    },
    mend: 'Put the permission of Secrets Manager into depends_on.', source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html',
  },
  {
    id: 'aws/secret-rotation-days', types: ['aws_secretsmanager_secret_rotation'], argument: 'rotation_rules.automatically_after_days', problem: range(1, 1000, 'days'), mend: 'Use 1 to 1000.', source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_RotationRulesType.html',
  },
  {
    id: 'aws/queue-name', types: ['aws_sqs_queue'], argument: 'name',
    problem: all(pattern(/^[A-Za-z0-9_-]{1,75}(\.fifo)?$|^[A-Za-z0-9_-]{1,80}$/, 'up to 80 letters, digits, hyphens and underscores'), (value, queue) => (flag(queue.fifo_queue) === true && !/\.fifo$/.test(value ?? '') && isSet(value) ? 'does not end with .fifo' : undefined)),
    mend: 'Rename the queue.', source: `${SQS}/APIReference/API_CreateQueue.html`,
  },
  {
    id: 'aws/queue-retention', types: ['aws_sqs_queue'], argument: 'message_retention_seconds', problem: range(60, 1_209_600, 'seconds'), mend: 'Use up to 14 days.', source: `${SQS}/APIReference/API_SetQueueAttributes.html`,
  },
  {
    id: 'aws/queue-visibility', types: ['aws_sqs_queue'], argument: 'visibility_timeout_seconds', problem: range(0, 43_200, 'seconds'), mend: 'Use up to 12 hours.', source: `${SQS}/APIReference/API_SetQueueAttributes.html`,
  },
  {
    id: 'aws/queue-encryption', types: ['aws_sqs_queue'], argument: 'sqs_managed_sse_enabled', references: true, problem: (value, queue) => (flag(value) === true && isSet(queue.kms_master_key_id) ? 'is on together with kms_master_key_id' : undefined), mend: 'Encrypt with the key, or with the managed one.', source: `${SQS}/APIReference/API_SetQueueAttributes.html`,
  },
  {
    id: 'aws/topic-name', types: ['aws_sns_topic'], argument: 'name', problem: all(pattern(/^[A-Za-z0-9_-]{1,251}(\.fifo)?$|^[A-Za-z0-9_-]{1,256}$/, 'up to 256 letters, digits, hyphens and underscores'), (value, topic) => (flag(topic.fifo_topic) === true && isSet(value) && !/\.fifo$/.test(value) ? 'does not end with .fifo' : undefined)), mend: 'Rename the topic.', source: 'https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html',
  },
  {
    id: 'aws/subscription-protocol', types: ['aws_sns_topic_subscription'], argument: 'endpoint',
    problem: (value, block) => (text(block.protocol) === 'email' && !/^[^@\s]+@[^@\s]+$/.test(value ?? '') ? `"${value}" is no e-mail address` : text(block.protocol) === 'https' && !/^https:\/\//.test(value ?? '') ? `"${value}" is no https address` : undefined),
    mend: 'Give what the protocol needs.', source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
  },
  {
    id: 'aws/role-arn', types: ['aws_ecs_task_definition', 'aws_lambda_function', 'aws_cloudtrail', 'aws_flow_log', 'aws_api_gateway_account', 'aws_backup_selection'], argument: '',
    problem: (body, block, context) => {
      for (const name of ['execution_role_arn', 'task_role_arn', 'role', 'cloud_watch_logs_role_arn', 'iam_role_arn', 'cloudwatch_role_arn']) {
        const problem = arn('iam', /^role\//)(text(body[name]), block, context);
        if (problem) {
          return `${name}: ${problem}`;
        }
      }
      return undefined;
    },
    mend: 'Give the ARN of a role.', source: `${IAM}/UserGuide/reference_identifiers.html`,
  },
  {
    id: 'aws/tags', types: ['aws_s3_bucket', 'aws_kms_key', 'aws_vpc', 'aws_subnet', 'aws_security_group', 'aws_ecs_service', 'aws_ecs_cluster', 'aws_ecs_task_definition', 'aws_lb', 'aws_rds_cluster', 'aws_dynamodb_table', 'aws_lambda_function', 'aws_sqs_queue', 'aws_sns_topic', 'aws_iam_role', 'aws_cloudwatch_log_group', 'aws_secretsmanager_secret', 'aws_elasticache_replication_group', 'aws_ecr_repository', 'aws_api_gateway_rest_api', 'aws_wafv2_web_acl'],
    argument: 'tags',
    problem: all(count(0, 50, 'tags'), (tags) => {
      const odd = Object.entries(tags ?? {}).find(([key, value]) => !/^(?!aws:)[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u.test(key) || text(value) !== undefined && !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value as string));
      return odd ? `"${odd[0]}" = ${JSON.stringify(odd[1])} has a key or value that is not accepted` : undefined;
    }),
    mend: 'Use letters, digits, spaces and _ . : / = + - @; keys up to 128, values up to 256 characters, not beginning with aws:.', source: 'https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html',
  },
  {
    id: 'aws/guardduty-frequency', types: ['aws_guardduty_detector'], argument: 'finding_publishing_frequency', problem: oneOf('FIFTEEN_MINUTES', 'ONE_HOUR', 'SIX_HOURS'), mend: 'Use one of the three.', source: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_CreateDetector.html',
  },
];
