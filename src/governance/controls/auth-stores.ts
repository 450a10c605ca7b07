import { ControlContext, StatedFact } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { equals, judgeFacts, judgeResources, typeOf } from './judging';

/** Switches of shared keys that stores and gateways have besides their login; `wanted` is the safe position. */
const SWITCHES: { readonly [type: string]: readonly (readonly [argument: string, wanted: boolean, unset: boolean])[] } = {
  azurerm_storage_account: [['shared_access_key_enabled', false, true], ['local_user_enabled', false, true]],
  azurerm_cosmosdb_account: [['local_authentication_disabled', true, false]],
  azurerm_container_registry: [['admin_enabled', false, false], ['anonymous_pull_enabled', false, false]],
  azurerm_servicebus_namespace: [['local_auth_enabled', false, true]],
  azurerm_eventhub_namespace: [['local_authentication_enabled', false, true]],
  azurerm_eventgrid_topic: [['local_auth_enabled', false, true]],
  azurerm_eventgrid_domain: [['local_auth_enabled', false, true]],
  azurerm_application_insights: [['local_authentication_disabled', true, false]],
  azurerm_log_analytics_workspace: [['local_authentication_enabled', false, true]],
  azurerm_postgresql_flexible_server: [['authentication.password_auth_enabled', false, true]],
  azurerm_managed_redis: [['default_database.access_keys_authentication_enabled', false, false]],
  azurerm_api_management_api: [['subscription_required', false, true]],
  aws_elasticache_user: [['no_password_required', false, false]],
};

/** Passwords that nobody needs. */
const PASSWORDS: { readonly [type: string]: string[] } = {
  azurerm_postgresql_flexible_server: ['administrator_password', 'administrator_password_wo', 'administrator_login'], aws_rds_cluster: ['master_password', 'master_password_wo'], aws_db_instance: ['password', 'password_wo'],
  aws_elasticache_user: ['passwords'], google_sql_database_instance: ['root_password', 'root_password_wo'],
};

/** Who logs in to stores, and how. */
export const authStores = control({
  id: 'auth.stores',
  title: 'Stores are opened by identities, not by passwords or shared keys',
  objective: Objective.AUTHENTICATION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.HIGH,
  why: 'a password or a key says nothing of who uses it, and is good until somebody changes it',
  mend: 'Leave the login to the capability: it uses the identity of the workload. Switch access keys and local users off.',
  scanners: ['CKV_AWS_161', 'CKV_AWS_162', 'CKV_AZURE_132', 'CKV_AZURE_137', 'CKV_AZURE_244', 'CKV2_AZURE_40', 'CKV_AZURE_204', 'CKV_AZURE_140'],
  card: 'Database login by identity, no stored password',
}, (context) => [
  ...judgeFacts(context, ['data.login'], (fact) => login(fact, context)),
  ...Object.entries(SWITCHES).flatMap(([type, switches]) => switches.flatMap(([argument, wanted, unset]) => judgeResources(context, [type], (resource) => {
    // What the cloud does by itself where nothing is written.
    const silent = resource.argument(argument) === undefined && unset === wanted;
    return silent || equals(resource, argument, wanted, `${argument} is not ${String(wanted)}: whoever has the key or the password is let in`);
  }))),
  ...Object.entries(PASSWORDS).flatMap(([type, places]) => judgeResources(context, [type], (store) => {
    const argument = places.find((place) => store.argument(place) !== undefined);
    return argument === undefined || { argument, says: 'a password is written, that opens the store' };
  })),
  ...judgeResources(context, ['google_sql_user'], (user) => ({
    argument: 'type', says: user.argument('password') === undefined && /^CLOUD_IAM_/.test(String(user.argument('type'))) ? true : 'the user of the database logs in with a password',
  })),
  ...judgeResources(context, ['aws_rds_cluster', 'aws_db_instance'], (database) => equals(database, 'iam_database_authentication_enabled', true, 'identities cannot log in')),
]);

/** A password is accepted only where the cloud makes it, keeps it and changes it, and identities log in beside it. */
function login({ subject, value, text }: StatedFact, context: ControlContext): Judgement {
  if (value === 'identity') { return true; }
  const own = context.resources([typeOf(subject)]).find((resource) => resource.address === subject);
  const managed = own !== undefined && own.argument('manage_master_user_password') === true && own.argument('master_password') === undefined && own.argument('password') === undefined;
  return (value === 'password or identity' && managed) || text;
}
