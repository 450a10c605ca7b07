import { Construct } from 'constructs';
import { INetworkEndpoint, IResourceBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { Access, Concern, Metric } from '../../capabilities/common';
import { KeyValueStoreProps } from '../../capabilities/key-value-store';
import { environmentOf } from '../../environment/environment-rules';
import { preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { dataKeyThrough, grantId } from './grants';
import { AwsIdentity } from './identity';
import { AwsMetric, AwsQuery, metric, total } from './metric-query';
import { Statement } from './policy';
import { DynamodbTable } from './resources';
import { verb } from './verbs';

const READ = ['dynamodb:BatchGetItem', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:Scan'];
const CHANGE = ['dynamodb:BatchWriteItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** DynamoDB counts its own errors for each operation only; an alarm holds ten metrics. */
const OPERATIONS = [
  'BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'TransactGetItems', 'TransactWriteItems', 'UpdateItem',
];

/** A DynamoDB table on demand: costs nothing at rest but its storage. */
export class AwsKeyValueStore implements IResourceBackend {
  public readonly settings: { [name: string]: string };
  public readonly metrics: Metric[];
  /** For backup. */
  public readonly arn: string;

  public constructor(private readonly scope: Construct, table: DynamodbTable, name: string) {
    this.arn = table.arn;
    this.settings = { NAME: table.name };
    const of = (metricName: string, more: { [dimension: string]: string } = {}): AwsMetric => ({
      namespace: 'AWS/DynamoDB', name: metricName, stat: 'Sum', dimensions: { TableName: name, ...more },
    });
    const throttles: AwsQuery = total([of('ReadThrottleEvents'), of('WriteThrottleEvents')]);
    const errors: AwsQuery = total(OPERATIONS.map((operation) => of('SystemErrors', { Operation: operation })));
    this.metrics = [
      metric('reads', 'Read units', Concern.TRAFFIC, 'count', of('ConsumedReadCapacityUnits')),
      metric('writes', 'Write units', Concern.TRAFFIC, 'count', of('ConsumedWriteCapacityUnits')),
      metric('throttles', 'Throttled requests', Concern.SATURATION, 'count', throttles, { value: 0, minutes: 15 }),
      metric('errors', 'Server errors', Concern.ERRORS, 'count', errors, { value: 5, minutes: 15 }),
    ];
  }

  public grant(identity: IWorkloadIdentity, access: Access): void {
    const meanings: { [access: string]: Statement[] } = {
      [Access.READ]: [{ sid: 'Items', actions: READ, resources: [this.arn] }],
      // Nothing comes back: an update that returns the item would be a read.
      [Access.WRITE]: [{
        sid: 'Items', actions: ['dynamodb:PutItem', 'dynamodb:UpdateItem'], resources: [this.arn], condition: { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } },
      }],
      [Access.READ_WRITE]: [{ sid: 'Items', actions: [...CHANGE, ...READ].sort(), resources: [this.arn] }],
    };
    (identity as AwsIdentity).allow(grantId(this.scope, access), ...verb(this.scope.node.path, access, meanings), dataKeyThrough(this.scope, 'dynamodb', ['kms:Decrypt', 'kms:DescribeKey']));
  }

  /** Every workload reaches DynamoDB by the gateway endpoint, whose policy admits tables of this account only. */
  public allowFrom(_endpoint: INetworkEndpoint): void {}
}

export function keyValueStore(scope: Construct, props: KeyValueStoreProps): IResourceBackend {
  const { profile, dataKey } = environmentOf(scope);
  const partitionKey = props.partitionKey ?? 'pk';
  const name = physicalName(scope, 'aws_dynamodb_table');
  const keys = [partitionKey, ...(props.sortKey ? [props.sortKey] : [])];
  const table = new DynamodbTable(scope, 'table', {
    name,
    billingMode: 'PAY_PER_REQUEST',
    hashKey: partitionKey,
    ...(props.sortKey ? { rangeKey: props.sortKey } : {}),
    attribute: keys.map((k) => ({ name: k, type: 'S' })),
    deletionProtectionEnabled: profile.deletionProtection,
    pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: Math.min(35, Math.max(1, profile.pointInTimeDays)) },
    serverSideEncryption: { enabled: true, kmsKeyArn: dataKey.reference },
    ...(props.expiryAttribute ? { ttl: { enabled: true, attributeName: props.expiryAttribute } } : {}),
  });
  preventDestroy(table, profile.deletionProtection);
  return new AwsKeyValueStore(scope, table, name);
}
