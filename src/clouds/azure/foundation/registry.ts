import { Construct } from 'constructs';
import { after, preventDestroy } from '../../../environment/order';
import { diagnose } from '../diagnostics';
import { CACHED_REGISTRIES } from '../image';
import { ContainerRegistry, ContainerRegistryCacheRule } from '../resources';
import { FoundationContext, FoundationKey, FoundationNetwork, place } from './context';
import { hubEndpoint, PrivateNames } from './private-names';

/** One registry for the landing zone: private, without keys, and the only place that images are pulled from. */
export function registry(context: FoundationContext, key: FoundationKey, network: FoundationNetwork, names: PrivateNames): void {
  const scope = new Construct(context.scope, 'registry');
  const made = preventDestroy(after(new ContainerRegistry(scope, 'registry', {
    ...place(context, 'platform'),
    name: context.ids.registryName,
    sku: 'Premium',
    adminEnabled: false,
    anonymousPullEnabled: false,
    publicNetworkAccessEnabled: false,
    networkRuleBypassOption: 'AzureServices',
    networkRuleSet: [{ defaultAction: 'Deny', ipRule: [] }],
    exportPolicyEnabled: false,
    dataEndpointEnabled: true,
    zoneRedundancyEnabled: true,
    // With quarantine nothing could be pulled before a person or program of the enterprise releases it.
    quarantinePolicyEnabled: false,
    retentionPolicyInDays: 30,
    identity: { type: 'UserAssigned', identityIds: [key.identity.id] },
    encryption: [{ identityClientId: key.identity.clientId, keyVaultKeyId: key.key.versionlessId }],
  }), key.role), true);
  for (const [host, prefix] of Object.entries(CACHED_REGISTRIES)) {
    new ContainerRegistryCacheRule(scope, `cache-${prefix}`, {
      name: `cache-${prefix}`, containerRegistryId: made.id, sourceRepo: `${host}/*`, targetRepo: `${prefix}/*`,
    });
  }
  hubEndpoint(scope, context, network, names, { id: made.id, name: 'registry', part: 'registry', zones: ['registry'] });
  diagnose(scope, 'registry', made.id, 'registry', context.workspace.id);
}
