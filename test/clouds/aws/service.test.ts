import { Construct } from 'constructs';
import { ContainerRegistry } from '../../../src/capabilities/container-registry';
import { Access } from '../../../src/capabilities/common';
import { Service } from '../../../src/capabilities/service';
import { Stage } from '../../../src/environment/stage';
import { Terraform } from '../../support/terraform';
import { actions, allowed, containers, environment, statements } from './support/aws';

const IMAGE = `registry.example/orders@sha256:${'a'.repeat(64)}`;
let tf: Terraform;
beforeAll(() => {
  tf = environment((env) => {
    const service = new Service(env, 'service', { image: IMAGE, settings: { COLOUR: 'blue' }, maskedFields: ['email'] });
    new ContainerRegistry(env, 'images').backend.grantPull(service.backend.identity);
  });
});

test('containers are not root, write nowhere but /tmp, and have no Linux capability', () => {
  expect(containers(tf)).toHaveLength(2);
  for (const c of containers(tf)) {
    expect(c).toMatchObject({ user: '10001:10001', readonlyRootFilesystem: true, privileged: false, linuxParameters: { capabilities: { drop: ['ALL'] } } });
    expect(c.mountPoints.map((m: any) => m.containerPath)).toEqual(['/tmp']);
    expect(c.image).toMatch(/@sha256:[0-9a-f]{64}$/);
  }
});

test('tasks are private, roll back a bad deployment, and open no shell', () => {
  const service = tf.one('aws_ecs_service');
  expect(service.network_configuration.assign_public_ip).toBe(false);
  expect(service.deployment_circuit_breaker).toEqual({ enable: true, rollback: true });
  expect(service.alarms).toMatchObject({ enable: true, rollback: true });
  expect(service.enable_execute_command).toBe(false);
  expect(service).toMatchObject({ deployment_minimum_healthy_percent: 100, deployment_maximum_percent: 200 });
  expect(service.lifecycle.ignore_changes).toEqual(['desired_count']);
});

test('tasks start after the listener and every policy of both roles', () => {
  const waits: string[] = tf.one('aws_ecs_service').depends_on;
  expect(waits.join()).toContain('aws_lb_listener');
  for (const p of tf.all('aws_iam_role_policy', '/service/')) { expect(waits).toContain(p.address); }
});

test('the load balancer is internal, speaks TLS 1.2 and 1.3 only, tells browsers to stay on TLS, and logs', () => {
  expect(tf.one('aws_lb')).toMatchObject({
    internal: true, drop_invalid_header_fields: true, desync_mitigation_mode: 'strictest', enable_deletion_protection: true, access_logs: { enabled: true },
  });
  expect(tf.one('aws_lb_listener')).toMatchObject({
    protocol: 'HTTPS', ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06', routing_http_response_strict_transport_security_header_value: 'max-age=63072000; includeSubDomains',
  });
  expect(tf.all('aws_lb_listener')).toHaveLength(1);
});

test('only API gateways reach the balancer, only the balancer reaches the tasks', () => {
  const into = tf.all('aws_vpc_security_group_ingress_rule').map((r) => r.body);
  expect(into).toHaveLength(2);
  expect(into.map((r) => r.referenced_security_group_id).sort()).toEqual([
    expect.stringContaining('aws_security_group.service_balancer'), '${var.foundation_vpc_link_security_group_id}',
  ]);
});

test('it scales with CPU and with requests', () => {
  const metrics = tf.all('aws_appautoscaling_policy').map((p) => p.body.target_tracking_scaling_policy_configuration.predefined_metric_specification.predefined_metric_type);
  expect(metrics.sort()).toEqual(['ALBRequestCountPerTarget', 'ECSServiceAverageCPUUtilization']);
});

test('the role of the service may write traces and no more; pulling and logging is another role\'s', () => {
  const own = tf.all('aws_iam_role_policy', '/service/allow-').flatMap((p) => statements(p.body.policy));
  expect(actions(own)).toEqual(['xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:PutTelemetryRecords', 'xray:PutTraceSegments']);
  const starting = allowed(tf, '/service/execution/');
  expect(actions(starting)).toEqual(expect.arrayContaining(['ecr:BatchGetImage', 'logs:PutLogEvents']));
  expect(starting.find((s) => s.Resource.some((r: string) => r.includes('aws_ecr_repository.images'))).Action).toContain('ecr:GetDownloadUrlForLayer');
});

test('settings arrive as environment variables, the port among them', () => {
  const variables = containers(tf)[0].environment;
  expect(variables).toContainEqual({ name: 'COLOUR', value: 'blue' });
  expect(variables).toContainEqual({ name: 'PORT', value: '8080' });
});

test('logs of the service are masked', () => {
  expect(tf.one('aws_cloudwatch_log_data_protection_policy', '/service/').policy_document).toContain('email');
});

test('AWS makes no log group of its own: Container Insights finds one with key and retention', () => {
  const cluster = tf.one('aws_ecs_cluster');
  const insights = tf.all('aws_cloudwatch_log_group').find((g) => g.body.name === `/aws/ecs/containerinsights/${cluster.name}/performance`);
  expect(insights!.body).toMatchObject({ retention_in_days: 90, kms_key_id: expect.stringContaining('log-key') });
  expect(cluster.depends_on).toEqual([insights!.address]);
});

test('an image without a digest is refused', () => {
  expect(() => environment((env) => { new Service(env, 'service', { image: 'registry.example/orders:latest' }); })).toThrow(/can change under an unchanged name/);
});

test('without an image there is a variable for the pipeline, which takes digests only and begins with a starter that answers', () => {
  const other = environment((env) => { new Service(env, 'service'); });
  const variable = other.json.variable.image_service;
  expect(variable.default).toMatch(/^123456789012\.dkr\.ecr\.eu-central-1\.amazonaws\.com\/public-k8s\/.*@sha256:[0-9a-f]{64}$/);
  expect(variable.validation[0].condition).toContain('var.image_service');
  const text = other.one('aws_ecs_task_definition').container_definitions;
  expect(text).toContain(`"command":\${jsonencode(var.image_service == "${variable.default}" ? ["serve-hostname", "--port=8080"] : null)}`);
});

test('images of the repository cannot be moved to other tags, are encrypted and scanned', () => {
  expect(tf.one('aws_ecr_repository')).toMatchObject({ image_tag_mutability: 'IMMUTABLE', image_scanning_configuration: { scan_on_push: true }, encryption_configuration: [{ encryption_type: 'KMS' }] });
});

test('two repositories of one name are two grants', () => {
  const two = environment((env) => {
    const service = new Service(env, 'service', { image: IMAGE });
    for (const part of ['a', 'b']) { new ContainerRegistry(new Construct(env, part), 'images').backend.grantPull(service.backend.identity); }
  });
  expect(two.all('aws_iam_role_policy', '/service/execution/allow-').map((p) => p.body.name).sort()).toEqual(['a-images-pull', 'b-images-pull', 'start']);
});

test('sizes are pairs that Fargate has', () => {
  const pairs: { [cpu: string]: number[] } = { 256: [512, 1024, 2048], 512: [1024, 2048, 3072, 4096], 2048: [4096, 8192, 16384] };
  for (const stage of Object.values(Stage)) {
    const task = environment((env) => { new Service(env, 'service'); }, { stage }).one('aws_ecs_task_definition');
    expect(pairs[task.cpu]).toContain(Number(task.memory));
  }
});

describe('one service calls another', () => {
  let mesh: Terraform;
  beforeAll(() => {
    mesh = environment((env) => {
      const called = new Service(env, 'called');
      new Service(env, 'stranger');
      new Service(env, 'caller').connectTo(called, Access.INVOKE);
    });
  });

  test('the called service knows its callers by role, and the stranger is none', () => {
    expect(mesh.one('aws_vpclattice_service').auth_type).toBe('AWS_IAM');
    const [callers] = statements(mesh.one('aws_vpclattice_auth_policy').policy);
    expect([callers.Principal.AWS].flat()).toEqual([expect.stringContaining('aws_iam_role.caller_role')]);
    expect(actions(allowed(mesh, '/caller/'))).toContain('vpc-lattice-svcs:Invoke');
    expect(actions(allowed(mesh, '/stranger/'))).not.toContain('vpc-lattice-svcs:Invoke');
  });

  test('it is called over TLS, and the caller gets the address', () => {
    expect(mesh.one('aws_vpclattice_listener')).toMatchObject({ protocol: 'HTTPS', port: 443 });
    const variable = containers(mesh, '/caller/')[0].environment.find((e: any) => e.name === 'CALLED_URL');
    expect(variable.value).toMatch(/^https:\/\/\$\{.*vpclattice_service/);
  });

  test('a service that is on the mesh without callers admits nobody', () => {
    const alone = environment((env) => { new Service(env, 'service').backend.allowFrom(new Service(env, 'other').backend.endpoint); });
    expect(statements(alone.one('aws_vpclattice_auth_policy').policy)[0]).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
  });

  test('a service that nobody calls costs no mesh', () => {
    expect(tf.all('aws_vpclattice_service')).toEqual([]);
  });

  test('a service can be invoked and nothing else', () => {
    expect(() => environment((env) => {
      const called = new Service(env, 'called');
      new Service(env, 'caller').connectTo(called, Access.READ);
    })).toThrow(/nobody can be granted "read" here/);
  });
});

test('however long a service is called, its balancer gets a certificate for its name: 64 characters are the most', () => {
  const long = environment((env) => {
    new Service(env, 'service', { image: IMAGE });
    new Service(env, 'recommendations-for-returning-customers', { image: IMAGE });
    new Service(env, 'recommendations-for-returning-companies', { image: IMAGE });
  });
  const names = long.all('aws_acm_certificate').map((c) => c.body.domain_name);
  expect(names.filter((name: string) => name.length > 64)).toEqual([]);
  expect(new Set(names).size).toBe(3);
  expect(names).toContain(tf.one('aws_acm_certificate').domain_name);
  const addresses = long.all('aws_route53_record', '/balancer/').map((r) => r.body.name);
  for (const name of names) { expect(addresses).toContain(name); }
});
