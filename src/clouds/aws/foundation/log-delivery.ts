import { Construct } from 'constructs';
import { arn } from '../context';
import { policy, trustService } from '../policy';
import { CloudwatchLogResourcePolicy, FlowLog } from '../resources';
import { shared } from '../shared';
import { after } from '../../../environment/order';
import { foundationLog, FoundationContext, foundationRole, logGroupName } from './foundation-context';
import { SharedVpc } from './vpc';

/**
 * Lets AWS's log delivery write to the groups of the foundation, and to the firewall logs of every environment: there may be
 * only ten such policies in a region, so environments make none.
 */
export function logDelivery(scope: Construct, context: FoundationContext): CloudwatchLogResourcePolicy {
  const { place } = context;
  const groups = [...['dns', 'firewall-alert', 'firewall-flow', 'mesh'].map((id) => logGroupName(place, id)), 'aws-waf-logs-*'];
  return new CloudwatchLogResourcePolicy(scope, 'delivery', {
    policyName: shared.name(place, 'aws_cloudwatch_log_resource_policy', 'delivery'),
    policyDocument: policy({
      sid: 'Delivery',
      principal: { Service: ['delivery.logs.amazonaws.com', 'route53.amazonaws.com'] },
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: groups.map((g) => `${arn(place, 'logs', `log-group:${g}`)}:*`),
      condition: { StringEquals: { 'aws:SourceAccount': place.account }, ArnLike: { 'aws:SourceArn': `arn:${place.partition}:*:${place.region}:${place.account}:*` } },
    }),
  });
}

/** Every flow in the shared VPC. */
export function flowLogs(scope: Construct, context: FoundationContext, net: SharedVpc): void {
  const { place } = context;
  const log = foundationLog(scope, context, 'flow');
  const writer = foundationRole(scope, place, 'flow', 'Writes flow logs', trustService(place, 'vpc-flow-logs.amazonaws.com', arn(place, 'ec2', 'vpc-flow-log/*')), {
    statements: [{ actions: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'], resources: [`${log.arn}:*`] }],
  });
  after(new FlowLog(scope, 'flow', {
    vpcId: net.vpc.id, trafficType: 'ALL', logDestinationType: 'cloud-watch-logs', logDestination: log.arn, iamRoleArn: writer.role.arn, maxAggregationInterval: 600,
  }), ...writer.policies);
}
