import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { reachOpening, ruleOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { loginWords, stateStore } from './stores';
import { amountOf, inside, isoDays, table, tls, when, word, yes } from './values';

const COPIES: { readonly [storage: string]: string } = table({ Local: 'zone', Zone: 'zones', Geo: 'regions', GeoZone: 'regions' });

/** SQL Server. */
export const sqlServers: Reader = {
  types: ['azurerm_mssql_server', 'azurerm_mssql_database', 'azurerm_mssql_firewall_rule', 'azurerm_mssql_virtual_network_rule', 'azurerm_mssql_server_transparent_data_encryption'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const server of graph.all('azurerm_mssql_server')) { readServer(stack, notes, server); }
    for (const database of graph.all('azurerm_mssql_database')) { readDatabase(stack, notes, database); }
  },
};

function readServer(stack: AzureStack, notes: Notes, server: Entry): void {
  const { body } = server;
  const rules = stack.at('azurerm_mssql_firewall_rule', 'server_id', server);
  const opening = ruleOpening(server, 'public_network_access_enabled', yes(body.public_network_access_enabled, true), rules);
  const only = yes(inside(body.azuread_administrator, 'azuread_authentication_only'), false);
  const login = only === undefined ? undefined : only ? 'identity' : isSet(body.azuread_administrator) ? 'password or identity' : 'password';
  const transit = isSet(body.minimum_tls_version) ? tls(text(body.minimum_tls_version)) ?? (text(body.minimum_tls_version) === 'Disabled' ? 'optional' : undefined) : 'TLS 1.2';
  stateStore(stack, notes, server, {
    'data.key': [keyOwner(stack, serverKey(stack, server)), 'transparent_data_encryption_key_vault_key_id'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': [transit, 'minimum_tls_version'],
    'data.login': [login, 'azuread_administrator.azuread_authentication_only'],
  });
  reachOpening(notes, server, opening, { ports: '1433', protocol: 'TCP', authentication: loginWords(login), tls: transit ?? 'unknown' });
}

function serverKey(stack: AzureStack, server: Entry): unknown {
  const separate = stack.at('azurerm_mssql_server_transparent_data_encryption', 'server_id', server)[0];
  return server.body.transparent_data_encryption_key_vault_key_id ?? separate?.body.key_vault_key_id;
}

function readDatabase(stack: AzureStack, notes: Notes, database: Entry): void {
  const { body } = database;
  const server = stack.find(body.server_id);
  const encrypted = yes(body.transparent_data_encryption_enabled, true);
  const own = body.transparent_data_encryption_key_vault_key_id ?? (server && serverKey(stack, server));
  const backups = word(body.storage_account_type, 'Geo');
  const longest = ['weekly', 'monthly', 'yearly'].map((span) => isoDays(inside(body.long_term_retention_policy, `${span}_retention`)) ?? 0);
  stateStore(stack, notes, database, {
    'data.key': [encrypted === undefined ? undefined : encrypted ? keyOwner(stack, own) : 'none', encrypted ? 'transparent_data_encryption_key_vault_key_id' : 'transparent_data_encryption_enabled'],
    'data.backup-days': [amountOf(inside(body.short_term_retention_policy, 'retention_days'), 7), 'short_term_retention_policy.retention_days'],
    'data.point-in-time': [true, 'short_term_retention_policy.retention_days'],
    'data.redundancy': [when(yes(body.zone_redundant, false), 'zones', 'zone'), 'zone_redundant'],
    'data.residency': [server && stack.location(server.body.location)],
    'data.size': [amountOf(body.max_size_gb), 'max_size_gb'],
  });
  if (backups) { notes.state('data.redundancy', database, COPIES[backups], 'storage_account_type', 'backups'); }
  if (Math.max(...longest) > 0) { notes.state('backup.days', database, Math.max(...longest), 'long_term_retention_policy'); }
}
