import { GovernanceFunction, Objective, ControlSeverity } from '../control';
import { control } from './build';
import { gatewaysOf } from './doors';
import { equals, judgeEach, judgeFacts, judgeResources, target, typeOf } from './judging';

/** What is behind the edge is reached through it alone. */
export const edgePrivateOrigin = control({
  id: 'edge.private-origin',
  title: 'The service is reached through the edge only',
  objective: Objective.EDGE_PROTECTION,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.CRITICAL,
  why: 'who knows its other address goes past firewall, limits and check of tokens',
  mend: 'Leave the service private, and the gateway\'s way to it to the gateway.',
  scanners: ['CKV_AWS_333', 'CKV_AZURE_222'],
  card: 'Only the edge is public',
}, (context) => {
  const judged = ({ value, text }: { value: any; text: string }) => value === true || text;
  // The API of a gateway of Azure stands on the foundation's instance; its services say themselves whether they are private.
  const fronts = gatewaysOf(context).filter((gateway) => typeOf(gateway) !== 'azurerm_api_management_api');
  const origins = context.resources(['azurerm_container_app', 'azurerm_api_management', 'azurerm_cdn_frontdoor_origin']).filter((one) => one.type !== 'azurerm_container_app' || one.argument('ingress') !== undefined);
  const subjects = [...fronts, ...origins.map((one) => one.address)];
  return [
    ...judgeEach(context, subjects, 'edge.private-origin', judged, 'nothing says how the service is reached from the edge'),
    ...judgeFacts(context, ['edge.private-origin'], judged).filter((f) => !subjects.includes(f.subject)),
    ...judgeResources(context, ['aws_api_gateway_rest_api'], (api) => equals(api, 'disable_execute_api_endpoint', true, 'it also answers under the name that the cloud gave it')),
    ...judgeResources(context, ['google_cloud_run_v2_service'], (service) => ({
      argument: 'ingress', says: /^INGRESS_TRAFFIC_INTERNAL_(LOAD_BALANCER|ONLY)$/.test(String(service.argument('ingress'))) || 'it also answers under the name that the cloud gave it',
    })),
    ...judgeResources(context, ['azurerm_container_app_environment'], (environment) => equals(environment, 'internal_load_balancer_enabled', true, 'its apps have a public address')),
    ...judgeResources(context, ['azurerm_container_app_environment'], (environment) => equals(environment, 'public_network_access', 'Disabled', 'its apps are called from the internet')),
    ...judgeResources(context, ['azurerm_api_management'], (instance) => context.resources(['azurerm_api_management_policy']).some((policy) => /<check-header\b[^>]*name="X-Azure-FDID"/i.test(String(policy.argument('xml_content')))
      && target(policy.argument('api_management_id')) === instance.address) || 'requests that did not pass the own front door are served'),
    ...judgeResources(context, ['azurerm_cdn_frontdoor_route'], (route) => equals(route, 'link_to_default_domain', false, 'it also answers under the name that the cloud gave it')),
  ];
});
