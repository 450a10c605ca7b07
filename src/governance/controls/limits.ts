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
 * Whether a limit is what was asked for, or at most some times as much. Clouds count in windows of their own: a tenth more is the same limit, and so are a few requests; where each
 * instance counts its share, each may round it up by one request. What all instances together let through is said beside it; the limit is that at rest.
 */
export function bounded({ subject, value, text, detail }: StatedFact, context: ControlContext, asked: 'perClient' | 'overall', times = 1.1): Judgement {
  if (/with all \d+ instances/.test(detail ?? '')) { return true; }
  const edge = context._edgeOf(subject);
  const most = edge === undefined ? context.parameter('most') : Math.max(10, edge[asked] * (subject.startsWith('google_') ? Math.max(times, SHARES) : times)) + rounding(subject, context, edge.seconds[asked]);
  return (value >= 0 && value <= most) || `${text}, more than ${Math.floor(most)}`;
}

/** Shares of instances are counted in windows of their own, and rounded up in each. */
const SHARES = 2;

function rounding(subject: string, context: ControlContext, seconds: number): number {
  if (!subject.startsWith('google_')) { return 0; }
  const instances = context.facts(['compute.min-instances']).filter((fact) => fact.subject.startsWith('google_cloud_run_')).map((fact) => Number(fact.value));
  // Twice, since what an instance rounds up is also its burst.
  return 2 * Math.max(0, ...instances.map((count) => count - 1)) * 60 / seconds;
}
