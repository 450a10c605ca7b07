import { ControlContext, ControlledResource } from '../control-context';
import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control, NOT_ASKED } from './build';
import { gatewaysOf } from './doors';
import { blocks, judgeEach, judgeResources, Told, typeOf } from './judging';

/** How large a request may be. */
export const edgeBodyLimit = control({
  id: 'edge.body-limit',
  title: 'Request bodies have a largest size that the firewall reads to its end',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'what lies beyond the part that a firewall reads is not inspected',
  mend: 'State `maxBodyBytes` within the bound, or leave its default.',
  card: 'Body size limit',
  parameters: [{ name: 'mostBytes', description: 'Largest body, in bytes', defaultValue: 8192 }],
}, (context) => {
  const gateways = gatewaysOf(context);
  const walls = context.resources(['aws_wafv2_web_acl']).map((wall) => wall.address);
  // The limit of a REST API of AWS is a rule of its firewall.
  const takers = gateways.flatMap((gateway) => (typeOf(gateway).startsWith('aws_') && walls.length > 0 ? walls : [gateway]));
  const silent = (gateway: string): Told => (typeOf(gateway) === 'azurerm_api_management_api' ? NOT_ASKED : 'bodies of any size are taken');
  return [
    ...judgeEach(context, takers, 'edge.body-limit', ({ subject, value, text }) => (value > 0 && value <= mostOf(context, subject)) || `${text}, more than ${mostOf(context, subject)} are let through`, silent),
    ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => checks(policy, mostOf(context, policy.address))),
    ...judgeResources(context, ['aws_wafv2_web_acl'], (wall) => {
      const sizes = blocks(wall.argument('rule')).map((rule) => rule.statement?.size_constraint_statement).filter((size) => size?.field_to_match?.body !== undefined);
      return { argument: 'rule', says: sizes.every((size) => size.field_to_match.body.oversize_handling === 'MATCH') || 'what is too long to be read is let through' };
    }),
    ...judgeResources(context, ['google_compute_security_policy'], (wall) => ({
      argument: 'rule', says: blocks(wall.argument('rule')).some((rule) => /^deny/.test(rule.action) && /content-length'?\]?\)? > \d+/.test(String(rule.match?.expr?.expression))) || 'no rule refuses bodies by their stated length',
    })),
    ...judgeResources(context, ['azurerm_cdn_frontdoor_firewall_policy'], (wall) => stated(wall, mostOf(context, wall.address))),
  ];
});

function mostOf(context: ControlContext, address: string): number {
  return Math.min(context.parameter('mostBytes'), context._edgeOf(address)?.maxBodyBytes ?? Infinity);
}

/** Every check of a body in the policy of a gateway stops at the limit, also where no length is stated. */
function checks(policy: ControlledResource, most: number): Told {
  const argument = 'xml_content';
  const tags = [...String(policy.argument(argument)).matchAll(/<validate-content\b[^>]*>/g)].map(([tag]) => tag);
  const xml = String(policy.argument(argument));
  const stated = Number(/Content-Length[^>]*?\)+ (?:>|&gt;) (\d+)/.exec(xml)?.[1] ?? Infinity);
  if (stated > most) { return { argument, says: `bodies of a stated length above ${most} bytes are not refused` }; }
  const loose = tags.filter((tag) => !/size-exceeded-action="prevent"/.test(tag) || !(Number(/max-size="(\d+)"/.exec(tag)?.[1]) <= most));
  return { argument, found: `${tags.length} checks of bodies`, says: loose.length === 0 || `${loose.length} checks of bodies let more than ${most} bytes pass` };
}

/** The firewall refuses what states a larger length. */
function stated(wall: ControlledResource, most: number): Told {
  const argument = 'custom_rule';
  const refuses = (rule: any): boolean => rule.enabled !== false && rule.action === 'Block' && blocks(rule.match_condition).every((c) => c.match_variable === 'RequestHeader'
    && /^content-length$/i.test(c.selector) && c.operator === 'GreaterThan' && c.negation_condition !== true && blocks(c.match_values).some((v) => Number(v) <= most));
  return { argument, says: blocks(wall.argument(argument)).some(refuses) || `no rule refuses bodies of a stated length above ${most} bytes` };
}
