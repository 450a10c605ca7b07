import { Construct } from 'constructs';
import { after } from '../../../environment/order';
import { arn } from '../context';
import { trustServicePlain } from '../policy';
import {
  EcrPullThroughCacheRule, EcrRegistryScanningConfiguration, EcrRepositoryCreationTemplate, Inspector2Enabler,
} from '../resources';
import { MIRRORS } from '../shared';
import { FoundationContext, foundationRole } from './foundation-context';

/** The account's registry: every image is scanned for as long as it is kept, public ones come through mirrors of ours. */
export function registry(scope: Construct, context: FoundationContext, inspector: Inspector2Enabler): void {
  const { place, keys } = context;
  after(new EcrRegistryScanningConfiguration(scope, 'scanning', {
    scanType: 'ENHANCED',
    rule: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilter: [{ filter: '*', filterType: 'WILDCARD' }] }],
  }), inspector);
  // ECR sends no source account when it takes this role.
  const maker = foundationRole(scope, place, 'mirror', 'Makes the repositories of mirrored images', trustServicePlain('ecr.amazonaws.com'), {
    statements: [
      {
        sid: 'Repositories',
        actions: ['ecr:CreateRepository', 'ecr:ReplicateImage', 'ecr:TagResource'],
        resources: MIRRORS.map((m) => arn(place, 'ecr', `repository/${m.prefix}/*`)),
      },
      { sid: 'Key', actions: ['kms:CreateGrant', 'kms:DescribeKey', 'kms:RetireGrant'], resources: [keys.data.arn] },
    ],
  });
  for (const mirror of MIRRORS) {
    const template = after(new EcrRepositoryCreationTemplate(scope, `${mirror.prefix}-template`, {
      prefix: mirror.prefix,
      description: `Mirror of ${mirror.upstream}`,
      appliedFor: ['PULL_THROUGH_CACHE'],
      imageTagMutability: 'IMMUTABLE',
      customRoleArn: maker.role.arn,
      encryptionConfiguration: [{ encryptionType: 'KMS', kmsKey: keys.data.arn }],
      resourceTags: { 'managed-by': 'groundwork', 'landing-zone': place.zone.name },
    }), ...maker.policies);
    after(new EcrPullThroughCacheRule(scope, mirror.prefix, { ecrRepositoryPrefix: mirror.prefix, upstreamRegistryUrl: mirror.upstream }), template);
  }
}
