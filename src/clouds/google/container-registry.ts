import { Construct } from 'constructs';
import { IContainerRegistryBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { ContainerRegistryProps } from '../../capabilities/container-registry';
import { environmentOf } from '../../environment/environment-rules';
import { after, preventDestroy } from '../../environment/order';
import { physicalName } from '../../environment/physical-name';
import { Agent } from './agents';
import { grantId, memberOf, once } from './iam';
import { GoogleKey } from './key';
import { References } from './references';
import { ArtifactRegistryRepository, ArtifactRegistryRepositoryIamMember } from './resources';

/** A Docker repository: tags cannot be moved, every push is scanned, old images go. */
export class GoogleRegistry implements IContainerRegistryBackend {
  public readonly repository: string;
  private readonly resource: ArtifactRegistryRepository;

  public constructor(private readonly scope: Construct, props: ContainerRegistryProps) {
    const environment = environmentOf(scope);
    const references = References.of(scope);
    const dataKey = environment.dataKey as GoogleKey;
    const repositoryId = physicalName(scope, 'google_artifact_registry_repository');
    this.resource = preventDestroy(after(new ArtifactRegistryRepository(scope, 'repository', {
      location: references.region,
      repositoryId,
      description: `Images of ${scope.node.path}`,
      format: 'DOCKER',
      mode: 'STANDARD_REPOSITORY',
      kmsKeyName: dataKey.reference,
      dockerConfig: { immutableTags: true },
      // The foundation enables container scanning for the project.
      vulnerabilityScanningConfig: { enablementConfig: 'INHERITED' },
      cleanupPolicyDryRun: false,
      cleanupPolicies: [
        { id: 'keep-newest', action: 'KEEP', mostRecentVersions: { keepCount: props.keepImages ?? 50 } },
        { id: 'drop-others', action: 'DELETE', condition: { tagState: 'ANY', olderThan: `${30 * 24 * 3600}s` } },
      ],
    }), dataKey.useBy(Agent.ARTIFACT_REGISTRY)), environment.profile.deletionProtection);
    this.repository = references.repository('', repositoryId);
  }

  public grantPull(identity: IWorkloadIdentity): void {
    once(this.scope, grantId(identity, 'reader'), (id) => new ArtifactRegistryRepositoryIamMember(this.scope, id, {
      location: this.resource.location,
      repository: this.resource.name,
      role: 'roles/artifactregistry.reader',
      member: memberOf(identity),
    }));
  }
}

export function containerRegistry(scope: Construct, props: ContainerRegistryProps): IContainerRegistryBackend {
  return new GoogleRegistry(scope, props);
}
