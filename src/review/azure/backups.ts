import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { elsewhere } from './elsewhere';
import { keyOwner } from './keys-of';
import { AzureStack, stackOf } from './stack';
import { stateStore } from './stores';
import { amountOf, isoDays, table, valuesAt, word } from './values';

const POLICIES = [
  'azurerm_data_protection_backup_policy_blob_storage', 'azurerm_data_protection_backup_policy_postgresql_flexible_server', 'azurerm_data_protection_backup_policy_mysql_flexible_server',
  'azurerm_data_protection_backup_policy_disk', 'azurerm_data_protection_backup_policy_kubernetes_cluster', 'azurerm_data_protection_backup_policy_postgresql',
];
const INSTANCES: { readonly [type: string]: string } = table({
  azurerm_data_protection_backup_instance_blob_storage: 'storage_account_id',
  azurerm_data_protection_backup_instance_postgresql_flexible_server: 'server_id',
  azurerm_data_protection_backup_instance_mysql_flexible_server: 'server_id',
  azurerm_data_protection_backup_instance_disk: 'disk_id',
  azurerm_data_protection_backup_instance_kubernetes_cluster: 'kubernetes_cluster_id',
  azurerm_data_protection_backup_instance_postgresql: 'database_id',
});
const COPIES: { readonly [redundancy: string]: string } = table({ LocallyRedundant: 'zone', ZoneRedundant: 'zones', GeoRedundant: 'regions' });

const LOCKS: { readonly [immutability: string]: string } = table({ Locked: 'final', Unlocked: 'lifted', Disabled: 'none' });

/** Backup policies, what they copy, and the vaults that they copy to. */
export const backups: Reader = {
  types: [...POLICIES, ...Object.keys(INSTANCES), 'azurerm_data_protection_backup_vault', 'azurerm_data_protection_backup_vault_customer_managed_key'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const stores = storesByPolicy(stack, notes);
    for (const policy of graph.all(...POLICIES)) {
      const retention = retentionOf(policy);
      notes.state('backup.days', policy, retention?.days, retention?.argument);
      const copied = stores.get(policy.address) ?? [];
      notes.state('backup.stores', policy, copied.map((c) => c.store), copied.map((c) => ({ address: c.instance.address })));
    }
    for (const vault of graph.all('azurerm_data_protection_backup_vault')) { readVault(stack, notes, vault); }
  },
};

/** How long a policy keeps copies, and which argument says so. */
export function retentionOf(policy: Entry | undefined): { days: number; argument: string } | undefined {
  if (!policy) { return undefined; }
  for (const argument of ['vault_default_retention_duration', 'operational_default_retention_duration', 'retention_duration', 'default_retention_duration', 'default_retention_rule.life_cycle.duration']) {
    const found = valuesAt(policy.body, argument).map(isoDays).filter((days): days is number => days !== undefined);
    if (found.length > 0) { return { days: Math.max(...found), argument }; }
  }
  return undefined;
}

function storesByPolicy(stack: AzureStack, notes: Notes): Map<string, { store: string; instance: Entry }[]> {
  const found = new Map<string, { store: string; instance: Entry }[]>();
  for (const [type, argument] of Object.entries(INSTANCES)) {
    for (const instance of stack.graph.all(type)) {
      const store = stack.find(instance.body[argument]);
      const policy = stack.find(instance.body.backup_policy_id);
      const vault = stack.find(instance.body.vault_id);
      const name = store?.address ?? text(instance.body[argument]) ?? 'a store known at apply';
      if (policy) {
        const others = found.get(policy.address) ?? [];
        others.push({ store: name, instance });
        found.set(policy.address, others);
      }
      if (store) { notes.flow({ from: store.address, to: vault?.address ?? elsewhere(stack, instance.body.vault_id), verb: 'keeps copies in', evidence: [{ address: instance.address, argument }] }); }
    }
  }
  return found;
}

function readVault(stack: AzureStack, notes: Notes, vault: Entry): void {
  const { body } = vault;
  const key = stack.at('azurerm_data_protection_backup_vault_customer_managed_key', 'data_protection_backup_vault_id', vault)[0];
  const soft = word(body.soft_delete, 'On');
  const locked = word(body.immutability, 'Disabled');
  const copies = word(body.redundancy);
  const locks = stack.locks(vault);
  const kept = locked === 'Locked' || soft === 'AlwaysOn';
  stateStore(stack, notes, vault, {
    'data.key': [keyOwner(stack, key?.body.key_vault_key_id), key ? [{ address: key.address, argument: 'key_vault_key_id' }] : undefined],
    // Copies are read over Resource Manager by identity; a backup vault has no address of its own.
    'data.public': [false],
    'data.login': ['identity'],
    'data.transit': ['TLS'],
    'data.undelete-days': [soft === undefined ? undefined : soft.toLowerCase() === 'off' ? 0 : amountOf(body.retention_duration_in_days, 14), 'soft_delete'],
    // What is locked, or deleted softly for ever, no call deletes for good.
    'data.deletion-protection': [kept || locks.length > 0, kept ? (locked === 'Locked' ? 'immutability' : 'soft_delete') : locks],
    'data.redundancy': [copies && COPIES[copies], 'redundancy'],
  });
  notes.state('data.lock', vault, locked === undefined ? undefined : LOCKS[locked] ?? 'none', 'immutability');
}
