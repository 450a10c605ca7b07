import { Construct } from 'constructs';
import { ILogStreamBackend } from '../../capabilities/backends';
import { LogClass } from '../../capabilities/common';
import { LogStreamProps } from '../../capabilities/log-stream';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { awsPlace } from './context';
import { maskingPolicy } from './masking';
import { CloudwatchLogDataProtectionPolicy, CloudwatchLogGroup, CloudwatchLogSubscriptionFilter } from './resources';
import { retentionDays } from './retention';
import { shared } from './shared';

/** A CloudWatch log group. */
export class AwsLogStream implements ILogStreamBackend {
  public readonly reference: string;

  public constructor(public readonly group: CloudwatchLogGroup, public readonly groupName: string) {
    this.reference = group.arn;
  }
}

/**
 * A log group with the retention of its class, the environment's key and masking. `name` where a service fixes it
 * (`/aws/lambda/…`): AWS would else create it on first use, without key or retention.
 */
export function logGroup(scope: Construct, props: LogStreamProps & { name?: string; id?: string }): AwsLogStream {
  const environment = environmentOf(scope);
  const name = props.name ?? physicalName(scope, 'aws_cloudwatch_log_group');
  const id = props.id ?? 'group';
  const group = new CloudwatchLogGroup(scope, id, {
    name,
    retentionInDays: retentionDays(environment.standards, props.logClass),
    kmsKeyId: environment.logKey.reference,
    skipDestroy: false,
  });
  const place = awsPlace(scope);
  if (props.maskedFields && props.maskedFields.length > 0) {
    new CloudwatchLogDataProtectionPolicy(scope, `${id}-masking`, {
      logGroupName: group.name,
      policyDocument: maskingPolicy(physicalName(scope, 'aws_cloudwatch_log_data_protection_policy', id), place.partition, props.maskedFields, scope.node.path),
    });
  }
  if (props.logClass === LogClass.AUDIT) {
    new CloudwatchLogSubscriptionFilter(scope, `${id}-archive`, {
      name: 'archive',
      logGroupName: group.name,
      // Every line: the archive is the evidence, not a sample of it.
      filterPattern: '',
      destinationArn: shared.archiveStreamArn(place),
      roleArn: shared.archiveFeedRoleArn(place),
      distribution: 'ByLogStream',
    });
  }
  return new AwsLogStream(group, name);
}

export function logStream(scope: Construct, props: LogStreamProps): ILogStreamBackend {
  return logGroup(scope, props);
}
