import { ControlContext, PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { judgePermissions } from './judging';

/** Actions by which somebody gives rights to others or to themselves, whatever they are granted on. */
const GIVES = [
  /^iam:(CreatePolicyVersion|SetDefaultPolicyVersion|(Attach|Put)(Role|User|Group)Policy|CreateAccessKey|(Create|Update)LoginProfile|UpdateAssumeRolePolicy|AddUserToGroup|(Delete|Put)(Role|User)PermissionsBoundary|CreateRole|CreateUser|CreateServiceLinkedRole)$/i,
  /^microsoft\.authorization\/(\*|roleassignments\/(\*|write)|roledefinitions\/(\*|write)|\*\/write)$/i, /^microsoft\.managedidentity\/userassignedidentities\/(\*|.*federatedidentitycredentials\/write|assign\/action|write)$/i,
  /\/(list\w*keys?|listconnectionstrings|regenerate\w*keys?|runcommand)\/action$/i,
  /^(role )?(Owner|User Access Administrator|Role Based Access Control Administrator|Key Vault Data Access Administrator|Managed Identity (Operator|Contributor)|Virtual Machine Contributor|Storage Account (Key Operator Service Role|Contributor)|Key Vault Contributor|Reader and Data Access|DocumentDB Account Contributor|Redis Cache Contributor)$/,
  /\.(setIamPolicy|actAs|getAccessToken|getOpenIdToken|signBlob|signJwt|implicitDelegation)$/, /^iam\.(serviceAccountKeys\.create|roles\.(create|update))$/,
  /^roles\/(owner|iam\.(serviceAccount(TokenCreator|User|OpenIdTokenCreator|KeyAdmin|Admin)|workloadIdentityPoolAdmin|securityAdmin|roleAdmin|organizationRoleAdmin)|resourcemanager\.\w*(IamAdmin|Admin))$/,
  /^(administrator|access key|password|service credential)( of a user)?$/,
];
/** Actions that hand over an identity, and are right on named ones only. */
const HANDS = /^(iam:PassRole|sts:AssumeRole)$/i;
/** Actions that change what runs under an identity: with the right to hand one over, any of them. */
const RUNS = /^(lambda:(CreateFunction|UpdateFunctionCode|UpdateFunctionConfiguration)|ecs:(RunTask|RegisterTaskDefinition|UpdateService)|ec2:RunInstances|glue:(CreateJob|UpdateJob)|cloudformation:(CreateStack|UpdateStack)|codebuild:(CreateProject|UpdateProject)|states:(CreateStateMachine|UpdateStateMachine)|ssm:(SendCommand|StartSession))$/i;
/** Roles of Google by which what runs as an account is changed. */
const DEPLOYS = /^roles\/(cloudbuild\.builds\.editor|compute\.instanceAdmin(\.v1)?|deploymentmanager\.editor|run\.(admin|developer)|cloudfunctions\.(admin|developer)|editor)$/;

/** No way from an identity to more than it was given. */
export const accessEscalation = control({
  id: 'access.escalation',
  title: 'No identity can give itself more than it was given',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'whoever takes over one workload takes over the account',
  mend: 'Leave identities, roles and code to the pipeline; hand over named roles only.',
  scanners: ['CKV_AWS_286', 'CKV2_AWS_56', 'CKV_GCP_41', 'CKV_GCP_42', 'CKV_GCP_49'],
  card: 'Least privilege',
}, (context: ControlContext) => {
  const passing = new Set(context.permissions().filter((p) => p.effect === 'allow' && p.actions.some((a) => /^iam:PassRole$/i.test(a))).map((p) => p.principal));
  return judgePermissions(context, (permission) => escalates(permission, passing));
});

function escalates({ actions, principal, resource, weak, verbs }: PermissionFact, passing: ReadonlySet<string>): Judgement {
  // What a key of another lets one do, and what trust allows, other controls judge.
  const given = actions.find((action) => GIVES.some((pattern) => pattern.test(action)));
  if (given !== undefined && !(verbs.length === 1 && verbs[0] === 'assume' && /^(access key|password|service credential)/.test(given))) { return `may ${given} on ${resource}: it can give rights away, or to itself`; }
  const own = !/^(service|anyone|account) ?/.test(principal) && !resource.startsWith('aws_iam_role.');
  const handed = actions.find((action) => HANDS.test(action));
  if (handed !== undefined && own && (weak || /\*/.test(resource))) { return `may ${handed} on ${resource}`; }
  const runs = actions.find((action) => RUNS.test(action));
  if (runs !== undefined && passing.has(principal)) { return `may ${runs} and hand over roles`; }
  const deploys = actions.find((action) => DEPLOYS.test(action));
  return deploys === undefined || !weak || `has ${deploys} on ${resource}`;
}
