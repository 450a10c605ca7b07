import { Entry } from '../../clouds/rule-graph';
import { blocksOf, texts } from '../../clouds/rule-values';
import { Verb } from '../model';
import { Grants, principalOf } from './grants';
import { AzureStack } from './stack';
import { yes } from './values';

const READS = ['get', 'list', 'getissuers', 'listissuers', 'getrotationpolicy', 'getsas', 'listsas'];
const USES = ['encrypt', 'decrypt', 'wrapkey', 'unwrapkey', 'sign', 'verify', 'release'];
const WRITES = ['set', 'create', 'import', 'update', 'restore', 'recover', 'rotate', 'setsas', 'regeneratekey'];
const DELETES = ['delete', 'purge', 'deletesas', 'deleteissuers'];

/** Access policies of vaults; they count for nothing where a vault asks for roles. */
export function vaultPolicies(stack: AzureStack, grants: Grants): void {
  for (const vault of stack.graph.all('azurerm_key_vault')) {
    if (yes(vault.body.rbac_authorization_enabled ?? vault.body.enable_rbac_authorization, false)) { continue; }
    for (const policy of blocksOf(vault.body.access_policy)) { add(stack, grants, vault.address, policy, { address: vault.address, argument: 'access_policy' }); }
  }
  for (const policy of stack.graph.all('azurerm_key_vault_access_policy')) {
    const vault: Entry | undefined = stack.find(policy.body.key_vault_id);
    if (vault && yes(vault.body.rbac_authorization_enabled ?? vault.body.enable_rbac_authorization, false)) { continue; }
    add(stack, grants, vault?.address ?? 'a vault elsewhere', policy.body, { address: policy.address, argument: 'object_id' });
  }
}

function add(stack: AzureStack, grants: Grants, resource: string, policy: { [argument: string]: any }, evidence: { address: string; argument: string }): void {
  const principal = principalOf(stack, policy.object_id, undefined);
  const actions = ['key', 'secret', 'certificate', 'storage'].flatMap((kind) => texts(policy[`${kind}_permissions`]).map((p) => `${kind} ${p.toLowerCase()}`));
  const verbs = actions.map((action): Verb => {
    const name = action.split(' ')[1];
    return READS.includes(name) ? 'read' : USES.includes(name) ? 'use' : WRITES.includes(name) ? 'write' : DELETES.includes(name) ? 'delete' : 'administer';
  });
  const wildcard = actions.some((action) => action.endsWith(' all'));
  grants.add({ principal: principal.name, verbs: wildcard ? ['read', 'write', 'delete', 'use', 'administer'] : verbs, actions, resource, wildcard, foreign: !principal.here, weak: wildcard || !principal.here, evidence: [evidence] });
}
