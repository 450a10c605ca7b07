import { Cell } from '../../cells';
import { drop, put, without } from '../edit';
import { OPERATIONS, PERSONAL_FIELDS } from '../expected';
import { PROPERTIES } from '../properties';
import { referred } from '../references';
import { container, editEnvoy, envoy, filter, manager, publicPath, service } from './gateway';
import { keeper, unclassified, unencrypted } from './stores';

const transit: Cell = {
  property: PROPERTIES.transit,
  by: 'Policy of the load balancer, certificate of Certificate Manager, TLS enforced by database and cache',
  resources: [
    'google_compute_ssl_policy', 'google_compute_target_https_proxy', 'google_certificate_manager_certificate', 'google_sql_database_instance',
    'google_memorystore_instance',
  ],
  check: ({ environment }) => {
    const { proxy } = publicPath(environment);
    expect(referred(environment, proxy.ssl_policy)).toMatchObject({ min_tls_version: 'TLS_1_2', profile: 'RESTRICTED' });
    const entry = environment.one('google_certificate_manager_certificate_map_entry');
    const certificate = referred(environment, entry.certificates[0]);
    expect(certificate.managed.domains).toEqual([entry.hostname]);
    expect(referred(environment, proxy.certificate_map.replace('//certificatemanager.googleapis.com/', ''))).toBe(referred(environment, entry.map));
    expect(environment.all('google_compute_target_http_proxy')).toEqual([]);
    expect(environment.all('google_compute_global_forwarding_rule').map((r) => r.body.port_range)).toEqual(['443', '443']);
    expect(environment.one('google_sql_database_instance').settings.ip_configuration.ssl_mode).toBe('ENCRYPTED_ONLY');
    expect(environment.one('google_memorystore_instance').transit_encryption_mode).toBe('SERVER_AUTHENTICATION');
    const issuer = envoy(environment).static_resources.clusters.find((c: any) => c.name === 'issuer').transport_socket.typed_config;
    expect(issuer.common_tls_context.tls_params.tls_minimum_protocol_version).toBe('TLSv1_2');
  },
  remove: {
    'the policy': ({ environment }) => drop(environment.one('google_compute_target_https_proxy'), 'ssl_policy'),
    'its version': ({ environment }) => put(environment.one('google_compute_ssl_policy'), 'min_tls_version', 'TLS_1_0'),
    'the certificate': ({ environment }) => drop(environment.one('google_compute_target_https_proxy'), 'certificate_map'),
    'the port': ({ environment }) => put(environment.all('google_compute_global_forwarding_rule')[1].body, 'port_range', '80'),
    'TLS to the database': ({ environment }) => put(environment.one('google_sql_database_instance'), 'settings.ip_configuration.ssl_mode', 'ALLOW_UNENCRYPTED_AND_ENCRYPTED'),
    'TLS to the cache': ({ environment }) => put(environment.one('google_memorystore_instance'), 'transit_encryption_mode', 'TRANSIT_ENCRYPTION_DISABLED'),
  },
};

const hsts: Cell = {
  property: PROPERTIES.hsts,
  by: 'Two years on every answer, written by Envoy and by the load balancer',
  resources: ['google_compute_url_map', 'google_storage_bucket_object'],
  check: ({ environment }) => {
    const wanted = 'max-age=63072000; includeSubDomains';
    const added = publicPath(environment).map.header_action.response_headers_to_add;
    expect(added.find((h: any) => h.header_name === 'Strict-Transport-Security')).toMatchObject({ header_value: wanted, replace: true });
    const written = filter(envoy(environment), 'headers').mutations.response_mutations.flatMap((m: any) => (m.append ? [m.append.header] : []));
    expect(written).toContainEqual({ key: 'strict-transport-security', value: wanted });
  },
  remove: {
    'the load balancer\'s': ({ environment }) => without(environment.one('google_compute_url_map').header_action.response_headers_to_add, (h) => h.header_name.startsWith('Strict')),
    'Envoy\'s': ({ environment }) => editEnvoy(environment, (config) => without(manager(config).http_filters, (f) => f.name === 'headers')),
  },
};

const atRest: Cell = {
  property: PROPERTIES.atRest,
  by: 'Two keys of the environment, in hardware, rotated every 90 days: one for data, one for logs',
  resources: [
    'google_kms_crypto_key', 'google_sql_database_instance', 'google_firestore_database', 'google_memorystore_instance', 'google_storage_bucket',
    'google_logging_project_bucket_config', 'google_cloud_run_v2_service',
  ],
  check: ({ environment }) => {
    expect(unclassified(environment)).toEqual([]);
    expect(unencrypted(environment)).toEqual([]);
    const keys = environment.all('google_kms_crypto_key').map((k) => k.body);
    expect(keys).toHaveLength(2);
    for (const key of keys) { expect(key).toMatchObject({ rotation_period: '7776000s', version_template: { protection_level: 'HSM' }, lifecycle: { prevent_destroy: true } }); }
  },
  remove: {
    'the database\'s': ({ environment }) => drop(environment.one('google_sql_database_instance'), 'encryption_key_name'),
    'the items\'': ({ environment }) => drop(environment.one('google_firestore_database'), 'cmek_config'),
    'the cache\'s': ({ environment }) => drop(environment.one('google_memorystore_instance'), 'kms_key'),
    'the objects\'': ({ environment }) => drop(environment.one('google_storage_bucket', '/objects/bucket/'), 'encryption'),
    'the images\'': ({ environment }) => drop(environment.one('google_artifact_registry_repository'), 'kms_key_name'),
    'the audit log\'s': ({ environment }) => drop(environment.one('google_logging_project_bucket_config', '/audit-log/'), 'cmek_settings'),
    'the service\'s': ({ environment }) => drop(service(environment), 'template.encryption_key'),
    'the key\'s rotation': ({ environment }) => drop(environment.one('google_kms_crypto_key', '/data-key/'), 'rotation_period'),
    'the key of a new store': ({ environment }) => put(environment.json.resource, 'google_sql_database_instance.other', { '//': { metadata: { path: 'other' } } }),
    'knowledge of a new kind of store': ({ environment }) => put(environment.json.resource, 'google_bigtable_instance', { other: { '//': { metadata: { path: 'other' } } } }),
  },
};

/** What a line of a request may say: none of it comes from query, path, header values of the caller, or body. */
const LINE = ['type', 'time', 'operation', 'method', 'status', 'client', 'subject', 'duration_ms', 'bytes_received', 'bytes_sent', 'flags', 'details', 'trace'];

const masking: Cell = {
  property: PROPERTIES.masking,
  by: 'Envoy\'s lines hold no path, query, address or body; log sinks drop a line with a personal field in the clear; the service hears the names',
  resources: ['google_logging_project_sink', 'google_storage_bucket_object', 'google_cloud_run_v2_service'],
  check: ({ environment }) => {
    const format = manager(envoy(environment)).access_log.map((log: any) => log.typed_config.log_format.json_format);
    expect(format.map((f: any) => Object.keys(f))).toEqual([LINE]);
    expect(JSON.stringify(format)).not.toMatch(/:PATH|:AUTHORITY|X-FORWARDED-FOR|REMOTE_ADDRESS|AUTHORIZATION|QUERY/i);
    for (const stream of ['/service/logs/', '/access-log/', '/audit-log/sink/', '/audit-log/archive-sink/']) {
      const { exclusions, filter: kept } = environment.one('google_logging_project_sink', stream);
      const dropped = exclusions.filter((e: any) => !e.disabled).map((e: any) => e.filter).join(' OR ');
      const missing = PERSONAL_FIELDS.filter((f) => !dropped.includes(`(jsonPayload."${f}":* AND NOT jsonPayload."${f}"=~"^([*]+|masked)$")`));
      expect({ stream, missing }).toEqual({ stream, missing: [] });
      if (kept.includes('http_load_balancer')) { expect(kept).toContain('jsonPayload.enforcedSecurityPolicy.outcome="DENY"'); }
    }
    expect(environment.one('google_compute_backend_service').log_config.optional_mode).toBe('EXCLUDE_ALL_OPTIONAL');
    // Cloud Run's own request log has the full URL.
    expect(environment.one('google_logging_project_sink', '/service/logs/').filter).toContain('NOT logName:"run.googleapis.com%2Frequests"');
    expect(container(environment, 'app').env).toContainEqual({ name: 'MASKED_FIELDS', value: PERSONAL_FIELDS.join(',') });
  },
  remove: {
    'the drop in the application log': ({ environment }) => drop(environment.one('google_logging_project_sink', '/service/logs/'), 'exclusions'),
    'the drop in the immutable copy': ({ environment }) => drop(environment.one('google_logging_project_sink', '/audit-log/archive-sink/'), 'exclusions'),
    'the drop in the access log': ({ environment }) => drop(environment.one('google_logging_project_sink', '/access-log/'), 'exclusions'),
    'the form of the line': ({ environment }) => editEnvoy(environment, (config) => put(manager(config).access_log[0], 'typed_config.log_format.json_format.path', '%REQ(:PATH)%')),
    'the names for the service': ({ environment }) => without(container(environment, 'app').env, (e) => e.name === 'MASKED_FIELDS'),
    'the silence of the platform\'s request log': ({ environment }) => put(environment.one('google_logging_project_sink', '/service/logs/'), 'filter', 'resource.type="cloud_run_revision"'),
  },
};

const audit: Cell = {
  property: PROPERTIES.audit,
  by: 'Envoy writes operation, client and pseudonym of the person; sinks keep it in the audit log and in the foundation\'s locked archive',
  resources: ['google_logging_project_sink', 'google_logging_project_bucket_config', 'google_storage_bucket'],
  check: ({ environment, foundation }) => {
    const [log] = manager(envoy(environment)).access_log;
    expect(log.name).toBe('stdout');
    expect(log.typed_config.log_format.json_format).toMatchObject({
      type: 'access', operation: '%ROUTE_NAME%', time: '%START_TIME%', status: '%RESPONSE_CODE%',
      subject: '%DYNAMIC_METADATA(envoy.filters.http.ext_authz:x-groundwork-subject)%',
      client: "%CEL(metadata.filter_metadata['envoy.filters.http.jwt_authn']['claims']['client_id'])%",
    });
    const lines = `resource.labels.service_name="${service(environment).name}" AND jsonPayload.type="access" AND NOT labels.container_name="app"`;
    const sink = environment.one('google_logging_project_sink', '/audit-log/sink/');
    expect(sink.filter).toContain(lines);
    expect(keeper(environment, sink.destination)).toMatchObject({ retention_days: 400, lifecycle: { prevent_destroy: true } });
    const copy = environment.one('google_logging_project_sink', '/audit-log/archive-sink/');
    expect(copy.filter).toBe(sink.filter);
    const archive = foundation.all('google_storage_bucket').find((b) => copy.destination === `storage.googleapis.com/${b.body.name}`);
    expect(archive?.body.retention_policy).toEqual({ is_locked: true, retention_period: 400 * 86_400 });
    const writer = environment.one('google_storage_bucket_iam_member', '/audit-log/archive-writer/');
    expect(writer).toMatchObject({ bucket: archive?.body.name, role: 'roles/storage.objectCreator' });
    expect(referred(environment, writer.member)).toBe(copy);
  },
  remove: {
    'the line': ({ environment }) => editEnvoy(environment, (config) => put(manager(config), 'access_log', [])),
    'the client': ({ environment }) => editEnvoy(environment, (config) => drop(manager(config).access_log[0], 'typed_config.log_format.json_format.client')),
    'the collection': ({ environment }) => put(environment.one('google_logging_project_sink', '/audit-log/sink/'), 'filter', 'logName="other"'),
    'the copy': ({ environment }) => put(environment.one('google_logging_project_sink', '/audit-log/archive-sink/'), 'destination', 'storage.googleapis.com/other'),
    'the permission to copy': ({ environment }) => put(environment.one('google_storage_bucket_iam_member', '/audit-log/archive-writer/'), 'role', 'roles/storage.objectViewer'),
    'the lock': ({ foundation }) => put(foundation.one('google_storage_bucket', '/audit/'), 'retention_policy.is_locked', false),
  },
};

const firewall: Cell = {
  property: PROPERTIES.firewall,
  by: 'Cloud Armor before the load balancer: managed rules on lines, headers, addresses and JSON bodies, other hosts refused',
  resources: ['google_compute_security_policy', 'google_compute_backend_service'],
  check: ({ environment }) => {
    const { backend } = publicPath(environment);
    const policy = referred(environment, backend.security_policy);
    const enforced = policy.rule.filter((r: any) => r.action === 'deny(403)' && !r.preview).map((r: any) => r.match.expr?.expression ?? '');
    for (const set of ['sqli', 'xss', 'lfi', 'rfi', 'rce', 'scannerdetection', 'protocolattack', 'sessionfixation']) {
      expect({ set, enforced: enforced.some((e: string) => e.startsWith(`evaluatePreconfiguredWaf('${set}-v33-stable'`)) }).toEqual({ set, enforced: true });
    }
    // The first rule that matches decides, and the throttle lets pass: what refuses comes before it.
    const throttle = policy.rule.find((r: any) => r.action === 'throttle')?.priority;
    expect(policy.rule.filter((r: any) => r.match.expr && !(r.priority < throttle)).map((r: any) => r.description)).toEqual([]);
    expect(policy.advanced_options_config.json_parsing).toBe('STANDARD');
    expect(policy.rule.find((r: any) => r.priority === 2_147_483_647)).toMatchObject({ action: 'deny(403)' });
    expect(enforced.some((e: string) => e.includes("request.headers['host'].lower() != "))).toBe(true);
    expect(manager(envoy(environment)).route_config.virtual_hosts[0].routes.filter((r: any) => r.route)).toHaveLength(OPERATIONS.length + 1);
  },
  remove: {
    'the policy': ({ environment }) => drop(environment.one('google_compute_backend_service'), 'security_policy'),
    'a set of rules': ({ environment }) => without(environment.one('google_compute_security_policy').rule, (r) => r.match.expr?.expression.includes('sqli-v33')),
    'enforcement of a set': ({ environment }) => put(environment.one('google_compute_security_policy').rule.find((r: any) => r.description === 'xss-v33-stable'), 'preview', true),
    'the order': ({ environment }) => put(environment.one('google_compute_security_policy').rule.find((r: any) => r.action === 'throttle'), 'priority', 1),
    'reading of bodies': ({ environment }) => put(environment.one('google_compute_security_policy'), 'advanced_options_config.json_parsing', 'DISABLED'),
    'refusal by default': ({ environment }) => put(environment.one('google_compute_security_policy').rule.find((r: any) => r.priority === 2_147_483_647), 'action', 'allow'),
  },
};

/** What protects data and the edge. */
export const PROTECTION = { transit, hsts, atRest, masking, audit, firewall };
