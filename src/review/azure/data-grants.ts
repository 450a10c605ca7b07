import { Entry } from '../../clouds/rule-graph';
import { blocksOf, isSet, texts } from '../../clouds/rule-values';
import { Verb } from '../model';
import { conditionOf, Grant, Grants, principalOf, scopeOf } from './grants';
import { vaultPolicies } from './vault-policies';
import { verbsOf } from './roles';
import { AzureStack } from './stack';
import { sharedKeys } from './shared-keys';
import { sqlGrants } from './sql-grants';
import { websiteOf } from './storage';
import { argumentOf } from './templates';
import { inside, table, word, yes } from './values';

/** Built-in roles of Cosmos DB's own access control. */
const COSMOS: { readonly [id: string]: { name: string; verbs: Verb[] } } = table({
  '00000000-0000-0000-0000-000000000001': { name: 'Cosmos DB Built-in Data Reader', verbs: ['read'] },
  '00000000-0000-0000-0000-000000000002': { name: 'Cosmos DB Built-in Data Contributor', verbs: ['read', 'write', 'delete'] },
});

/** Grants that stores keep themselves. */
export function dataGrants(stack: AzureStack, grants: Grants): void {
  for (const assignment of stack.graph.all('azurerm_cosmosdb_sql_role_assignment')) { grants.add(cosmos(stack, assignment)); }
  for (const made of stack.templates) {
    if (!/^Microsoft\.Cache\/redis(Enterprise\/databases)?\/accessPolicyAssignments$/i.test(made.type)) { continue; }
    const cache = stack.named('azurerm_managed_redis', made.name.split('/')[0]) ?? stack.named('azurerm_redis_cache', made.name.split('/')[0]);
    const id = argumentOf(made, made.properties.user?.objectId ?? made.properties.objectId);
    grants.add(policy(stack, made.entry, cache?.address ?? `cache ${made.name.split('/')[0]}`, id, String(made.properties.accessPolicyName ?? 'unknown'), 'template_content'));
  }
  for (const assignment of stack.graph.all('azurerm_redis_cache_access_policy_assignment')) {
    const cache = stack.find(assignment.body.redis_cache_id);
    grants.add(policy(stack, assignment, cache?.address ?? 'a cache elsewhere', assignment.body.object_id, word(assignment.body.access_policy_name) ?? 'unknown', 'access_policy_name'));
  }
  administrators(stack, grants);
  anyone(stack, grants);
  vaultPolicies(stack, grants);
  sqlGrants(stack, grants);
  sharedKeys(stack, grants);
}

function cosmos(stack: AzureStack, assignment: Entry): Grant {
  const { body } = assignment;
  const definition = stack.graph.target(body.role_definition_id);
  const own = definition?.type === 'azurerm_cosmosdb_sql_role_definition' ? definition : undefined;
  const builtIn = COSMOS[String(body.role_definition_id).split('/').pop() ?? ''];
  const actions = own ? blocksOf(own.body.permissions).flatMap((p) => texts(p.data_actions)).map((action) => action.toLowerCase()) : [builtIn?.name ?? 'a role elsewhere'];
  const principal = principalOf(stack, body.principal_id, undefined);
  const scope = scopeOf(stack, body.scope);
  const wildcard = actions.some((action) => action.endsWith('*'));
  const condition = conditionOf(undefined, scope.below);
  return {
    principal: principal.name, verbs: own ? verbsOf(actions) : builtIn?.verbs ?? ['other'], actions, resource: scope.resource, condition, wildcard, foreign: !principal.here || !scope.entry,
    weak: wildcard || (!principal.here && !condition), evidence: [{ address: assignment.address, argument: 'role_definition_id' }, ...(own ? [{ address: own.address, argument: 'permissions' }] : [])],
  };
}

/** Access policies of caches: `default` is every command on every key; a cache admits nothing narrower by default. */
function policy(stack: AzureStack, entry: Entry, resource: string, id: unknown, name: string, argument: string): Grant {
  const principal = principalOf(stack, id, undefined);
  const verbs: Verb[] = /reader/i.test(name) ? ['read'] : /contributor/i.test(name) ? ['read', 'write', 'delete'] : ['read', 'write', 'delete', ...(/owner/i.test(name) ? ['administer' as const] : [])];
  return { principal: principal.name, verbs, actions: [`access policy ${name}`], resource, foreign: !principal.here, weak: !principal.here, evidence: [{ address: entry.address, argument }] };
}

function administrators(stack: AzureStack, grants: Grants): void {
  const add = (entry: Entry, server: Entry | undefined, id: unknown, kind: unknown, argument: string) => {
    const principal = principalOf(stack, id, kind);
    grants.add({
      principal: principal.name, verbs: ['administer'], actions: ['administrator of the server'], resource: server?.address ?? 'a server elsewhere', foreign: !principal.here,
      weak: !principal.here && kind !== 'Group', evidence: [{ address: entry.address, argument }],
    });
  };
  for (const administrator of stack.graph.all('azurerm_postgresql_flexible_server_active_directory_administrator')) {
    add(administrator, stack.named('azurerm_postgresql_flexible_server', administrator.body.server_name), administrator.body.object_id, administrator.body.principal_type, 'object_id');
  }
  for (const administrator of stack.graph.all('azurerm_mysql_flexible_server_active_directory_administrator')) { add(administrator, stack.find(administrator.body.server_id), administrator.body.object_id, undefined, 'object_id'); }
  for (const server of stack.graph.all('azurerm_mssql_server')) {
    const id = inside(server.body.azuread_administrator, 'object_id');
    if (isSet(id)) { add(server, server, id, undefined, 'azuread_administrator.object_id'); }
  }
}

/** What is open to everybody without a login. */
function anyone(stack: AzureStack, grants: Grants): void {
  for (const container of stack.graph.all('azurerm_storage_container')) {
    const access = word(container.body.container_access_type, 'private');
    const account = stack.find(container.body.storage_account_id) ?? stack.named('azurerm_storage_account', container.body.storage_account_name);
    if (access === undefined || access === 'private' || yes(account?.body.allow_nested_items_to_be_public, true) === false) { continue; }
    grants.add({ principal: 'anyone', verbs: ['read'], actions: [`anonymous access to ${access === 'blob' ? 'objects' : 'objects and their list'}`], resource: container.address, weak: true, evidence: [{ address: container.address, argument: 'container_access_type' }] });
  }
  for (const account of stack.graph.all('azurerm_storage_account')) {
    const site = websiteOf(stack, account);
    if (site) { grants.add({ principal: 'anyone', verbs: ['read'], actions: ['anonymous access to the website'], resource: account.address, condition: 'only container $web', weak: true, evidence: [site] }); }
  }
  for (const registry of stack.graph.all('azurerm_container_registry')) {
    if (yes(registry.body.anonymous_pull_enabled, false)) { grants.add({ principal: 'anyone', verbs: ['pull'], actions: ['anonymous pull'], resource: registry.address, weak: true, evidence: [{ address: registry.address, argument: 'anonymous_pull_enabled' }] }); }
  }
}
