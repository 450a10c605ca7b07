import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { LandingZone } from '../../environment/landing-zone';
import { foundationName } from '../../environment/physical-name';
import { placeOf } from '../../environment/place';
import { Standards } from '../../standards/standards';
import { hubRanges } from './addresses';
import { statedOr } from './facts';
import { azureNameRules } from './names';

/** Id of a resource in a resource group. */
export function resourceId(subscription: string, group: string, type: string, name: string): string {
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${type}/${name}`;
}

/** Segment of an Azure resource id: `segment(id, 'resourceGroups')`. */
export function segment(id: string, key: string): string {
  const parts = id.split('/');
  const at = parts.findIndex((p) => p.toLowerCase() === key.toLowerCase());
  return parts[at + 1];
}

/** A UUID that is always the same for the same text; some Azure resources are named by one. */
export function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex').slice(0, 32).split('');
  hex[12] = '5';
  hex[16] = ((parseInt(hex[16], 16) % 4) + 8).toString(16);
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Parts of a foundation: one resource group each. */
export type Part = 'network' | 'edge' | 'audit' | 'platform';

/** Private link zones of the services in use; the name decides whether a private endpoint is found at all. */
export const PRIVATE_ZONES = {
  vault: 'privatelink.vaultcore.azure.net',
  blob: 'privatelink.blob.core.windows.net',
  registry: 'privatelink.azurecr.io',
  postgres: 'privatelink.postgres.database.azure.com',
  cosmos: 'privatelink.documents.azure.com',
  redis: 'privatelink.redis.azure.net',
  monitor: 'privatelink.monitor.azure.com',
  oms: 'privatelink.oms.opinsights.azure.com',
  ods: 'privatelink.ods.opinsights.azure.com',
  agent: 'privatelink.agentsvc.azure-automation.net',
} as const;
/** One of the private link zones. */
export type PrivateZone = keyof typeof PRIVATE_ZONES;

/**
 * Names and ids of what the foundation makes, computed alike by the foundation and by every environment. Subscription and
 * names are known, so hardly anything has to be handed over.
 */
export class FoundationIds {
  public readonly subscription: string;

  public constructor(public readonly zone: LandingZone, private readonly standards: Standards) {
    this.subscription = zone.account;
  }

  /** Name that the foundation gives to a shared resource. */
  public name(type: string, ...parts: string[]): string {
    return foundationName(this.zone, this.standards, azureNameRules, type, ...parts);
  }

  public group(part: Part): string { return this.name('azurerm_resource_group', part); }

  public id(part: Part, type: string, name: string): string {
    return resourceId(this.subscription, this.group(part), type, name);
  }

  public privateZone(zone: PrivateZone): string {
    return this.id('network', 'Microsoft.Network/privateDnsZones', PRIVATE_ZONES[zone]);
  }

  public get hubNetworkName(): string { return this.name('azurerm_virtual_network', 'hub'); }
  public get hubNetwork(): string { return this.id('network', 'Microsoft.Network/virtualNetworks', this.hubNetworkName); }
  public get firewallPolicy(): string { return this.id('network', 'Microsoft.Network/firewallPolicies', this.name('azurerm_firewall_policy', 'egress')); }
  public get addressPool(): string {
    return `${this.id('network', 'Microsoft.Network/networkManagers', this.name('azurerm_network_manager', 'network'))}/ipamPools/${this.name('azurerm_network_manager_ipam_pool', 'environments')}`;
  }

  public get registryName(): string { return this.name('azurerm_container_registry'); }
  public get registry(): string { return this.id('platform', 'Microsoft.ContainerRegistry/registries', this.registryName); }
  public get archiveName(): string { return this.name('azurerm_storage_account', 'archive'); }
  public get archive(): string { return this.id('audit', 'Microsoft.Storage/storageAccounts', this.archiveName); }
  public get backupVault(): string { return this.id('platform', 'Microsoft.DataProtection/backupVaults', this.name('azurerm_data_protection_backup_vault', 'backup')); }
  public get workspace(): string { return this.id('platform', 'Microsoft.OperationalInsights/workspaces', this.name('azurerm_log_analytics_workspace', 'platform')); }
  public get privateLinkScope(): string { return this.name('azurerm_monitor_private_link_scope', 'monitor'); }
  public get gatewayName(): string { return this.name('azurerm_api_management', 'gateway'); }
  public get gateway(): string { return this.id('edge', 'Microsoft.ApiManagement/service', this.gatewayName); }
  public get frontDoor(): string { return this.id('edge', 'Microsoft.Cdn/profiles', this.name('azurerm_cdn_frontdoor_profile', 'edge')); }
  public get frontDoorEndpoint(): string { return `${this.frontDoor}/afdEndpoints/${this.name('azurerm_cdn_frontdoor_endpoint', 'edge')}`; }
  public get originGroup(): string { return `${this.frontDoor}/originGroups/gateway`; }
  public get origin(): string { return `${this.originGroup}/origins/gateway`; }
  public get publicZone(): string { return this.id('edge', 'Microsoft.Network/dnsZones', this.zone.domain); }

  /** Id of a role definition of the foundation, by what it allows. */
  public role(purpose: string): { uuid: string; name: string; id: string } {
    const uuid = uuidOf([this.standards.organization, this.zone.name, this.subscription, 'role', purpose].join('/'));
    return {
      uuid,
      name: this.name('azurerm_role_definition', purpose),
      id: `/subscriptions/${this.subscription}/providers/Microsoft.Authorization/roleDefinitions/${uuid}`,
    };
  }
}

/** The foundation of the landing zone that `scope` is in. */
export function foundationOf(scope: IConstruct): FoundationIds {
  const place = placeOf(scope);
  return new FoundationIds(place.landingZone, place.standards);
}

/** What an enterprise with a hub of its own may state instead. */
export interface Hub {
  readonly network: string;
  readonly pool: string;
  readonly firewallPolicy: string;
  readonly gatewayRange: string;
  readonly endpointsRange: string;
  readonly archive: string;
  readonly registry: string;
}

/** The hub of the landing zone that `scope` is in. */
export function hubOf(scope: IConstruct): Hub {
  const ids = foundationOf(scope);
  const ranges = hubRanges(ids.zone.addressSpace);
  return {
    network: statedOr(scope, 'hub_network_id', ids.hubNetwork),
    pool: statedOr(scope, 'address_pool_id', ids.addressPool),
    firewallPolicy: statedOr(scope, 'firewall_policy_id', ids.firewallPolicy),
    gatewayRange: statedOr(scope, 'gateway_subnet_range', ranges.gateway),
    endpointsRange: statedOr(scope, 'hub_endpoints_range', ranges.endpoints),
    archive: statedOr(scope, 'archive_account_id', ids.archive),
    registry: statedOr(scope, 'registry_id', ids.registry),
  };
}
