import { Access, ContainerRegistry, Service, Stage, WorkloadIdentity } from '../../../src';
import { azureEnvironment, waitsFor } from './support/stacks';

const IMAGE = `registry.k8s.io/pause@sha256:${'0123456789abcdef'.repeat(4)}`;

describe('a container service on Azure', () => {
  const tf = azureEnvironment((env) => { new Service(env, 'api', { port: 3000, healthPath: '/ready', settings: { MODE: 'fast' }, image: IMAGE }); });
  const app = tf.one('azurerm_container_app');

  test('is reached over TLS from the private network only', () => {
    expect(tf.one('azurerm_container_app_environment')).toMatchObject({ internal_load_balancer_enabled: true, public_network_access: 'Disabled', mutual_tls_enabled: true });
    expect(app.ingress).toMatchObject({ allow_insecure_connections: false, target_port: 3000 });
    expect(tf.all('azurerm_network_security_rule', 'api/')).toEqual([]);
  });

  test('starts only when network, names and routes are there: it reads them once', () => {
    const environment = tf.one('azurerm_container_app_environment');
    for (const type of ['azurerm_subnet_network_security_group_association', 'azurerm_subnet_route_table_association', 'azurerm_virtual_network_peering']) {
      for (const found of tf.all(type)) { expect(waitsFor(environment, found.address)).toBe(true); }
    }
    expect(tf.one('azurerm_private_dns_zone_virtual_network_link').virtual_network_id).toContain('virtualNetworks/acme-eu-azure-hub');
  });

  test('replaces a revision only by a healthy one, and grows with its load', () => {
    expect(app.revision_mode).toBe('Single');
    const [container] = app.template.container;
    for (const probe of ['startup_probe', 'readiness_probe', 'liveness_probe']) { expect(container[probe][0]).toMatchObject({ path: '/ready', port: 3000, transport: 'HTTP' }); }
    expect(app.template).toMatchObject({ http_scale_rule: [{ concurrent_requests: '50' }], custom_scale_rule: [{ custom_rule_type: 'cpu' }] });
    expect(app.template.min_replicas).toBeLessThan(app.template.max_replicas);
    expect(app.template.volume).toEqual([{ name: 'tmp', storage_type: 'EmptyDir' }]);
  });

  test('is pulled by its identity, by digest, from the foundation\'s registry', () => {
    expect(app.template.container[0].image).toMatch(/^acmeeuazure[a-z0-9]+\.azurecr\.io\/k8s\/pause@sha256:[0-9a-f]{64}$/);
    expect(app.registry[0].identity).toContain(tf.all('azurerm_user_assigned_identity', 'api/')[0].address);
    const [pull] = tf.all('azurerm_role_assignment', 'api/pull');
    expect(pull.body).toMatchObject({ role_definition_name: 'AcrPull' });
    expect(waitsFor(app, pull.address)).toBe(true);
    expect(() => azureEnvironment((env) => { new Service(env, 'api', { image: 'nginx:latest' }); })).toThrow(/without digest/);
  });

  test('begins with a starter image that a variable replaces, by digest only', () => {
    const starter = azureEnvironment((env) => { new Service(env, 'api', {}); });
    const [[name, variable]] = Object.entries<any>(starter.json.variable).filter(([n]) => n.startsWith('image_'));
    expect(starter.one('azurerm_container_app').template.container[0].image).toBe(`\${var.${name}}`);
    expect(variable.default).toMatch(/@sha256:[0-9a-f]{64}$/);
    expect(variable.validation[0].condition).toContain(`var.${name}`);
  });

  test('carries its settings, and writes traces by identity', () => {
    const env = Object.fromEntries(app.template.container[0].env.map((e: any) => [e.name, e.value]));
    expect(env).toMatchObject({ MODE: 'fast', PORT: '3000', OTEL_SERVICE_NAME: 'api' });
    expect(tf.one('azurerm_role_assignment', 'api/writes-traces')).toMatchObject({ role_definition_name: 'Monitoring Metrics Publisher' });
    expect(tf.one('azurerm_application_insights')).toMatchObject({ local_authentication_disabled: true, internet_ingestion_enabled: false });
  });

  test('spreads over zones in production only', () => {
    expect(tf.one('azurerm_container_app_environment').zone_redundancy_enabled).toBe(true);
    const small = azureEnvironment((env) => { new Service(env, 'api', {}); }, Stage.DEVELOPMENT);
    expect(small.one('azurerm_container_app_environment').zone_redundancy_enabled).toBe(false);
  });

  test('shares the environment with other services', () => {
    const two = azureEnvironment((env) => { new Service(env, 'a', {}).connectTo(new Service(env, 'b', {}), Access.INVOKE); });
    expect(two.all('azurerm_container_app_environment')).toHaveLength(1);
    expect(two.all('azurerm_container_app')).toHaveLength(2);
    const env = two.one('azurerm_container_app', '/a/').template.container[0].env;
    expect(env.find((e: any) => e.name === 'B_URL').value).toMatch(/^https:\/\/\$\{azurerm_container_app\.b_app/);
  });
});

test('a repository on Azure is pulled from, and not written to', () => {
  const tf = azureEnvironment((env) => {
    const identity = new WorkloadIdentity(env, 'worker', { description: 'worker' });
    new ContainerRegistry(env, 'images').backend.grantPull(identity.backend);
  });
  expect(tf.all('azurerm_role_assignment', 'images/').map((r) => r.body.role_definition_name)).toEqual(['AcrPull']);
  expect(tf.one('azurerm_role_assignment', 'images/').scope).toMatch(/registries\/acmeeuazure/);
});
