import { Construct } from 'constructs';
import { IKeyBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { KeyProps, KeyPurpose } from '../../capabilities/key';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { AwsPlace, awsPlace } from './context';
import { AwsIdentity } from './identity';
import { grantsThrough, kmsKey, useByEvents, useByLogs, useByRoles, useByServices, useThrough } from './kms';
import { Statement } from './policy';
import { KmsKey } from './resources';

const DATA_SERVICES = ['rds', 'dynamodb', 's3', 'elasticache', 'secretsmanager', 'ecr', 'lambda', 'backup'];
const GRANTING_SERVICES = ['rds', 'dynamodb', 'elasticache', 'ecr', 'lambda', 'backup'];

/** A customer-managed key of an environment. */
export class AwsKey implements IKeyBackend {
  public readonly reference: string;

  public constructor(public readonly key: KmsKey) {
    this.reference = key.arn;
  }

  public grantUse(identity: IWorkloadIdentity): void {
    (identity as AwsIdentity).allow(`use-${this.key.node.scope!.node.id}`, {
      actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey'],
      resources: [this.key.arn],
    });
  }
}

function statements(place: AwsPlace, purpose: KeyPurpose, environmentName: string): Statement[] {
  if (purpose === KeyPurpose.LOGS) {
    return [
      useThrough(place, ['logs', 'sns']),
      ...useByLogs(place),
      useByServices(place, 'Publishers', ['cloudwatch', 'backup', 'events.rds', 'budgets', 'costalerts']),
      useByEvents(),
    ];
  }
  return [useThrough(place, DATA_SERVICES), grantsThrough(place, GRANTING_SERVICES), useByRoles(place, `${environmentName}-`)];
}

export function key(scope: Construct, props: KeyProps): IKeyBackend {
  const place = awsPlace(scope);
  const environment = environmentOf(scope);
  return new AwsKey(kmsKey(scope, place, {
    description: `${environment.environmentName}: ${props.purpose}`,
    alias: physicalName(scope, 'aws_kms_alias'),
    statements: statements(place, props.purpose, environment.environmentName),
    protect: environment.profile.deletionProtection,
  }));
}
