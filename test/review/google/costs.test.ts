import { add, Answer, changed, one, stack } from './support';

const weight = (answer: Answer, driver: string) => answer.found.costs.filter((c) => c.driver === driver).reduce((sum, c) => sum + c.weight, 0);
const base = new Answer(stack());

test('what the card says is billed at rest is there, in words', () => {
  const running = base.found.costs.filter((c) => c.billed === 'running').map((c) => `${c.driver}: ${c.quantity}`);
  expect(running).toEqual(expect.arrayContaining([
    'database capacity: db-custom-2-7680 in two zones', 'database storage: 64 GB in two zones', 'cache nodes: 2 nodes HIGHMEM_MEDIUM',
    'instances that always run: 3 instances, 3 vCPU and 2048 MiB each', 'web application firewall: 1 policy, 18 rules', 'forwarding rule: 1 rule', 'active key versions: 1 key in hardware',
  ]));
});

test.each<readonly [string, string, (tf: any) => void]>([
  ['a larger tier', 'database capacity', (tf) => { one(tf, 'google_sql_database_instance').settings.tier = 'db-custom-8-30720'; }],
  ['more storage', 'database storage', (tf) => { one(tf, 'google_sql_database_instance').settings.disk_size = 500; }],
  ['more replicas', 'cache nodes', (tf) => { one(tf, 'google_memorystore_instance').replica_count = 3; }],
  ['more instances', 'instances that always run', (tf) => { one(tf, 'google_cloud_run_v2_service').template.scaling.min_instance_count = 10; }],
  ['larger containers', 'instances that always run', (tf) => { one(tf, 'google_cloud_run_v2_service').template.containers[2].resources.limits.cpu = '4'; }],
  ['more under load', 'instances under load', (tf) => { one(tf, 'google_cloud_run_v2_service').template.scaling.max_instance_count = 900; }],
  ['a machine', 'machine', (tf) => { add(tf, 'google_compute_instance', 'vm', { machine_type: 'n2-standard-8' }); }],
])('%s weighs more', (_, driver, change) => {
  expect(weight(changed(change), driver)).toBeGreaterThan(weight(base, driver));
});

test('one zone costs less than two', () => {
  expect(weight(changed((tf) => { delete one(tf, 'google_sql_database_instance').settings.availability_type; }), 'database capacity')).toBeLessThan(weight(base, 'database capacity'));
});
