import { Construct } from 'constructs';
import { IContainerRegistryBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { ContainerRegistryProps } from '../../capabilities/container-registry';
import { physicalName } from '../../environment/physical-name';
import { hubOf } from './ids';
import { registryHost } from './image';
import { RoleAssignment } from './resources';
import { assignRole } from './role';
import { AzureIdentity } from './workload-identity';

/** Who pulls with which right; a second service of the same identity needs no second one. */
export function grantPull(scope: Construct, identity: IWorkloadIdentity, id = 'pull'): RoleAssignment {
  const puller = identity as AzureIdentity;
  puller.pull ??= assignRole(scope, id, { scope: hubOf(scope).registry, principal: puller.principalId, role: 'AcrPull' });
  return puller.pull;
}

/**
 * A repository of the foundation's registry: private, scanned on push, encrypted with the foundation's key. Images are
 * deployed by digest, so a tag that moves changes nothing; only the pipeline may push, nobody may delete. The registry
 * cannot count images: it removes untagged ones after a month, so `keepImages` has no effect here.
 */
export function containerRegistry(scope: Construct, _props: ContainerRegistryProps): IContainerRegistryBackend {
  return {
    repository: `${registryHost(scope)}/${physicalName(scope, 'azurerm_container_app')}`,
    grantPull: (identity) => {
      grantPull(scope, identity, `pull-${(identity as AzureIdentity).place}`);
    },
  };
}
