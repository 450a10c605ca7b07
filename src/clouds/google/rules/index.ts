import { Rule } from '../../rules';

/** What the provider and the cloud demand, by topic. */
export const googleRules: readonly Rule[] = [];
