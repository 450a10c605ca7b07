import { ControlContext, StatedFact } from '../control-context';
import { ControlDefinition, GovernanceFunction, IControl, Objective, ControlSeverity } from '../control';
import { control, Judgement } from './build';
import { gatewaysOf } from './doors';
import { judgeEach, judgeFacts, subjectsOf } from './judging';

const COMMON = {
  objective: Objective.EDGE_PROTECTION, owner: GovernanceFunction.SECURITY, severity: ControlSeverity.HIGH,
  mend: 'State `rateLimits` within these bounds, or leave its default.',
};

function limit(definition: Pick<ControlDefinition, 'id' | 'title' | 'why' | 'card'>, rule: string, asked: 'perClient' | 'overall', most: number): IControl {
  return control({ ...COMMON, ...definition, parameters: [{ name: 'most', description: 'Most requests a minute, where a gateway states no limit of its own', defaultValue: most }] }, (context) => {
    // What all instances together let through is said beside it; the limit is that of the instances at rest.
    const within = (fact: StatedFact): Judgement => /with all \d+ instances/.test(fact.detail ?? '') || bounded(fact, context, asked);
    return judgeEach(context, gatewaysOf(context), rule, within, 'there is no limit');
  });
}

/** Requests of one client. */
export const edgeClientLimit = limit({
  id: 'edge.client-limit', title: 'The requests of each client are limited', why: 'one client, or one stolen token, takes what was meant for all', card: 'Rate limit for each client',
}, 'edge.client-limit', 'perClient', 6000);

/** Requests of all clients together. */
export const edgeOverallLimit = limit({
  id: 'edge.overall-limit', title: 'The requests of all clients together are limited', why: 'a flood takes the service, its database and the budget with it', card: 'Rate limit overall',
}, 'edge.overall-limit', 'overall', 600000);

/** Requests of one address, counted by the firewall before anything else. */
export const edgeAddressLimit = control({
  ...COMMON,
  id: 'edge.address-limit',
  title: 'The firewall limits the requests of each address',
  why: 'without it the gateway checks every token of a flood',
  card: 'Rate limit overall',
  parameters: [{ name: 'most', description: 'Most requests of one address a minute, where a gateway states no limit of its own', defaultValue: 600000 }],
}, (context) => {
  const within = (fact: StatedFact): Judgement => bounded(fact, context, 'overall');
  const firewalls = [...context.resources(['aws_api_gateway_rest_api', 'azurerm_cdn_frontdoor_firewall_policy']).map((r) => r.address), ...subjectsOf(context, ['edge.firewall-rule'], /^google_compute_security_policy\./)];
  const judged = new Set(firewalls);
  return [...judgeEach(context, firewalls, 'edge.address-limit', within, 'no rule limits the requests of an address'), ...judgeFacts(context, ['edge.address-limit'], within).filter((f) => !judged.has(f.subject))];
});

/** Clouds count in windows and instances of their own: a tenth more than was asked for is the same limit, and so are a few requests. */
function bounded({ subject, value, text }: StatedFact, context: ControlContext, asked: 'perClient' | 'overall'): Judgement {
  const declared = context._edgeOf(subject)?.[asked];
  const most = declared === undefined ? context.parameter('most') : Math.max(10, declared * 1.1);
  return (value > 0 && value <= most) || `${text}, more than ${Math.floor(most)}`;
}
