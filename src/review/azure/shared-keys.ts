import { Verb } from '../model';
import { Grants } from './grants';
import { AzureStack } from './stack';
import { yes } from './values';

/** Rules that make a key, and which argument names what the key is for. */
export const KEY_RULES: { readonly [type: string]: string[] } = {
  azurerm_servicebus_namespace_authorization_rule: ['namespace_id'],
  azurerm_servicebus_queue_authorization_rule: ['queue_id'],
  azurerm_servicebus_topic_authorization_rule: ['topic_id'],
  azurerm_eventhub_namespace_authorization_rule: ['namespace_name'],
  azurerm_eventhub_authorization_rule: ['eventhub_name', 'namespace_name'],
};
const RIGHTS: readonly [argument: string, verb: Verb][] = [['listen', 'read'], ['send', 'write'], ['manage', 'administer']];

/** Keys that anybody who has them may use: no identity, no trace of who it was. */
export function sharedKeys(stack: AzureStack, grants: Grants): void {
  for (const registry of stack.graph.all('azurerm_container_registry')) {
    if (yes(registry.body.admin_enabled, false) !== true) { continue; }
    grants.add({
      principal: "whoever has the registry's administrator password", verbs: ['pull', 'push', 'delete'], actions: ['administrator account'], resource: registry.address,
      foreign: true, weak: true, evidence: [{ address: registry.address, argument: 'admin_enabled' }],
    });
  }
  for (const [type, places] of Object.entries(KEY_RULES)) {
    for (const rule of stack.graph.all(type)) {
      const resource = places.map((place) => stack.find(rule.body[place])).find((found) => found !== undefined);
      const rights = RIGHTS.filter(([argument]) => yes(rule.body[argument], false) === true);
      if (rights.length === 0) { continue; }
      grants.add({
        principal: `whoever has the shared key ${stack.graph.literal(rule.body.name) ?? rule.name}`, verbs: rights.map(([, verb]) => verb), actions: rights.map(([argument]) => argument), resource: resource?.address ?? 'a namespace elsewhere',
        wildcard: false, foreign: true, weak: true, evidence: [{ address: rule.address, argument: rights[0][0] }],
      });
    }
  }
}
