import { Construct } from 'constructs';
import { AlertChannelProps } from '../../capabilities/alert-channel';
import { IAlertChannelBackend } from '../../capabilities/backends';
import { Severity } from '../../capabilities/common';
import { environmentOf } from '../../environment/environment-rules';
import { digest } from '../../environment/naming';
import { physicalName } from '../../environment/physical-name';
import { AwsPlace, awsPlace } from './context';
import { ANYONE, policy } from './policy';
import { SnsTopic, SnsTopicPolicy, SnsTopicSubscription } from './resources';

const PUBLISHERS = ['cloudwatch', 'backup', 'events.rds', 'budgets', 'costalerts'];

/** One encrypted topic for each severity. */
export class AwsAlertChannel implements IAlertChannelBackend {
  public readonly reference: string;

  public constructor(private readonly topics: { [severity: string]: AlertTopic }) {
    this.reference = topics[Severity.CRITICAL].topic.arn;
  }

  /** ARN of the topic for alarms of a severity. */
  public topicArn(severity: Severity): string {
    return this.topics[severity].topic.arn;
  }

  /** Publishers that check their access when they are made (budgets) wait for it. */
  public topicPolicy(severity: Severity): SnsTopicPolicy {
    return this.topics[severity].policy;
  }
}

/** A topic and who may publish to it. */
export interface AlertTopic {
  readonly topic: SnsTopic;
  readonly policy: SnsTopicPolicy;
}

/** A topic that services of this account publish to, over TLS only. */
export function alertTopic(scope: Construct, place: AwsPlace, id: string, name: string, keyArn: string, emails: string[]): AlertTopic {
  const topic = new SnsTopic(scope, id, { name, kmsMasterKeyId: keyArn, signatureVersion: 2 });
  const topicPolicy = new SnsTopicPolicy(scope, `${id}-policy`, {
    arn: topic.arn,
    policy: policy(
      { sid: 'TlsOnly', effect: 'Deny', principal: ANYONE, actions: ['sns:Publish'], resources: [topic.arn], condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      {
        sid: 'Publishers',
        principal: { Service: PUBLISHERS.map((p) => `${p}.amazonaws.com`) },
        actions: ['sns:Publish'],
        resources: [topic.arn],
        condition: { StringEquals: { 'aws:SourceAccount': place.account } },
      },
      // EventBridge sends no source to a topic: under any condition its events are dropped in silence.
      // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
      { sid: 'Events', principal: { Service: 'events.amazonaws.com' }, actions: ['sns:Publish'], resources: [topic.arn] },
    ),
  });
  for (const email of [...new Set(emails)]) {
    new SnsTopicSubscription(scope, `${id}-${digest(email)}`, { topicArn: topic.arn, protocol: 'email', endpoint: email });
  }
  return { topic, policy: topicPolicy };
}

export function alertChannel(scope: Construct, props: AlertChannelProps): IAlertChannelBackend {
  const place = awsPlace(scope);
  const keyArn = environmentOf(scope).logKey.reference;
  const make = (severity: Severity, emails: string[]) =>
    alertTopic(scope, place, severity, physicalName(scope, 'aws_sns_topic', severity), keyArn, emails);
  return new AwsAlertChannel({
    [Severity.WARNING]: make(Severity.WARNING, props.warning),
    [Severity.CRITICAL]: make(Severity.CRITICAL, props.critical),
  });
}
