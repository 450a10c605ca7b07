import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { judgeGuards, judgeResources } from './judging';

const KEYS: { readonly [type: string]: string } = {
  aws_iam_access_key: 'an access key of a user', aws_iam_user_login_profile: 'a password of a user', aws_iam_service_specific_credential: 'a credential of a user', aws_key_pair: 'a key to log in to machines',
  azurerm_servicebus_namespace_authorization_rule: 'a shared key of the namespace', azurerm_servicebus_queue_authorization_rule: 'a shared key of the queue',
  azurerm_servicebus_topic_authorization_rule: 'a shared key of the topic', azurerm_eventhub_namespace_authorization_rule: 'a shared key of the namespace', azurerm_eventhub_authorization_rule: 'a shared key of the hub',
  azurerm_container_registry_token_password: 'a password of the registry', azuread_application_password: 'a password of an application', azuread_service_principal_password: 'a password of an application',
  azurerm_api_management_subscription: 'a shared key of the gateway', google_service_account_key: 'a key of a service account', google_storage_hmac_key: 'a key of a service account', google_apikeys_key: 'a shared key of interfaces',
};
const IDENTITIES = ['aws_iam_role', 'azurerm_user_assigned_identity', 'google_service_account'];
/** Constraints by which a project of Google refuses keys of accounts, whoever asks. */
const REFUSALS = ['iam.disableServiceAccountKeyCreation', 'iam.disableServiceAccountKeyUpload'];

/** No identity has a credential that can be carried away. */
export const authKeys = control({
  id: 'auth.long-lived-keys',
  title: 'No identity has a key or a password that outlives its work',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'whoever copies the key is the identity, from anywhere, until somebody finds out',
  mend: 'Let workloads use their own identity, and pipelines a federated one.',
  scanners: ['CKV_AWS_273', 'CKV2_AZURE_21'],
}, (context) => [
  ...judgeResources(context, Object.keys(KEYS), (key) => `makes ${KEYS[key.type]}`),
  ...judgeResources(context, IDENTITIES, () => true),
  ...(context.cloud === 'google' && context.kind === 'foundation' ? judgeGuards(context, REFUSALS) : []),
]);
