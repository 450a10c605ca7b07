import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext } from '../control-context';
import { isGuarded, onAnswers, typeOf } from './answers';
import { DATABASES, ITEMS, MESSAGES, OBJECTS, SECRETS } from './store-types';

/** Secrets can be brought back, and messages are on their way: they have controls of their own. */
function asked(context: ControlContext, address: string): boolean {
  const type = typeOf(address);
  const made = context.facts(['secret.undelete-days']).some(({ subject }) => subject === address);
  return isGuarded(context, address) && ![...SECRETS, ...MESSAGES, ...context.parameter('exempt')].includes(type) && !/^azurerm_(servicebus|eventhub)/.test(type) && !made;
}

/** Terraform destroys what a change of the code takes away, unless it is told not to. */
export const deletionPreventDestroy = onAnswers({
  id: 'deletion.prevent-destroy',
  title: 'Terraform refuses to destroy what lasts',
  objective: Objective.DELETION_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a renamed construct is a new one to Terraform: it destroys the old one with its data',
  mend: 'Leave the life cycle to the stage, or set prevent_destroy.',
  card: 'Deletion protection in production',
  parameters: [{ name: 'exempt', description: 'Resource types that need none; a repository of AWS refuses to be deleted while it holds images', defaultValue: ['aws_ecr_repository'] }],
}, { rules: ['data.prevent-destroy'], types: [...DATABASES, ...ITEMS, ...OBJECTS], asked }, ({ value, text }) => value === true || text);
