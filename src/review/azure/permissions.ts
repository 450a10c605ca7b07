import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, text, texts } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { dataGrants } from './data-grants';
import { conditionOf, Grant, Grants, principalOf, scopeOf } from './grants';
import { builtInName, escalating, isServiceRole, lastId, Role, roleNamed, verbsOf } from './roles';
import { KEY_RULES } from './shared-keys';
import { AzureStack, stackOf } from './stack';
import { argumentOf } from './templates';

/** Who may do what: roles, roles of one's own, access within stores, trust in tokens of others. */
export const permissions: Reader = {
  types: [
    'azurerm_role_assignment', 'azurerm_role_definition', 'azurerm_user_assigned_identity', 'azurerm_federated_identity_credential', 'azurerm_key_vault_access_policy',
    'azurerm_cosmosdb_sql_role_assignment', 'azurerm_cosmosdb_sql_role_definition', 'azurerm_postgresql_flexible_server_active_directory_administrator',
    'azurerm_redis_cache_access_policy_assignment', 'azurerm_redis_cache_access_policy', 'azurerm_pim_active_role_assignment', 'azurerm_pim_eligible_role_assignment',
    ...Object.keys(KEY_RULES),
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const grants = new Grants();
    const definitions = definitionsOf(graph);
    const used = new Set<Entry>();
    for (const assignment of graph.all('azurerm_role_assignment', 'azurerm_pim_active_role_assignment', 'azurerm_pim_eligible_role_assignment')) {
      const { body } = assignment;
      grants.add(assigned(stack, definitions, used, {
        role: body.role_definition_name, id: body.role_definition_id, principal: body.principal_id, kind: body.principal_type,
        scope: body.scope, condition: body.condition,
      }, assignment));
    }
    for (const made of stack.templates) {
      if (made.type.toLowerCase() !== 'microsoft.authorization/roleassignments') { continue; }
      const { properties } = made;
      grants.add(assigned(stack, definitions, used, {
        role: undefined, id: argumentOf(made, properties.roleDefinitionId), principal: argumentOf(made, properties.principalId), kind: properties.principalType,
        scope: argumentOf(made, properties.scope) ?? made.entry.body.resource_group_name, condition: properties.condition,
      }, made.entry));
    }
    for (const definition of graph.all('azurerm_role_definition')) { if (!used.has(definition)) { grants.add(unassigned(stack, definition)); } }
    for (const credential of graph.all('azurerm_federated_identity_credential')) { grants.add(trusted(stack, credential)); }
    dataGrants(stack, grants);
    grants.into(notes);
  },
};

function definitionsOf(graph: TerraformGraph): Map<string, Entry> {
  return new Map(graph.all('azurerm_role_definition').flatMap((definition): [string, Entry][] => [
    [definition.address, definition],
    ...texts([definition.body.role_definition_id, definition.body.name]).map((key): [string, Entry] => [key.toLowerCase(), definition]),
  ]));
}

interface Assignment { readonly role: unknown; readonly id: unknown; readonly principal: unknown; readonly kind: unknown; readonly scope: unknown; readonly condition: unknown }

function assigned(stack: AzureStack, definitions: Map<string, Entry>, used: Set<Entry>, given: Assignment, entry: Entry): Grant {
  const keys = [stack.graph.target(given.id)?.address, lastId(String(given.id)), String(given.role).toLowerCase()];
  const definition = keys.map((key) => definitions.get(key ?? '')).find((found) => found !== undefined);
  if (definition) { used.add(definition); }
  const name = roleName(given);
  const own = definition && readRole(definition);
  const role: Role = own ?? roleNamed(name);
  const scope = scopeOf(stack, given.scope);
  const principal = principalOf(stack, given.principal, given.kind);
  const bound = conditionOf(given.condition, scope.below);
  // An eligible role is taken up when it is needed, and only then.
  const condition = entry.type === 'azurerm_pim_eligible_role_assignment' ? ['only once activated', bound].filter(Boolean).join(', ') : bound;
  const elsewhere = !principal.here && !isSet(given.condition) && !isServiceRole(name);
  return {
    principal: principal.name, verbs: role.verbs, actions: own?.actions ?? [role.verbs.includes('other') && !name.startsWith('role ') ? `role ${name}` : name], resource: scope.resource, condition,
    wildcard: role.broad || scope.wide, foreign: !principal.here || !scope.entry,
    weak: role.broad || (role.escalates && !isSet(given.condition)) || elsewhere || (scope.wide && role.verbs.some((v) => v !== 'read'))
      || given.kind === 'ForeignGroup',
    evidence: [
      { address: entry.address, argument: isSet(given.role) ? 'role_definition_name' : 'role_definition_id' },
      ...(definition ? [{ address: definition.address, argument: 'permissions' }] : []),
    ],
  };
}

function roleName(given: Assignment): string {
  const named = text(given.role);
  if (named) { return named; }
  const id = String(given.id ?? 'unknown');
  return builtInName(id) ?? `role ${lastId(id).replace(/[^\w-]/g, '') || 'unknown'}`;
}

/** What a role of one's own allows. Azure compares actions without regard to case. */
function readRole(definition: Entry): Role & { actions: string[] } {
  const blocks = blocksOf(definition.body.permissions).map((p) => ({
    actions: [...texts(p.actions), ...texts(p.data_actions)].map((action) => action.toLowerCase()),
    without: [...texts(p.not_actions), ...texts(p.not_data_actions)].map((action) => action.toLowerCase()).sort(),
  }));
  const raw = blocks.flatMap((block) => block.actions);
  return {
    verbs: verbsOf(raw), broad: raw.some((action) => action.includes('*')),
    escalates: blocks.some((block) => escalating(block.actions) && !block.without.some((action) => action.startsWith('microsoft.authorization/'))),
    actions: blocks.flatMap(({ actions, without }) => actions.map((action) => (without.length > 0 && action.includes('*') ? `${action} without ${without.join(', ')}` : action))),
  };
}

/** A role that nothing in this stack is given: whoever is given it elsewhere may do this, on what it is granted on. */
function unassigned(stack: AzureStack, definition: Entry): Grant {
  const role = readRole(definition);
  return {
    principal: `whoever is given the role ${stack.graph.literal(definition.body.name) ?? 'of this stack'}`, verbs: role.verbs, actions: role.actions, resource: 'what it is granted on',
    wildcard: role.broad, foreign: true, weak: role.broad || role.escalates, evidence: [{ address: definition.address, argument: 'permissions' }],
  };
}

/** Tokens of an issuer elsewhere stand for an identity here. */
function trusted(stack: AzureStack, credential: Entry): Grant {
  const { body } = credential;
  const identity = stack.find(body.parent_id ?? body.user_assigned_identity_id);
  const subject = text(body.subject);
  const loose = subject === undefined || subject.includes('*');
  return {
    principal: `${subject ?? 'a subject known at apply'} of ${text(body.issuer) ?? 'an issuer known at apply'}`, verbs: ['assume'],
    actions: ['federated credential'], resource: identity?.address ?? 'an identity elsewhere', condition: `audience ${texts(body.audience).join(', ') || 'unknown'}`,
    wildcard: subject?.includes('*') ?? false, foreign: true, weak: loose,
    evidence: [{ address: credential.address, argument: 'subject' }],
  };
}
