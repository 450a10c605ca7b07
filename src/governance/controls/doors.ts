import { ControlContext } from '../control-context';
import { subjectsOf } from './judging';

const APIS = ['aws_api_gateway_rest_api', 'aws_apigatewayv2_api', 'azurerm_api_management_api'];

/** What answers the requests of callers: APIs of gateways, and load balancers that are open to the internet. */
export function gatewaysOf(context: ControlContext): string[] {
  return [...context.resources(APIS).map((api) => api.address), ...subjectsOf(context, ['edge.tls', 'edge.firewall'], /^google_compute_(region_)?url_map\./)];
}

/** Host names at which callers arrive, where each cloud ends their TLS. */
export function hostsOf(context: ControlContext): string[] {
  const hosts = context.resources(['aws_api_gateway_rest_api', 'azurerm_cdn_frontdoor_custom_domain']).map((host) => host.address);
  return [...new Set([...hosts, ...subjectsOf(context, ['edge.tls', 'edge.firewall'])])];
}
