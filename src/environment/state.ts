import { AzurermBackend, CloudBackend as HcpBackend, GcsBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformStack } from 'cdktf';
import { Standards } from '../standards/standards';
import { LandingZone } from './landing-zone';

/** Configures where the state of `stack` is kept. Locks and encryption are on, credentials come from the caller's identity. */
export function configureState(stack: TerraformStack, zone: LandingZone, standards: Standards): void {
  const state = zone.state;
  const key = `${standards.organization}/${zone.name}/${stack.node.id}`;
  switch (state.kind) {
    case 's3': {
      const backend = new S3Backend(stack, { bucket: state.bucket!, key: `${key}.tfstate`, region: state.region, encrypt: true });
      backend.addOverride('use_lockfile', true);
      break;
    }
    case 'azurerm':
      new AzurermBackend(stack, {
        resourceGroupName: state.resourceGroup,
        storageAccountName: state.storageAccount!,
        containerName: state.container!,
        key: `${key}.tfstate`,
        subscriptionId: zone.account,
        tenantId: zone.tenant,
        useAzureadAuth: true,
      });
      break;
    case 'gcs':
      new GcsBackend(stack, { bucket: state.bucket!, prefix: key });
      break;
    case 'hcp':
      new HcpBackend(stack, {
        hostname: state.hostname,
        organization: state.hcpOrganization!,
        workspaces: new NamedCloudWorkspace(`${zone.name}-${stack.node.id}`),
      });
      break;
    default:
      new LocalBackend(stack, { path: `${stack.node.id}.tfstate` });
  }
}
