import { writeFileSync } from 'fs';
import { join } from 'path';
import { ApiGateway, ApiGatewayProps } from '../../../src/capabilities/api-gateway';
import { LogClass } from '../../../src/capabilities/common';
import { LogStream } from '../../../src/capabilities/log-stream';
import { Service } from '../../../src/capabilities/service';
import { UserDirectory } from '../../../src/capabilities/user-directory';
import { Environment } from '../../../src/environment/environment';
import { temporaryFolder, Terraform } from '../../support/terraform';
import { API, environment, waitsFor } from './support';

const HOST = 'orders.eu-google.acme.example';
const FOLDER = temporaryFolder();
const AUTHENTICATION = { issuer: 'https://login.acme.example/', audience: 'orders' };

function gateway(env: Environment, props: Partial<ApiGatewayProps> = {}): ApiGateway {
  return new ApiGateway(env, 'gateway', {
    api: API,
    hostLabel: 'orders',
    target: new Service(env, 'orders').backend,
    authentication: AUTHENTICATION,
    consent: { purpose: 'order-fulfilment' },
    accessLog: new LogStream(env, 'access-log', { logClass: LogClass.ACCESS }).backend,
    auditLog: new LogStream(env, 'audit-log', { logClass: LogClass.AUDIT }).backend,
    ...props,
  });
}

function logs(env: Environment) {
  return {
    accessLog: new LogStream(env, 'access-2', { logClass: LogClass.ACCESS }).backend,
    auditLog: new LogStream(env, 'audit-2', { logClass: LogClass.AUDIT }).backend,
  };
}

function rulesOf(tf: Terraform): any[] {
  return [...tf.one('google_compute_security_policy').rule].sort((a: any, b: any) => a.priority - b.priority);
}

describe('an API gateway', () => {
  const tf = environment((env) => gateway(env));
  const service = tf.one('google_cloud_run_v2_service');
  const container = (name: string) => service.template.containers.find((c: any) => c.name === name);
  const envoy = () => {
    const [object] = tf.all('google_storage_bucket_object', '/envoy/');
    return JSON.parse(object.body.content.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{'));
  };

  test('is public on port 443 only', () => {
    const rules = tf.all('google_compute_global_forwarding_rule');
    expect(rules.map((r) => [r.body.port_range, r.body.load_balancing_scheme])).toEqual([['443', 'EXTERNAL_MANAGED'], ['443', 'EXTERNAL_MANAGED']]);
    expect(tf.all('google_compute_target_http_proxy')).toHaveLength(0);
  });

  test('speaks TLS 1.2 and newer, with a certificate that is proved by DNS', () => {
    expect(tf.one('google_compute_ssl_policy')).toMatchObject({ min_tls_version: 'TLS_1_2', profile: 'RESTRICTED' });
    const proxy = tf.one('google_compute_target_https_proxy');
    expect(proxy.certificate_map).toMatch(/^\/\/certificatemanager\.googleapis\.com\/\$\{google_certificate_manager_certificate_map\./);
    expect(waitsFor(proxy, 'google_certificate_manager_certificate_map_entry')).toBe(true);
    expect(tf.one('google_certificate_manager_certificate').managed.domains).toEqual([HOST]);
    expect(waitsFor(tf.one('google_certificate_manager_certificate'), 'google_dns_record_set')).toBe(true);
    const headers = tf.one('google_compute_url_map').header_action.response_headers_to_add;
    expect(headers).toContainEqual({ header_name: 'Strict-Transport-Security', header_value: 'max-age=63072000; includeSubDomains', replace: true });
  });

  test('the firewall refuses by default, and all refusals stand before the limit that lets through', () => {
    const rules = rulesOf(tf);
    expect(rules[rules.length - 1]).toMatchObject({ priority: 2147483647, action: 'deny(403)' });
    const limit = rules.findIndex((r) => r.action === 'throttle');
    expect(limit).toBe(rules.length - 2);
    for (const rule of rules.slice(0, limit)) { expect(rule.action).toBe('deny(403)'); }
    expect(new Set(rules.map((r) => r.priority)).size).toBe(rules.length);
    expect(rules.filter((r) => r.match.expr).length).toBeLessThanOrEqual(20);
  });

  test('the firewall knows the host, the largest body and the methods of the API', () => {
    const expressions = rulesOf(tf).map((r) => r.match.expr?.expression).filter(Boolean);
    expect(expressions).toContain(`!has(request.headers['host']) || request.headers['host'].lower() != '${HOST}'`);
    expect(expressions).toContain('has(request.headers[\'content-length\']) && int(request.headers[\'content-length\']) > 8192');
    expect(expressions).toContain('!request.method.matches(\'^(DELETE|GET|POST)$\')');
    for (const set of ['sqli', 'xss', 'lfi', 'rfi', 'rce', 'protocolattack']) {
      expect(expressions.join('\n')).toContain(`evaluatePreconfiguredWaf('${set}-v33-stable'`);
    }
    // Its one signature is of a higher sensitivity than the others, so it is asked for by name.
    expect(expressions).toContain('evaluatePreconfiguredWaf(\'json-sqli-canary\', {\'sensitivity\': 0, \'opt_in_rule_ids\': [\'owasp-crs-id942550-sqli\']})');
    expect(expressions.join('\n')).not.toContain('methodenforcement');
  });

  test('addresses are throttled in a window that Cloud Armor knows', () => {
    const odd = environment((env) => gateway(env, { rateLimits: { perClient: { requests: 100, seconds: 45 } } }));
    const { rate_limit_options: options } = rulesOf(odd).find((r) => r.action === 'throttle');
    expect(options).toMatchObject({ enforce_on_key: 'IP', conform_action: 'allow', exceed_action: 'deny(429)', rate_limit_threshold: { interval_sec: 60, count: 667 } });
  });

  test('the service hears only what Envoy and the validator let through', () => {
    expect(service.ingress).toBe('INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER');
    expect(service.invoker_iam_disabled).toBe(true);
    expect(service.template.containers.map((c: any) => [c.name, c.ports?.container_port])).toEqual([['gateway', 10000], ['validator', undefined], ['app', undefined]]);
    expect(container('gateway').depends_on).toEqual(['app', 'validator']);
    for (const name of container('gateway').depends_on) { expect(container(name).startup_probe).toBeDefined(); }
    expect(container('app').env).toContainEqual({ name: 'PORT', value: '8080' });
    expect(container('validator').args).toContain('0.0.0.0:9001');
  });

  test('its programs come from a private bucket, by content, and are there before the service', () => {
    const bucket = tf.one('google_storage_bucket');
    expect(bucket).toMatchObject({ public_access_prevention: 'enforced', uniform_bucket_level_access: true, versioning: { enabled: true } });
    expect(bucket.encryption.default_kms_key_name).toContain('google_kms_crypto_key.data-key');
    const [volume] = service.template.volumes.filter((v: any) => v.gcs);
    expect(volume.gcs.read_only).toBe(true);
    for (const object of tf.all('google_storage_bucket_object')) {
      expect(object.body.name).toMatch(/^(envoy|validator|plan)-[0-9a-f]{16}\.(json|js)$/);
      expect(service.depends_on).toContain(object.address);
    }
    expect(waitsFor(service, 'google_storage_bucket_iam_member')).toBe(true);
    expect(container('gateway').args[1]).toBe(`/etc/groundwork/${tf.all('google_storage_bucket_object', '/envoy/')[0].body.name}`);
    expect(container('gateway').image).toMatch(/^europe-west3-docker\.pkg\.dev\/acme-eu-1\/acme-eu-google-docker-hub\/envoyproxy\/envoy@sha256:[0-9a-f]{64}$/);
  });

  test('Terraform reads the programs as text, not as templates', () => {
    for (const object of tf.all('google_storage_bucket_object')) {
      expect(object.body.content.match(/(?<![$])\$\{/g) ?? []).toEqual([]);
      expect(object.body.content.match(/(?<!%)%\{/g) ?? []).toEqual([]);
    }
  });

  test('Envoy checks tokens of the issuer, consent and limits, on the ports of the containers', () => {
    const text = JSON.stringify(envoy());
    expect(text).toContain('"issuer":"https://login.acme.example/"');
    expect(text).toContain('"audiences":["orders"]');
    expect(text).toContain('order-fulfilment');
    expect(text).toContain('"port_value":10000');
    expect(text).toContain('"port_value":9001');
    // 300 a minute for each client, shared by the three instances that always run.
    expect(text).toContain('"max_tokens":100');
  });

  test('lines of the gateway are kept as access and audit log, and full addresses only of refused requests', () => {
    const access = tf.one('google_logging_project_sink', '/access-log/sink/').filter;
    const audit = tf.one('google_logging_project_sink', '/audit-log/sink/').filter;
    for (const filter of [access, audit]) { expect(filter).toContain('jsonPayload.type="access" AND NOT labels.container_name="app"'); }
    expect(access).toMatch(/resource\.type="http_load_balancer" AND .*enforcedSecurityPolicy\.outcome="DENY"/);
    expect(audit).not.toContain('http_load_balancer');
    expect(tf.one('google_logging_project_sink', '/orders/').filter).toContain('NOT (jsonPayload.type="access"');
  });

  test('the keys of an issuer elsewhere are reachable', () => {
    const elsewhere = environment((env) => gateway(env, { authentication: { issuer: 'https://id.example.org/', audience: 'orders' } }));
    expect(elsewhere.one('google_compute_network_firewall_policy_rule').match.dest_fqdns).toEqual(['id.example.org']);
    expect(tf.all('google_compute_network_firewall_policy_rule')).toHaveLength(0);
  });

  test('tokens of Identity Platform are checked with its keys', () => {
    const customers = environment((env) => {
      const { issuer, audience } = new UserDirectory(env, 'customers', { callbackUrls: ['https://shop.acme.example/'] }).backend;
      gateway(env, { authentication: { issuer, audience } });
    });
    const [object] = customers.all('google_storage_bucket_object', '/envoy/');
    expect(object.body.content).toContain('https://securetoken.google.com/acme-eu-1');
    expect(object.body.content).toContain('/jwk/securetoken@system.gserviceaccount.com');
    expect(customers.one('google_identity_platform_tenant').allow_password_signup).toBe(true);
  });

  test('asks for client certificates of the trusted authorities where it is told to', () => {
    expect(tf.one('google_compute_target_https_proxy').server_tls_policy).toBeUndefined();
    const file = join(FOLDER, 'authorities.pem');
    writeFileSync(file, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    const mutual = environment((env) => gateway(env, { mutualTls: { trustStoreFile: file } }));
    expect(mutual.one('google_network_security_server_tls_policy')).toMatchObject({ allow_open: false, mtls_policy: { client_validation_mode: 'REJECT_INVALID' } });
    expect(waitsFor(mutual.one('google_compute_target_https_proxy'), 'google_network_security_server_tls_policy')).toBe(true);
    expect(mutual.one('google_certificate_manager_trust_config').trust_stores[0].trust_anchors).toHaveLength(1);
    writeFileSync(file, 'nothing');
    expect(() => environment((env) => gateway(env, { mutualTls: { trustStoreFile: file } }))).toThrow(/holds no certificate/);
  });

  test('a service has one gateway, and it is a service of this cloud', () => {
    expect(() => environment((env) => {
      const target = new Service(env, 'shared').backend;
      gateway(env, { target });
      new ApiGateway(env, 'second', { api: API, target, authentication: AUTHENTICATION, consent: { purpose: 'x' }, ...logs(env) });
    })).toThrow(/has a gateway in front already/);
    expect(() => environment((env) => { gateway(env, { target: {} as any }); })).toThrow(/the service is not made by GoogleCloud/);
  });

  test('an application on the ports of the front moves the front', () => {
    const crowded = environment((env) => gateway(env, { target: new Service(env, 'crowded', { port: 10000 }).backend }));
    const moved = crowded.one('google_cloud_run_v2_service', '/crowded/').template.containers;
    expect(moved.find((c: any) => c.name === 'gateway').ports.container_port).toBe(10001);
  });
});
