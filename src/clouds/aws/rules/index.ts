import { Rule } from '../../rules';
import { apiRules } from './api';
import { computeRules } from './compute';
import { dataRules } from './data';
import { networkRules } from './network';
import { observabilityRules } from './observability';
import { securityRules } from './security';
import { storageRules } from './storage';

/** What the AWS provider and API demand, by topic. */
export const awsRules: readonly Rule[] = [
  ...storageRules, ...computeRules, ...dataRules, ...networkRules, ...apiRules, ...observabilityRules, ...securityRules,
];
