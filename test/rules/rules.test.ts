import { checkRules, Rule } from '../../src/clouds/rules';
import { Example } from './example';
import { EXAMPLES, RULES } from './tables';

describe.each(Object.keys(RULES) as (keyof typeof RULES)[])('rules of %s', (cloud) => {
  const rules = RULES[cloud];
  const examples = EXAMPLES[cloud];

  test('have ids of their own, a source and a mend each', () => {
    expect(new Set(rules.map((rule) => rule.id)).size).toBe(rules.length);
    for (const rule of rules) {
      expect(rule.id).toMatch(new RegExp(`^${cloud}/[a-z0-9-]+$`));
      expect(rule.source).toMatch(/^https:\/\//);
      expect(rule.mend).toMatch(/^\p{Lu}.*\.$/su);
    }
  });

  test('have a faulty and a good example each', () => {
    const shown = new Set(examples.map((example) => example.rule));
    expect(rules.map((rule) => rule.id).filter((id) => !shown.has(id))).toEqual([]);
    expect([...shown].filter((id) => !rules.some((rule) => rule.id === id))).toEqual([]);
  });

  test.each(examples.map((example): [string, Example] => [example.rule, example]))('%s', (_id, example) => {
    const rule = rules.filter((one) => one.id === example.rule);
    expect(findings(rule, example.good)).toEqual([]);
    for (const [fault, resources] of Object.entries(example.bad)) {
      expect({ fault, found: findings(rule, resources).length > 0 }).toEqual({ fault, found: true });
    }
  });
});

// `provider` stands beside the resource types where a rule reads provider settings.
function findings(rules: readonly Rule[], resources: any): string[] {
  const { provider, ...resource } = resources;
  return checkRules(rules, { provider, resource }).map((finding) => `${finding.address} ${finding.argument} ${finding.problem}`);
}
