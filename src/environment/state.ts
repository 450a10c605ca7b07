import { AzurermBackend, CloudBackend as HcpBackend, GcsBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformStack } from 'cdktf';
import { Standards } from '../standards/standards';
import { CloudName, LandingZone } from './landing-zone';
import { composeName, NameScope } from './naming';

const DEFAULT_KIND = { [CloudName.AWS]: 's3', [CloudName.AZURE]: 'azurerm', [CloudName.GOOGLE]: 'gcs' };

/** Name of the bucket for state files: computed, so that the bootstrap step and every stack agree. */
export function stateBucket(zone: LandingZone, standards: Standards): string {
  const rule = { min: 3, max: 63, scope: NameScope.GLOBAL };
  return composeName(rule, [standards.organization, zone.name, 'tfstate'], `${standards.organization}/${zone.account}/tfstate`);
}

/** Name of the storage account for state files on Azure. */
export function stateStorageAccount(zone: LandingZone, standards: Standards): string {
  const rule = { min: 3, max: 24, allowed: 'a-z0-9', separator: '', scope: NameScope.GLOBAL };
  return composeName(rule, [standards.organization, 'tfstate'], `${standards.organization}/${zone.account}/tfstate`);
}

/** Configures where the state of `stack` is kept. Locks and encryption are on, credentials come from the caller's identity. */
export function configureState(stack: TerraformStack, zone: LandingZone, standards: Standards): void {
  const state = zone.state;
  const key = `${standards.organization}/${zone.name}/${stack.node.id}`;
  switch (state.kind ?? DEFAULT_KIND[zone.cloud]) {
    case 's3': {
      const backend = new S3Backend(stack, { bucket: state.bucket ?? stateBucket(zone, standards), key: `${key}.tfstate`, region: state.region ?? zone.region, encrypt: true });
      backend.addOverride('use_lockfile', true);
      break;
    }
    case 'azurerm':
      new AzurermBackend(stack, {
        resourceGroupName: state.resourceGroup ?? `${standards.organization}-tfstate`,
        storageAccountName: state.storageAccount ?? stateStorageAccount(zone, standards),
        containerName: state.container ?? 'tfstate',
        key: `${key}.tfstate`,
        subscriptionId: zone.account,
        tenantId: zone.tenant,
        useAzureadAuth: true,
      });
      break;
    case 'gcs':
      new GcsBackend(stack, { bucket: state.bucket ?? stateBucket(zone, standards), prefix: key });
      break;
    case 'hcp':
      new HcpBackend(stack, {
        hostname: state.hostname ?? 'app.terraform.io',
        organization: state.hcpOrganization ?? standards.organization,
        workspaces: new NamedCloudWorkspace(`${zone.name}-${stack.node.id}`),
      });
      break;
    default:
      new LocalBackend(stack, { path: `${stack.node.id}.tfstate` });
  }
}
