import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, numeric, text } from '../../clouds/rule-values';
import { Evidence } from '../model';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { reachOpening, ruleOpening, switched } from './openings';
import { AzureStack, stackOf } from './stack';
import { Fact, loginWords, stateStore } from './stores';
import { amountOf, inside, table, tls, word, yes } from './values';
import { append } from '../group';

const STANDBY: { readonly [mode: string]: string } = table({ ZoneRedundant: 'zones', SameZone: 'zone' });

/** Servers of PostgreSQL and MySQL. */
export const databases: Reader = {
  types: [
    'azurerm_postgresql_flexible_server', 'azurerm_postgresql_flexible_server_configuration', 'azurerm_postgresql_flexible_server_firewall_rule',
    'azurerm_mysql_flexible_server', 'azurerm_mysql_flexible_server_configuration', 'azurerm_mysql_flexible_server_firewall_rule', 'azurerm_mysql_flexible_server_active_directory_administrator',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const server of graph.all('azurerm_postgresql_flexible_server')) { postgres(stack, notes, server); }
    const settings = byServerName(stack, 'azurerm_mysql_flexible_server_configuration');
    const rules = byServerName(stack, 'azurerm_mysql_flexible_server_firewall_rule');
    for (const server of graph.all('azurerm_mysql_flexible_server')) { mysql(stack, notes, server, settings.get(server.address) ?? [], rules.get(server.address) ?? []); }
  },
};

function postgres(stack: AzureStack, notes: Notes, server: Entry): void {
  const { body } = server;
  const settings = stack.at('azurerm_postgresql_flexible_server_configuration', 'server_id', server);
  const injected = isSet(body.delegated_subnet_id);
  const opening = ruleOpening(server, 'public_network_access_enabled', injected ? false : yes(body.public_network_access_enabled, true),
    stack.at('azurerm_postgresql_flexible_server_firewall_rule', 'server_id', server));
  const login = postgresLogin(body.authentication);
  const transit = secured(server, settings, 'require_secure_transport', 'ssl_min_protocol_version');
  stateStore(stack, notes, server, {
    'data.key': [keyOwner(stack, inside(body.customer_managed_key, 'key_vault_key_id')), 'customer_managed_key.key_vault_key_id'],
    'data.backup-days': [amountOf(body.backup_retention_days, 7), 'backup_retention_days'],
    'data.point-in-time': [true, 'backup_retention_days'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': transit,
    'data.login': [login, 'authentication'],
    'data.redundancy': redundancy(body),
    'data.version': [text(body.version) && `PostgreSQL ${body.version}`, 'version'],
    'data.size': [megabytes(body.storage_mb), 'storage_mb'],
  });
  reachOpening(notes, server, opening, { ports: '5432', protocol: 'TCP', authentication: loginWords(login), tls: String(transit[0] ?? 'unknown') });
}

function mysql(stack: AzureStack, notes: Notes, server: Entry, settings: Entry[], rules: Entry[]): void {
  const { body } = server;
  const isPublic = isSet(body.delegated_subnet_id) ? false : switched(body.public_network_access ?? body.public_network_access_enabled, true);
  const opening = ruleOpening(server, 'public_network_access', isPublic, rules);
  const transit = secured(server, settings, 'require_secure_transport', 'tls_version');
  const administrators = stack.at('azurerm_mysql_flexible_server_active_directory_administrator', 'server_id', server);
  const only = onOff(settings.find((setting) => setting.body.name === 'aad_auth_only')?.body.value ?? 'OFF');
  const login = administrators.length === 0 ? 'password' : only ? 'identity' : 'password or identity';
  stateStore(stack, notes, server, {
    'data.key': [keyOwner(stack, inside(body.customer_managed_key, 'key_vault_key_id')), 'customer_managed_key.key_vault_key_id'],
    'data.backup-days': [amountOf(body.backup_retention_days, 7), 'backup_retention_days'],
    'data.point-in-time': [true, 'backup_retention_days'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': transit,
    'data.login': [login, administrators.length > 0 ? administrators.map((a) => ({ address: a.address })) : undefined],
    'data.redundancy': redundancy(body),
    'data.version': [text(body.version) && `MySQL ${body.version}`, 'version'],
    'data.size': [amountOf(inside(body.storage, 'size_gb')), 'storage.size_gb'],
  });
  reachOpening(notes, server, opening, { ports: '3306', protocol: 'TCP', authentication: loginWords(login), tls: String(transit[0] ?? 'unknown') });
}

function postgresLogin(authentication: unknown): string | undefined {
  const password = yes(inside(authentication, 'password_auth_enabled'), true);
  const identity = yes(inside(authentication, 'active_directory_auth_enabled'), false);
  if (password === undefined || identity === undefined) { return undefined; }
  return password ? (identity ? 'password or identity' : 'password') : identity ? 'identity' : undefined;
}

/** Both engines encrypt unless a parameter says otherwise. The parameters are resources of their own. */
function secured(server: Entry, settings: Entry[], required: string, least: string): Fact {
  const named = (name: string) => settings.find((setting) => setting.body.name === name);
  const [asked, version] = [named(required), named(least)];
  const evidence: Evidence[] = [asked, version].filter((s): s is Entry => s !== undefined).map((s) => ({ address: s.address, argument: 'value' }));
  const on = asked ? onOff(asked.body.value) : true;
  const written = version ? text(version.body.value) : 'TLSv1.2';
  // A list of versions admits the oldest of them.
  const oldest = written?.split(',').map((v) => tls(v.trim())).filter((v) => v !== undefined).sort()[0];
  const value = on === undefined ? undefined : on ? (written === undefined ? undefined : oldest ?? 'TLS') : 'optional';
  return [value, evidence.length > 0 ? evidence : [{ address: server.address }]];
}

function onOff(value: unknown): boolean | undefined {
  const written = text(value)?.toLowerCase();
  return written === undefined ? yes(value) : ['on', 'true', '1'].includes(written);
}

function redundancy(body: Entry['body']): Fact {
  const mode = word(inside(body.high_availability, 'mode'), 'none');
  return [mode === undefined ? undefined : STANDBY[mode] ?? 'one', 'high_availability.mode'];
}

function megabytes(value: unknown): number | undefined {
  const size = isSet(value) ? numeric(value) : 32768;
  return size === undefined ? undefined : size / 1024;
}

function byServerName(stack: AzureStack, type: string): Map<string, Entry[]> {
  const found = new Map<string, Entry[]>();
  for (const entry of stack.graph.all(type)) {
    const server = stack.named('azurerm_mysql_flexible_server', entry.body.server_name);
    if (server) { append(found, server.address, entry); }
  }
  return found;
}
