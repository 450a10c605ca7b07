import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { isSet, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { aclOpening, reachOpening, ruleOpening, switched } from './openings';
import { AzureStack, stackOf } from './stack';
import { loginWords, stateStore } from './stores';
import { inside, tls, valuesAt, when, word, yes } from './values';

/** Caches. */
export const caches: Reader = {
  types: ['azurerm_managed_redis', 'azurerm_redis_cache', 'azurerm_redis_firewall_rule'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const cache of graph.all('azurerm_managed_redis')) { managed(stack, notes, cache); }
    for (const cache of graph.all('azurerm_redis_cache')) { classic(stack, notes, cache); }
  },
};

function managed(stack: AzureStack, notes: Notes, cache: Entry): void {
  const { body } = cache;
  const database = body.default_database;
  const opening = aclOpening(cache, 'public_network_access', switched(body.public_network_access, true), { path: 'public_network_access', action: undefined, ranges: undefined });
  const keys = yes(inside(database, 'access_keys_authentication_enabled'), false);
  const login = when(keys, 'key', 'identity');
  const protocol = word(inside(database, 'client_protocol'), 'Encrypted');
  const transit = when(protocol === undefined ? undefined : protocol === 'Encrypted', 'TLS 1.2', 'none');
  stateStore(stack, notes, cache, {
    'data.key': [keyOwner(stack, inside(body.customer_managed_key, 'key_vault_key_id')), 'customer_managed_key.key_vault_key_id'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': [transit, 'default_database.client_protocol'],
    'data.login': [login, 'default_database.access_keys_authentication_enabled'],
    'data.redundancy': [when(yes(body.high_availability_enabled, true), 'zones', 'one'), 'high_availability_enabled'],
  });
  reachOpening(notes, cache, opening, { ports: '10000', protocol: 'TCP', authentication: loginWords(login), tls: transit ?? 'unknown' });
}

function classic(stack: AzureStack, notes: Notes, cache: Entry): void {
  const { body } = cache;
  const rules = [...stack.pointing('azurerm_redis_firewall_rule', 'redis_cache_name').get(cache.address) ?? []];
  const isPublic = isSet(body.subnet_id) ? false : yes(body.public_network_access_enabled, true);
  const opening = rules.length > 0 ? ruleOpening(cache, 'public_network_access_enabled', isPublic, rules.map(withFullNames))
    : aclOpening(cache, 'public_network_access_enabled', isPublic, { path: 'redis_configuration', action: undefined, ranges: undefined });
  const keys = yes(body.access_keys_authentication_enabled, true);
  const unauthenticated = yes(inside(body.redis_configuration, 'authentication_enabled'), true) === false;
  const identity = yes(inside(body.redis_configuration, 'active_directory_authentication_enabled'), false);
  const login = unauthenticated ? 'none' : keys === undefined ? undefined : keys ? 'key' : identity ? 'identity' : 'key';
  const plain = yes(body.non_ssl_port_enabled ?? body.enable_non_ssl_port, false);
  const transit = plain === undefined ? undefined : plain ? 'optional' : isSet(body.minimum_tls_version) ? tls(text(body.minimum_tls_version)) : 'TLS 1.2';
  const zones = valuesAt(body, 'zones').length;
  const sku = word(body.sku_name);
  stateStore(stack, notes, cache, {
    'data.key': ['provider'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': [transit, plain ? 'non_ssl_port_enabled' : 'minimum_tls_version'],
    'data.login': [login, unauthenticated ? 'redis_configuration.authentication_enabled' : 'access_keys_authentication_enabled'],
    'data.redundancy': [sku && (zones > 1 ? 'zones' : sku === 'Basic' ? 'one' : 'zone'), zones > 1 ? 'zones' : 'sku_name'],
  });
  reachOpening(notes, cache, opening, { ports: plain ? '6379, 6380' : '6380', protocol: 'TCP', authentication: loginWords(login), tls: transit ?? 'unknown' });
}

function withFullNames(rule: Entry): Entry {
  return { ...rule, body: { start_ip_address: rule.body.start_ip, end_ip_address: rule.body.end_ip } };
}
