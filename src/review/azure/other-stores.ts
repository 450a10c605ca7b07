import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { aclOpening, Opening, reachOpening, switched } from './openings';
import { AzureStack, stackOf } from './stack';
import { Fact, loginWords, stateStore } from './stores';
import { amountOf, inside, table, tls, when, word, yes } from './values';

const COPIES: { readonly [storage: string]: string } = table({ LRS: 'zone', ZRS: 'zones', GRS: 'regions', GZRS: 'regions' });

/** Stores that patterns do not use but teams do: search, settings, warehouses, managed instances, models. */
export const otherStores: Reader = {
  types: [
    'azurerm_search_service', 'azurerm_app_configuration', 'azurerm_kusto_cluster', 'azurerm_kusto_cluster_customer_managed_key', 'azurerm_mssql_managed_instance',
    'azurerm_mssql_managed_instance_transparent_data_encryption', 'azurerm_cognitive_account',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const service of graph.all('azurerm_search_service')) { search(stack, notes, service); }
    for (const settings of graph.all('azurerm_app_configuration')) { configuration(stack, notes, settings); }
    for (const cluster of graph.all('azurerm_kusto_cluster')) { kusto(stack, notes, cluster); }
    for (const instance of graph.all('azurerm_mssql_managed_instance')) { managedInstance(stack, notes, instance); }
    for (const account of graph.all('azurerm_cognitive_account')) { models(notes, account); }
  },
};

const byKey = (allowed: unknown) => when(yes(allowed, true), 'key', 'identity');

function stated(stack: AzureStack, notes: Notes, entry: Entry, opening: Opening, login: Fact, more: { readonly [rule: string]: Fact }): void {
  stateStore(stack, notes, entry, { 'data.public': [opening.open, opening.evidence], 'data.transit': ['TLS'], 'data.login': login, ...more });
  reachOpening(notes, entry, opening, { ports: '443', protocol: 'HTTPS', authentication: loginWords(word(login[0])), tls: 'TLS' });
}

/** Firewalls that are a list of ranges: an empty one lets everybody try. */
function listed(entry: Entry, argument: string, isPublic: boolean | undefined, path: string): Opening {
  const ranges = entry.body[path];
  return aclOpening(entry, argument, isPublic, { path, action: isSet(ranges) && [ranges].flat().length > 0 ? 'Deny' : 'Allow', ranges });
}

function search(stack: AzureStack, notes: Notes, service: Entry): void {
  const { body } = service;
  const opening = listed(service, 'public_network_access_enabled', yes(body.public_network_access_enabled, true), 'allowed_ips');
  stated(stack, notes, service, opening, [byKey(body.local_authentication_enabled), 'local_authentication_enabled'], {
    // Its keys are named index by index, outside of Terraform; here it can only be asked that they are.
    'data.key': [when(yes(body.customer_managed_key_enforcement_enabled, false), 'foundation', 'provider'), 'customer_managed_key_enforcement_enabled'],
    'data.redundancy': [when((amountOf(body.replica_count, 1) ?? 1) > 1, 'zones', 'one'), 'replica_count'],
  });
}

function configuration(stack: AzureStack, notes: Notes, settings: Entry): void {
  const { body } = settings;
  const opening = aclOpening(settings, 'public_network_access', switched(body.public_network_access, true), { path: 'public_network_access', action: undefined, ranges: undefined });
  stated(stack, notes, settings, opening, [byKey(body.local_auth_enabled), 'local_auth_enabled'], {
    'data.key': [keyOwner(stack, inside(body.encryption, 'key_vault_key_identifier')), 'encryption.key_vault_key_identifier'],
    'data.deletion-protection': [stack.locks(settings).length > 0 || yes(body.purge_protection_enabled, false), 'purge_protection_enabled'],
    'data.undelete-days': [amountOf(body.soft_delete_retention_days, 7), 'soft_delete_retention_days'],
  });
}

function kusto(stack: AzureStack, notes: Notes, cluster: Entry): void {
  const { body } = cluster;
  const opening = listed(cluster, 'public_network_access_enabled', yes(body.public_network_access_enabled, true), 'allowed_ip_ranges');
  const own = stack.at('azurerm_kusto_cluster_customer_managed_key', 'cluster_id', cluster)[0];
  const inVault = own && (stack.find(own.body.key_vault_id) ? 'customer' : 'foundation');
  stated(stack, notes, cluster, opening, ['identity'], { 'data.key': [inVault ?? 'provider', own && [{ address: own.address, argument: 'key_name' }]] });
}

function managedInstance(stack: AzureStack, notes: Notes, instance: Entry): void {
  const { body } = instance;
  const key = stack.at('azurerm_mssql_managed_instance_transparent_data_encryption', 'managed_instance_id', instance)[0];
  const administrator = body.azure_active_directory_administrator;
  const only = yes(inside(administrator, 'azuread_authentication_only_enabled'), false);
  const login = only ? 'identity' : isSet(administrator) ? 'password or identity' : 'password';
  const least = isSet(body.minimum_tls_version) ? tls(text(body.minimum_tls_version)) : 'TLS 1.2';
  const opening = aclOpening(instance, 'public_data_endpoint_enabled', yes(body.public_data_endpoint_enabled, false), { path: 'public_data_endpoint_enabled', action: undefined, ranges: undefined });
  stateStore(stack, notes, instance, {
    'data.key': [keyOwner(stack, key?.body.key_vault_key_id), key && [{ address: key.address, argument: 'key_vault_key_id' }]],
    'data.public': [opening.open, opening.evidence],
    'data.transit': [least, 'minimum_tls_version'],
    'data.login': [login, 'azure_active_directory_administrator'],
    'data.point-in-time': [true],
    'data.redundancy': [COPIES[word(body.storage_account_type, 'GRS') ?? ''], 'storage_account_type'],
    'data.size': [amountOf(body.storage_size_in_gb), 'storage_size_in_gb'],
  });
  reachOpening(notes, instance, opening, { ports: '3342', protocol: 'TCP', authentication: loginWords(login), tls: least ?? 'unknown' });
}

/** Models keep little, but answer whoever reaches them. */
function models(notes: Notes, account: Entry): void {
  const { body } = account;
  const opening = aclOpening(account, 'public_network_access_enabled', yes(body.public_network_access_enabled, true),
    { path: 'network_acls', action: inside(body.network_acls, 'default_action'), ranges: inside(body.network_acls, 'ip_rules') });
  const login = byKey(body.local_auth_enabled);
  notes.state('data.public', account, opening.open, opening.evidence);
  notes.state('data.login', account, login, 'local_auth_enabled');
  reachOpening(notes, account, opening, { ports: '443', protocol: 'HTTPS', authentication: loginWords(login), tls: 'TLS' });
}
