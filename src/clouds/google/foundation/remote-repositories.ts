import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { Agent } from '../agents';
import { GoogleKey } from '../key';
import { References } from '../references';
import { ArtifactRegistryRepository } from '../resources';

/** The pull-through repository of Docker Hub: public images are fetched once, scanned and encrypted here, and survive their source. */
export function remoteRepositories(scope: Construct, key: GoogleKey): void {
  const references = References.of(scope);
  after(new ArtifactRegistryRepository(scope, 'docker-hub', {
    repositoryId: references.name('google_artifact_registry_repository', 'docker-hub'),
    location: references.region,
    description: 'Pull-through copy of Docker Hub',
    format: 'DOCKER',
    mode: 'REMOTE_REPOSITORY',
    kmsKeyName: key.reference,
    remoteRepositoryConfig: { description: 'Docker Hub', dockerRepository: { publicRepository: 'DOCKER_HUB' } },
    vulnerabilityScanningConfig: { enablementConfig: 'INHERITED' },
  }), key.useBy(Agent.ARTIFACT_REGISTRY));
}
