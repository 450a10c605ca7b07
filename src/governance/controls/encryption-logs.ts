import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { onAnswers, typeOf } from './answers';

const LOGS = ['aws_cloudwatch_log_group', 'aws_cloudtrail', 'azurerm_log_analytics_workspace', 'google_logging_project_bucket_config'];

/** Logs tell of data, and sometimes hold it. */
export const encryptionLogs = onAnswers({
  id: 'encryption.logs',
  title: 'Logs are encrypted with a customer-managed key',
  objective: Objective.ENCRYPTION_AT_REST,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'logs say who did what, and lines of a program may hold what it worked on: whoever holds the key reads them',
  mend: 'Leave the key to the capability, or name the environment\'s log key.',
  scanners: ['CKV_AWS_158', 'CKV_AWS_35'],
  card: 'Encryption at rest with the environment\'s own key',
  parameters: [
    { name: 'accepted', description: 'Owners of keys that are accepted', defaultValue: ['customer', 'foundation'] },
    {
      name: 'acceptedForWorkspaces', defaultValue: ['customer', 'foundation', 'provider'],
      description: 'Owners of keys that are accepted for Log Analytics workspaces: Azure takes a customer\'s key in a dedicated cluster only, from 100 GB a day on',
    },
  ],
}, { rules: ['log.key'], types: LOGS }, ({ subject, value, text }, context) => {
  const accepted: string[] = context.parameter(typeOf(subject) === 'azurerm_log_analytics_workspace' ? 'acceptedForWorkspaces' : 'accepted');
  return accepted.includes(value) || text;
});
