import { control } from './build';
import { blocks, judgeEach, judgeResources, subjectsOf } from './judging';
import { bounded, LIMIT, mostOf } from './limits';

/** Requests of one address, counted by the firewall before anything else. */
export const edgeAddressLimit = control({
  ...LIMIT,
  id: 'edge.address-limit',
  title: 'The firewall limits the requests of each address',
  why: 'without it the gateway checks every token of a flood',
  card: 'Rate limit overall',
  parameters: [mostOf(600000)],
}, (context) => {
  const walls = context.resources(['aws_api_gateway_rest_api', 'azurerm_cdn_frontdoor_firewall_policy']).map((one) => one.address);
  const others = [...subjectsOf(context, ['edge.firewall-rule'], /^google_compute_security_policy\./), ...subjectsOf(context, ['edge.address-limit'])];
  return [
    // Firewalls count addresses in windows that are longer than many limits: short bursts make the number larger.
    ...judgeEach(context, [...walls, ...others], 'edge.address-limit', (fact) => bounded(fact, context, 'overall', 10), 'no rule limits the requests of an address'),
    ...judgeResources(context, ['google_compute_security_policy'], (wall) => ({
      argument: 'rule', says: blocks(wall.argument('rule')).some((rule) => /throttle|rate_based_ban/.test(rule.action) && blocks(rule.match?.config?.src_ip_ranges).includes('*')) || 'no rule limits every address',
    })),
  ];
});
