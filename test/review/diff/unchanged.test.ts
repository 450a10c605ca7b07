import { changed, Copy, lines, Zone } from './support';

const ZONES: Zone[] = ['eu-aws', 'eu-azure', 'eu-google'];

/** Lists whose order means something stay as they are; the test turns all others that Terraform or the cloud takes as sets. */
const MEANT = /^(command|args|entrypoint|entryPoint|cors|cors_rule|partition_key_paths|metrics|route_rules|metrics|init_container|initContainers|preferred_\w+)$/i;

function turned(value: any, key = ''): any {
  if (Array.isArray(value)) {
    const items = value.map((v) => turned(v));
    return MEANT.test(key) || items.every(Array.isArray) ? value : items.reverse();
  }
  if (value && typeof value === 'object') { return Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, turned(v, k)])); }
  if (typeof value === 'string' && /^\s*[{[]/.test(value)) {
    try { return JSON.stringify(turned(JSON.parse(value), key), null, 3); } catch { return value; }
  }
  return value;
}

function everyValue(value: any, map: (v: any, key: string) => any, key = ''): any {
  if (Array.isArray(value)) { return value.map((v) => everyValue(v, map, key)); }
  if (value && typeof value === 'object') { return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, map(everyValue(v, map, k), k)])); }
  return value;
}

/** Every statement of a policy in a JSON document in a string. */
function statements(copy: Copy, change: (statement: any) => void, document: (d: any) => void = () => undefined): number {
  let count = 0;
  for (const named of Object.values<any>(copy.tf.resource)) {
    for (const body of Object.values<any>(named)) {
      for (const argument of ['policy', 'assume_role_policy'].filter((a) => typeof body[a] === 'string' && body[a].includes('"Statement"'))) {
        copy.document(body, argument, (d) => { [d.Statement].flat().forEach((s: any) => { count++; change(s); }); document(d); });
      }
    }
  }
  return count;
}

describe.each(ZONES)('what means the same is no change on %s', (zone) => {
  const none = (make: (copy: Copy) => void, base?: (copy: Copy) => void) => expect(lines(changed(zone, make, base))).toEqual([]);

  test('the same code', () => none(() => undefined));

  test('code in another order, and with it keys, blocks, rules, routes, statements, actions and tags, with other spaces in documents', () => none((c) => { c.tf.resource = turned(c.tf.resource); }));

  test('one block or a list of one block', () => none((c) => {
    c.tf.resource = everyValue(c.tf.resource, (v, key) => (Array.isArray(v) && v.length === 1 && typeof v[0] === 'object' && key !== 'depends_on' ? v[0] : v));
  }));

  test('a list of one block or one block', () => none((c) => {
    for (const named of Object.values<any>(c.tf.resource)) {
      for (const body of Object.values<any>(named)) {
        for (const key of ['versioning', 'lifecycle', 'settings', 'backup', 'network_acls', 'point_in_time_recovery', 'template', 'identity', 'ingress'].filter((k) => body[k] && !Array.isArray(body[k]))) { body[key] = [body[key]]; }
      }
    }
  }));

  test('"30" or 30, "true" or true', () => none((c) => { c.tf.resource = everyValue(c.tf.resource, (v, key) => (key !== '//' && (typeof v === 'number' || typeof v === 'boolean') ? String(v) : v)); }));

  test('another name for a variable', () => none((c) => { Object.assign(c.tf, JSON.parse(JSON.stringify(c.tf).replace(/\bimage_orders_service\b/g, 'orders_image'))); delete c.tf.variable.image_orders_service; }));

  test('another name for a local', () => none(
    (c) => { c.tf.locals = { keep: 14 }; withDays(c, '${local.keep}'); },
    (c) => { c.tf.locals = { days: 14 }; withDays(c, '${local.days}'); },
  ));

  test('an output under another name', () => none((c) => { c.tf.output.address = c.tf.output.orders_url; delete c.tf.output.orders_url; }));

  test('other comments and construct ids of the host', () => none((c) => { c.tf['//'].metadata.version = '0.21.9'; }));

  test('a store that moved with a moved block', () => {
    const [type, name] = ({ 'eu-aws': ['aws_s3_bucket', 'orders_objects'], 'eu-azure': ['azurerm_storage_account', 'orders_objects'], 'eu-google': ['google_storage_bucket', 'orders_objects'] } as const)[zone];
    none((c) => { const { from, to } = c.rename(type, name, 'orders_files_store'); c.tf.moved = [{ from, to }]; });
  });
});

function withDays(copy: Copy, days: string): void {
  for (const type of ['aws_cloudwatch_log_group', 'azurerm_log_analytics_workspace', 'google_logging_project_bucket_config']) {
    for (const body of copy.all(type)) { body[type.startsWith('google') ? 'retention_days' : 'retention_in_days'] = days; }
  }
}

describe('policies', () => {
  test('actions in other letter case, one action or a list of one', () => {
    let found = 0;
    const diff = changed('eu-aws', (c) => {
      found = statements(c, (s) => {
        const actions = [s.Action].flat().map((a: string) => a.toUpperCase());
        s.Action = actions.length === 1 && !Array.isArray(s.Action) ? actions : actions.length === 1 ? actions[0] : actions;
        if (Array.isArray(s.Resource) && s.Resource.length === 1) { s.Resource = s.Resource[0]; }
      });
    });
    expect(found).toBeGreaterThan(10);
    expect(lines(diff)).toEqual([]);
  });

  test('one statement or a list of one', () => {
    expect(lines(changed('eu-aws', (c) => { statements(c, () => undefined, (d) => { if (Array.isArray(d.Statement) && d.Statement.length === 1) { d.Statement = d.Statement[0]; } }); }))).toEqual([]);
  });
});

describe('an order that means something', () => {
  test('of a command is a change', () => {
    const command = (words: string[]) => (c: Copy) => { [c.one('google_cloud_run_v2_job').template.template.containers].flat()[0].command = words; };
    const before = command(['serve', '--port', '8080']);
    expect(lines(changed('eu-google', command(['8080', '--port', 'serve']), before))).toEqual([expect.stringMatching(/command/)]);
    expect(lines(changed('eu-google', before, before))).toEqual([]);
  });
});
