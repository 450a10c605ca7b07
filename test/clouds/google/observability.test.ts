import { Alarm } from '../../../src/capabilities/alarm';
import { ApiGateway } from '../../../src/capabilities/api-gateway';
import { Concern, Direction, LogClass, Metric, Severity } from '../../../src/capabilities/common';
import { Dashboard } from '../../../src/capabilities/dashboard';
import { LogStream } from '../../../src/capabilities/log-stream';
import { Probe } from '../../../src/capabilities/probe';
import { Service } from '../../../src/capabilities/service';
import { ServiceLevelObjective } from '../../../src/capabilities/service-level-objective';
import { API, environment, googleStandards } from './support';

const METRIC: Metric = {
  id: 'cpu', title: 'CPU', concern: Concern.SATURATION, unit: '%',
  query: JSON.stringify({ filter: 'metric.type="a" AND resource.type="b"', aligner: 'ALIGN_MEAN', reducer: 'REDUCE_MEAN', factor: 100 }),
};

const tf = environment((env) => {
  const gateway = new ApiGateway(env, 'gateway', {
    api: API,
    hostLabel: 'orders',
    target: new Service(env, 'orders').backend,
    authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
    consent: { purpose: 'order-fulfilment' },
    accessLog: new LogStream(env, 'access-log', { logClass: LogClass.ACCESS }).backend,
    auditLog: new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT }).backend,
  });
  new ServiceLevelObjective(env, 'objectives', { gateway: gateway.backend, availability: 0.995 });
  new Probe(env, 'probe', { hostname: gateway.backend.hostname, path: '/orders', expectedStatus: 401 });
  new Dashboard(env, 'dashboard', { title: 'Orders', sections: [{ title: 'Edge', metrics: gateway.backend.metrics }, { title: 'Nothing', metrics: [] }] });
  new Alarm(env, 'alarm', { metric: METRIC, threshold: { value: 20, direction: Direction.BELOW, minutes: 10 }, severity: Severity.WARNING, description: 'look' });
}, { standards: googleStandards({}, { alertContacts: { warning: ['team@acme.example'], critical: ['call@acme.example'] }, pods: [{ name: 'orders', contact: 'orders@acme.example' }] }) });

const channelOf = (address: string) => tf.all('google_monitoring_notification_channel').find((c) => c.body.labels.email_address === address)!;

test('an alarm compares in the unit of the cloud, over the whole window', () => {
  const policy = tf.one('google_monitoring_alert_policy', '/alarm/');
  expect(policy.conditions[0].condition_threshold).toMatchObject({
    comparison: 'COMPARISON_LT', threshold_value: 0.2, duration: '0s',
    aggregations: [{ alignment_period: '600s', per_series_aligner: 'ALIGN_MEAN', cross_series_reducer: 'REDUCE_MEAN' }],
  });
  expect(policy).toMatchObject({ severity: 'WARNING', documentation: { content: 'look' } });
});

test('warnings and critical alarms go to those that the standards name', () => {
  expect(tf.one('google_monitoring_alert_policy', '/alarm/').notification_channels.join()).toContain(channelOf('team@acme.example').name);
  const critical = tf.one('google_monitoring_alert_policy', '/gateway/alarms/server-errors-critical/');
  expect(critical.notification_channels.join()).toContain(channelOf('call@acme.example').name);
  expect(critical.notification_channels.join()).not.toContain(channelOf('team@acme.example').name);
});

test('availability and latency have objectives with a fast and a slow burn alarm each', () => {
  expect(tf.one('google_monitoring_slo', '/availability/')).toMatchObject({ goal: 0.995, rolling_period_days: 28 });
  expect(tf.one('google_monitoring_slo', '/availability/').request_based_sli.good_total_ratio.bad_service_filter).toContain('metric.labels.response_code_class=500');
  expect(tf.one('google_monitoring_slo', '/latency/').request_based_sli.distribution_cut.range).toEqual({ min: 0, max: 500 });
  for (const objective of ['availability', 'latency']) {
    const fast = tf.one('google_monitoring_alert_policy', `/${objective}-fast-burn/`);
    expect(fast).toMatchObject({ severity: 'CRITICAL', combiner: 'AND' });
    expect(fast.conditions.map((c: any) => [c.condition_threshold.threshold_value, /"(\d+s)"\)$/.exec(c.condition_threshold.filter)![1]])).toEqual([[14.4, '3600s'], [14.4, '300s']]);
    const slow = tf.one('google_monitoring_alert_policy', `/${objective}-slow-burn/`);
    expect(slow.conditions.map((c: any) => [c.condition_threshold.threshold_value, /"(\d+s)"\)$/.exec(c.condition_threshold.filter)![1]])).toEqual([[6, '21600s'], [6, '1800s']]);
  }
});

test('the probe calls the public name over TLS and wakes somebody', () => {
  expect(tf.one('google_monitoring_uptime_check_config')).toMatchObject({
    period: '60s', selected_regions: ['EUROPE', 'USA'], monitored_resource: { labels: { host: 'orders.eu-google.acme.example' } },
    http_check: { port: 443, use_ssl: true, validate_ssl: true, path: '/orders', accepted_response_status_codes: [{ status_value: 401 }] },
  });
  expect(tf.one('google_monitoring_alert_policy', '/probe/down/').severity).toBe('CRITICAL');
  expect(tf.one('google_monitoring_alert_policy', '/probe/certificate/').conditions[0].condition_threshold.comparison).toBe('COMPARISON_LT');
});

test('the dashboard shows each metric once, without overlap, and leaves empty sections out', () => {
  const { mosaicLayout: { columns, tiles } } = JSON.parse(tf.one('google_monitoring_dashboard').dashboard_json);
  expect(tiles.map((t: any) => t.widget.title)).toEqual(['Edge', 'Requests (count/s)', 'Refused or wrong requests (4xx) (share)', 'Server errors (5xx) (share)', 'Duration, 99th percentile (ms)', 'Requests that the firewall blocked (count/s)']);
  const cells = new Set<string>();
  for (const tile of tiles) {
    expect(tile.xPos + tile.width).toBeLessThanOrEqual(columns);
    for (let x = tile.xPos; x < tile.xPos + tile.width; x += 4) {
      for (let y = tile.yPos; y < tile.yPos + tile.height; y += 4) {
        expect(cells.has(`${x},${y}`)).toBe(false);
        cells.add(`${x},${y}`);
      }
    }
  }
});

test('every alarm has a resource type in its filter, without which the API refuses it', () => {
  for (const { address, body } of tf.all('google_monitoring_alert_policy').filter((p) => !p.path.includes('/alarm/') && !p.path.includes('burn'))) {
    for (const condition of body.conditions) { expect({ address, filter: condition.condition_threshold.filter }).toEqual({ address, filter: expect.stringContaining('resource.type="') }); }
  }
});
