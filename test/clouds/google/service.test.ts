import { Access } from '../../../src/capabilities/common';
import { Service } from '../../../src/capabilities/service';
import { Stage } from '../../../src/environment/stage';
import { environment, googleStandards, waitsFor } from './support';

const DIGEST = `registry.example/shop@sha256:${'1'.repeat(64)}`;

describe('a service', () => {
  const tf = environment((env) => {
    const orders = new Service(env, 'orders', { maskedFields: ['email'], settings: { MODE: 'fast' }, port: 9000 });
    const caller = new Service(env, 'caller', { image: DIGEST });
    caller.connectTo(orders, Access.INVOKE);
    caller.connectTo(orders, Access.INVOKE);
  });
  const orders = tf.one('google_cloud_run_v2_service', '/orders/');
  const [app] = orders.template.containers;

  test('is reached from inside only, by identities that were granted', () => {
    expect(orders.ingress).toBe('INGRESS_TRAFFIC_INTERNAL_ONLY');
    expect(orders.invoker_iam_disabled).toBeUndefined();
    const invokers = tf.all('google_cloud_run_v2_service_iam_member');
    expect(invokers).toHaveLength(1);
    expect(invokers[0].body.role).toBe('roles/run.invoker');
    expect(invokers[0].body.member).toContain('caller');
    expect(tf.text()).not.toMatch(/allUsers|allAuthenticatedUsers/);
  });

  test('all of its traffic goes through the private network, under its own tag', () => {
    expect(orders.template.vpc_access).toMatchObject({
      egress: 'ALL_TRAFFIC',
      network_interfaces: [{ subnetwork: 'projects/acme-eu-1/regions/europe-west3/subnetworks/acme-eu-google-workloads', tags: ['shop-orders'] }],
    });
  });

  test('runs encrypted, checked, probed and scaled', () => {
    expect(orders.template.encryption_key).toContain('google_kms_crypto_key.data-key');
    expect(waitsFor(orders, 'google_kms_crypto_key_iam_member')).toBe(true);
    expect(orders.binary_authorization).toEqual({ use_default: true });
    expect(orders.deletion_protection).toBe(true);
    expect(orders.template.scaling).toEqual({ min_instance_count: 3, max_instance_count: 12 });
    expect(app.startup_probe.http_get).toEqual({ path: '/health', port: 9000 });
    expect(app.liveness_probe.http_get).toEqual({ path: '/health', port: 9000 });
    expect(orders.template.timeout).toBe('29s');
  });

  test('has an identity of its own without keys', () => {
    expect(orders.template.service_account).toContain('google_service_account.orders_identity');
    expect(tf.all('google_service_account')).toHaveLength(2);
    expect(tf.all('google_service_account_key')).toHaveLength(0);
  });

  test('gets its settings, and those of what it is connected to', () => {
    const env = (service: any) => Object.fromEntries(service.template.containers[0].env.map((e: any) => [e.name, e.value]));
    expect(env(orders)).toMatchObject({ MODE: 'fast', MASKED_FIELDS: 'email', OTEL_SERVICE_NAME: 'orders', GOOGLE_CLOUD_PROJECT: 'acme-eu-1' });
    expect(env(orders).PORT).toBeUndefined();
    expect(env(tf.one('google_cloud_run_v2_service', '/caller/')).ORDERS_URL).toBe('https://shop-orders-123456789012.europe-west3.run.app');
  });

  test('runs the image that the pipeline sets, with digest', () => {
    expect(app.image).toBe('${var.image_orders}');
    const variable = tf.json.variable.image_orders;
    expect(variable.default).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(variable.validation[0].condition).toContain('@sha256:');
    expect(tf.one('google_cloud_run_v2_service', '/caller/').template.containers[0].image).toBe(DIGEST);
    expect(() => environment((env) => new Service(env, 'orders', { image: 'registry.example/shop:latest' }))).toThrow(/without digest/);
  });

  test('starts with the image of the standards where they state one', () => {
    const starter = `mirror.example/starter@sha256:${'2'.repeat(64)}`;
    const own = environment((env) => new Service(env, 'orders'), { standards: googleStandards({}, { starterImage: starter }) });
    expect(own.json.variable.image_orders.default).toBe(starter);
  });

  test('its logs go to a stream of its own, without request lines and without fields in the clear', () => {
    const sink = tf.one('google_logging_project_sink', '/orders/');
    expect(sink.filter).toContain('resource.labels.service_name="shop-orders" AND NOT logName:"run.googleapis.com%2Frequests"');
    expect(sink.exclusions[0].filter).toContain('jsonPayload."email"');
  });

  test('alarms on errors, duration, CPU and memory', () => {
    const policies = tf.all('google_monitoring_alert_policy', '/orders/alarms/').map((p) => p.path.split('/alarms/')[1]);
    expect(policies).toEqual(expect.arrayContaining(['errors-critical/policy', 'errors-warning/policy', 'latency-warning/policy', 'cpu-warning/policy', 'memory-warning/policy']));
    const errors = tf.one('google_monitoring_alert_policy', '/orders/alarms/errors-critical/').conditions[0].condition_threshold;
    expect(errors).toMatchObject({ threshold_value: 0.05, comparison: 'COMPARISON_GT' });
    expect(errors.filter).toContain('metric.labels.response_code_class="5xx"');
    expect(errors.denominator_filter).not.toContain('5xx');
  });

  test('in development it costs CPU only while it serves', () => {
    const dev = environment((env) => new Service(env, 'orders'), { stage: Stage.DEVELOPMENT }).one('google_cloud_run_v2_service');
    expect(dev.template.containers[0].resources).toMatchObject({ cpu_idle: true, limits: { cpu: '1', memory: '512Mi' } });
    expect(dev.deletion_protection).toBe(false);
  });

  test('can be invoked and nothing else', () => {
    expect(() => environment((env) => {
      const callee = new Service(env, 'orders');
      new Service(env, 'caller').connectTo(callee, Access.READ);
    })).toThrow(/cannot be granted read/);
  });
});
