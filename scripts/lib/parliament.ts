import { spawnSync } from 'child_process';
import { mkdirSync, writeFileSync } from 'fs';
import { join } from 'path';
import { ScannerFinding } from './scanner-exceptions';
import { Stack } from '../../src/cli/plan/stacks';

/** One policy of a stack, with stand-ins where Terraform would put an ARN. */
export interface Policy {
  readonly resource: string;
  readonly path: string;
  readonly argument: string;
  readonly document: any;
}

/** Every policy that the AWS resources of a stack hold as JSON. */
export function policiesOf(stack: Stack): Policy[] {
  const found: Policy[] = [];
  for (const [resource, named] of Object.entries<any>(stack.tf.resource ?? {})) {
    for (const [name, body] of Object.entries<any>(named)) {
      for (const [argument, value] of Object.entries(body)) {
        const document = /^aws_/.test(resource) && typeof value === 'string' && /"Statement"/.test(value) ? readPolicy(value) : undefined;
        if (document) {
          found.push({ resource, path: body['//']?.metadata?.path ?? `${stack.name}/${name}`, argument, document });
        }
      }
    }
  }
  return found;
}

function readPolicy(text: string): any {
  try {
    const document = JSON.parse(text.replace(/\$\{([^{}]*)\}/g, (_whole, expression) => standIn(expression)));
    return document.Version === '2012-10-17' ? document : undefined;
  } catch {
    throw new Error(`A policy is no JSON once its references are filled in: ${text.slice(0, 120)}`);
  }
}

const FORMS: readonly (readonly [RegExp, string])[] = [
  [/^aws_s3_bucket\..*arn/, 'arn:aws:s3:::stand-in'], [/^aws_kms_key/, 'arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000'],
  [/^aws_sns_topic/, 'arn:aws:sns:eu-central-1:123456789012:stand-in'], [/^aws_sqs_queue/, 'arn:aws:sqs:eu-central-1:123456789012:stand-in'],
  [/^aws_dynamodb_table/, 'arn:aws:dynamodb:eu-central-1:123456789012:table/stand-in'], [/^aws_cloudwatch_log_group/, 'arn:aws:logs:eu-central-1:123456789012:log-group:stand-in'],
  [/^aws_secretsmanager_secret/, 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:stand-in-AbCdEf'], [/^aws_iam_role/, 'arn:aws:iam::123456789012:role/stand-in'],
  [/^aws_lambda_function/, 'arn:aws:lambda:eu-central-1:123456789012:function:stand-in'], [/^aws_ecr_repository/, 'arn:aws:ecr:eu-central-1:123456789012:repository/stand-in'],
  [/^aws_elasticache_user/, 'arn:aws:elasticache:eu-central-1:123456789012:user:stand-in'], [/^aws_elasticache_serverless_cache/, 'arn:aws:elasticache:eu-central-1:123456789012:serverlesscache:stand-in'],
  [/^aws_elasticache_replication_group/, 'arn:aws:elasticache:eu-central-1:123456789012:replicationgroup:stand-in'], [/^aws_rds_cluster.*resource_id/, 'cluster-STANDIN'],
  [/^aws_rds_cluster.*secret_arn/, 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:stand-in-AbCdEf'], [/^aws_rds_cluster/, 'arn:aws:rds:eu-central-1:123456789012:cluster:stand-in'],
  [/^aws_kinesis_firehose/, 'arn:aws:firehose:eu-central-1:123456789012:deliverystream/stand-in'], [/^aws_backup_vault/, 'arn:aws:backup:eu-central-1:123456789012:backup-vault:stand-in'],
  [/^aws_api_gateway_rest_api.*execution_arn/, 'arn:aws:execute-api:eu-central-1:123456789012:standin'], [/^aws_vpclattice/, 'arn:aws:vpc-lattice:eu-central-1:123456789012:service/svc-00000000000000000'],
];

function standIn(expression: string): string {
  return FORMS.find(([form]) => form.test(expression))?.[1] ?? 'stand-in';
}

/** Lints policies with parliament. */
export function parliament(program: string, policies: readonly Policy[], workspace: string): ScannerFinding[] {
  const folder = join(workspace, 'policies');
  mkdirSync(folder, { recursive: true });
  policies.forEach((policy, i) => writeFileSync(join(folder, `${i}.json`), JSON.stringify(policy.document, undefined, 1)));
  const done = spawnSync(program, ['--directory', folder, '--json'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = done.stdout.split('\n').filter((line) => line.startsWith('{'));
  if (lines.length === 0 && done.status !== 0) {
    throw new Error(`parliament: ${done.stderr.trim().split('\n').pop()}`);
  }
  return [...new Set(lines)].map((line) => {
    const finding = JSON.parse(line);
    const policy = policies[Number(/(\d+)\.json$/.exec(finding.location?.filepath ?? '')?.[1])];
    return { check: finding.issue, resource: policy.resource, path: policy.path, detail: `${policy.argument}: ${finding.title}${finding.detail ? ` (${JSON.stringify(finding.detail)})` : ''}` };
  });
}
