import { Construct } from 'constructs';
import { IContainerRegistryBackend, IWorkloadIdentity } from '../../capabilities/backends';
import { ContainerRegistryProps } from '../../capabilities/container-registry';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { grantId } from './grants';
import { AwsIdentity } from './identity';
import { Statement } from './policy';
import { EcrLifecyclePolicy, EcrRepository } from './resources';

const PULL = ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'];

/** What pulls images of one repository. */
export function pullStatements(repositoryArns: string[]): Statement[] {
  return [
    { sid: 'Pull', actions: PULL, resources: repositoryArns },
    // The registry's login has no resource: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
    { sid: 'Login', actions: ['ecr:GetAuthorizationToken'], resources: ['*'] },
  ];
}

class AwsContainerRegistry implements IContainerRegistryBackend {
  public constructor(private readonly made: EcrRepository) {}

  public get repository(): string {
    return this.made.repositoryUrl;
  }

  public grantPull(identity: IWorkloadIdentity): void {
    const puller = (identity as AwsIdentity).puller ?? (identity as AwsIdentity);
    puller.allow(grantId(this.made.node.scope as Construct, 'pull'), ...pullStatements([this.made.arn]));
  }
}

/** A repository with immutable tags; the foundation's registry settings scan it continuously. */
export function containerRegistry(scope: Construct, props: ContainerRegistryProps): IContainerRegistryBackend {
  const environment = environmentOf(scope);
  const repository = new EcrRepository(scope, 'repository', {
    name: physicalName(scope, 'aws_ecr_repository'),
    imageTagMutability: 'IMMUTABLE',
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: environment.dataKey.reference }],
    forceDelete: !environment.profile.deletionProtection,
  });
  new EcrLifecyclePolicy(scope, 'lifecycle', {
    repository: repository.name,
    policy: JSON.stringify({
      rules: [
        { rulePriority: 1, description: 'Untagged images go after two weeks', selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 }, action: { type: 'expire' } },
        { rulePriority: 2, description: 'The newest images stay', selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: props.keepImages ?? 50 }, action: { type: 'expire' } },
      ],
    }),
  });
  return new AwsContainerRegistry(repository);
}
