import { Construct } from 'constructs';
import { TerraformOutput } from 'cdktf';
import { LandingZone } from '../../../environment/landing-zone';
import { preventDestroy } from '../../../environment/order';
import { Standards } from '../../../standards/standards';
import { hubRanges } from '../addresses';
import { azureFacts } from '../facts';
import { FoundationIds, Part } from '../ids';
import { LogAnalyticsWorkspace, ResourceGroup } from '../resources';
import { archive, recordAfter } from './archive';
import { backupVault } from './backup-vault';
import { FoundationContext } from './context';
import { frontDoor } from './front-door';
import { gateway } from './gateway';
import { governance } from './governance';
import { foundationKey } from './key';
import { hub } from './hub';
import { monitoring } from './monitoring';
import { hubEndpoint, privateNames } from './private-names';
import { registry } from './registry';
import { roles } from './roles';

const PARTS: Part[] = ['network', 'edge', 'audit', 'platform'];

/** Everything that the environments of one Azure landing zone share, in one stack; ends with an output for each fact. */
export function foundation(scope: Construct, zone: LandingZone, standards: Standards): void {
  const ids = new FoundationIds(zone, standards);
  const groups = Object.fromEntries(PARTS.map((part) => [part, preventDestroy(new ResourceGroup(new Construct(scope, part), 'group', {
    name: ids.group(part), location: zone.region,
  }), true)])) as FoundationContext['groups'];
  const workspace = platformWorkspace(scope, ids, groups.platform, zone, standards);
  const context: FoundationContext = { scope, zone, standards, ids, groups, workspace };

  const key = foundationKey(context);
  const network = hub(context);
  const names = privateNames(context, network);
  // Whoever looks into the vault does so from the hub; Terraform itself needs no way there.
  hubEndpoint(key.vault.node.scope as Construct, context, network, names, { id: key.vault.id, name: 'vault', part: 'vault', zones: ['vault'] });
  const records = archive(context, key, network, names);
  monitoring(context, records.account, network, names);
  registry(context, key, network, names);
  roles(context);
  const vault = backupVault(context, key);
  const edge = gateway(context, network);
  const door = frontDoor(context, edge.instance);
  edge.admit(door.profile.resourceGuid);
  governance(context);
  recordAfter(scope, records);

  output(scope, {
    firewall_private_ip: network.firewallAddress,
    front_door_endpoint_host: door.endpoint.hostName,
    front_door_principal_id: door.profile.identity.principalId,
    gateway_principal_id: edge.identity.principalId,
    gateway_identity_client_id: edge.identity.clientId,
    backup_vault_principal_id: vault.identity.principalId,
    hub_network_id: ids.hubNetwork,
    address_pool_id: ids.addressPool,
    firewall_policy_id: ids.firewallPolicy,
    gateway_subnet_range: hubRanges(zone.addressSpace).gateway,
    hub_endpoints_range: hubRanges(zone.addressSpace).endpoints,
    archive_account_id: ids.archive,
    registry_id: ids.registry,
  });
}

/** Workspace for what the platform itself logs: hub, gateway, registry, subscription. */
function platformWorkspace(scope: Construct, ids: FoundationIds, group: ResourceGroup, zone: LandingZone, standards: Standards): LogAnalyticsWorkspace {
  return preventDestroy(new LogAnalyticsWorkspace(scope, 'workspace', {
    name: ids.name('azurerm_log_analytics_workspace', 'platform'),
    location: zone.region,
    resourceGroupName: group.name,
    sku: 'PerGB2018',
    retentionInDays: Math.min(730, Math.max(30, standards.retention.security ?? 365)),
    allowResourceOnlyPermissions: true,
    localAuthenticationEnabled: false,
    internetIngestionEnabled: false,
    internetQueryEnabled: true,
  }), true);
}

function output(scope: Construct, values: { [name: string]: string }): void {
  for (const spec of azureFacts) {
    new TerraformOutput(scope, spec.name, { value: values[spec.name], description: spec.description, staticId: true });
  }
}
