import { Consequence } from '../../review/model';
import { GovernanceFunction } from '../control';

/** Who must look at a difference, by what follows from it. */
export function ownerOf(consequence: Consequence, rule = ''): GovernanceFunction {
  if (/retention|audit|masked|consent|residency|expiry|immutable|log\./.test(rule)) { return GovernanceFunction.COMPLIANCE; }
  switch (consequence) {
    case 'data-loss': case 'exposure': case 'permission': case 'protection': return GovernanceFunction.SECURITY;
    default: return GovernanceFunction.ARCHITECTURE;
  }
}
