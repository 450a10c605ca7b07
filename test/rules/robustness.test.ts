import fc from 'fast-check';
import { checkRules } from '../../src/clouds/rules';
import { EXAMPLES, RULES } from './tables';

type Cloud = keyof typeof RULES;
const CLOUDS = Object.keys(RULES) as Cloud[];

/** What a broken override may leave in a stack. */
const garbage = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<any>(null, undefined, '', 0, -1, 1e12, true, false, '${', '${}', '${a.b.c}', '$${x}', '%{ if x }', '{', '[]', '10.0.0.0/99', '0.0.0.0/0', 'P', 'PT', '1e3', '\u0000', 'ü'.repeat(300)),
    fc.string(), fc.double(), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.string(), tie('any'), { maxKeys: 3 }),
  ),
})).any;

/** A resource with garbage at the argument that a rule reads. */
function planted(argument: string, value: unknown): any {
  return argument.split('.').reverse().reduce<any>((inner, name) => (name === '' ? inner : name === '*' ? [inner] : { [name]: inner }), value);
}

describe.each(CLOUDS)('rules of %s', (cloud) => {
  test('never throw, whatever stands at their argument', () => {
    fc.assert(fc.property(garbage, fc.constantFrom(...RULES[cloud]), (value, rule) => {
      const body = planted(rule.argument, value);
      const tf = { resource: Object.fromEntries(rule.types.map((type) => [type, { main: body, other: body }])) };
      expect(Array.isArray(checkRules(RULES[cloud], tf))).toBe(true);
    }), { numRuns: 2000 });
  });

  test('never throw on garbage in place of a stack', () => {
    fc.assert(fc.property(garbage, (value) => {
      for (const tf of [value, { resource: value }, { resource: { [RULES[cloud][0].types[0]]: value } }]) {
        checkRules(RULES[cloud], tf);
      }
    }), { numRuns: 500 });
  });

  test('stay silent about what Terraform knows only later', () => {
    for (const rule of RULES[cloud].filter((one) => !one.references && one.argument !== '' && !/\*$/.test(one.argument))) {
      const tf = { resource: Object.fromEntries(rule.types.map((type) => [type, { main: planted(rule.argument, '${var.unknown}') }])) };
      expect(checkRules([rule], tf)).toEqual([]);
    }
  });

  test('take less than 20 ms for 400 resources', () => {
    const resource: any = {};
    let count = 0;
    for (let round = 0; count < 400; round += 1) {
      for (const example of EXAMPLES[cloud]) {
        for (const [type, named] of Object.entries(example.good).filter(([name]) => name !== 'provider')) {
          for (const [name, body] of Object.entries(named)) {
            if (count < 400) {
              (resource[type] ??= {})[`${name}_${example.rule.replace(/\W/g, '_')}_${round}`] = body;
              count += 1;
            }
          }
        }
      }
    }
    for (let i = 0; i < 5; i += 1) {
      checkRules(RULES[cloud], { resource });
    }
    const times = Array.from({ length: 9 }, () => {
      const begin = process.cpuUsage();
      checkRules(RULES[cloud], { resource });
      const used = process.cpuUsage(begin);
      return (used.user + used.system) / 1000;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });
});

test('a literal that another resource holds is judged through the reference', () => {
  const rule = RULES.aws.filter((one) => one.id === 'aws/s3-bucket-name');
  const tf = { resource: { aws_s3_bucket: { a: { bucket: '${aws_kms_key.k.description}-files' } }, aws_kms_key: { k: { description: 'Orders' } } } };
  expect(checkRules(rule, tf).map((finding) => finding.problem).join()).toContain('Orders-files');
});

test('a finding names address, argument with its place, mend and source', () => {
  const tf = { resource: { aws_backup_plan: {
    daily: { rule: [{ lifecycle: { cold_storage_after: 1, delete_after: 100 } }, { lifecycle: { cold_storage_after: 30, delete_after: 60 } }] } } } };
  expect(checkRules(RULES.aws, tf)).toEqual([expect.objectContaining({
    rule: 'aws/backup-cold-storage', address: 'aws_backup_plan.daily', argument: 'rule[1].lifecycle.cold_storage_after',
    problem: '30 leaves less than 90 to delete_after, which is 60', mend: expect.stringContaining('90 days'), source: expect.stringContaining('https://docs.aws.amazon.com/'),
  })]);
});
