import { Rule } from '../../rules';
import { appRules } from './apps';
import { dataRules } from './data';
import { edgeRules } from './edge';
import { identityRules } from './identity';
import { idRules } from './ids';
import { monitorRules } from './monitor';
import { nameRules } from './names';
import { networkRules } from './network';

/** What the Azure provider and Resource Manager demand, by topic. */
export const azureRules: readonly Rule[] = [
  ...nameRules, ...networkRules, ...identityRules, ...idRules, ...dataRules, ...edgeRules, ...appRules, ...monitorRules,
];
