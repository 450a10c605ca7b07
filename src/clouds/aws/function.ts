import { createHash } from 'crypto';
import { Construct } from 'constructs';
import { LogClass } from '../../capabilities/common';
import { deterministicZip } from '../../edge/zip';
import { environmentOf } from '../../environment/environment-rules';
import { digest } from '../../environment/naming';
import { physicalName } from '../../environment/physical-name';
import { arn, awsPlace, AwsPlace } from './context';
import { AwsIdentity } from './identity';
import { AwsLogStream, logGroup } from './log-stream';
import { Statement, trustServicePlain } from './policy';
import { IamRole, LambdaFunction, S3Object } from './resources';
import { AwsEndpoint } from './security-group';
import { shared } from './shared';
import { plain } from './text';

/** A packed program. */
export interface Program {
  readonly zipBase64: string;
  readonly sha256: string;
  readonly sha256Base64: string;
}

/** Packs one CommonJS file as `index.js`. The same text gives the same bytes. */
export function pack(text: string): Program {
  const zip = deterministicZip({ 'index.js': text });
  const hash = createHash('sha256').update(zip).digest();
  return { zipBase64: zip.toString('base64'), sha256: hash.toString('hex'), sha256Base64: hash.toString('base64') };
}

/** What a function is. */
export interface FunctionOptions {
  readonly description: string;
  readonly program: Program;
  readonly environment?: { [name: string]: string };
  readonly statements: Statement[];
  readonly timeoutSeconds: number;
  readonly memory?: number;
  /** Where it is in the network. @default - outside: it reaches public addresses only, and nothing private */
  readonly network?: { readonly subnets: string[]; readonly endpoint: AwsEndpoint };
  /** Where it logs. @default - a log group of its own */
  readonly log?: AwsLogStream;
}

/** A function of ours with everything it runs on. */
export interface OwnFunction {
  readonly function: LambdaFunction;
  readonly identity: AwsIdentity;
  readonly name: string;
}

const NETWORK_ACTIONS = ['ec2:AssignPrivateIpAddresses', 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:UnassignPrivateIpAddresses'];

/**
 * The service needs these to put the function into the network, on interfaces that do not exist yet; the second statement
 * keeps the code itself from using them. https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
function networkStatements(functionArn: string): Statement[] {
  return [
    { sid: 'Network', actions: NETWORK_ACTIONS, resources: ['*'] },
    { sid: 'NotTheCode', effect: 'Deny', actions: NETWORK_ACTIONS, resources: ['*'], condition: { ArnEquals: { 'lambda:SourceFunctionArn': functionArn } } },
  ];
}

function role(scope: Construct, place: AwsPlace, options: FunctionOptions, name: string, logArn: string): AwsIdentity {
  const roleName = physicalName(scope, 'aws_iam_role', 'function');
  const identity = new AwsIdentity(new IamRole(scope, 'role', { name: roleName, description: plain(options.description), assumeRolePolicy: trustServicePlain('lambda.amazonaws.com') }), roleName);
  identity.allow('run',
    { sid: 'Logs', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [`${logArn}:*`] },
    // X-Ray takes no resource for these.
    { sid: 'Traces', actions: ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'], resources: ['*'] },
    ...(options.network ? networkStatements(arn(place, 'lambda', `function:${name}`)) : []),
    ...options.statements);
  return identity;
}

/** A function of ours: its code a content-addressed object, its log group and role its own. */
export function ownFunction(scope: Construct, options: FunctionOptions): OwnFunction {
  const environment = environmentOf(scope);
  const place = awsPlace(scope);
  const name = physicalName(scope, 'aws_lambda_function');
  const log = options.log ?? logGroup(scope, { name: `/aws/lambda/${name}`, logClass: LogClass.APPLICATION, id: 'log' });
  const identity = role(scope, place, options, name, log.group.arn);
  const code = new S3Object(scope, 'code', {
    bucket: shared.artifactBucket(place),
    key: `programs/${environment.environmentName}/${digest(scope.node.path)}/${options.program.sha256}.zip`,
    contentBase64: options.program.zipBase64,
    contentType: 'application/zip',
    kmsKeyId: environment.dataKey.reference,
    serverSideEncryption: 'aws:kms',
  });
  const made = identity.holdBack(new LambdaFunction(scope, 'function', {
    functionName: name,
    description: plain(options.description),
    role: identity.arn,
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    architectures: ['arm64'],
    s3Bucket: code.bucket,
    s3Key: code.key,
    sourceCodeHash: options.program.sha256Base64,
    timeout: options.timeoutSeconds,
    memorySize: options.memory ?? 256,
    tracingConfig: { mode: 'Active' },
    loggingConfig: { logFormat: 'JSON', logGroup: log.group.name, applicationLogLevel: 'INFO', systemLogLevel: 'WARN' },
    ...(options.network ? { vpcConfig: { subnetIds: options.network.subnets, securityGroupIds: [options.network.endpoint.reference] } } : {}),
    ...(options.environment ? { environment: { variables: options.environment }, kmsKeyArn: environment.dataKey.reference } : {}),
  }));
  return { function: made, identity, name };
}

