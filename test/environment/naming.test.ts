import * as fc from 'fast-check';
import { composeName, NameRule, NameScope } from '../../src/environment/naming';

const rules: NameRule[] = [
  { min: 3, max: 63, scope: NameScope.GLOBAL },
  { min: 3, max: 24, allowed: 'a-z0-9', separator: '', scope: NameScope.GLOBAL },
  { min: 6, max: 30, scope: NameScope.ACCOUNT },
  { max: 32, allowed: 'A-Za-z0-9_', separator: '_', lowerCase: false, scope: NameScope.ACCOUNT },
  { min: 3, max: 24, forbidden: ['--', 'goog'], scope: NameScope.GLOBAL },
  { max: 20, allowed: 'a-z0-9', separator: '', scope: NameScope.PARENT },
  { max: 64, prefix: 'aws-waf-logs-', scope: NameScope.ACCOUNT },
];
const hostile = fc.array(fc.oneof(fc.string(), fc.fullUnicodeString(), fc.constantFrom('支付团队', '-', '--', 'Ö', 'goog', 'A'.repeat(200), '9', ' ', '../..')), { minLength: 1, maxLength: 6 });

describe('physical names', () => {
  test('every name is inside its rule, whatever pods and environments are called', () => {
    fc.assert(fc.property(fc.constantFrom(...rules), hostile, (rule, parts) => {
      const name = composeName(rule, parts, parts.join('\u0000'));
      expect(name.length).toBeGreaterThanOrEqual(rule.min ?? 1);
      expect(name.length).toBeLessThanOrEqual(rule.max);
      const body = name.slice((rule.prefix ?? '').length);
      expect(body).toMatch(new RegExp(`^[${rule.allowed ?? 'a-z0-9-'}]+$`));
      if (!rule.prefix) { expect(name).toMatch(/^[a-z]/i); }
      expect(name).not.toMatch(/[-_]$/);
      for (const f of rule.forbidden ?? []) { expect(name).not.toContain(f); }
    }), { numRuns: 2000 });
  });

  test('different input gives different names, also where characters are lost or the name is cut', () => {
    fc.assert(fc.property(fc.constantFrom(...rules), hostile, hostile, (rule, a, b) => {
      fc.pre(a.join('\u0000') !== b.join('\u0000') && a.join('-') !== b.join('-'));
      expect(composeName(rule, a, a.join('\u0000'))).not.toBe(composeName(rule, b, b.join('\u0000')));
    }), { numRuns: 2000 });
  });

  test('a name that fits stays as it reads', () => {
    expect(composeName({ max: 63, scope: NameScope.ACCOUNT }, ['orders-prod', 'orders', 'database'], 'x')).toBe('orders-prod-orders-database');
  });

  test('a global name carries a digest of who owns it', () => {
    const rule: NameRule = { min: 3, max: 63, scope: NameScope.GLOBAL };
    expect(composeName(rule, ['orders'], 'acme')).not.toBe(composeName(rule, ['orders'], 'other'));
    expect(composeName(rule, ['orders'], 'acme')).toMatch(/^orders-[a-z0-9]{6}$/);
  });
});
