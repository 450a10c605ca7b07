import { Construct } from 'constructs';
import { arn, AwsPlace, s3Arn } from '../context';
import { ANYONE, policy, Statement } from '../policy';
import { SecurityGroup, VpcEndpoint } from '../resources';
import { allowIn } from '../security-group';
import { shared } from '../shared';
import { SharedVpc } from './vpc';

/** What workloads call privately. */
export interface Endpoints {
  readonly group: SecurityGroup;
  readonly s3: VpcEndpoint;
  readonly dynamodb: VpcEndpoint;
}

/** What may pass an endpoint: these actions, on resources of this account, by identities of this account. */
function only(place: AwsPlace, actions: string[], resources: string[]): Statement {
  return {
    sid: 'OwnAccount', principal: ANYONE, actions, resources, condition: { StringEquals: { 'aws:PrincipalAccount': place.account } },
  };
}

/** Interface endpoints by service: only those that a capability needs. Each costs by the hour in each zone. */
function interfaces(place: AwsPlace): { [service: string]: Statement[] } {
  const images = [
    only(place, ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:BatchImportUpstreamImage', 'ecr:CreateRepository', 'ecr:GetDownloadUrlForLayer'], [arn(place, 'ecr', 'repository/*')]),
    // The registry's login has no resource.
    { ...only(place, ['ecr:GetAuthorizationToken'], ['*']), sid: 'Login' },
  ];
  return {
    'ecr.api': images,
    'ecr.dkr': images,
    'logs': [only(place, ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], [arn(place, 'logs', 'log-group:*')])],
    'secretsmanager': [
      only(place, ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'], [arn(place, 'secretsmanager', 'secret:*')]),
      // A random password is of no secret yet.
      { ...only(place, ['secretsmanager:GetRandomPassword'], ['*']), sid: 'Random' },
    ],
    'rds-data': [only(place, ['rds-data:ExecuteStatement'], [arn(place, 'rds', 'cluster:*')])],
    // X-Ray takes no resource for these.
    'xray': [only(place, ['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments'], ['*'])],
  };
}

function tableActions(): string[] {
  return ['BatchGetItem', 'BatchWriteItem', 'ConditionCheckItem', 'DeleteItem', 'DescribeTable', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'].map((a) => `dynamodb:${a}`);
}

/** Private ways to AWS's services, each with a policy: no other account's bucket, table or secret is reached through them. */
export function endpoints(scope: Construct, place: AwsPlace, net: SharedVpc): Endpoints {
  const group = new SecurityGroup(scope, 'security-group', {
    name: shared.name(place, 'aws_security_group', 'endpoints'), description: 'Interface endpoints of AWS services', vpcId: net.vpc.id, revokeRulesOnDelete: true,
  });
  net.plan.private.forEach((cidr, i) => allowIn(scope, `from-private-${i + 1}`, group.id, { cidr }, 443, 'Workloads'));
  for (const [service, statements] of Object.entries(interfaces(place))) {
    new VpcEndpoint(scope, service.replace('.', '-'), {
      vpcId: net.vpc.id,
      serviceName: `com.amazonaws.${place.region}.${service}`,
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
      subnetIds: net.zones.map((z) => z.subnets.endpoints.id),
      securityGroupIds: [group.id],
      policy: policy(...statements),
    });
  }
  const gateway = (id: string, statements: Statement[]) => new VpcEndpoint(scope, id, {
    vpcId: net.vpc.id,
    serviceName: `com.amazonaws.${place.region}.${id}`,
    vpcEndpointType: 'Gateway',
    routeTableIds: net.zones.flatMap((z) => [z.tables.private.id, z.tables.data.id]),
    policy: policy(...statements),
  });
  return {
    group,
    s3: gateway('s3', [
      {
        // Buckets have no account in their ARN; the condition names it.
        ...only(place, ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListBucket', 's3:PutObject'], [s3Arn(place, '*')]),
        condition: { StringEquals: { 'aws:PrincipalAccount': place.account, 's3:ResourceAccount': place.account } },
      },
      // Image layers come out of a bucket of the registry itself, without credentials of the caller.
      { sid: 'ImageLayers', principal: ANYONE, actions: ['s3:GetObject'], resources: [s3Arn(place, `prod-${place.region}-starport-layer-bucket/*`)] },
    ]),
    dynamodb: gateway('dynamodb', [only(place, tableActions(), [arn(place, 'dynamodb', 'table/*')])]),
  };
}
