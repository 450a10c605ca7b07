import { IControl } from '../control';
import { accessOwnProject } from './access-own-project';
import { accessRoles } from './access-roles';
import { alertingBounds } from './alerting-bounds';
import { alertingSources } from './alerting-sources';
import { architectureProviderSettings } from './architecture-provider-settings';
import { authDatabaseSettings } from './auth-database-settings';
import { dataSettings } from './data-settings';
import { edgeBalancerSettings } from './edge-balancer-settings';
import { edgeFirewallSettings } from './edge-firewall-settings';
import { edgeGatewaySettings } from './edge-gateway-settings';
import { inputPlan } from './input-plan';
import { workloadSettings } from './workload-settings';

/** Controls on single settings, which no fact of the review tells: what changes of approved environments showed to be missing. */
export const SETTING_CONTROLS: readonly IControl[] = [
  accessOwnProject, accessRoles, alertingBounds, alertingSources, architectureProviderSettings, authDatabaseSettings, dataSettings, edgeBalancerSettings, edgeFirewallSettings,
  edgeGatewaySettings, inputPlan, workloadSettings,
];
