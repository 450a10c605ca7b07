import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ProbeProps } from '../../capabilities/probe';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { severityOf } from './alarm';
import { channelOf } from './alert-channel';
import { baseOf } from './base';
import { ApplicationInsightsStandardWebTest, MonitorMetricAlert } from './resources';

/** Places that probes start from. Source: learn.microsoft.com/azure/azure-monitor/app/availability */
const EUROPE = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'emea-fr-pra-edge', 'emea-se-sto-edge', 'emea-ch-zrh-edge'];
const AMERICA = ['us-va-ash-azr', 'us-il-ch1-azr', 'us-ca-sjc-azr', 'us-tx-sn1-azr', 'us-fl-mia-edge'];
const ASIA = ['apac-sg-sin-azr', 'apac-hk-hkn-azr', 'apac-jp-kaw-edge', 'emea-au-syd-edge', 'us-ca-sjc-azr'];

/** Fewer failing places are a fault of the way there. */
const FAILING_PLACES = 2;

function places(region: string): string[] {
  if (/us|canada|brazil|mexico|chile/.test(region) && !/australia|austria/.test(region)) { return AMERICA; }
  return /asia|japan|korea|india|australia|indonesia|malaysia|newzealand/.test(region) ? ASIA : EUROPE;
}

/** Calls a public address every five minutes from five places, checks status and certificate, and wakes somebody if two fail. */
export function probe(scope: Construct, props: ProbeProps): void {
  const base = baseOf(scope);
  const { landingZone } = environmentOf(scope);
  const test = new ApplicationInsightsStandardWebTest(scope, 'test', {
    name: physicalName(scope, 'azurerm_application_insights_standard_web_test'),
    location: base.location,
    resourceGroupName: base.group.name,
    applicationInsightsId: base.insights.id,
    geoLocations: places(landingZone.region),
    enabled: true,
    frequency: 300,
    timeout: 30,
    retryEnabled: true,
    request: { url: `https://${props.hostname}${props.path}`, httpVerb: 'GET', followRedirectsEnabled: false, parseDependentRequestsEnabled: false },
    validationRules: { expectedStatusCode: props.expectedStatus ?? 200, sslCheckEnabled: true, sslCertRemainingLifetime: 14 },
  });
  new MonitorMetricAlert(scope, 'alert', {
    name: physicalName(scope, 'azurerm_monitor_metric_alert'),
    resourceGroupName: base.group.name,
    scopes: [test.id, base.insights.id],
    description: `https://${props.hostname}${props.path} does not answer ${props.expectedStatus ?? 200} from ${FAILING_PLACES} places.`,
    severity: severityOf(Severity.CRITICAL),
    frequency: 'PT1M',
    windowSize: 'PT5M',
    autoMitigate: true,
    applicationInsightsWebTestLocationAvailabilityCriteria: { webTestId: test.id, componentId: base.insights.id, failedLocationCount: FAILING_PLACES },
    action: [{ actionGroupId: channelOf(scope).groupId(Severity.CRITICAL) }],
  });
}
