import { ControlContext, StatedFact } from '../control-context';
import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { Judgement } from './build';

/** What the controls of limits have in common. */
export const LIMIT = {
  objective: Objective.EDGE_PROTECTION, owner: GovernanceFunction.SECURITY, severity: ControlSeverity.HIGH,
  mend: 'State `rateLimits` within these bounds, or leave its default.',
};

/** Parameter for gateways that state no limit. */
export function mostOf(value: number): { readonly name: string; readonly description: string; readonly defaultValue: number } {
  return { name: 'most', description: 'Most requests a minute, where a gateway states no limit of its own', defaultValue: value };
}

/**
 * Whether a limit is what was asked for. Clouds count in windows and instances of their own: a tenth more is the same limit, and so are a few requests.
 * What all instances together let through is said beside it; the limit is that of the instances at rest.
 */
export function bounded({ subject, value, text, detail }: StatedFact, context: ControlContext, asked: 'perClient' | 'overall'): Judgement {
  if (/with all \d+ instances/.test(detail ?? '')) { return true; }
  const declared = context._edgeOf(subject)?.[asked];
  const most = declared === undefined ? context.parameter('most') : Math.max(10, declared * 1.1);
  return (value > 0 && value <= most) || `${text}, more than ${Math.floor(most)}`;
}
