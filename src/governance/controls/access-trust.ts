import { ControlContext, PermissionFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { fits, judgePermissions } from './judging';

/**
 * Services whose calls carry no account to bind to, or whose role only works for the account that it is in.
 * Sources: docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html and the page of each service.
 */
const UNBOUND = ['service lambda.*', 'service apigateway.*', 'service ecr.*', 'service monitoring.rds.*', 'service events.*', 'service ec2.*', 'service dnssec-route53.*', 'service replicator.lambda.*', 'service edgelambda.*'];

/** Who may become an identity, and who else is trusted from outside. */
export const accessTrust = control({
  id: 'access.trust',
  title: 'Trust is bound to this account, and to the source that acts',
  objective: Objective.LEAST_PRIVILEGE,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'somebody of another account, or a service that acts for one, comes in with the rights of the identity',
  mend: 'Bind the trust to account and source (`aws:SourceAccount`, `aws:SourceArn`), the federated credential to one subject; accounts that are meant are named in parameter `accounts`.',
  scanners: ['CKV_AWS_358', 'CKV_AWS_364', 'CKV_AWS_301', 'CKV_GCP_125'],
  card: 'Least privilege',
  parameters: [
    { name: 'unbound', description: 'Services that may be trusted without a condition; `*` stands for anything', defaultValue: UNBOUND },
    { name: 'accounts', description: 'Accounts and organisations besides the own that may be trusted', defaultValue: [] },
  ],
}, (context) => judgePermissions(context, (permission) => trusted(permission, context)));

function trusted({ principal, condition, verbs, actions, foreign, weak, resource }: PermissionFact, context: ControlContext): Judgement {
  const meant = (context.parameter('accounts') as string[]).some((account) => `${principal} ${condition ?? ''}`.includes(account));
  if (foreign && weak && !meant && !/^(whoever has|whoever is given)/.test(principal) && !oneSecret(actions, resource)) { return `${principal} is let in from outside`; }
  if (/\baccount \d{12}$/.test(principal) && foreign && !meant) { return `${principal} is let in from outside`; }
  // What services of Azure and Google may do is granted to their identity in this very tenant or project.
  if (!/^service [\w.-]+\.amazonaws\.com/.test(principal)) { return true; }
  const service = principal.replace(/\.amazonaws\.com.*$/, '.');
  return condition !== undefined || (!weak && fits(service, (context.parameter('unbound') as string[])))
    || `${principal} may ${verbs.join(', ')} for whoever asks it: no account and no source is named`;
}

/** The platform's identity reads one secret that the environment keeps for it. */
export function oneSecret(actions: readonly string[], resource: string): boolean {
  return actions.join() === 'Key Vault Secrets User' && /^azurerm_(resource_group_template_deployment|key_vault_secret)\./.test(resource);
}
