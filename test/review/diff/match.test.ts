import { differences } from '../../../src/review/diff/compare';
import { fingerprint } from '../../../src/review/diff/canonical';
import { matchResources } from '../../../src/review/diff/match';
import { mayReplace } from '../../../src/review/diff/force-new';
import { argumentRule } from '../../../src/review/diff/arguments';
import { kindOf } from '../../../src/review/diff/kinds';
import { changed, Copy, lines } from './support';

const at = (path: string, more: object = {}) => ({ '//': { metadata: { path } }, ...more });

describe('resources are matched one to one', () => {
  test('by address before all else, then by moved, by construct, by name', () => {
    const base = { resource: { aws_s3_bucket: { same: at('s/same'), old: at('s/old'), built: at('s/built', { bucket: 'b' }), named: at('s/named', { bucket: 'n' }), gone: at('s/gone', { bucket: 'g', acl: 'x' }) } } };
    const next = {
      moved: [{ from: 'aws_s3_bucket.old', to: 'aws_s3_bucket.between' }, { from: 'aws_s3_bucket.between', to: 'aws_s3_bucket.fresh' }],
      resource: { aws_s3_bucket: { same: at('s/other'), fresh: at('s/fresh'), again: at('s/built', { bucket: 'other' }), called: at('s/called', { bucket: 'n' }), come: at('s/come', { bucket: 'c' }) } },
    };
    const { pairs, removed, added } = matchResources(base, next);
    expect(pairs.map((p) => `${p.from.slice(14)} ${p.by} ${p.to.slice(14)}`)).toEqual(['same address same', 'old moved fresh', 'built path again', 'named identity called']);
    expect([removed, added]).toEqual([['aws_s3_bucket.gone'], ['aws_s3_bucket.come']]);
  });

  test('never by a name that several have', () => {
    const lock = (scope: string) => at(`s/${scope}`, { name: 'no-delete', scope });
    const base = { resource: { azurerm_management_lock: { a: lock('a'), b: lock('b') } } };
    const next = { resource: { azurerm_management_lock: { c: lock('c'), d: lock('d') } } };
    expect(matchResources(base, next)).toEqual({ pairs: [], removed: ['azurerm_management_lock.a', 'azurerm_management_lock.b'], added: ['azurerm_management_lock.c', 'azurerm_management_lock.d'] });
  });
});

describe('a construct with another name and no moved block', () => {
  test('loses what it holds, with the block that keeps it', () => {
    let moved = { from: '', to: '' };
    const diff = changed('eu-aws', (c) => { moved = c.rename('aws_dynamodb_table', 'orders_items', 'orders_things_table'); });
    const [change] = diff.changes;
    expect(change).toMatchObject({ rule: 'resource.renamed', consequence: 'data-loss', direction: 'wider', subject: 'orders/things/table' });
    expect(change.mend).toContain(`moved { from = ${moved.from}, to = ${moved.to} }`);
    // References to it follow, and its own names stay: nothing else is a change.
    expect(lines(diff)).toHaveLength(1);
  });

  test('which holds nothing is no loss of data', () => {
    const diff = changed('eu-aws', (c) => { c.rename('aws_appautoscaling_policy', 'orders_service_scaling-cpu', 'orders_service_cpu'); });
    expect(diff.changes.map((c) => [c.rule, c.consequence])).toEqual([['part.renamed', 'availability']]);
  });
});

describe('a resource that Terraform only forgets', () => {
  test('is not destroyed', () => {
    const diff = changed('eu-aws', (c) => {
      c.tf.removed = [{ from: `aws_dynamodb_table.${Object.keys(c.tf.resource.aws_dynamodb_table)[0]}`, lifecycle: [{ destroy: false }] }];
      c.drop('aws_dynamodb_table');
    });
    expect(diff.changes.filter((c) => c.consequence === 'data-loss' && /orders\/items/.test(c.subject))).toEqual([]);
    expect(lines(diff)).toContainEqual(expect.stringMatching(/orders\/items\/table: dynamodb table is no longer managed by Terraform/));
  });
});

describe('what people took for something else', () => {
  test('tags are no address ranges, route tables no stores, parameter groups no data', () => {
    expect(argumentRule('aws_subnet', 'tags.cidr_blocks')?.noise).toBe(true);
    expect(kindOf('aws_route_table').kind).toBe('other');
    expect(kindOf('aws_rds_cluster_parameter_group').kind).toBe('other');
    expect(kindOf('aws_rds_cluster').kind).toBe('store');
    expect(kindOf('azurerm_postgresql_flexible_server_configuration').kind).not.toBe('store');
  });

  test('an argument inside a block does not replace what only its own name would', () => {
    expect(mayReplace('google_sql_database_instance', 'settings.location_preference.zone')).toBe(false);
    expect(mayReplace('google_sql_database_instance', 'region')).toBe(true);
  });
});

describe('documents and lists', () => {
  test('a version is no number that can lose a digit', () => {
    expect(fingerprint('', '16.10')).not.toBe(fingerprint('', '16.1'));
    expect(fingerprint('', '1.0')).not.toBe(fingerprint('', 1));
    expect(fingerprint('', '030')).not.toBe(fingerprint('', 30));
  });

  test('a rule is known by its name, wherever it stands', () => {
    const rule = (name: string, limit: number) => ({ name, limit });
    expect(differences('x', { rule: [rule('a', 1), rule('b', 2)] }, { rule: [rule('b', 3), rule('a', 1)] })).toEqual([{ at: 'rule[b].limit', argument: 'rule.limit', from: 2, to: 3 }]);
  });

  test('a document is gone into, also where expressions stand in it', () => {
    const document = (port: number) => `[{"name":"a", "args": \${var.x == "y" ? ["z"] : null}, "port": ${port}}]`;
    expect(differences('x', { d: document(1) }, { d: document(2) })).toEqual([{ at: 'd[a].port', argument: 'd.port', from: 1, to: 2 }]);
  });

  test('of a text only the lines that differ are said', () => {
    expect(differences('x', { d: 'a\nb\nc\n' }, { d: 'a\nB\n  c\n' })).toEqual([{ at: 'd', argument: 'd', from: 'b', to: 'B', items: true }]);
  });
});

describe('names that change together', () => {
  const renamed = (more: (c: Copy) => void = () => undefined) => changed('eu-aws', (c) => {
    const text = JSON.stringify(c.tf.resource).replace(/orders-production-orders-(?!database"|objects|items|cache"|images|audit-log|access-log|service"|gateway-f)/g, 'orders-live-orders-');
    c.tf.resource = JSON.parse(text);
    more(c);
  });

  test('are one change, and what only repeats them is none of its own', () => {
    const follow = renamed().changes.filter((c) => c.rule === 'argument.names');
    expect(follow.map((c) => [c.from, c.to, c.noise])).toEqual([['production', 'live', true]]);
    expect(follow[0].subjects!.length).toBeGreaterThan(10);
  });

  test('do not hide what changes beside them', () => {
    const alarm = (c: Copy) => { c.one('aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu').threshold = 99; };
    expect(lines(renamed(alarm))).toContainEqual(expect.stringMatching(/^protection .*orders\/database\/alarms\/cpu-\w+.* 99/));
  });

  test('are said in full where they decide who may do what', () => {
    const policy = (c: Copy) => { c.one('aws_iam_role_policy', 'orders_service_allow-orders-cache').policy = '{"Statement":[{"Effect":"Allow","Action":["x:Read"],"Resource":"arn:aws:x:::orders-live-orders-x"}]}'; };
    expect(renamed(policy).changes.filter((c) => c.consequence === 'permission').length).toBeGreaterThan(0);
  });

  test('of one resource are a change of that resource', () => {
    const diff = changed('eu-aws', (c) => { c.one('aws_cloudwatch_metric_alarm', 'orders_database_alarms_cpu').alarm_name = 'another'; });
    expect(diff.changes.map((c) => c.rule)).toEqual(['argument']);
  });
});
