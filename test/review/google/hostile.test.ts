import { bareTree, buildModel } from '../../../src/review/build';
import { Answer, add, changed, one, stack } from './support';

const SERVICE = 'google_cloud_run_v2_service.orders_service';
const raw = (resource: object) => new Answer({ provider: { google: [{ project: 'p', region: 'r' }] }, resource });

test('logs that leave for another project or bucket are not called those of the foundation', () => {
  const to = (destination: string) => raw({ google_logging_project_sink: { s: { destination } } }).found.flows.map((f) => f.to);
  expect(to('bigquery.googleapis.com/projects/evil/datasets/leak')).toEqual(['project evil']);
  expect(to('storage.googleapis.com/evil-bucket')).toEqual(['bucket evil-bucket']);
  expect(to('logging.googleapis.com/projects/p/locations/r/buckets/b')).toEqual(['foundation']);
});

test.each<readonly [string, object]>([
  ['value of a secret', { google_secret_manager_secret_version: { x: { secret: 's', secret_data: 'hunter2' } } }],
  ['password of a user', { google_sql_user: { x: { instance: 'i', name: 'n', password: 'hunter2' } } }],
  ['password of the instance', { google_sql_database_instance: { x: { root_password: 'hunter2', settings: { tier: 't' } } } }],
  ['variable of a service', { google_cloud_run_v2_service: { x: { name: 'x', template: { containers: [{ image: 'i', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] }] } } } }],
  ['variable of a function', { google_cloudfunctions2_function: { x: { name: 'x', service_config: { environment_variables: { API_TOKEN: 'hunter2' } } } } }],
  ['script of a machine', { google_compute_instance: { x: { metadata: { 'startup-script': 'export KEY=AKIAIOSFODNN7EXAMPLE' } } } }],
  ['shared secret of a tunnel', { google_compute_vpn_tunnel: { x: { shared_secret: 'hunter2' } } }],
])('a secret in the Terraform is said, and not repeated: %s', (_, resource) => {
  const { found } = raw(resource);
  expect(found.statements).toContainEqual(expect.objectContaining({ rule: 'secret.written', value: true }));
  expect(JSON.stringify(found)).not.toMatch(/hunter2|AKIAIOSFODNN7EXAMPLE/);
});

test.each<readonly [string, object]>([
  ['a reference', { google_sql_user: { x: { password: '${random_password.p.result}' } } }],
  ['the name of a secret', { google_cloud_run_v2_service: { x: { name: 'x', template: { containers: [{ env: [{ name: 'DB_PASSWORD', value_source: { secret_key_ref: { secret: 'orders-password', version: 'latest' } } }] }] } } } }],
  ['the whole example', stack().resource],
  ['the landing zone', stack('foundation').resource],
])('what is no secret is none: %s', (_, resource) => {
  expect(raw(resource).found.statements.filter((s) => s.rule === 'secret.written')).toEqual([]);
});

test('whom everybody with an account of Google reaches asks for that account', () => {
  const asked = (member: string) => raw({
    google_cloud_run_v2_service: { s: { name: 's', template: { containers: [{ image: 'x' }] } } },
    google_cloud_run_v2_service_iam_member: { m: { name: '${google_cloud_run_v2_service.s.name}', role: 'roles/run.invoker', member } },
    google_bigquery_dataset: { d: { dataset_id: 'd', access: [{ role: 'READER', iam_member: member }] } },
  }).found.reach.filter((r) => r.direction === 'in').map((r) => [r.authentication, r.weak]);
  expect(asked('allAuthenticatedUsers')).toEqual([['any Google account', true], ['any Google account', true]]);
  expect(asked('allUsers')).toEqual([['none', true], ['none', true]]);
});

test('operations without a token are named, as on the other clouds', () => {
  expect(new Answer(stack()).reaches('internet', SERVICE)[0].authentication).toBe('token of https://login.acme.example/, none for GET /health');
});

test.each([
  ['every secret', 'roles/secretmanager.secretAccessor', true, 'secretmanager in project acme-eu-landing'],
  ['every key', 'roles/cloudkms.cryptoKeyDecrypter', true, 'cloudkms in project acme-eu-landing'],
  ['every document', 'roles/datastore.user', true, 'datastore in project acme-eu-landing'],
  ['all lines of logs, which takes nothing', 'roles/logging.logWriter', false, 'logging in project acme-eu-landing'],
])('a workload with %s of the project', (_, role, weak, resource) => {
  const found = changed((tf) => {
    add(tf, 'google_service_account', 'fresh', { account_id: 'fresh-account' });
    add(tf, 'google_project_iam_member', 'raw', { project: 'acme-eu-landing', role, member: '${google_service_account.fresh.member}' });
  });
  expect(found.may('google_service_account.fresh', resource)).toMatchObject({ weak });
});

test('a network of somebody else is joined', () => {
  const peering = (peer_network: string) => raw({ google_compute_network: { a: { name: 'a' }, b: { name: 'b' } }, google_compute_network_peering: { p: { network: '${google_compute_network.a.id}', peer_network } } }).found.reach.filter((r) => r.direction === 'in');
  expect(peering('projects/evil/global/networks/x')).toEqual([expect.objectContaining({ from: 'network projects/evil/global/networks/x', weak: true })]);
  expect(peering('${google_compute_network.b.id}')).toEqual([expect.objectContaining({ from: 'google_compute_network.b', weak: false })]);
});

test('messages pushed without TLS leave by port 80', () => {
  const found = raw({ google_pubsub_topic: { t: { name: 't' } }, google_pubsub_subscription: { s: { name: 's', topic: '${google_pubsub_topic.t.id}', push_config: { push_endpoint: 'http://evil.example/hook' } } } });
  expect(found.flow('google_pubsub_subscription.s', 'evil.example')).toMatchObject({ port: '80' });
});

test('versions are written as people write them', () => {
  expect(changed((tf) => { one(tf, 'google_sql_database_instance').database_version = 'MYSQL_8_0'; }).says('data.version', 'sql_database_instance.')).toBe('mysql 8.0');
});

const review = (tf: any) => buildModel(tf, JSON.stringify(tf, null, 2), bareTree('x'));
const decisions = (tf: any) => review(tf).decisions.map((d) => d.text);

test('what is open for all is one decision, with how it is reached', () => {
  const open = decisions({ resource: { google_pubsub_topic: { t: { name: 't', kms_key_name: 'k' } }, google_pubsub_topic_iam_member: { m: { topic: '${google_pubsub_topic.t.id}', role: 'roles/pubsub.publisher', member: 'allUsers' } } } });
  expect(open.filter((d) => d.startsWith('t: '))).toEqual([expect.stringContaining('Terraform may destroy it'), 't: is open to the internet on 443 (HTTPS), authentication: none, filter: none']);
});

test('what Google deletes only once it is empty is no data that Terraform can destroy', () => {
  const bucket = (body: object) => decisions({ resource: { google_storage_bucket: { b: { name: 'b', location: 'r', ...body } } } });
  expect(bucket({})).not.toContain('b: Terraform may destroy it');
  expect(bucket({ force_destroy: true })).toEqual(expect.arrayContaining(['b: Terraform may destroy it', 'b: a destroy deletes it with all it holds']));
});

test('the endpoint of all interfaces of Google is open to other projects, unless a perimeter is around this one', () => {
  const said = (change: (tf: any) => void) => changed(change, stack('foundation')).says('network.endpoint-limited', 'compute_global_forwarding_rule.private-apis');
  expect(said(() => undefined)).toBe(false);
  expect(said((tf) => add(tf, 'google_access_context_manager_service_perimeter', 'p', {}))).toBeUndefined();
});

test('the probe calls what its host leads to', () => {
  expect(new Answer(stack()).flow('google_monitoring_uptime_check_config.', 'google_compute_url_map.orders_gateway')).toMatchObject({ verb: 'calls', port: '443' });
});

test.each<readonly [string, (tf: any) => void, string, string]>([
  ['lines are dropped before any log', (tf) => add(tf, 'google_logging_project_exclusion', 'raw', { filter: 'x' }), 'logging_project_exclusion.raw', 'no line of a log is dropped'],
  ['lines are dropped on the way to the archive', (tf) => { one(tf, 'google_logging_project_sink', 'orders_audit-log_archive').exclusions.push({ name: 'x', filter: 'protoPayload.methodName="x"' }); }, 'logging_project_sink.orders_audit-log_archive', 'no line of a log is dropped'],
  ['identities of a whole issuer', (tf) => add(tf, 'google_iam_workload_identity_pool_provider', 'raw', { oidc: { issuer_uri: 'https://ci.example' } }), 'iam_workload_identity_pool_provider.raw', 'only identities that a condition names'],
  ['a key for every interface', (tf) => add(tf, 'google_apikeys_key', 'raw', {}), 'apikeys_key.raw', 'the key is for named interfaces only'],
])('raw resources are judged: %s', (_, change, subject, detail) => {
  const before = new Answer(stack());
  expect(before.says('guard.enabled', subject, detail)).toBeUndefined();
  expect(changed(change).says('guard.enabled', subject, detail)).toBe(false);
});

test('a log of one flow in a hundred is none', () => {
  expect(changed((tf) => { one(tf, 'google_compute_subnetwork', 'network_workloads').log_config.flow_sampling = 0.01; }, stack('foundation')).says('network.flow-logs', 'compute_subnetwork.network_workloads')).toBe(false);
});

test('machines: their disks, their shells', () => {
  const found = raw({ google_compute_instance: { m: { metadata: { 'ssh-keys': 'a:ssh-rsa A' }, boot_disk: {} } }, google_compute_snapshot: { s: { name: 's' } } });
  expect([found.says('compute.shell', 'compute_instance.m'), found.says('compute.key', 'compute_instance.m'), found.says('data.key', 'compute_snapshot.s')]).toEqual([true, 'provider', 'provider']);
});

test('a tunnel lets somebody else in', () => {
  expect(raw({ google_compute_vpn_tunnel: { t: { peer_ip: '203.0.113.4' } } }).reaches('203.0.113.4', 'google_compute_vpn_tunnel.t')).toEqual([expect.objectContaining({ weak: true, authentication: 'shared key' })]);
});

test('stores in a backup are called as people call them', () => {
  const model = review({ ...stack(), terraform: undefined });
  expect(model.statements.find((s) => s.rule === 'backup.stores')!.text).not.toContain('google_');
});

test.each<readonly [string, (tf: any) => void, string, string]>([
  ['database', (tf) => { [one(tf, 'google_sql_database_instance').settings.ip_configuration.psc_config].flat()[0].allowed_consumer_projects.push('evil'); }, 'google_sql_database_instance.', '5432'],
  ['cache', (tf) => { one(tf, 'google_memorystore_instance').desired_auto_created_endpoints.push({ network: 'projects/evil/global/networks/x', project_id: 'evil' }); }, 'google_memorystore_instance.', '6379'],
])('an endpoint in a project of somebody else: %s', (_, change, to, ports) => {
  expect(new Answer(stack()).reaches('project ', to)).toEqual([]);
  expect(changed(change).reaches('project evil', to)).toEqual([expect.objectContaining({ ports, weak: true })]);
});

test('copies that leave are not called those of the foundation', () => {
  const vault = changed((tf) => { one(tf, 'google_backup_dr_backup_plan').backup_vault = 'projects/evil/locations/l/backupVaults/v'; });
  expect(vault.flow('google_sql_database_instance.', 'project evil')).toMatchObject({ verb: 'keeps copies in' });
  const transfer = raw({ google_storage_bucket: { b: { name: 'b', location: 'r', logging: { log_bucket: 'evil-logs' } } }, google_storage_transfer_job: { t: { transfer_spec: { gcs_data_source: { bucket_name: 'b' }, gcs_data_sink: { bucket_name: 'evil' } } } } });
  expect(transfer.flow('google_storage_bucket.b', 'bucket evil')).toMatchObject({ verb: 'is copied to' });
  expect(transfer.flow('google_storage_bucket.b', 'bucket evil-logs')).toMatchObject({ verb: 'sends logs to' });
  expect(transfer.says('backup.stores', 'storage_transfer_job.t')).toBeUndefined();
});

test.each([
  ['of one resource', "resource.name.startsWith('projects/_/buckets/b')", false], ['of time', "request.time < timestamp('2999-01-01T00:00:00Z')", true], ['that nobody reads', '1 == 1', true],
])('a condition %s', (_, expression, weak) => {
  const found = raw({ google_project_iam_member: { m: { project: 'p', role: 'roles/storage.objectViewer', member: 'user:m@evil.example', condition: { title: 't', expression } } } });
  expect(found.found.permissions).toEqual([expect.objectContaining({ weak })]);
});

test('what names no account runs as the default one', () => {
  const own = 'it runs as an account of its own';
  expect(new Answer(stack()).says('guard.enabled', 'cloud_run_v2_service.orders_service', own)).toBe(true);
  expect(changed((tf) => { delete one(tf, 'google_cloud_run_v2_service').template.service_account; }).says('guard.enabled', 'cloud_run_v2_service.orders_service', own)).toBe(false);
});

test('a schedule that sends a token to somebody else', () => {
  const out = (uri: string) => raw({ google_cloud_scheduler_job: { j: { name: 'j', http_target: { uri, oauth_token: { service_account_email: 'a@p.iam.gserviceaccount.com' } } } } }).reaches('google_cloud_scheduler_job.j', '', 'out');
  expect(out('https://evil.example/?x')).toEqual([expect.objectContaining({ to: 'evil.example', weak: true })]);
  expect(out('https://run.googleapis.com/v2/x')).toEqual([]);
});

test('a view of another project reads a dataset', () => {
  const share = (project_id: string) => raw({ google_bigquery_dataset: { d: { dataset_id: 'd', access: [{ view: { project_id, dataset_id: 'x', table_id: 'y' } }] } } }).found.permissions;
  expect(share('evil')).toEqual([expect.objectContaining({ principal: 'readers of project evil', verbs: ['read'], weak: true })]);
  expect(share('p')).toEqual([]);
});

test('keys for logging in to every machine of a project', () => {
  expect(raw({ google_compute_project_metadata: { m: { metadata: { 'ssh-keys': 'm:ssh-rsa A' } } } }).says('compute.shell', 'compute_project_metadata.m')).toBe(true);
  expect(raw({ google_compute_project_metadata: { m: { metadata: { 'enable-oslogin': 'TRUE' } } } }).says('compute.shell', 'compute_project_metadata.m')).toBeUndefined();
});

test.each(['https://me:hunter2@evil.example/x', 'https://evil.example?key=hunter2', 'https://evil.example:8443/x?key=hunter2'])('only the host of an address is shown: %s', (uri) => {
  const { found } = raw({
    google_cloud_scheduler_job: { j: { name: 'j', http_target: { uri, oauth_token: {} } } },
    google_pubsub_topic: { t: { name: 't' } }, google_pubsub_subscription: { s: { name: 's', topic: '${google_pubsub_topic.t.id}', push_config: { push_endpoint: uri } } },
  });
  expect(found.reach.filter((r) => r.direction === 'out').map((r) => r.to)).toEqual(['evil.example', 'evil.example']);
  expect(JSON.stringify(found)).not.toContain('hunter2');
});

test('who looks at the settings of a store does not read what is in it', () => {
  const verbs = (permissions: string[]) => raw({ google_project_iam_custom_role: { r: { role_id: 'r', title: 'r', permissions } } }).found.permissions[0].verbs;
  expect(verbs(['datastore.databases.get', 'datastore.entities.create'])).toEqual(['other', 'write']);
  expect(verbs(['datastore.databases.get', 'datastore.entities.get'])).toEqual(['other', 'read']);
});
