import * as fc from 'fast-check';
import { Difference, differences } from '../../src/governance/differences';
import { tightens } from '../../src/governance/tightenings';
import { stacksOf } from '../patterns/customer-facing-api/stacks';

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Every place of a value that holds no further value, as keys. */
function leavesOf(value: any, at: string[] = []): string[][] {
  if (value === null || typeof value !== 'object' || Object.keys(value).length === 0) { return [at]; }
  return Object.keys(value).filter((key) => key !== '//').flatMap((key) => leavesOf(value[key], [...at, key]));
}

function set(root: any, at: string[], value: any): void {
  const holder = at.slice(0, -1).reduce((node, key) => node[key], root);
  if (value === undefined && Array.isArray(holder)) { holder.splice(Number(at[at.length - 1]), 1); }
    else if (value === undefined) { delete holder[at[at.length - 1]]; } else { holder[at[at.length - 1]] = value; }
}

describe.each(['eu-aws', 'eu-azure', 'eu-google'])('%s', (zone) => {
  const approved = stacksOf(zone).environment.json;
  const leaves = leavesOf(approved);

  test('equal stacks do not differ, whatever the order of their keys', () => {
    const backwards = (value: any): any => (Array.isArray(value) ? value.map(backwards)
      : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).reverse().map(([k, v]) => [k, backwards(v)])) : value);
    expect(differences(approved, backwards(approved))).toEqual([]);
  });

  test('whatever one value is changed or taken away is found, at its own resource', () => {
    fc.assert(fc.property(fc.nat(leaves.length - 1), fc.constantFrom<any>(undefined, 'x', 0, false, true, null, [], 'other'), (index, value) => {
      const at = leaves[index];
      const actual = copy(approved);
      const before = at.reduce((node: any, key) => node[key], approved);
      fc.pre(JSON.stringify(before) !== JSON.stringify(value));
      set(actual, at, value);
      const found = differences(approved, actual);
      expect(found.length).toBeGreaterThan(0);
      expect(found.every((d) => at.join('.').includes(d.address.replace(/^data\./, '').split('.').pop()!))).toBe(true);
    }), { numRuns: 600 });
  });
});

test('a policy in a string is compared by what it says, and the place in it is named', () => {
  const policy = (action: string) => JSON.stringify({ Statement: [{ Action: action, Effect: 'Allow' }] });
  const stack = (text: string) => ({ resource: { aws_iam_role_policy: { grant: { policy: text } } } });
  expect(differences(stack(policy('s3:GetObject')), stack(policy('s3:*')))).toEqual([
    { kind: 'changed', address: 'aws_iam_role_policy.grant', argument: 'policy.Statement.0.Action', approved: 's3:GetObject', actual: 's3:*' },
  ]);
});

describe('tightening', () => {
  const changed = (address: string, argument: string, approved: any, actual: any): Difference => ({ kind: 'changed', address, argument, approved, actual });
  test.each<[string, string, any, any]>([
    ['aws_rds_cluster.c', 'backup_retention_period', 7, 35], ['aws_s3_bucket.b', 'lifecycle.prevent_destroy', undefined, true], ['aws_kms_key.k', 'rotation_period_in_days', 365, 180],
    ['azurerm_storage_account.s', 'min_tls_version', 'TLS1_2', 'TLS1_3'], ['google_kms_crypto_key.k', 'rotation_period', '7776000s', '2592000s'],
    ['google_sql_database_instance.d', 'settings.0.backup_configuration.0.backup_retention_settings.0.retained_backups', 7, 30],
  ])('%s %s from %p to %p needs nobody, and back it does', (address, argument, from, to) => {
    expect(tightens(changed(address, argument, from, to))).toBe(true);
    expect(tightens(changed(address, argument, to, from))).toBe(false);
  });

  test('what is on no declared order, has no number, is taken away or added never tightens', () => {
    expect(tightens(changed('aws_rds_cluster.c', 'engine_version', '16', '17'))).toBe(false);
    expect(tightens(changed('aws_cloudwatch_log_group.l', 'retention_in_days', 90, 0))).toBe(false);
    expect(tightens(changed('aws_cloudwatch_log_group.l', 'retention_in_days', 90, '${var.days}'))).toBe(false);
    expect(tightens({ kind: 'added', address: 'aws_kms_key.k', actual: {} })).toBe(false);
    expect(tightens({ kind: 'removed', address: 'aws_kms_key.k', approved: {} })).toBe(false);
  });
});
