import { Construct } from 'constructs';
import { hubRanges } from '../addresses';
import { hostsOf } from '../network-hosts';
import { FirewallPolicy, FirewallPolicyRuleCollectionGroup } from '../resources';
import { FoundationContext, place } from './context';

/** What container environments need of Azure itself. Source: learn.microsoft.com/azure/container-apps/use-azure-firewall */
const PLATFORM_HOSTS = ['mcr.microsoft.com', '*.data.mcr.microsoft.com', 'packages.aks.azure.com', 'acs-mirror.azureedge.net'];
/** Where managed identities and gateways get tokens and keys. */
const IDENTITY_HOSTS = ['login.microsoftonline.com', '*.login.microsoftonline.com', 'login.microsoft.com', '*.login.microsoft.com', '*.identity.azure.net'];
/** Where API Management keeps its own configuration. Source: learn.microsoft.com/azure/api-management/integrate-vnet-outbound */
const GATEWAY_HOSTS = ['*.blob.core.windows.net', '*.table.core.windows.net', '*.vault.azure.net'];
const REVOCATION_HOSTS = ['ocsp.digicert.com', 'crl3.digicert.com', 'crl4.digicert.com'];

/** What every environment may reach; what one of them needs besides, it adds as a group of its own. */
export function egressPolicy(scope: Construct, context: FoundationContext): { policy: FirewallPolicy; rules: FirewallPolicyRuleCollectionGroup } {
  const { ids, zone, standards } = context;
  const everyone = [zone.addressSpace];
  const policy = new FirewallPolicy(scope, 'egress', {
    ...place(context, 'network'),
    name: ids.name('azurerm_firewall_policy', 'egress'),
    sku: 'Premium',
    threatIntelligenceMode: 'Deny',
    // Environments ask the firewall for names, so it knows what address belongs to which.
    dns: { proxyEnabled: true },
    intrusionDetection: { mode: 'Deny', privateRanges: everyone },
  });
  const https = [{ type: 'Https', port: 443 }];
  const gateway = [hubRanges(zone.addressSpace).gateway];
  const provider = hostsOf([], standards);
  const rules = new FirewallPolicyRuleCollectionGroup(scope, 'platform-hosts', {
    name: 'platform',
    firewallPolicyId: policy.id,
    priority: 500,
    applicationRuleCollection: [{
      name: 'platform',
      action: 'Allow',
      priority: 500,
      rule: [
        { name: 'container-platform', sourceAddresses: everyone, destinationFqdns: PLATFORM_HOSTS, protocols: https },
        { name: 'identity', sourceAddresses: everyone, destinationFqdns: IDENTITY_HOSTS, protocols: https },
        { name: 'certificate-revocation', sourceAddresses: everyone, destinationFqdns: REVOCATION_HOSTS, protocols: [{ type: 'Http', port: 80 }] },
        { name: 'gateway', sourceAddresses: gateway, destinationFqdns: GATEWAY_HOSTS, protocols: https },
        ...(provider.length === 0 ? [] : [{ name: 'identity-provider', sourceAddresses: gateway, destinationFqdns: provider, protocols: https }]),
      ],
    }],
  });
  return { policy, rules };
}
