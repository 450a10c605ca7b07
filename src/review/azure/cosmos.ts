import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, numeric, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { aclOpening, Opening, reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { Fact, loginWords, stateStore } from './stores';
import { amountOf, inside, tls, when, word, words, yes } from './values';

/** Cosmos DB. */
export const cosmos: Reader = {
  types: ['azurerm_cosmosdb_account', 'azurerm_cosmosdb_sql_container', 'azurerm_cosmosdb_sql_database'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const account of graph.all('azurerm_cosmosdb_account')) { read(stack, notes, account); }
    for (const container of graph.all('azurerm_cosmosdb_sql_container')) {
      const seconds = numeric(container.body.default_ttl);
      // Without a time to live, and with -1, items stay until they are deleted or say otherwise themselves.
      const days = isSet(container.body.default_ttl) ? seconds && (seconds < 0 ? 36500 : seconds / 86400) : 36500;
      const account = stack.named('azurerm_cosmosdb_account', container.body.account_name);
      // The account is the store; its containers keep items for as long as each says.
      notes.state('data.expiry-days', account ?? container, days, [{ address: container.address, argument: 'default_ttl' }], account && (graph.literal(container.body.name) ?? container.name));
    }
  },
};

function read(stack: AzureStack, notes: Notes, account: Entry): void {
  const { body } = account;
  const local = isSet(body.local_authentication_disabled) ? yes(body.local_authentication_disabled) : invert(yes(body.local_authentication_enabled, true));
  const login = when(local, 'identity', 'key');
  const opening = openingOf(account);
  stateStore(stack, notes, account, {
    'data.key': [keyOwner(stack, body.key_vault_key_id), 'key_vault_key_id'],
    ...backups(body.backup),
    'data.public': [opening.open, opening.evidence],
    'data.transit': [isSet(body.minimal_tls_version) ? tls(text(body.minimal_tls_version)) : 'TLS 1.2', 'minimal_tls_version'],
    'data.login': [login, 'local_authentication_disabled'],
    'data.redundancy': redundancy(body),
    'data.residency': [places(stack, body), 'geo_location'],
  });
  reachOpening(notes, account, opening, { ports: '443', protocol: 'HTTPS', authentication: loginWords(login), tls: 'TLS 1.2' });
}

function invert(value: boolean | undefined): boolean | undefined { return value === undefined ? undefined : !value; }

function openingOf(account: Entry): Opening {
  const { body } = account;
  const isPublic = yes(body.public_network_access_enabled, true);
  const ranges = words(Array.isArray(body.ip_range_filter) || !isSet(body.ip_range_filter) ? body.ip_range_filter : String(body.ip_range_filter).split(','));
  const filtered = yes(body.is_virtual_network_filter_enabled, false) === true || ranges === undefined || ranges.length > 0;
  return aclOpening(account, 'public_network_access_enabled', isPublic, { path: 'ip_range_filter', action: filtered ? 'Deny' : 'Allow', ranges: ranges ?? '${ranges}' });
}

function backups(backup: unknown): { [rule: string]: Fact } {
  const type = word(inside(backup, 'type'), 'Periodic');
  if (type === undefined) { return {}; }
  if (type === 'Continuous') {
    const days = Number(/(\d+)Days$/.exec(word(inside(backup, 'tier'), 'Continuous30Days') ?? '')?.[1]);
    return { 'data.backup-days': [Number.isNaN(days) ? undefined : days, 'backup.tier'], 'data.point-in-time': [true, 'backup.type'] };
  }
  const hours = amountOf(inside(backup, 'retention_in_hours'), 8);
  return { 'data.backup-days': [hours && Math.round(hours / 24 * 100) / 100, 'backup.retention_in_hours'], 'data.point-in-time': [false, 'backup.type'] };
}

function redundancy(body: Entry['body']): Fact {
  const places = blocksOf(body.geo_location);
  if (places.length === 0) { return [undefined]; }
  const zones = yes(places[0].zone_redundant, false);
  return [places.length > 1 ? 'regions' : when(zones, 'zones', 'one'), places.length > 1 ? 'geo_location' : 'geo_location.zone_redundant'];
}

function places(stack: AzureStack, body: Entry['body']): string | undefined {
  const known = blocksOf(body.geo_location).map((place) => stack.location(place.location));
  return known.length === 0 || known.includes(undefined) ? undefined : [...new Set(known)].sort().join(' and ');
}
