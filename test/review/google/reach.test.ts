import { add, Answer, changed, drop, envoy, one, stack } from './support';

const SERVICE = 'google_cloud_run_v2_service.orders_service';
const way = (answer: Answer) => answer.reaches('internet', SERVICE);

test('the example is reached by one way, through everything that protects it', () => {
  const found = way(new Answer(stack()));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ ports: '443', protocol: 'HTTPS', tls: 'TLS 1.2', filter: 'web application firewall blocks', weak: false });
  expect(found[0].authentication).toMatch(/^token of https:\/\/login\.acme\.example\//);
  expect(found[0].through.map((address) => address.split('.')[0])).toEqual([
    'google_compute_global_forwarding_rule', 'google_compute_global_forwarding_rule', 'google_compute_target_https_proxy', 'google_compute_url_map',
    'google_compute_backend_service', 'google_compute_region_network_endpoint_group',
  ]);
});

test.each<readonly [string, (tf: any) => void, object]>([
  ['no firewall', (tf) => { delete one(tf, 'google_compute_backend_service').security_policy; }, { filter: 'none', weak: true }],
  ['a firewall that counts', (tf) => { one(tf, 'google_compute_security_policy').rule.forEach((r: any) => { r.preview = true; }); }, { filter: 'web application firewall only counts', weak: true }],
  ['a firewall that lets all pass first', (tf) => { one(tf, 'google_compute_security_policy').rule.push({ action: 'allow', priority: 0, match: { versioned_expr: 'SRC_IPS_V1', config: { src_ip_ranges: ['*'] } } }); }, { weak: true }],
  ['old TLS', (tf) => { delete one(tf, 'google_compute_target_https_proxy').ssl_policy; }, { tls: 'TLS 1.0' }],
  ['no token', (tf) => envoy(tf, (m) => { m.http_filters = m.http_filters.filter((f: any) => !['token', 'access'].includes(f.name)); }), { authentication: 'none', weak: true }],
  ['a gateway whose file is not in the stack', (tf) => { drop(tf, 'google_storage_bucket_object', 'orders_gateway_front_envoy'); }, { authentication: 'not known', weak: true }],
])('%s', (_, change, expected) => {
  expect(way(changed(change))).toEqual([expect.objectContaining(expected)]);
});

test('a service without ingress rules has a way beside the load balancer', () => {
  const direct = way(changed((tf) => { delete one(tf, 'google_cloud_run_v2_service').ingress; }));
  expect(direct).toEqual([expect.objectContaining({ through: [], filter: 'none', weak: true })]);
});

test('a service that anyone may invoke asks for nothing', () => {
  const raw = { resource: { google_cloud_run_v2_service: { s: { name: 's', template: { containers: [{ image: 'x' }] } } } } };
  expect(new Answer(raw).reaches('internet', 'google_cloud_run_v2_service.s')[0].authentication).toBe('identity that may invoke it');
  add(raw, 'google_cloud_run_v2_service_iam_member', 'm', { name: '${google_cloud_run_v2_service.s.name}', role: 'roles/run.invoker', member: 'allUsers' });
  expect(new Answer(raw).reaches('internet', 'google_cloud_run_v2_service.s')[0].authentication).toBe('none');
});

test.each<readonly [string, object, object[]]>([
  ['a rule without a source', { allow: [{ protocol: 'tcp', ports: ['22'] }] }, [{ from: 'internet', ports: '22', weak: true }]],
  ['a list of blocks, or one block', { source_ranges: ['0.0.0.0/0'], allow: { protocol: 'tcp', ports: ['22', '3389'] } }, [{ from: 'internet', ports: '22, 3389', weak: true }]],
  ['half of the internet', { source_ranges: ['0.0.0.0/1'], allow: [{ protocol: 'tcp' }] }, [{ from: '0.0.0.0/1', ports: 'all', weak: true }]],
  ['an office', { source_ranges: ['203.0.113.7/32'], allow: [{ protocol: 'tcp', ports: ['443'] }] }, [{ from: '203.0.113.7/32', ports: '443', weak: false }]],
  ['only other workloads', { source_tags: ['web'], allow: [{ protocol: 'tcp' }] }, []],
  ['a denial', { source_ranges: ['0.0.0.0/0'], deny: [{ protocol: 'all' }] }, []],
  ['a rule that is off', { source_ranges: ['0.0.0.0/0'], disabled: true, allow: [{ protocol: 'tcp' }] }, []],
  ['a range that only apply knows', { source_ranges: ['${var.office}'], allow: [{ protocol: 'tcp' }] }, [{ from: 'a range known at apply', weak: true }]],
])('firewall rule: %s', (_, body, expected) => {
  const answer = changed((tf) => add(tf, 'google_compute_firewall', 'raw', { name: 'raw', network: 'projects/p/global/networks/n', ...body }));
  expect(answer.found.reach.filter((r) => r.evidence[0].address === 'google_compute_firewall.raw')).toEqual(expected.map((e) => expect.objectContaining({ direction: 'in', to: 'google_compute_firewall.raw', ...e })));
});

test('a rule that opens the way out of a foreign network is seen, also for a tag', () => {
  const body = { direction: 'EGRESS', network: 'projects/p/global/networks/n', destination_ranges: ['0.0.0.0/0'], allow: [{ protocol: 'all' }] };
  const all = changed((tf) => add(tf, 'google_compute_firewall', 'out', body));
  expect(all.reaches('google_compute_firewall.out', 'internet', 'out')).toEqual([expect.objectContaining({ weak: true, filter: 'none' })]);
  const tagged = changed((tf) => {
    const [nic] = [one(tf, 'google_cloud_run_v2_service').template.vpc_access.network_interfaces].flat();
    add(tf, 'google_compute_firewall', 'out', { ...body, target_tags: [nic.tags].flat() });
  });
  expect(tagged.reaches(SERVICE, 'internet', 'out').some((r) => r.weak)).toBe(true);
});

test('a workload that leaves the network has no filter', () => {
  const out = (change: (tf: any) => void) => changed(change).reaches(SERVICE, 'internet', 'out')[0];
  expect(out(() => undefined)).toMatchObject({ filter: 'firewall of the foundation', weak: false });
  expect(out((tf) => { delete one(tf, 'google_cloud_run_v2_service').template.vpc_access.egress; })).toMatchObject({ filter: 'none', weak: true });
  expect(out((tf) => { delete one(tf, 'google_cloud_run_v2_service').template.vpc_access; })).toMatchObject({ filter: 'none', weak: true });
});

test('the foundation lets out what it names, and everything where nothing is denied', () => {
  expect(new Answer(stack('foundation')).found.reach).toEqual([expect.objectContaining({ direction: 'out', to: 'login.acme.example', ports: '443', weak: false })]);
  const open = changed((tf) => { drop(tf, 'google_compute_network_firewall_policy_rule', 'egress_deny-egress'); }, stack('foundation'));
  expect(open.reaches('google_compute_network.', 'internet', 'out')).toEqual([expect.objectContaining({ ports: 'all', weak: true })]);
  // The rule is there, but another one comes first.
  const before = changed((tf) => { one(tf, 'google_compute_network_firewall_policy_rule', 'egress_identity').match = { dest_ip_ranges: ['0.0.0.0/0'], layer4_configs: [{ ip_protocol: 'all' }] }; }, stack('foundation'));
  expect(before.reaches('google_compute_network.', 'internet', 'out')).toEqual([expect.objectContaining({ ports: 'all', weak: true })]);
});

test('what a rule of the network denies first cannot come in', () => {
  const opened = (priority: number) => changed((tf) => {
    one(tf, 'google_compute_firewall', 'egress_deny-ingress').priority = 900;
    add(tf, 'google_compute_firewall', 'in', { network: '${google_compute_network.network_C8AC2FB3.id}', priority, allow: [{ protocol: 'tcp', ports: ['22'] }] });
  }, stack('foundation')).reaches('internet', 'google_compute_network.');
  expect(opened(1000)).toEqual([]);
  expect(opened(800)).toEqual([expect.objectContaining({ ports: '22', weak: true })]);
});

test.each<readonly [string, string, object, object[]]>([
  ['a database with a list of ranges', 'google_sql_database_instance', { database_version: 'POSTGRES_16', settings: { tier: 't', ip_configuration: { ssl_mode: 'ENCRYPTED_ONLY', authorized_networks: [{ value: '0.0.0.0/0' }, { value: '198.51.100.0/24' }] } } }, [
    { from: '198.51.100.0/24', ports: '5432', weak: false }, { from: 'internet', ports: '3307', weak: true }, { from: 'internet', ports: '5432', tls: 'TLS', weak: true },
  ]],
  ['a function', 'google_cloudfunctions2_function', { name: 'f', location: 'l' }, [{ from: 'internet', ports: '443', authentication: 'identity that may invoke it', weak: true }]],
  ['a function of events', 'google_cloudfunctions2_function', { name: 'f', location: 'l', event_trigger: { event_type: 't' } }, []],
  ['a cluster', 'google_container_cluster', { name: 'c' }, [{ from: 'internet', ports: '443', weak: true }]],
  ['a load balancer without a scheme, which is external', 'google_compute_forwarding_rule', { name: 'r', port_range: '25', backend_service: 'b' }, [{ from: 'internet', ports: '25', weak: true }]],
  ['an internal load balancer', 'google_compute_forwarding_rule', { name: 'r', load_balancing_scheme: 'INTERNAL', ports: ['443'], backend_service: 'b' }, []],
])('raw resources: %s', (_, type, body, expected) => {
  expect(new Answer({ resource: { [type]: { raw: body } } }).found.reach.filter((r) => r.direction === 'in')).toEqual(expected.map((e) => expect.objectContaining({ to: `${type}.raw`, ...e })));
});

test('a bucket that a grant opens is open, unless the bucket refuses', () => {
  const raw = (body: object) => new Answer({ resource: {
    google_storage_bucket: { b: { name: 'open', location: 'EU', ...body } },
    google_storage_bucket_iam_binding: { g: { bucket: 'open', role: 'roles/storage.objectViewer', members: ['allUsers'] } },
  } });
  expect(raw({}).says('data.public', 'storage_bucket.b')).toBe(true);
  expect(raw({}).reaches('internet', 'google_storage_bucket.b')).toEqual([expect.objectContaining({ authentication: 'none', weak: true })]);
  expect(raw({ public_access_prevention: 'enforced' }).says('data.public', 'storage_bucket.b')).toBe(false);
  expect(raw({ public_access_prevention: 'enforced' }).found.reach).toEqual([]);
});
