import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, listOf, text, texts } from '../../clouds/rule-values';

/** Whose a key is. */
export type Owner = 'customer' | 'foundation' | 'provider' | 'none';

const KEYS = new Set(['aws_kms_key', 'aws_kms_alias', 'aws_kms_replica_key', 'aws_kms_external_key']);

/** Argument that holds the name by which ARNs and other resources name a resource. */
const NAMES: { readonly [type: string]: string } = {
  aws_s3_bucket: 'bucket', aws_iam_role: 'name', aws_iam_user: 'name', aws_iam_group: 'name', aws_iam_policy: 'name', aws_lambda_function: 'function_name', aws_dynamodb_table: 'name',
  aws_sqs_queue: 'name', aws_sns_topic: 'name', aws_cloudwatch_log_group: 'name', aws_kinesis_firehose_delivery_stream: 'name', aws_kinesis_stream: 'name', aws_ecr_repository: 'name',
  aws_secretsmanager_secret: 'name', aws_rds_cluster: 'cluster_identifier', aws_db_instance: 'identifier', aws_cloudtrail: 'name', aws_kms_alias: 'name', aws_backup_vault: 'name',
  aws_cloudwatch_metric_alarm: 'alarm_name', aws_cloudwatch_composite_alarm: 'alarm_name', aws_elasticache_user_group: 'user_group_id', aws_elasticache_user: 'user_id',
  aws_db_parameter_group: 'name', aws_rds_cluster_parameter_group: 'name', aws_ecs_cluster: 'name', aws_ecs_service: 'name', aws_ssm_parameter: 'name', aws_cloudwatch_event_rule: 'name',
  aws_sfn_state_machine: 'name', aws_iam_instance_profile: 'name',
};

/** How an ARN names a resource of a service, and of which type it is here. */
const ARNS: { readonly [service: string]: readonly (readonly [RegExp, string])[] } = {
  s3: [[/^([^/*:]+)(.*)$/, 'aws_s3_bucket']],
  iam: [[/^role\/(?:[^*]*\/)?([^/*]+)()$/, 'aws_iam_role'], [/^user\/(?:[^*]*\/)?([^/*]+)()$/, 'aws_iam_user'], [/^policy\/(?:[^*]*\/)?([^/*]+)()$/, 'aws_iam_policy']],
  lambda: [[/^function:([^:*]+)(.*)$/, 'aws_lambda_function']],
  dynamodb: [[/^table\/([^/*]+)(.*)$/, 'aws_dynamodb_table']],
  sqs: [[/^([^*]+)()$/, 'aws_sqs_queue']],
  sns: [[/^([^:*]+)(.*)$/, 'aws_sns_topic']],
  logs: [[/^log-group:([^:*]+)(.*)$/, 'aws_cloudwatch_log_group']],
  firehose: [[/^deliverystream\/([^*]+)()$/, 'aws_kinesis_firehose_delivery_stream']],
  kinesis: [[/^stream\/([^/*]+)(.*)$/, 'aws_kinesis_stream']],
  ecr: [[/^repository\/([^*]+)()$/, 'aws_ecr_repository']],
  secretsmanager: [[/^secret:([^*?]+?)(?:-[A-Za-z0-9]{6}|-\?{6}|-?\*)?()$/, 'aws_secretsmanager_secret']],
  ssm: [[/^parameter(\/[^*]+)()$/, 'aws_ssm_parameter'], [/^parameter\/([^*]+)()$/, 'aws_ssm_parameter']],
  rds: [[/^cluster:([^*]+)()$/, 'aws_rds_cluster'], [/^db:([^*]+)()$/, 'aws_db_instance']],
  cloudtrail: [[/^trail\/([^*]+)()$/, 'aws_cloudtrail']],
  backup: [[/^backup-vault:([^*]+)()$/, 'aws_backup_vault']],
  events: [[/^rule\/([^*]+)()$/, 'aws_cloudwatch_event_rule']],
  states: [[/^stateMachine:([^*]+)()$/, 'aws_sfn_state_machine']],
};

const stacks = new WeakMap<TerraformGraph, AwsStack>();

/** The index of a stack; made once, however many readers ask. */
export function stackOf(graph: TerraformGraph): AwsStack {
  let stack = stacks.get(graph);
  if (!stack) { stacks.set(graph, stack = new AwsStack(graph)); }
  return stack;
}

/** Finds resources of a stack by reference, by name and by ARN, and what belongs to them. */
export class AwsStack {
  /** The account that the stack is for, if its provider says so. */
  public readonly account?: string;
  private readonly regions = new Map<string, string | undefined>();
  private readonly names = new Map<string, Map<string, Entry>>();
  private readonly pointers = new Map<string, Map<string, Entry[]>>();

  public constructor(public readonly graph: TerraformGraph) {
    const providers = blocksOf(graph.tf?.provider?.aws);
    for (const provider of providers) { this.regions.set(text(provider.alias) ?? '', text(provider.region)); }
    const first = providers.find((p) => !isSet(p.alias)) ?? providers[0];
    this.account = texts(first?.allowed_account_ids)[0] ?? /:(\d{12}):/.exec(text(blocksOf(first?.assume_role)[0]?.role_arn) ?? '')?.[1] ?? ownAccount(graph);
  }

  /** Region of a resource: its own, or that of its provider. */
  public region(entry: Entry): string | undefined {
    if (isSet(entry.body.region)) { return text(entry.body.region); }
    const alias = typeof entry.body.provider === 'string' ? entry.body.provider.replace(/[${}]/g, '').split('.')[1] ?? '' : '';
    return this.regions.get(alias);
  }

  /** Whose the key in an argument is; `absent` where none is set. */
  public owner(value: any, absent: Owner): Owner {
    if (!isSet(value) || value === '') { return absent; }
    if (typeof value === 'string' && /(^|:)alias\/aws\//.test(value)) { return 'provider'; }
    const key = this.find(value, 'aws_kms_alias');
    return key && KEYS.has(key.type) ? 'customer' : 'foundation';
  }

  /** The resource that a value refers to, names by ARN, or by its plain name if a type is given. */
  public find(value: unknown, type?: string): Entry | undefined {
    if (typeof value !== 'string') { return undefined; }
    const target = this.graph.target(value);
    if (target) { return target; }
    const known = this.graph.literal(value);
    if (known === undefined) { return undefined; }
    return this.byArn(known)?.entry ?? (type ? this.named(type, known) : undefined);
  }

  /** Where something that is not in this stack is: in another account, or the foundation's. */
  public placeOf(value: unknown): string {
    const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(this.graph.literal(value) ?? '')?.[1];
    return account && this.account && account !== this.account ? `account ${account}` : 'foundation';
  }

  /** The resource that an ARN names, and the rest of the ARN behind its name. */
  public byArn(arn: string): { entry: Entry; rest: string } | undefined {
    const parts = arn.split(':');
    if (parts[0] !== 'arn' || parts.length < 6 || (this.account && /^\d{12}$/.test(parts[4]) && parts[4] !== this.account)) { return undefined; }
    const rest = parts.slice(5).join(':');
    for (const [pattern, type] of ARNS[parts[2]] ?? []) {
      const match = pattern.exec(rest);
      const entry = match && this.named(type, match[1]);
      if (entry) { return { entry, rest: match[2] }; }
    }
    return undefined;
  }

  /** A resource by its literal name. */
  public named(type: string, name: string): Entry | undefined {
    let found = this.names.get(type);
    if (!found) {
      found = new Map();
      for (const entry of NAMES[type] ? this.graph.all(type) : []) {
        const known = this.graph.literal(entry.body[NAMES[type]]);
        if (known !== undefined && !found.has(known)) { found.set(known, entry); }
      }
      this.names.set(type, found);
    }
    return found.get(name);
  }

  /** Resources of a type of which an argument (`subnet_mapping.subnet_id`) points at a resource: the settings of a bucket, the rules of a group. */
  public of(main: Entry, type: string, argument: string): Entry[] {
    const key = `${type} ${argument} ${main.type}`;
    let found = this.pointers.get(key);
    if (!found) {
      found = new Map();
      for (const entry of this.graph.all(type)) {
        for (const value of valuesAt(entry.body, argument.split('.'))) {
          const target = this.find(value, main.type);
          if (!target) { continue; }
          const same = found.get(target.address);
          if (same) { same.push(entry); } else { found.set(target.address, [entry]); }
        }
      }
      this.pointers.set(key, found);
    }
    return found.get(main.address) ?? [];
  }
}

function valuesAt(value: any, path: string[]): any[] {
  if (path.length === 0) { return listOf(value); }
  return blocksOf(value).flatMap((block) => valuesAt(block[path[0]], path.slice(1)));
}

// Where the provider does not say it: the account that budgets are of, and that roles come from which services are handed.
function ownAccount(graph: TerraformGraph): string | undefined {
  for (const { body } of graph.entries) {
    for (const [argument, value] of Object.entries(body)) {
      if (argument === 'account_id' && /^\d{12}$/.test(text(value) ?? '')) { return text(value); }
      const role = /role_arn$/.test(argument) ? /^arn:[^:]*:iam::(\d{12}):role\//.exec(text(value) ?? '')?.[1] : undefined;
      if (role) { return role; }
    }
  }
  return undefined;
}
