import { Entry } from '../../clouds/rule-graph';
import { isSet, isUnresolved } from '../../clouds/rule-values';
import { AzureStack } from './stack';

const KEY = /\/?vaults\/([\w-]+)\/keys\/([\w-]+)/i;

/** Who holds the key that an argument names: `customer` if it is made in this stack, `foundation` if elsewhere, `provider` if none is named. */
export function keyOwner(stack: AzureStack, value: unknown): string | undefined {
  if (!isSet(value)) { return 'provider'; }
  if (keyIn(stack, value)) { return 'customer'; }
  return isUnresolved(value) && !stack.find(value) && !/\bvar\.\w/.test(String(value)) ? undefined : 'foundation';
}

/** The resource of this stack that makes the key that an argument names. */
export function keyIn(stack: AzureStack, value: unknown): Entry | undefined {
  const found = stack.find(value);
  if (!found) { return undefined; }
  if (found.type === 'azurerm_disk_encryption_set') { return keyIn(stack, found.body.key_vault_key_id); }
  if (found.type === 'azurerm_key_vault_key' || found.type === 'azurerm_key_vault_managed_hardware_security_module_key') { return found; }
  if (found.type !== 'azurerm_resource_group_template_deployment') { return undefined; }
  if (stack.keyTemplates.has(found.address)) { return found; }
  // A template may only look the current version of a key up.
  const named = KEY.exec(String(found.body.template_content));
  return named ? stack.find(`https://${named[1]}.vault.azure.net/keys/${named[2]}`) : undefined;
}
