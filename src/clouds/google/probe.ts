import { Construct } from 'constructs';
import { Severity } from '../../capabilities/common';
import { ProbeProps } from '../../capabilities/probe';
import { environmentOf } from '../../environment/environment-rules';
import { alertPolicy } from './alarm';
import { GoogleAlertChannel } from './alert-channel';
import { allOf, is, metricFilter } from './metrics';
import { References } from './references';
import { MonitoringUptimeCheckConfig } from './resources';

/** Calls the address every minute from four places, and tells when two fail or the certificate nears its end. */
export function probe(scope: Construct, props: ProbeProps): void {
  const check = new MonitoringUptimeCheckConfig(scope, 'check', {
    displayName: `${props.hostname}${props.path}`.slice(0, 512),
    timeout: '10s',
    period: '60s',
    checkerType: 'STATIC_IP_CHECKERS',
    // Three checkers at least: Europe alone has too few.
    selectedRegions: ['EUROPE', 'USA'],
    logCheckFailures: true,
    httpCheck: {
      path: props.path,
      port: 443,
      useSsl: true,
      validateSsl: true,
      requestMethod: 'GET',
      acceptedResponseStatusCodes: [{ statusValue: props.expectedStatus ?? 200 }],
    },
    monitoredResource: { type: 'uptime_url', labels: { project_id: References.of(scope).project, host: props.hostname } },
    lifecycle: { createBeforeDestroy: true },
  });
  const channel = environmentOf(scope).alertChannel as GoogleAlertChannel;
  const filter = (metric: string) => allOf(
    metricFilter(`monitoring.googleapis.com/uptime_check/${metric}`, 'uptime_url'), is('metric.labels.check_id', check.uptimeCheckId),
  );
  alertPolicy(scope, Severity.CRITICAL, `${props.hostname} does not answer`, `Probes from two places get no ${props.expectedStatus ?? 200} from https://${props.hostname}${props.path}.`, [{
    displayName: 'Two probes fail',
    conditionThreshold: {
      filter: filter('check_passed'),
      aggregations: [{ alignmentPeriod: '120s', perSeriesAligner: 'ALIGN_NEXT_OLDER', crossSeriesReducer: 'REDUCE_COUNT_FALSE', groupByFields: ['resource.label.host'] }],
      comparison: 'COMPARISON_GT',
      thresholdValue: 1,
      duration: '60s',
      trigger: { count: 1 },
    },
  }], 'OR', channel, 'down');
  alertPolicy(scope, Severity.WARNING, `Certificate of ${props.hostname} expires`, 'The certificate is managed and renews itself: look at its DNS authorization record and at CAA.', [{
    displayName: 'Less than 14 days left',
    conditionThreshold: {
      filter: filter('time_until_ssl_cert_expires'),
      aggregations: [{ alignmentPeriod: '1200s', perSeriesAligner: 'ALIGN_NEXT_OLDER', crossSeriesReducer: 'REDUCE_MEAN', groupByFields: ['resource.label.host'] }],
      comparison: 'COMPARISON_LT',
      thresholdValue: 14,
      duration: '600s',
      trigger: { count: 1 },
    },
  }], 'OR', channel, 'certificate');
}
