import { Construct, IConstruct } from 'constructs';
import { environmentOf } from '../../environment/environment-rules';
import { after } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { baseOf } from './base';
import { diagnose } from './diagnostics';
import { hubOf } from './ids';
import { networkOf } from './network';
import { linkToHub } from './private-dns';
import { ContainerAppEnvironment, PrivateDnsARecord, PrivateDnsZone } from './resources';

const made = new WeakMap<IConstruct, ContainerAppEnvironment>();

/**
 * The container environment that all services of an environment run in: internal, with mutual TLS between its apps, and
 * its name resolved from the hub, where the gateway is.
 */
export function appsEnvironment(scope: Construct): ContainerAppEnvironment {
  const environment = environmentOf(scope);
  const known = made.get(environment);
  if (known) { return known; }
  const apps = build(new Construct(baseOf(scope), 'apps'));
  made.set(environment, apps);
  return apps;
}

function build(scope: Construct): ContainerAppEnvironment {
  const { profile } = environmentOf(scope);
  const base = baseOf(scope);
  const network = networkOf(scope);
  const apps = after(new ContainerAppEnvironment(scope, 'environment', {
    name: physicalName(scope, 'azurerm_container_app_environment'),
    location: base.location,
    resourceGroupName: base.group.name,
    infrastructureSubnetId: network.apps.id,
    infrastructureResourceGroupName: `${base.groupName}-apps`.slice(0, 90),
    internalLoadBalancerEnabled: true,
    publicNetworkAccess: 'Disabled',
    mutualTlsEnabled: true,
    logsDestination: 'azure-monitor',
    zoneRedundancyEnabled: profile.highlyAvailable,
    // Nothing runs, nothing costs: apps pay for what they use.
    workloadProfile: [{ name: 'Consumption', workloadProfileType: 'Consumption' }],
  }), ...network.ready);
  diagnose(scope, 'environment', apps.id, 'apps', base.workspace.id);
  const zone = new PrivateDnsZone(scope, 'names', { name: apps.defaultDomain, resourceGroupName: base.group.name });
  linkToHub(scope, 'names-in-hub', { zone: zone.name, group: base.groupName, network: hubOf(scope).network });
  new PrivateDnsARecord(scope, 'every-app', {
    name: '*', zoneName: zone.name, resourceGroupName: base.group.name, ttl: 300, records: [apps.staticIpAddress],
  });
  return apps;
}

