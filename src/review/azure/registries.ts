import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { blocksOf, isSet, text } from '../../clouds/rule-values';
import { Notes, Reader } from '../reader';
import { keyOwner } from './keys-of';
import { aclOpening, reachOpening } from './openings';
import { AzureStack, stackOf } from './stack';
import { loginWords, stateStore } from './stores';
import { inside, valuesAt, when, yes } from './values';

/** Registries of container images. */
export const registries: Reader = {
  types: ['azurerm_container_registry', 'azurerm_container_registry_cache_rule'],
  read(graph: TerraformGraph, notes: Notes): void {
    const stack = stackOf(graph);
    const scanned = scans(graph);
    for (const registry of graph.all('azurerm_container_registry')) {
      read(stack, notes, registry);
      // Scanning is switched on for a whole subscription; without the switch in this stack nothing is known of it.
      if (scanned) { notes.state('image.scan', registry, true, [{ address: scanned.address, argument: 'extension' }]); } else if (graph.all('azurerm_security_center_subscription_pricing').length > 0) {
        notes.state('image.scan', registry, false);
      }
    }
  },
};

function scans(graph: TerraformGraph): Entry | undefined {
  return graph.all('azurerm_security_center_subscription_pricing').find((plan) => plan.body.tier === 'Standard' && text(plan.body.resource_type) === 'Containers'
    && blocksOf(plan.body.extension).some((extension) => extension.name === 'ContainerRegistriesVulnerabilityAssessments'));
}

function read(stack: AzureStack, notes: Notes, registry: Entry): void {
  const { body } = registry;
  const rules = [body.network_rule_set].flat()[0];
  const ranges = valuesAt(registry.body, 'network_rule_set.ip_rule.ip_range');
  const opening = aclOpening(registry, 'public_network_access_enabled', yes(body.public_network_access_enabled, true),
    { path: 'network_rule_set', action: inside(rules, 'default_action'), ranges });
  const anonymous = yes(body.anonymous_pull_enabled, false);
  const admin = yes(body.admin_enabled, false);
  const login = anonymous ? 'none' : when(admin, 'key', 'identity');
  const copies = isSet(body.georeplications) ? 'regions' : when(yes(body.zone_redundancy_enabled, false), 'zones', 'zone');
  stateStore(stack, notes, registry, {
    'data.key': [keyOwner(stack, inside([body.encryption].flat()[0], 'key_vault_key_id')), 'encryption.key_vault_key_id'],
    'data.public': [opening.open, opening.evidence],
    'data.transit': ['TLS'],
    'data.login': [login, anonymous ? 'anonymous_pull_enabled' : 'admin_enabled'],
    'data.redundancy': [copies, isSet(body.georeplications) ? 'georeplications' : 'zone_redundancy_enabled'],
  });
  // A registry has no switch against it; only single images can be locked, by hand.
  notes.state('image.immutable', registry, false);
  reachOpening(notes, registry, opening, {
    ports: '443', protocol: 'HTTPS', authentication: loginWords(login), tls: 'TLS',
  });
}
