import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { Agent } from '../agents';
import { GoogleKey } from '../key';
import { References } from '../references';
import { ArtifactRegistryRepository } from '../resources';

/** Pull-through repositories: public images are fetched once, scanned and encrypted here, and survive their source. */
export function remoteRepositories(scope: Construct, key: GoogleKey): void {
  remote(scope, 'docker-hub', 'Docker Hub', { publicRepository: 'DOCKER_HUB' }, key);
  remote(scope, 'gcr', 'gcr.io', { customRepository: { uri: 'https://gcr.io' } }, key);
}

function remote(scope: Construct, id: string, title: string, dockerRepository: object, key: GoogleKey): void {
  const references = References.of(scope);
  after(new ArtifactRegistryRepository(scope, id, {
    repositoryId: references.name('google_artifact_registry_repository', id),
    location: references.region,
    description: `Pull-through copy of ${title}`,
    format: 'DOCKER',
    mode: 'REMOTE_REPOSITORY',
    kmsKeyName: key.reference,
    remoteRepositoryConfig: { description: title, dockerRepository },
    vulnerabilityScanningConfig: { enablementConfig: 'INHERITED' },
  }), key.useBy(Agent.ARTIFACT_REGISTRY));
}
