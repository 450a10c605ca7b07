import { ControlFinding, ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { ofFact, typeOf } from './answers';
import { control, finding } from './build';

/** What other controls ask for by themselves. */
const ELSEWHERE = /^(no line of a log is dropped|a change of the audit log is noticed|gcp\.resourceLocations|storage\.secureHttpTransport)$/;

/** What an account must have, in the words of the facts, or by the type that has no words of its own. */
const REQUIRED: { readonly [cloud: string]: readonly string[] } = {
  [CloudName.AWS]: [
    'threats are looked for', 'threats are looked for in s3 data events', 'threats are looked for in rds login events', 'threats are looked for in lambda network logs', 'access from outside is looked for',
    'vulnerabilities are looked for: ECR', 'vulnerabilities are looked for: LAMBDA', 'every disk is encrypted', 'old passwords are refused', 'passwords of people have 14 characters or more',
    'names that are asked for are logged', 'signatures of names are checked', 'names that are not listed are not answered', 'aws_s3_account_public_access_block',
  ],
  [CloudName.AZURE]: ['azurerm_security_center_subscription_pricing', 'azurerm_subscription_policy_assignment', 'intrusion detection', 'threat intelligence', 'writing logs by the private way only'],
  [CloudName.GOOGLE]: [
    'compute.disableSerialPortAccess', 'compute.requireOsLogin', 'compute.requireShieldedVm', 'compute.skipDefaultNetworkCreation', 'compute.vmExternalIpAccess', 'gcp.detailedAuditLoggingMode',
    'gcp.restrictNonCmekServices', 'iam.automaticIamGrantsForDefaultServiceAccounts', 'iam.disableServiceAccountKeyCreation', 'iam.disableServiceAccountKeyUpload', 'run.allowedBinaryAuthorizationPolicies',
    'run.allowedIngress', 'run.allowedVPCEgress', 'sql.restrictAuthorizedNetworks', 'sql.restrictPublicIp', 'storage.publicAccessPrevention', 'storage.uniformBucketLevelAccess', 'only admitted images run',
    'nobody deletes the project', 'queries of names are logged',
  ],
};

function missing(context: ControlContext): ControlFinding[] {
  const exempt: string[] = context.parameter('exempt');
  const there = new Set(context.facts(['guard.enabled']).flatMap(({ subject, detail }) => [detail ?? '', typeOf(subject)]));
  return REQUIRED[context.cloud].filter((one) => !there.has(one) && !exempt.includes(one)).map((one) => finding('', `the guardrail is missing: ${one}`));
}

/** Asked of foundations: what watches over an account, and refuses what no Terraform of ours made. */
export const auditGuardrails = control({
  id: 'audit.guardrails',
  title: 'The guardrails of the account are on',
  objective: Objective.IMMUTABLE_AUDIT,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'what is made by hand, or by somebody who broke in, is seen by no control of the Terraform',
  mend: 'Leave the guardrails to the foundation; name in the parameter what an organization above it has.',
  parameters: [{ name: 'exempt', description: 'Guardrails that somebody else has: an organization, or another foundation of the account', defaultValue: [] }],
}, (context) => (context.kind !== 'foundation' ? [] : [
  ...context.facts(['guard.enabled']).filter(({ detail }) => !ELSEWHERE.test(detail ?? '')).map((fact) => ofFact(fact, fact.value === true || fact.text)),
  ...missing(context),
]));
