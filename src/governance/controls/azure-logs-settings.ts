import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { Hardened, lasting, least, none, off, refused, settingsControl } from './azure-hardened';
import { asList } from './values';

const PARTS = ['frontend_request', 'frontend_response', 'backend_request', 'backend_response'];
const SECRET = ['authorization', 'cookie', 'set-cookie', 'proxy-authorization', 'x-api-key', 'ocp-apim-subscription-key'];
const lower = (values: any[]) => values.map((value) => String(value).toLowerCase());

/** Headers whose values a part of a diagnostic must not show. */
const masks = (value: any, one: ControlledResource, context: ControlContext) => {
  const masked = lower(asList(value).filter((rule) => ['Mask', 'Hide'].includes(rule?.mode)).map((rule) => rule.value));
  return ['authorization', 'cookie', 'set-cookie', ...lower(context._edgeOf(one.address)?.maskedFields ?? [])].every((name) => masked.includes(name));
};

/** Streams in which texts and addresses of people stand. */
function transforms(value: any, streams: RegExp, by: RegExp): boolean {
  return asList(value).every((flow) => !asList(flow?.streams).some((stream) => streams.test(String(stream))) || by.test(String(flow?.transform_kql)));
}

const AZURE: Hardened = {
  azurerm_log_analytics_workspace: [
    ['internet_ingestion_enabled', refused, 'takes records from the internet'], ['retention_in_days', lasting(least(90)), 'keeps records for less than ninety days'],
    ['daily_quota_gb', (value) => value === undefined || value === null || Number(value) === -1, 'stops taking records when a day\'s share is full'],
  ],
  azurerm_log_analytics_workspace_table: [['plan', (value) => value === undefined || value === 'Analytics', 'cannot be asked by alarms']],
  azurerm_application_insights: [
    ['internet_ingestion_enabled', refused, 'takes records from the internet'], ['disable_ip_masking', off, 'keeps addresses of people'],
    ['daily_data_cap_in_gb', (value) => value === undefined || value === null || Number(value) >= 100, 'stops taking records when a day\'s share is full'],
  ],
  azurerm_monitor_data_collection_rule: [
    ['data_flow', (value) => transforms(value, /-(ContainerAppConsoleLogs|AppTraces|AppExceptions|AppRequests)$/, /A-Za-z0-9\._%\+-\]\+@/), 'lets mail addresses through'],
    ['data_flow', (value) => transforms(value, /-(AppTraces|AppExceptions|AppRequests)$/, /extend ClientIP = '0\.0\.0\.0'/), 'lets addresses of people through'],
  ],
  azurerm_api_management_api_diagnostic: [
    ['always_log_errors', (value) => !refused(value), 'leaves out errors'], ['log_client_ip', refused, 'keeps addresses of people'],
    ...PARTS.flatMap((part): Hardened[string] => [
      [`${part}.0.headers_to_log`, (value) => !lower(asList(value)).some((header) => SECRET.includes(header)), 'logs headers that hold tokens'],
      [`${part}.0.data_masking.0.headers`, masks, 'shows headers that must not be seen'],
      [`${part}.0.data_masking.0.query_params`, (value) => asList(value).some((rule) => rule?.value === '*' && ['Mask', 'Hide'].includes(rule?.mode)), 'shows queries'],
    ]),
  ],
  azurerm_cdn_frontdoor_firewall_policy: [['log_scrubbing.0.scrubbing_rule', (value) => {
    const headers = lower(asList(value).filter((rule) => rule?.match_variable === 'RequestHeaderNames' && rule.enabled !== false).map((rule) => (rule.operator === 'EqualsAny' ? '*' : rule.selector)));
    return ['authorization', 'cookie'].every((name) => headers.includes(name) || headers.includes('*'));
  }, 'shows headers that hold tokens']],
  azurerm_monitor_action_group: [['webhook_receiver', (value) => asList(value).every((hook) => String(hook?.service_uri).startsWith('https://')), 'tells over plain HTTP']],
  azurerm_monitor_metric_alert: [
    ['severity', (value, one) => !/-critical(_|\/|$)/.test(one.path) || Number(value) <= 1, 'is said to be of no weight'],
    ['criteria', (value) => asList(value).every((c) => !/percent|percentage|consumption|availability/i.test(String(c?.metric_name)) || (Number(c.threshold) > 0 && Number(c.threshold) <= 100)), 'is raised at what never is'],
    ['criteria', (value) => asList(value).every((c) => (c?.operator === 'LessThan' ? Number(c.threshold) > 0 : !(Number(c?.threshold) > 1_000_000))), 'is raised at what never is'],
  ],
  azurerm_monitor_scheduled_query_rules_alert_v2: [
    ['severity', (value, one) => !/-(critical|fast)(_|\/|$)/.test(one.path) || Number(value) <= 1, 'is said to be of no weight'],
    ['mute_actions_after_alert_duration', none, 'is silent after it was raised'],
    ['criteria', (value) => asList(value).every((c) => !/100\.0 \*|iff\(/.test(String(c?.query)) || Number(c.threshold) < (String(c.query).includes('iff(') ? 1 : 100)), 'is raised at what never is'],
    ['criteria', (value, one, context) => {
      const apis = context.resources(['azurerm_api_management_api']).map((api) => api.argument('name'));
      return apis.length === 0 || context.kindOf(one.address) === 'Construct' || asList(value).every((c) => apis.some((name) => String(c?.query).includes(`"${name}"`)));
    }, 'does not ask of the API'],
  ],
  azurerm_application_insights_standard_web_test: [
    ['frequency', (value) => value === undefined || Number(value) <= 300, 'looks less than every five minutes'], ['geo_locations', (value) => asList(value).length >= 3, 'looks from fewer than three places'],
    ['request.0.url', (value) => /^https:\/\//.test(String(value)), 'asks over plain HTTP'], ['validation_rules.0.ssl_check_enabled', (value) => value === true, 'takes any certificate'],
    ['validation_rules.0.expected_status_code', (value) => [200, 401, 404].includes(Number(value)), 'takes errors for an answer'],
  ],
  azurerm_consumption_budget_resource_group: [['time_period.0.end_date', none, 'ends some day'], ['notification', (value) => asList(value).every((n) => Number(n?.threshold) <= 100), 'tells when it is all spent, or never']],
  azurerm_monitor_alert_processing_rule_suppression: [['', () => false, 'silences alarms']],
  azurerm_monitor_private_link_scoped_service: [['linked_resource_id', oneReference, 'is not of this environment']],
};

function oneReference(value: any): boolean {
  return /^\$\{azurerm_(log_analytics_workspace|application_insights|monitor_data_collection_endpoint)\./.test(String(value));
}

/** What no other control of logs and alarms asks. */
export const azureLogsSettings = settingsControl({
  id: 'logs.azure-settings',
  title: 'Logs, alarms and probes are neither capped, muted nor too open',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.SECURITY,
  severity: ControlSeverity.MEDIUM,
  why: 'a log that stops at noon, an alarm that nothing can raise, and a record that shows a token are all there, and look as they should',
  mend: 'Leave the setting to the capability or to the environment.',
}, AZURE);
