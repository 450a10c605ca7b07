import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ServiceLevelObjectiveProps } from '../../capabilities/service-level-objective';
import { environmentOf } from '../../environment/environment-rules';
import { physicalName } from '../../environment/physical-name';
import { GroundworkError } from '../../errors';
import { alertPolicy } from './alarm';
import { GoogleAlertChannel } from './alert-channel';
import { GoogleGateway } from './api-gateway';
import { allOf, equals } from './metrics';
import { MonitoringCustomService, MonitoringSlo } from './resources';

const DAYS = 28;

/** Burn rates and the windows that must both show them; from the Site Reliability Workbook, chapter 5. */
const BURNS = [
  { id: 'fast', factor: 14.4, long: 3600, short: 300, severity: Severity.CRITICAL },
  { id: 'slow', factor: 6, long: 21600, short: 1800, severity: Severity.WARNING },
];

/** Availability and latency objectives over 28 days, with burn-rate alerts. */
export function serviceLevelObjective(scope: Construct, props: ServiceLevelObjectiveProps): void {
  const { gateway } = props;
  if (!(gateway instanceof GoogleGateway)) {
    throw new GroundworkError('Objectives', [{
      where: scope.node.path, problem: 'the API gateway is not made by GoogleCloud', mend: 'Where a cloud replaces the gateway, replace the objectives too.',
    }]);
  }
  const { availability = 0.999, latencyMilliseconds = 500, latencyShare = 0.99 } = props;
  const service = new MonitoringCustomService(scope, 'service', {
    serviceId: physicalName(scope, 'google_monitoring_custom_service'),
    displayName: gateway.hostname,
  });
  const requests = gateway.filter('https/request_count');
  const objectives = {
    availability: new MonitoringSlo(scope, 'availability', {
      service: service.serviceId,
      sloId: 'availability',
      displayName: `${percent(availability)} of requests without server error in ${DAYS} days`,
      goal: availability,
      rollingPeriodDays: DAYS,
      requestBasedSli: {
        goodTotalRatio: { badServiceFilter: allOf(requests, equals('metric.labels.response_code_class', 500)), totalServiceFilter: requests },
      },
    }),
    latency: new MonitoringSlo(scope, 'latency', {
      service: service.serviceId,
      sloId: 'latency',
      displayName: `${percent(latencyShare)} of requests within ${latencyMilliseconds} ms in ${DAYS} days`,
      goal: latencyShare,
      rollingPeriodDays: DAYS,
      requestBasedSli: { distributionCut: { distributionFilter: gateway.filter('https/total_latencies'), range: { min: 0, max: latencyMilliseconds } } },
    }),
  };
  for (const [id, slo] of Object.entries(objectives)) { burnAlarms(scope, id, slo, gateway.hostname); }
}

function burnAlarms(scope: Construct, objective: string, slo: MonitoringSlo, hostname: string): void {
  const channel = environmentOf(scope).alertChannel as GoogleAlertChannel;
  for (const { id, factor, long, short, severity } of BURNS) {
    const title = `${objective} of ${hostname} burns ${factor} times its budget`;
    alertPolicy(scope, severity, title, `${title}: look at errors and latency on the dashboard, and at what was deployed last.`,
      [long, short].map((seconds) => ({
        displayName: `over ${seconds} seconds`,
        conditionThreshold: {
          filter: `select_slo_burn_rate("${slo.name}", "${seconds}s")`,
          comparison: 'COMPARISON_GT',
          thresholdValue: factor,
          duration: '0s',
          trigger: { count: 1 },
        },
      })), 'AND', channel, `${objective}-${id}-burn`);
  }
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}
