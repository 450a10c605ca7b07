import { add, Answer, changed, drop, one, stack } from './support';

const ACCOUNT = 'google_service_account.orders_service_identity';
const base = new Answer(stack());

test('each grant is a row on the one resource, in words', () => {
  expect(base.may(ACCOUNT, 'google_storage_bucket.orders_objects')).toMatchObject({ verbs: ['delete', 'read', 'write'], actions: ['roles/storage.objectUser'], wildcard: false, weak: false });
  // two roles on one resource, each bound to it by a condition
  expect(base.may(ACCOUNT, 'google_sql_database_instance.')).toMatchObject({ actions: ['roles/cloudsql.client', 'roles/cloudsql.instanceUser'], condition: 'only this resource', foreign: false });
  expect(base.may('google_sql_database_instance.', 'google_storage_bucket.')).toMatchObject({ verbs: ['read'] });
  expect(base.may('service gcp-sa-cloud-sql', 'google_kms_crypto_key.data-key')).toMatchObject({ verbs: ['use'], foreign: false });
  expect(base.may('google_logging_project_sink.', 'acme-eu-le-audit')).toMatchObject({ verbs: ['write'], foreign: true, weak: false });
  expect(base.found.permissions.filter((p) => p.weak)).toEqual([]);
});

const grant = (body: object) => changed((tf) => {
  add(tf, 'google_service_account', 'fresh', { account_id: 'fresh-account' });
  add(tf, 'google_project_iam_member', 'raw', { project: 'acme-eu-landing', ...body });
}).found.permissions.find((p) => p.evidence.some((e) => e.address.endsWith('.raw')));
const OWN = '${google_service_account.fresh.member}';

test.each<readonly [string, object, object]>([
  ['an owner', { role: 'roles/owner', member: OWN }, { wildcard: true, weak: true }],
  ['a viewer of everything', { role: 'roles/viewer', member: OWN }, { wildcard: true, weak: true, verbs: ['read'] }],
  ['everything of a service', { role: 'roles/storage.admin', member: OWN }, { wildcard: true, weak: true }],
  ['every object of the project', { role: 'roles/storage.objectViewer', member: OWN }, { wildcard: true, weak: true, resource: 'storage in project acme-eu-landing' }],
  ['tokens of every account', { role: 'roles/iam.serviceAccountTokenCreator', member: OWN }, { weak: true, verbs: ['assume'] }],
  ['anyone', { role: 'roles/run.invoker', member: 'allUsers' }, { principal: 'anyone', wildcard: true, weak: true }],
  ['anyone with an account', { role: 'roles/run.invoker', member: 'allAuthenticatedUsers' }, { wildcard: true, weak: true }],
  ['everybody of a domain', { role: 'roles/run.invoker', member: 'domain:acme.example' }, { principal: 'everybody of domain acme.example', wildcard: true, weak: true }],
  ['an account of another project', { role: 'roles/logging.logWriter', member: 'serviceAccount:x@other.iam.gserviceaccount.com' }, { foreign: true, weak: true }],
  ['an account that pretends to be an agent of Google', { role: 'roles/logging.logWriter', member: 'serviceAccount:service-415104041262@other-project.iam.gserviceaccount.com' }, { foreign: true, weak: true }],
  ['an agent of another project', { role: 'roles/logging.logWriter', member: 'serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com' }, { foreign: true, weak: true }],
  ['another project, under a condition that always holds', { role: 'roles/logging.logWriter', member: 'serviceAccount:x@other.iam.gserviceaccount.com', condition: { title: 't', expression: 'true' } }, { foreign: true, weak: true }],
  ['until a day', { role: 'roles/logging.logWriter', member: 'group:x@acme.example', condition: { title: 't', expression: "request.time < timestamp('2030-01-01T00:00:00Z')" } }, { condition: 'until 2030-01-01T00:00:00Z', principal: 'group x@acme.example' }],
  ['every identity of a pool', { role: 'roles/logging.logWriter', member: 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/*' }, { principal: 'every identity of pool ci', weak: true }],
  ['one identity of a pool', { role: 'roles/logging.logWriter', member: 'principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci/attribute.repository/acme/orders' }, { principal: 'identity of pool ci with attribute.repository/acme/orders', wildcard: false }],
  ['on another project', { project: 'other', role: 'roles/logging.logWriter', member: OWN }, { resource: 'logging in project other', foreign: true }],
])('a grant to %s', (_, body, expected) => {
  expect(grant(body)).toMatchObject(expected);
});

test('a condition taken away makes a grant one on the whole project', () => {
  const found = changed((tf) => { delete one(tf, 'google_project_iam_member', 'orders_items_grant').condition; });
  expect(found.may(ACCOUNT, 'google_firestore_database.')).toBeUndefined();
  expect(found.found.permissions).toContainEqual(expect.objectContaining({ resource: 'datastore in project acme-eu-landing', actions: ['roles/datastore.user'], wildcard: true, weak: true }));
});

test('bindings, policies and lists of access are grants as well', () => {
  const raw = (resource: object) => new Answer({ resource }).found.permissions;
  expect(raw({ google_pubsub_topic: { t: { name: 't' } }, google_pubsub_topic_iam_binding: { b: { topic: '${google_pubsub_topic.t.id}', role: 'roles/pubsub.publisher', members: ['allUsers', 'group:a@b.example'] } } }))
    .toEqual([expect.objectContaining({ principal: 'anyone', resource: 'google_pubsub_topic.t' }), expect.objectContaining({ principal: 'group a@b.example' })]);
  const policy = JSON.stringify({ bindings: [{ role: 'roles/editor', members: ['user:a@b.example'] }] });
  expect(raw({ google_project_iam_policy: { p: { project: 'p', policy_data: policy } } })).toEqual([expect.objectContaining({ principal: 'person a@b.example', actions: ['roles/editor'], weak: true })]);
  const source = { data: { google_iam_policy: { x: { binding: [{ role: 'roles/owner', members: ['allUsers'] }] } } }, resource: { google_project_iam_policy: { p: { project: 'p', policy_data: '${data.google_iam_policy.x.policy_data}' } } } };
  expect(new Answer(source).found.permissions).toEqual([expect.objectContaining({ principal: 'anyone', actions: ['roles/owner'], weak: true })]);
  expect(raw({ google_project_iam_policy: { p: { project: 'p', policy_data: '${var.policy}' } } })).toEqual([expect.objectContaining({ principal: 'an identity known at apply', weak: true })]);
  expect(raw({ google_storage_bucket: { b: { name: 'b' } }, google_storage_bucket_acl: { a: { bucket: '${google_storage_bucket.b.name}', role_entity: ['READER:allUsers'] } } }))
    .toEqual([expect.objectContaining({ principal: 'anyone', verbs: ['read'], resource: 'google_storage_bucket.b', weak: true })]);
  expect(raw({ google_bigquery_dataset: { d: { dataset_id: 'd', access: [{ role: 'READER', special_group: 'allAuthenticatedUsers' }] } } }))
    .toEqual([expect.objectContaining({ principal: 'anyone with a Google account', resource: 'google_bigquery_dataset.d' })]);
  expect(raw({ google_service_account_key: { k: { service_account_id: 'x' } } })).toEqual([expect.objectContaining({ principal: 'whoever has the key', verbs: ['assume'], weak: true })]);
});

test('an own role says its permissions, in any order, and that it can be used to get more', () => {
  const role = (permissions: string[]) => new Answer({ resource: {
    google_project_iam_custom_role: { r: { role_id: 'r', permissions } },
    google_project_iam_member: { m: { project: 'p', role: '${google_project_iam_custom_role.r.id}', member: 'group:a@b.example', condition: { expression: 'true', title: 't' } } },
  } }).found.permissions;
  expect(role(['storage.objects.get', 'storage.objects.delete'])).toEqual(role(['storage.objects.delete', 'storage.objects.get']));
  expect(role(['storage.objects.get'])).toContainEqual(expect.objectContaining({ principal: 'group a@b.example', actions: ['storage.objects.get'], verbs: ['read'], weak: true }));
  expect(role(['iam.serviceAccounts.actAs'])).toContainEqual(expect.objectContaining({ principal: 'whoever is given the role r', weak: true, verbs: ['assume'] }));
});

test('a denial is no danger', () => {
  const body = { parent: 'p', name: 'n', rules: [{ deny_rule: { denied_principals: ['principalSet://goog/public:all'], denied_permissions: ['iam.googleapis.com/roles.create'] } }] };
  expect(new Answer({ resource: { google_iam_deny_policy: { d: body } } }).found.permissions).toEqual([expect.objectContaining({ principal: 'anyone', effect: 'deny', actions: ['iam.roles.create'], weak: false })]);
});

test('flows follow grants, rules of the firewall and sinks, each once', () => {
  const service = 'google_cloud_run_v2_service.orders_service';
  expect(base.flow('internet', 'google_compute_url_map.')).toMatchObject({ verb: 'calls', port: '443' });
  expect(base.flow('google_compute_url_map.', service)).toMatchObject({ verb: 'calls', port: '443' });
  expect(base.flow(service, 'google_sql_database_instance.')).toMatchObject({ verb: 'reads and writes', port: '5432' });
  expect(base.flow(service, 'google_memorystore_instance.')).toMatchObject({ port: '6379' });
  expect(base.flow(service, 'google_storage_bucket.orders_gateway_front')).toMatchObject({ verb: 'reads' });
  expect(base.flow(service, 'bucket acme-eu-le-audit-')).toMatchObject({ verb: 'sends logs to' });
  expect(base.flow('google_storage_bucket.orders_objects', 'google_storage_bucket.orders_backup')).toMatchObject({ verb: 'keeps copies in' });
  expect(base.flow('google_sql_database_instance.', 'foundation')).toMatchObject({ verb: 'keeps copies in' });
  expect(base.flow('google_cloud_scheduler_job.', 'google_cloud_run_v2_job.')).toMatchObject({ verb: 'starts' });
  const ends = base.found.flows.map((f) => `${f.from} ${f.verb} ${f.to}`);
  expect(new Set(ends).size).toBe(ends.length);
  expect(base.found.flows.some((f) => f.to.startsWith('google_kms'))).toBe(false);
  expect(changed((tf) => drop(tf, 'google_storage_bucket_iam_member', 'orders_objects_grant')).flow(service, 'google_storage_bucket.orders_objects')).toBeUndefined();
});
