import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isBlock, json, text, texts } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { stackOf } from './stack';
import { yes } from './values';

const ASSIGNMENTS = [
  'azurerm_subscription_policy_assignment', 'azurerm_resource_group_policy_assignment', 'azurerm_management_group_policy_assignment', 'azurerm_resource_policy_assignment',
];

/** Guardrails: policies that refuse, threat detection, and what protects a whole resource group. */
export const guards: Reader = {
  types: [...ASSIGNMENTS, 'azurerm_security_center_subscription_pricing', 'azurerm_resource_group', 'azurerm_management_lock'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const assignment of graph.all(...ASSIGNMENTS)) {
      notes.state('guard.enabled', assignment, enforced(assignment), 'enforce');
      notes.state('guard.values', assignment, valuesOf(assignment), 'parameters');
    }
    for (const plan of graph.all('azurerm_security_center_subscription_pricing')) {
      const tier = text(plan.body.tier);
      notes.state('guard.enabled', plan, tier === undefined ? undefined : tier === 'Standard', 'tier');
    }
    for (const group of graph.all('azurerm_resource_group')) {
      notes.state('data.prevent-destroy', group, stack.keepsFromDestroy(group), 'lifecycle.prevent_destroy');
      notes.state('data.force-destroy', group, stack.feature('resource_group', 'prevent_deletion_if_contains_resources') === false);
      notes.state('data.residency', group, stack.location(group.body.location), 'location');
    }
  },
};

/** What an assignment is told: allowed places, exceptions. */
function valuesOf(assignment: Entry): string[] | undefined {
  const parameters = json(assignment.body.parameters);
  if (!isBlock(parameters)) { return undefined; }
  const said = Object.entries(parameters).filter(([name]) => name !== 'effect').flatMap(([name, parameter]) => [isBlock(parameter) ? parameter.value : parameter].flat().map((value) => `${name} ${String(value)}`));
  return [...said, ...texts(assignment.body.not_scopes).map((scope) => `not ${scope}`)];
}

/** A policy that is only told to audit, or to do nothing, stops nothing. */
function enforced(assignment: Entry): boolean | undefined {
  const on = yes(assignment.body.enforce, true);
  if (on !== true) { return on; }
  const effect = json(assignment.body.parameters)?.effect?.value;
  return typeof effect !== 'string' || !['audit', 'auditifnotexists', 'disabled'].includes(effect.toLowerCase());
}
