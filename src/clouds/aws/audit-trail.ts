import { Construct } from 'constructs';
import { AuditTrailProps } from '../../capabilities/audit-trail';
import { IAuditTrailBackend } from '../../capabilities/backends';
import { Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { AwsAlertChannel } from './alert-channel';
import { awsPlace, s3Arn } from './context';
import { AwsKey } from './key';
import { CloudwatchEventRule, CloudwatchEventTarget } from './resources';
import { shared } from './shared';

/** The environment's share of the foundation's trail and locked archive. */
class AwsAuditTrail implements IAuditTrailBackend {
  public constructor(public readonly reference: string) {}
}

/**
 * The account's trail records every call; the archive keeps it. The environment adds that attempts on the evidence
 * itself (its keys, its log groups) wake somebody.
 */
export function auditTrail(scope: Construct, _props: AuditTrailProps): IAuditTrailBackend {
  const environment = environmentOf(scope);
  const place = awsPlace(scope);
  const alerts = environment.alertChannel as AwsAlertChannel;
  const watch = (id: string, description: string, detail: object) => {
    const rule = new CloudwatchEventRule(scope, id, {
      name: physicalName(scope, 'aws_cloudwatch_event_rule', id),
      description,
      eventPattern: JSON.stringify({ 'detail-type': ['AWS API Call via CloudTrail'], detail }),
    });
    new CloudwatchEventTarget(scope, `${id}-target`, { rule: rule.name, arn: alerts.topicArn(Severity.CRITICAL) });
  };
  watch('keys', `Somebody disables or deletes a key of ${environment.environmentName}`, {
    eventSource: ['kms.amazonaws.com'],
    eventName: ['DisableKey', 'ScheduleKeyDeletion', 'PutKeyPolicy', 'DisableKeyRotation'],
    resources: { ARN: [(environment.dataKey as AwsKey).key.arn, (environment.logKey as AwsKey).key.arn] },
  });
  watch('logs', `Somebody deletes, shortens or unhooks a log of ${environment.environmentName}`, {
    eventSource: ['logs.amazonaws.com'],
    eventName: ['DeleteLogGroup', 'DeleteLogStream', 'DeleteRetentionPolicy', 'PutRetentionPolicy', 'DeleteSubscriptionFilter', 'DeleteDataProtectionPolicy'],
    requestParameters: { logGroupName: [{ prefix: `/${environment.environmentName}/` }] },
  });
  return new AwsAuditTrail(s3Arn(place, shared.archiveBucket(place)));
}
