import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { alertTopic } from '../alert-channel';
import { trustServicePlain } from '../policy';
import {
  AccessanalyzerAnalyzer, ApiGatewayAccount, CloudwatchEventRule, CloudwatchEventTarget, EbsEncryptionByDefault, GuarddutyDetector,
  GuarddutyDetectorFeature, IamAccountPasswordPolicy, Inspector2Enabler, S3AccountPublicAccessBlock, SnsTopic,
} from '../resources';
import { shared } from '../shared';
import { FoundationContext, foundationRole } from './foundation-context';

/** Features of GuardDuty that need nothing installed. */
const FEATURES = ['S3_DATA_EVENTS', 'RDS_LOGIN_EVENTS', 'LAMBDA_NETWORK_LOGS'];

/** What exists once in an account and region, and would collide if environments made it. */
export function accountSettings(scope: Construct, context: FoundationContext): { inspector: Inspector2Enabler; alerts: SnsTopic } {
  const { place } = context;
  new S3AccountPublicAccessBlock(scope, 'no-public-buckets', {
    accountId: place.account, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true,
  });
  new EbsEncryptionByDefault(scope, 'encrypted-disks', { enabled: true });
  new IamAccountPasswordPolicy(scope, 'passwords', {
    minimumPasswordLength: 16, requireLowercaseCharacters: true, requireUppercaseCharacters: true, requireNumbers: true, requireSymbols: true,
    allowUsersToChangePassword: true, passwordReusePrevention: 24, maxPasswordAge: 90,
  });
  const gateway = foundationRole(scope, place, 'gateway-logs', 'Lets API Gateway write logs', trustServicePlain('apigateway.amazonaws.com'), {
    managed: ['service-role/AmazonAPIGatewayPushToCloudWatchLogs'],
  });
  after(new ApiGatewayAccount(scope, 'gateway', { cloudwatchRoleArn: gateway.role.arn }), ...gateway.policies);
  const detector = new GuarddutyDetector(scope, 'threats', { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' });
  for (const name of FEATURES) {
    new GuarddutyDetectorFeature(scope, `threats-${name.toLowerCase().replace(/_/g, '-')}`, { detectorId: detector.id, name, status: 'ENABLED' });
  }
  new AccessanalyzerAnalyzer(scope, 'outside-access', { analyzerName: shared.name(place, 'aws_accessanalyzer_analyzer', 'outside-access'), type: 'ACCOUNT' });
  const inspector = new Inspector2Enabler(scope, 'vulnerabilities', { accountIds: [place.account], resourceTypes: ['ECR', 'LAMBDA'] });
  return { inspector, alerts: securityAlerts(scope, context) };
}

/** Findings that somebody has to see. */
const FINDINGS: { [id: string]: { description: string; pattern: object } } = {
  threat: {
    description: 'GuardDuty finds a threat of medium or high severity',
    pattern: { 'source': ['aws.guardduty'], 'detail-type': ['GuardDuty Finding'], 'detail': { severity: [{ numeric: ['>=', 4] }] } },
  },
  vulnerability: {
    description: 'Inspector finds a critical vulnerability',
    pattern: { 'source': ['aws.inspector2'], 'detail-type': ['Inspector2 Finding'], 'detail': { severity: ['CRITICAL'], status: ['ACTIVE'] } },
  },
  outside: {
    description: 'Something is open to another account or to everybody',
    pattern: { 'source': ['aws.access-analyzer'], 'detail-type': ['Access Analyzer Finding'], 'detail': { status: ['ACTIVE'] } },
  },
  trail: {
    description: 'Somebody touches the trail',
    pattern: {
      'source': ['aws.cloudtrail'],
      'detail-type': ['AWS API Call via CloudTrail'],
      'detail': { eventName: ['DeleteTrail', 'PutEventSelectors', 'StopLogging', 'UpdateTrail'] },
    },
  },
  key: {
    description: 'Somebody disables a key, or schedules its deletion',
    pattern: { 'source': ['aws.kms'], 'detail-type': ['AWS API Call via CloudTrail'], 'detail': { eventName: ['DisableKey', 'ScheduleKeyDeletion'] } },
  },
  detector: {
    description: 'Somebody switches threat detection off',
    pattern: {
      'source': ['aws.guardduty'],
      'detail-type': ['AWS API Call via CloudTrail'],
      'detail': { eventName: ['DeleteDetector', 'DisassociateFromAdministratorAccount', 'UpdateDetector'] },
    },
  },
  backup: {
    // The vault's own notifications know no failure any more: they tell of every job that ends, also each night's success.
    description: 'A backup fails, is stopped, or does not start in time',
    pattern: { 'source': ['aws.backup'], 'detail-type': ['Backup Job State Change'], 'detail': { state: ['FAILED', 'ABORTED', 'EXPIRED'] } },
  },
  root: {
    description: 'The root user does something',
    pattern: { 'detail-type': ['AWS API Call via CloudTrail', 'AWS Console Sign In via CloudTrail'], 'detail': { userIdentity: { type: ['Root'] } } },
  },
};

function securityAlerts(scope: Construct, context: FoundationContext): SnsTopic {
  const { place, keys } = context;
  const contacts = place.standards.alertContacts;
  const alerts = alertTopic(scope, place, 'alerts', shared.name(place, 'aws_sns_topic', 'security'), keys.logs.arn, contacts.critical ?? contacts.warning);
  for (const [id, { description, pattern }] of Object.entries(FINDINGS)) {
    const rule = new CloudwatchEventRule(scope, `finding-${id}`, {
      name: shared.name(place, 'aws_cloudwatch_event_rule', id), description, eventPattern: JSON.stringify(pattern),
    });
    new CloudwatchEventTarget(scope, `finding-${id}-target`, { rule: rule.name, arn: alerts.topic.arn });
  }
  return alerts.topic;
}
