import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { CloudName } from '../../environment/landing-zone';
import { ControlContext } from '../control-context';
import { control, finding, Judgement } from './build';

/** What refuses resources elsewhere, whoever makes them. AWS says it in an organization only, above the account. */
const NAMES = /resourceLocations|^locations$/;

function says(context: ControlContext): Judgement {
  const values = context.facts(['guard.values']).filter(({ detail, value }) => NAMES.test(detail ?? '') || (value as string[]).some((one) => /^listOfAllowedLocations /.test(one)));
  const enabled = values.filter((fact) => context.facts(['guard.enabled']).some(({ subject, value }) => subject === fact.subject && value === true));
  if (enabled.length === 0) { return 'nothing refuses resources in other regions'; }
  const places = enabled.flatMap(({ value }) => value as string[]).map((one) => one.toLowerCase().replace(/^listofallowedlocations |^in:| as allowed$/g, '').replace(/^in:|-locations$/g, ''));
  const others = places.filter((place) => !context.allowedRegions.some((region) => region.toLowerCase() === place));
  return others.length === 0 || `the guardrail allows ${others.join(', ')} as well`;
}

/** Asked of foundations: what somebody makes by hand is refused there. */
export const residencyGuardrails = control({
  id: 'residency.guardrails',
  title: 'The account refuses resources in other regions',
  objective: Objective.DATA_RESIDENCY,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'what is made beside the Terraform is seen by no control of it',
  mend: 'Leave the guardrails to the foundation, with the allowed regions of the standards.',
  clouds: [CloudName.AZURE, CloudName.GOOGLE],
}, (context) => (context.kind === 'foundation' ? [finding('', says(context))] : []));
