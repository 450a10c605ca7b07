import { checkRules } from '../../src/clouds/rules';
import { FACTS } from './facts';
import { Cloud, EXAMPLES, RULES } from './tables';

describe.each(Object.keys(FACTS) as Cloud[])('known faults of %s', (cloud) => {
  const facts = FACTS[cloud];

  test.each(facts.filter((fact) => fact.rule).map((fact): [string, string] => [fact.fault, fact.rule as string]))('%s is reported by %s', (fault, rule) => {
    const example = EXAMPLES[cloud].find((one) => one.rule === rule && fault in one.bad);
    expect(example).toBeDefined();
    const { provider, ...resource } = example!.bad[fault] as any;
    expect(checkRules(RULES[cloud], { provider, resource }).map((finding) => finding.rule)).toContain(rule);
  });

  test('of those that pass validate and plan, four fifths at least are reported', () => {
    const unstopped = facts.filter((fact) => fact.stop === 'nobody');
    expect(unstopped.filter((fact) => fact.rule).length / unstopped.length).toBeGreaterThanOrEqual(0.8);
  });

  test('are named once, each with a rule or a reason', () => {
    expect(new Set(facts.map((fact) => fact.fault)).size).toBe(facts.length);
    expect(facts.filter((fact) => Boolean(fact.rule) === Boolean(fact.why))).toEqual([]);
  });
});
