import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, numeric, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { aclOpening, Opening, reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { Fact, loginWords, stateStore } from './stores';
import { inside, isoDays, tls, when, word, yes } from './values';

/** Longest time to live of Service Bus; means for ever. */
const FOR_EVER = 36500;

/** Queues, topics and streams. */
export const messaging: Reader = {
  types: [
    'azurerm_servicebus_namespace', 'azurerm_servicebus_namespace_customer_managed_key', 'azurerm_servicebus_queue', 'azurerm_servicebus_topic', 'azurerm_servicebus_subscription',
    'azurerm_eventhub_namespace', 'azurerm_eventhub_namespace_customer_managed_key', 'azurerm_eventhub', 'azurerm_eventgrid_topic', 'azurerm_eventgrid_domain',
  ],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    for (const namespace of graph.all('azurerm_servicebus_namespace')) { serviceBus(stack, notes, namespace); }
    for (const namespace of graph.all('azurerm_eventhub_namespace')) { eventHubs(stack, notes, namespace); }
    for (const topic of graph.all('azurerm_eventgrid_topic', 'azurerm_eventgrid_domain')) { eventGrid(stack, notes, topic); }
    for (const queue of graph.all('azurerm_servicebus_queue', 'azurerm_servicebus_topic', 'azurerm_servicebus_subscription')) {
      const days = isSet(queue.body.default_message_ttl) ? isoDays(queue.body.default_message_ttl) : FOR_EVER;
      notes.state('data.expiry-days', queue, days && Math.min(FOR_EVER, days), 'default_message_ttl');
      notes.state('data.prevent-destroy', queue, stack.keepsFromDestroy(queue), 'lifecycle.prevent_destroy');
    }
    for (const hub of graph.all('azurerm_eventhub')) {
      const hours = numeric(inside(blocksOf(hub.body.retention_description)[0], 'retention_time_in_hours'));
      notes.state('data.expiry-days', hub, hours === undefined ? numeric(hub.body.message_retention) : hours / 24, 'message_retention');
      notes.state('data.prevent-destroy', hub, stack.keepsFromDestroy(hub), 'lifecycle.prevent_destroy');
    }
  },
};

function key(stack: AzureStack, namespace: Entry, separateType: string, argument: string): Fact {
  const separate = stack.at(separateType, argument, namespace)[0];
  if (separate) {
    const named = separate.body.key_vault_key_id ?? [separate.body.key_vault_key_ids].flat()[0];
    return [keyOwner(stack, named) ?? 'foundation', [{ address: separate.address, argument: 'key_vault_key_id' }]];
  }
  return [keyOwner(stack, inside(namespace.body.customer_managed_key, 'key_vault_key_id')), 'customer_managed_key.key_vault_key_id'];
}

function openingOf(namespace: Entry, rules: unknown): Opening {
  const ranges = [inside(rules, 'ip_rules') ?? inside(rules, 'ip_rule')].flat().map((rule) => (typeof rule === 'object' && rule !== null ? (rule as any).ip_mask : rule)).filter(isSet);
  return aclOpening(namespace, 'public_network_access_enabled', yes(namespace.body.public_network_access_enabled, true),
    { path: 'network_rule_set', action: inside(rules, 'default_action'), ranges });
}

function serviceBus(stack: AzureStack, notes: Notes, namespace: Entry): void {
  const { body } = namespace;
  const login = when(yes(body.local_auth_enabled ?? body.local_authentication_enabled, true), 'key', 'identity');
  const least = isSet(body.minimum_tls_version) ? tls(text(body.minimum_tls_version)) : 'TLS 1.2';
  const opening = openingOf(namespace, body.network_rule_set);
  const sku = word(body.sku);
  stateStore(stack, notes, namespace, {
    'data.key': key(stack, namespace, 'azurerm_servicebus_namespace_customer_managed_key', 'namespace_id'),
    'data.public': [opening.open, opening.evidence],
    'data.transit': [least, 'minimum_tls_version'],
    'data.login': [login, 'local_auth_enabled'],
    'data.redundancy': [sku && 'zones', 'sku'],
  });
  reachOpening(notes, namespace, opening, { ports: '443, 5671', protocol: 'AMQP', authentication: loginWords(login), tls: least ?? 'unknown' });
}

function eventHubs(stack: AzureStack, notes: Notes, namespace: Entry): void {
  const { body } = namespace;
  const login = when(yes(body.local_authentication_enabled, true), 'key', 'identity');
  const least = isSet(body.minimum_tls_version) ? tls(text(body.minimum_tls_version)) : 'TLS 1.2';
  const rules = [body.network_rulesets ?? body.network_rule_set].flat()[0];
  const opening = openingOf(namespace, rules);
  stateStore(stack, notes, namespace, {
    'data.key': key(stack, namespace, 'azurerm_eventhub_namespace_customer_managed_key', 'eventhub_namespace_id'),
    'data.public': [opening.open, opening.evidence],
    'data.transit': [least, 'minimum_tls_version'],
    'data.login': [login, 'local_authentication_enabled'],
  });
  reachOpening(notes, namespace, opening, { ports: '443, 5671, 9093', protocol: 'AMQP', authentication: loginWords(login), tls: least ?? 'unknown' });
}

function eventGrid(stack: AzureStack, notes: Notes, topic: Entry): void {
  const { body } = topic;
  const login = when(yes(body.local_auth_enabled, true), 'key', 'identity');
  const rules = [body.inbound_ip_rule].flat().filter(isSet);
  const opening = aclOpening(topic, 'public_network_access_enabled', yes(body.public_network_access_enabled, true),
    { path: 'inbound_ip_rule', action: rules.length > 0 ? 'Deny' : undefined, ranges: rules.map((rule) => inside(rule, 'ip_mask')) });
  stateStore(stack, notes, topic, {
    // It passes events on and keeps none.
    'messaging.key': ['fixed'],
    'data.prevent-destroy': [undefined],
    'data.deletion-protection': [undefined],
    'data.public': [opening.open, opening.evidence],
    'data.transit': ['TLS'],
    'data.login': [login, 'local_auth_enabled'],
  });
  reachOpening(notes, topic, opening, { ports: '443', protocol: 'HTTPS', authentication: loginWords(login), tls: 'TLS' });
}
