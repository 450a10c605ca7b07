import { GovernanceModel } from '../../../governance/model';
import { Section, View } from '../view';
import { approvals } from './approvals';
import { controls } from './controls';
import { deviations, exceptions } from './deviations';

export { verdict } from './verdict';

/** Everything that governance says beside its verdict, in the order in which reviewers ask. */
export function governed(view: View, governance: GovernanceModel, evidence?: string): Section[] {
  return [deviations(view, governance), controls(view, governance, evidence), exceptions(governance), approvals(governance)].filter((s): s is Section => s !== undefined);
}
