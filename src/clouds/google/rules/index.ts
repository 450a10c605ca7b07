import { Rule } from '../../rules';
import { dataRules } from './data';
import { edgeRules } from './edge';
import { identityRules } from './identity';
import { networkRules } from './network';
import { observabilityRules } from './observability';
import { runRules } from './run';

/** What the Google provider and APIs demand, by topic. */
export const googleRules: readonly Rule[] = [
  ...identityRules, ...networkRules, ...edgeRules, ...runRules, ...dataRules, ...observabilityRules,
];
