import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, NOT_ASKED } from './build';
import { isBelow, partsInPatterns, patternOf, resourcesBelow, saidOf } from './platform-places';

/** What has to be there for somebody outside to call the gateway, by cloud, and the argument that switches it off. */
const PROBES: { readonly [cloud: string]: { readonly [type: string]: { readonly argument: string; readonly off: readonly any[] } } } = {
  aws: {
    aws_lambda_function: { argument: 'reserved_concurrent_executions', off: [0] },
    aws_cloudwatch_event_rule: { argument: 'state', off: ['DISABLED'] },
    aws_cloudwatch_event_target: { argument: 'arn', off: [undefined] },
    aws_lambda_permission: { argument: 'principal', off: [undefined] },
  },
  azure: { azurerm_application_insights_standard_web_test: { argument: 'enabled', off: [false] } },
  google: { google_monitoring_uptime_check_config: { argument: 'http_check', off: [undefined] } },
};

/** What says that callers need a certificate: somebody outside without one would only ever be refused. */
const CERTIFICATES: { readonly [type: string]: (one: ControlledResource) => boolean } = {
  aws_api_gateway_domain_name: (one) => one.argument('mutual_tls_authentication.0.truststore_uri') !== undefined,
  azurerm_resource_group_template_deployment: (one) => JSON.stringify(one.argument('template_content') ?? '').includes('ClientCertificateRequiredAndValidated'),
  google_compute_target_https_proxy: (one) => one.argument('server_tls_policy') !== undefined,
};

function needsCertificate(context: ControlContext, gateway: string): boolean {
  return Object.entries(CERTIFICATES).some(([type, asks]) => resourcesBelow(context, gateway, [type]).some(asks));
}

function missingOf(context: ControlContext, pattern: string): string | true {
  for (const [type, { argument, off }] of Object.entries(PROBES[context.cloud])) {
    const found = resourcesBelow(context, pattern, [type]).filter(({ address }) => context.kindOf(address) === 'Probe');
    if (found.length === 0) { return `nobody calls it from outside: its probe has no ${type}`; }
    const still = found.find((one) => off.includes(one.argument(argument)));
    if (still) { return `nobody calls it from outside: ${argument} of ${still.address} switches its probe off`; }
  }
  const heard = (rule: string) => context.facts([rule]).filter(({ subject, value }) => value === true && context.kindOf(subject) === 'Probe' && isBelow(context.pathOf(subject), pattern)).map(({ subject }) => subject);
  const [enabled, told] = [heard('alarm.enabled'), new Set(heard('alarm.heard'))];
  return enabled.some((alarm) => told.has(alarm)) || 'nobody hears when its probe fails';
}

/** Every gateway is called from outside, as its callers call it. */
export const architectureProbe = control({
  id: 'architecture.probe',
  title: 'Every gateway is probed from outside, and somebody hears when it fails',
  objective: Objective.LOGGING_AND_ALERTING,
  owner: GovernanceFunction.ARCHITECTURE,
  severity: ControlSeverity.MEDIUM,
  why: 'from inside, a broken name, certificate or route looks like a quiet day',
  mend: 'Leave the pattern\'s probe as it is, or add a Probe of the gateway.',
  card: 'Probe from outside',
}, (context) => partsInPatterns(context, 'ApiGateway').map((place) => saidOf(place, needsCertificate(context, place) ? NOT_ASKED : missingOf(context, patternOf(context, place)))));
