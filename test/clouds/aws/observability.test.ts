import { Dashboard } from '../../../src/capabilities/dashboard';
import { Probe } from '../../../src/capabilities/probe';
import { Secret } from '../../../src/capabilities/secret';
import { Access } from '../../../src/capabilities/common';
import { Service } from '../../../src/capabilities/service';
import { ServiceLevelObjective } from '../../../src/capabilities/service-level-objective';
import { UserDirectory } from '../../../src/capabilities/user-directory';
import { Terraform } from '../../support/terraform';
import { edge, environment, statements } from './support/aws';

describe('alarms and objectives', () => {
  let tf: Terraform;
  beforeAll(() => {
    tf = environment((env) => {
      const { gateway, service } = edge(env);
      new ServiceLevelObjective(env, 'objectives', { gateway: gateway.backend, availability: 0.999, latencyMilliseconds: 400, latencyShare: 0.95 });
      new Dashboard(env, 'dashboard', { title: 'Orders', sections: [{ title: 'Edge', metrics: gateway.backend.metrics }, { title: 'Service', metrics: service.backend.metrics }] });
      new Probe(env, 'probe', { hostname: gateway.backend.hostname, path: '/health' });
    });
  });

  test('a critical alarm goes to the critical topic, a warning to the other, and both say when it is over', () => {
    const alarm = (id: string) => tf.one('aws_cloudwatch_metric_alarm', `/edge/alarms/${id}/`);
    expect(alarm('server-errors-critical').alarm_actions).toEqual([expect.stringContaining('alerts_critical')]);
    expect(alarm('server-errors-warning').alarm_actions).toEqual([expect.stringContaining('alerts_warning')]);
    expect(alarm('server-errors-critical').ok_actions).toEqual(alarm('server-errors-critical').alarm_actions);
    expect(alarm('server-errors-critical').threshold).toBe(5);
  });

  test('a share is metric math that is 0 where nothing happened', () => {
    const query = tf.one('aws_cloudwatch_metric_alarm', '/edge/alarms/server-errors-critical/').metric_query;
    expect(query[0]).toMatchObject({ expression: 'IF(FILL(whole, 0) > 0, 100 * FILL(part, 0) / whole, 0)', return_data: true });
    expect(query.slice(1).every((q: any) => q.return_data === false && q.metric.period === 300)).toBe(true);
  });

  test('windows are what CloudWatch takes', () => {
    for (const a of tf.all('aws_cloudwatch_metric_alarm')) {
      const period = a.body.period ?? a.body.metric_query.find((q: any) => q.metric).metric.period;
      expect(period % 60).toBe(0);
      expect(period * a.body.evaluation_periods).toBeLessThanOrEqual(86400);
    }
  });

  test.each([
    ['availability', 'fast', 0.0144, [3600, 300], 'critical'], ['availability', 'slow', 0.006, [21600, 1800], 'warning'],
    ['latency', 'fast', 0.72, [3600, 300], 'critical'], ['latency', 'slow', 0.3, [21600, 1800], 'warning'],
  ])('%s burns %s above %d in both windows', (objective, speed, threshold, periods, severity) => {
    const composite = tf.one('aws_cloudwatch_composite_alarm', `/objectives/${objective}-${speed}/`);
    const parts = tf.all('aws_cloudwatch_metric_alarm', `/objectives/${objective}-${speed}-`);
    expect(composite.alarm_rule).toMatch(/^ALARM\(".*"\) AND ALARM\(".*"\)$/);
    expect(composite.depends_on.sort()).toEqual(parts.map((p) => p.address).sort());
    expect(composite.alarm_actions).toEqual([expect.stringContaining(`alerts_${severity}`)]);
    expect(parts.map((p) => p.body.threshold)).toEqual([threshold, threshold]);
    expect(parts.map((p) => p.body.metric_query.find((q: any) => q.metric).metric.period).sort()).toEqual([...periods].sort());
    for (const p of parts) { expect(p.body.alarm_actions).toBeUndefined(); }
  });

  test('slow requests are counted from the access log', () => {
    expect(tf.one('aws_cloudwatch_log_metric_filter')).toMatchObject({ pattern: '{ $.latency > 400 }', log_group_name: expect.stringContaining('access') });
  });

  test('the dashboard shows every metric, in rows that do not overlap', () => {
    const { widgets } = JSON.parse(tf.one('aws_cloudwatch_dashboard').dashboard_body);
    expect(widgets.filter((w: any) => w.type === 'metric')).toHaveLength(12);
    const cells = widgets.flatMap((w: any) => Array.from({ length: w.width * w.height }, (_, i) => `${w.x + (i % w.width)},${w.y + Math.floor(i / w.width)}`));
    expect(new Set(cells).size).toBe(cells.length);
    for (const w of widgets) { expect(w.x + w.width).toBeLessThanOrEqual(24); }
  });

  test('a silent probe wakes somebody', () => {
    expect(tf.one('aws_cloudwatch_metric_alarm', '/probe/')).toMatchObject({ treat_missing_data: 'breaching', comparison_operator: 'LessThanThreshold', dimensions: { Host: tf.one('aws_api_gateway_domain_name').domain_name } });
    expect(tf.one('aws_cloudwatch_event_rule', '/probe/').schedule_expression).toBe('rate(1 minute)');
    expect(tf.one('aws_lambda_function', '/probe/').vpc_config).toBeUndefined();
  });
});

describe('secret', () => {
  let tf: Terraform;
  beforeAll(() => {
    tf = environment((env) => {
      const secret = new Secret(env, 'secret', { description: 'signing', rotationDays: 10 });
      new Service(env, 'service').connectTo(secret, Access.READ);
      new Service(env, 'stranger');
    });
  });

  test('has no value in Terraform', () => {
    expect(tf.all('aws_secretsmanager_secret_version')).toEqual([]);
    expect(tf.text()).not.toMatch(/secret_string/);
  });

  test('is filled by a function before its rotation begins', () => {
    expect(JSON.parse(tf.one('aws_lambda_invocation').input)).toMatchObject({ action: 'initialize' });
    const rotation = tf.one('aws_secretsmanager_secret_rotation');
    expect(rotation).toMatchObject({ rotate_immediately: false, rotation_rules: { automatically_after_days: 10 } });
    expect(rotation.depends_on.join()).toMatch(/aws_lambda_permission/);
    expect(rotation.depends_on.join()).toMatch(/aws_lambda_invocation/);
  });

  test('is read by those who were granted and by the function, whatever else a role may', () => {
    const [deny] = statements(tf.one('aws_secretsmanager_secret_policy').policy);
    expect(deny).toMatchObject({ Effect: 'Deny', Action: ['secretsmanager:GetSecretValue'] });
    const admitted = deny.Condition.ArnNotEquals['aws:PrincipalArn'];
    expect(admitted).toHaveLength(2);
    expect(admitted.join()).toContain('aws_iam_role.service_role');
    expect(admitted.join()).not.toContain('stranger');
  });

  test('can be read and nothing else', () => {
    expect(() => environment((env) => { new Service(env, 'service').connectTo(new Secret(env, 'secret', { description: 'x' }), Access.READ_WRITE); })).toThrow(/nobody can be granted/);
  });
});

describe('user directory', () => {
  const tf = environment((env) => { new UserDirectory(env, 'customers', { callbackUrls: ['https://app.acme.example/'], scopes: ['orders:read'] }); });

  test('asks for a second factor and gives away no accounts', () => {
    expect(tf.one('aws_cognito_user_pool')).toMatchObject({ mfa_configuration: 'ON', software_token_mfa_configuration: { enabled: true }, deletion_protection: 'ACTIVE' });
    expect(tf.one('aws_cognito_user_pool_client')).toMatchObject({ prevent_user_existence_errors: 'ENABLED', allowed_oauth_flows: ['code'], generate_secret: false, enable_token_revocation: true });
  });

  test('people cannot write their own consent', () => {
    expect(tf.one('aws_cognito_user_pool_client').write_attributes).toEqual(['email']);
    expect(tf.one('aws_cognito_user_pool').schema[0].name).toBe('consented_purposes');
  });

  test('puts audience and consent into its tokens', () => {
    expect(tf.one('aws_cognito_user_pool').lambda_config.pre_token_generation_config.lambda_version).toBe('V2_0');
  });
});
