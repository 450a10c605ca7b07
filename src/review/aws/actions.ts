import { Verb } from '../model';

/** Common actions in the spelling of the cloud, by what they let somebody do. Also where no narrower resource can be named. */
const TABLE: { readonly [service: string]: { readonly [verb in Verb]?: string } } = {
  's3': {
    read: 'GetObject GetObjectVersion GetObjectAcl GetObjectTagging GetObjectAttributes ListBucket ListBucketVersions ListBucketMultipartUploads ListMultipartUploadParts GetBucketLocation GetBucketAcl GetBucketPolicy GetBucketVersioning ListAllMyBuckets',
    write: 'PutObject PutObjectTagging AbortMultipartUpload RestoreObject ReplicateObject', delete: 'DeleteObject DeleteObjectVersion DeleteBucket DeleteObjectTagging ReplicateDelete',
    administer: 'PutObjectAcl PutBucketPolicy DeleteBucketPolicy PutBucketAcl PutBucketVersioning PutBucketPublicAccessBlock PutEncryptionConfiguration PutLifecycleConfiguration PutObjectRetention PutObjectLegalHold BypassGovernanceRetention CreateBucket PutBucketNotification PutBucketLogging PutBucketTagging',
  },
  'dynamodb': {
    read: 'BatchGetItem ConditionCheckItem DescribeTable GetItem Query Scan ListTables DescribeStream GetRecords GetShardIterator ListStreams PartiQLSelect DescribeTimeToLive',
    write: 'BatchWriteItem PutItem UpdateItem PartiQLInsert PartiQLUpdate', delete: 'DeleteItem DeleteTable PartiQLDelete DeleteBackup',
    administer: 'CreateTable UpdateTable UpdateContinuousBackups UpdateTimeToLive CreateBackup RestoreTableFromBackup PutResourcePolicy TagResource UntagResource',
  },
  'kms': {
    use: 'Decrypt Encrypt GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext ReEncryptFrom ReEncryptTo Sign Verify GenerateMac VerifyMac DeriveSharedSecret GetPublicKey GenerateRandom',
    read: 'DescribeKey GetKeyPolicy GetKeyRotationStatus ListAliases ListGrants ListKeyPolicies ListKeyRotations ListResourceTags ListKeys ListRetirableGrants',
    delete: 'ScheduleKeyDeletion DeleteAlias DeleteImportedKeyMaterial',
    administer: 'CancelKeyDeletion CreateAlias CreateGrant CreateKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation PutKeyPolicy RevokeGrant RetireGrant RotateKeyOnDemand TagResource UntagResource UpdateAlias UpdateKeyDescription ReplicateKey ImportKeyMaterial',
  },
  'sqs': {
    read: 'ReceiveMessage GetQueueAttributes GetQueueUrl ListQueues ChangeMessageVisibility ListDeadLetterSourceQueues ListQueueTags', write: 'SendMessage', delete: 'DeleteMessage DeleteQueue PurgeQueue',
    administer: 'AddPermission RemovePermission SetQueueAttributes CreateQueue TagQueue StartMessageMoveTask',
  },
  'sns': { read: 'GetTopicAttributes ListSubscriptionsByTopic ListTopics Subscribe Receive', write: 'Publish', delete: 'DeleteTopic Unsubscribe', administer: 'AddPermission RemovePermission SetTopicAttributes CreateTopic' },
  'logs': {
    read: 'DescribeLogGroups DescribeLogStreams FilterLogEvents GetLogEvents GetQueryResults StartQuery StopQuery GetLogRecord Unmask', write: 'CreateLogStream PutLogEvents', delete: 'DeleteLogGroup DeleteLogStream DeleteRetentionPolicy DeleteSubscriptionFilter DeleteDataProtectionPolicy',
    administer: 'CreateLogGroup PutRetentionPolicy PutSubscriptionFilter PutResourcePolicy CreateLogDelivery AssociateKmsKey DisassociateKmsKey TagResource',
  },
  'lambda': { invoke: 'InvokeFunction InvokeFunctionUrl InvokeAsync', read: 'GetFunction GetFunctionConfiguration ListFunctions GetPolicy', delete: 'DeleteFunction', administer: 'CreateFunction UpdateFunctionCode UpdateFunctionConfiguration AddPermission RemovePermission PublishVersion CreateEventSourceMapping' },
  'execute-api': { invoke: 'Invoke ManageConnections' },
  'vpc-lattice-svcs': { invoke: 'Invoke' },
  'states': { invoke: 'StartExecution StartSyncExecution', read: 'DescribeExecution GetExecutionHistory ListExecutions', administer: 'StopExecution SendTaskSuccess SendTaskFailure UpdateStateMachine' },
  'ecr': {
    pull: 'BatchCheckLayerAvailability BatchGetImage GetDownloadUrlForLayer GetAuthorizationToken', push: 'PutImage InitiateLayerUpload UploadLayerPart CompleteLayerUpload BatchImportUpstreamImage ReplicateImage CreateRepository',
    read: 'DescribeImages DescribeRepositories ListImages DescribeImageScanFindings GetRepositoryPolicy', delete: 'BatchDeleteImage DeleteRepository', administer: 'SetRepositoryPolicy PutLifecyclePolicy PutImageTagMutability TagResource',
  },
  'secretsmanager': {
    read: 'GetSecretValue DescribeSecret ListSecrets GetRandomPassword BatchGetSecretValue ListSecretVersionIds GetResourcePolicy', write: 'PutSecretValue UpdateSecretVersionStage', delete: 'DeleteSecret DeleteResourcePolicy',
    administer: 'CreateSecret UpdateSecret PutResourcePolicy RotateSecret RestoreSecret TagResource CancelRotateSecret',
  },
  'ssm': { read: 'GetParameter GetParameters GetParametersByPath DescribeParameters', write: 'PutParameter', delete: 'DeleteParameter DeleteParameters', administer: 'SendCommand StartSession ResumeSession TerminateSession' },
  'sts': { assume: 'AssumeRole AssumeRoleWithWebIdentity AssumeRoleWithSAML TagSession SetSourceIdentity', read: 'GetCallerIdentity' },
  'iam': {
    assume: 'PassRole', read: 'GetRole GetPolicy GetPolicyVersion ListRoles ListPolicies GetUser ListUsers',
    administer: 'CreateRole CreatePolicy CreatePolicyVersion SetDefaultPolicyVersion AttachRolePolicy AttachUserPolicy AttachGroupPolicy PutRolePolicy PutUserPolicy PutGroupPolicy CreateAccessKey CreateLoginProfile UpdateLoginProfile UpdateAssumeRolePolicy AddUserToGroup CreateServiceLinkedRole CreateUser DetachRolePolicy PutRolePermissionsBoundary DeleteRolePermissionsBoundary TagRole',
    delete: 'DeleteRole DeletePolicy DeleteUser DeleteRolePolicy',
  },
  'ec2': { read: 'DescribeNetworkInterfaces DescribeSubnets DescribeInstances DescribeSecurityGroups DescribeVpcs', administer: 'AssignPrivateIpAddresses CreateNetworkInterface UnassignPrivateIpAddresses AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RunInstances CreateTags ModifySnapshotAttribute ModifyImageAttribute CreateSnapshot', delete: 'DeleteNetworkInterface TerminateInstances' },
  'rds-data': { read: 'ExecuteStatement BatchExecuteStatement', write: 'ExecuteStatement BatchExecuteStatement BeginTransaction CommitTransaction RollbackTransaction' },
  'rds-db': { read: 'connect', write: 'connect' },
  'elasticache': { read: 'Connect', write: 'Connect' },
  'xray': { read: 'GetSamplingRules GetSamplingTargets GetSamplingStatisticSummaries', write: 'PutTelemetryRecords PutTraceSegments' },
  'cloudwatch': { read: 'GetMetricData GetMetricStatistics ListMetrics DescribeAlarms', write: 'PutMetricData', administer: 'PutMetricAlarm DisableAlarmActions', delete: 'DeleteAlarms' },
  'cloudtrail': { read: 'LookupEvents GetTrailStatus DescribeTrails', administer: 'StopLogging StartLogging UpdateTrail PutEventSelectors', delete: 'DeleteTrail' },
  'guardduty': { read: 'GetFindings ListDetectors', administer: 'UpdateDetector CreateFilter', delete: 'DeleteDetector' },
  'events': { write: 'PutEvents', administer: 'PutRule PutTargets DisableRule', delete: 'DeleteRule' },
  'firehose': { write: 'PutRecord PutRecordBatch', delete: 'DeleteDeliveryStream' },
  'kinesis': { read: 'GetRecords GetShardIterator DescribeStream DescribeStreamSummary ListShards SubscribeToShard', write: 'PutRecord PutRecords', delete: 'DeleteStream' },
  'backup': { read: 'DescribeRecoveryPoint ListRecoveryPointsByBackupVault', write: 'StartBackupJob CopyIntoBackupVault', delete: 'DeleteRecoveryPoint DeleteBackupVault DeleteBackupVaultLockConfiguration', administer: 'UpdateRecoveryPointLifecycle StartRestoreJob PutBackupVaultAccessPolicy' },
};

/** Actions for which the cloud takes no narrower resource than all. */
const ALL_ONLY = new Set([
  'ecr:getauthorizationtoken', 'secretsmanager:getrandompassword', 'kms:generaterandom', 'kms:listkeys', 'kms:listaliases', 'kms:createkey', 's3:listallmybuckets', 'sts:getcalleridentity',
  'logs:describeloggroups', 'logs:createlogdelivery', 'cloudwatch:putmetricdata', 'cloudwatch:getmetricdata', 'cloudwatch:getmetricstatistics', 'cloudwatch:listmetrics', 'dynamodb:listtables', 'sqs:listqueues',
  'sns:listtopics', 'secretsmanager:listsecrets', 'lambda:listfunctions', 'iam:listroles', 'iam:listpolicies', 'iam:listusers', 'ssm:describeparameters',
]);

const SPELLING = new Map<string, string>();
const VERBS = new Map<string, Verb[]>();
for (const [service, verbs] of Object.entries(TABLE)) {
  for (const [verb, names] of Object.entries(verbs)) {
    for (const name of names.split(' ')) {
      const key = `${service}:${name.toLowerCase()}`;
      SPELLING.set(key, `${service}:${name}`);
      VERBS.set(key, [...VERBS.get(key) ?? [], verb as Verb]);
    }
  }
}

/** An action in one spelling, however its letters were written: as the cloud writes it, if it is a common one. */
export function spelled(action: string): string {
  const key = action.toLowerCase();
  return SPELLING.get(key) ?? key;
}

const ALL: Verb[] = ['administer', 'delete', 'read', 'write'];
const PATTERNS: readonly (readonly [RegExp, Verb])[] = [
  [/^(get|list|describe|query|scan|batchget|head|search|select|view|read|check|lookup|receive|filter|test|estimate|preview|download|export)/, 'read'],
  [/^(delete|remove|terminate|purge|destroy|batchdelete|schedule\w*deletion)/, 'delete'],
  [/^(invoke|call)/, 'invoke'], [/^assume/, 'assume'], [/^(decrypt|encrypt|sign|verify|generatedatakey)/, 'use'],
  [/^put(object|item|record|events|metric|log|trace|telemetry|secretvalue|image)|^(write|batchwrite|send|publish|upload|insert|ingest|append)/, 'write'],
  [/^(create|update|put|modify|set|attach|detach|enable|disable|tag|untag|add|associate|disassociate|register|deregister|start|stop|reboot|restore|cancel|rotate|revoke|retire|authorize|change|import|grant|run|reset|replace)/, 'administer'],
];

/** What an action lets somebody do. */
export function verbsOf(action: string): Verb[] {
  const key = action.toLowerCase();
  const known = VERBS.get(key);
  if (known) { return known; }
  const name = key.slice(key.indexOf(':') + 1);
  if (key === '*' || /^[*?]/.test(name)) { return key.startsWith('kms:') ? [...ALL, 'use'] : key.startsWith('sts:') ? ['assume', 'read'] : ALL; }
  const verb = PATTERNS.find(([pattern]) => pattern.test(name))?.[1];
  if (verb) { return [verb]; }
  const all = /[*?]/.test(key) && key.split('*').length < 5 ? matching(key) : [];
  return all.length > 0 ? all : ['other'];
}

// What the common actions let somebody do that a pattern stands for.
function matching(pattern: string): Verb[] {
  const test = new RegExp(`^${pattern.replace(/[^\w*?:-]/g, '').replace(/\*+/g, '.*').replace(/\?/g, '.')}$`);
  return [...new Set([...VERBS].filter(([key]) => test.test(key)).flatMap(([, verbs]) => verbs))].sort();
}

/** Whether an action stands for many; `reads` only, or more. */
export function wild(action: string): 'no' | 'reads' | 'more' {
  if (!/[*?]/.test(action)) { return 'no'; }
  return verbsOf(action).every((v) => v === 'read') ? 'reads' : 'more';
}

/** What some actions are about where the cloud takes no narrower resource than all, or where naming one says no more. */
const KINDS: readonly (readonly [kind: string, verbs: Verb[] | undefined, actions: RegExp])[] = [
  // What a function or a task asks to stand in a network: interfaces of its own, nothing that is in the network.
  ['network interfaces', ['use'], /^ec2:(((un)?assignprivateipaddresses|(create|delete|describe)networkinterfaces?)|describe(subnets|securitygroups|vpcs))$/],
  ['traces', undefined, /^xray:/],
  ['metrics', undefined, /^cloudwatch:putmetricdata$/],
  ['image registries', ['use'], /^ecr:getauthorizationtoken$/],
];

/** Name of the kind of thing that an action on `*` is about, and what it lets somebody do there, if not what its name says. */
export function kindOf(action: string): { readonly kind: string; readonly verbs?: Verb[] } | undefined {
  const key = action.toLowerCase();
  const known = KINDS.find(([, , actions]) => actions.test(key) && !/[*?]/.test(key));
  return known && { kind: known[0], verbs: known[1] };
}

/** Whether the cloud would take a narrower resource than `*` for an action. */
export function admitsNarrower(action: string): boolean {
  const key = action.toLowerCase();
  return !ALL_ONLY.has(key) && !key.startsWith('xray:') && !/^ec2:(describe|get)/.test(key) && !/^(tag|ce|health|pricing|support):/.test(key);
}

const SENSITIVE = /^(s3|dynamodb|secretsmanager|ssm|kms|sqs|sns|sts|iam|lambda|rds|rds-db|rds-data|firehose|kinesis|elasticache|backup|states|events|ecs|codebuild|cloudformation):/;

/** Whether an action on everything is a risk: data, keys, identities and code, and whatever deletes or changes things of others. */
export function sensitive(action: string): boolean {
  const key = action.toLowerCase();
  if (key === 'logs:createloggroup') { return false; }
  return action === '*' || SENSITIVE.test(key) || verbsOf(action).some((verb) => verb === 'delete' || verb === 'administer' || verb === 'push');
}

const ESCALATION = new Set(('createpolicyversion setdefaultpolicyversion attachrolepolicy attachuserpolicy attachgrouppolicy putrolepolicy putuserpolicy putgrouppolicy createaccesskey '
  + 'createloginprofile updateloginprofile updateassumerolepolicy addusertogroup deleterolepermissionsboundary').split(' ').map((a) => `iam:${a}`));

/** Whether somebody who may do this can give themselves more. `wideResource`: on everything, or on all roles. */
export function escalates(action: string, wideResource: boolean): boolean {
  const key = action.toLowerCase();
  return ESCALATION.has(key) || (wideResource && (key === 'iam:passrole' || key === 'sts:assumerole'));
}
