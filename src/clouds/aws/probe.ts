import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ProbeProps } from '../../capabilities/probe';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { AwsAlertChannel } from './alert-channel';
import { ownFunction, pack } from './function';
import { PROBE } from './programs/probe';
import { CloudwatchEventRule, CloudwatchEventTarget, CloudwatchMetricAlarm, LambdaPermission } from './resources';

/**
 * A function of ours outside the VPC calls the public address every minute: it comes in through public DNS, certificate and
 * firewall like any caller, and stays in the region (decision 0104).
 */
export function probe(scope: Construct, props: ProbeProps): void {
  const prober = ownFunction(scope, {
    description: `Calls https://${props.hostname}${props.path}`,
    program: pack(PROBE),
    timeoutSeconds: 15,
    memory: 128,
    statements: [],
    environment: { HOST: props.hostname, PATH_TO_CALL: props.path, EXPECTED_STATUS: String(props.expectedStatus ?? 200) },
  });
  const every = new CloudwatchEventRule(scope, 'every-minute', {
    name: physicalName(scope, 'aws_cloudwatch_event_rule'), description: `Calls ${props.hostname}`, scheduleExpression: 'rate(1 minute)',
  });
  new CloudwatchEventTarget(scope, 'target', { rule: every.name, arn: prober.function.arn });
  new LambdaPermission(scope, 'permission', {
    statementId: 'schedule', action: 'lambda:InvokeFunction', functionName: prober.function.functionName, principal: 'events.amazonaws.com', sourceArn: every.arn,
  });
  const topic = (environmentOf(scope).alertChannel as AwsAlertChannel).topicArn(Severity.CRITICAL);
  new CloudwatchMetricAlarm(scope, 'alarm', {
    alarmName: physicalName(scope, 'aws_cloudwatch_metric_alarm'),
    alarmDescription: `https://${props.hostname}${props.path} does not answer ${props.expectedStatus ?? 200} from outside`,
    namespace: 'Groundwork/Probe',
    metricName: 'Success',
    dimensions: { Host: props.hostname },
    statistic: 'Average',
    period: 60,
    evaluationPeriods: 5,
    datapointsToAlarm: 3,
    comparisonOperator: 'LessThanThreshold',
    threshold: 1,
    // A probe that says nothing is as bad as one that fails.
    treatMissingData: 'breaching',
    alarmActions: [topic],
    okActions: [topic],
  });
}
