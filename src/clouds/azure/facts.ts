import { IConstruct } from 'constructs';
import { fact } from '../../environment/facts';
import { FactSpec } from '../../environment/landing-zone';
import { placeOf } from '../../environment/place';

const ID = '^/subscriptions/[0-9a-fA-F-]{36}/';
const GUID = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';

/** Ids that Azure invents: an environment cannot compute them. */
const INVENTED: FactSpec[] = [
  { name: 'firewall_private_ip', description: 'Private address of the egress firewall, which is also the DNS server', pattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}$' },
  { name: 'front_door_endpoint_host', description: 'Host name of the shared Front Door endpoint', pattern: '^[a-z0-9.-]+$' },
  { name: 'front_door_principal_id', description: 'Object id of the identity of the Front Door profile', pattern: GUID },
  { name: 'gateway_principal_id', description: 'Object id of the identity of the API Management instance', pattern: GUID },
  { name: 'gateway_identity_client_id', description: 'Client id of the identity of the API Management instance', pattern: GUID },
  { name: 'backup_vault_principal_id', description: 'Object id of the identity of the backup vault', pattern: GUID },
];

/** Ids that are computed from names unless an enterprise states its own hub's. */
const COMPUTED: FactSpec[] = [
  { name: 'hub_network_id', description: 'Hub virtual network that environments are peered with', pattern: `${ID}resourceGroups/[^/]+/providers/Microsoft.Network/virtualNetworks/[^/]+$` },
  { name: 'address_pool_id', description: 'IPAM pool that environments take their ranges from', pattern: `${ID}resourceGroups/[^/]+/providers/Microsoft.Network/networkManagers/[^/]+/ipamPools/[^/]+$` },
  { name: 'firewall_policy_id', description: 'Policy of the egress firewall', pattern: `${ID}resourceGroups/[^/]+/providers/Microsoft.Network/firewallPolicies/[^/]+$` },
  { name: 'gateway_subnet_range', description: 'Address range from which API Management calls services', pattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}$' },
  { name: 'hub_endpoints_range', description: 'Address range of the private endpoints in the hub', pattern: '^([0-9]{1,3}\\.){3}[0-9]{1,3}/[0-9]{1,2}$' },
  { name: 'archive_account_id', description: 'Storage account with the immutable archive of logs', pattern: `${ID}resourceGroups/[^/]+/providers/Microsoft.Storage/storageAccounts/[^/]+$` },
  { name: 'registry_id', description: 'Container registry', pattern: `${ID}resourceGroups/[^/]+/providers/Microsoft.ContainerRegistry/registries/[^/]+$` },
];

/** What the Azure foundation makes and an environment refers to. */
export const azureFacts: FactSpec[] = [...INVENTED, ...COMPUTED];

/** A computed id, unless the standards state another (an enterprise with a hub of its own). */
export function statedOr(scope: IConstruct, name: string, computed: string): string {
  return placeOf(scope).landingZone.facts[name] === undefined ? computed : fact(scope, name);
}
