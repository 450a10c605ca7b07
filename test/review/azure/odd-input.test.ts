import * as fc from 'fast-check';
import { TerraformGraph } from '../../../src/clouds/rule-graph';
import { READERS, readAzure } from '../../../src/review/azure';
import { Notes } from '../../../src/review/reader';
import { copyOf } from './support';

/** Every place in a document, as a path of keys. */
function places(value: any, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null || path.length > 8) { return [path]; }
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

const ODD = ['${x}', '${azurerm_key_vault.nothing.id}', '', 'x'.repeat(300), null, [], {}, [[]], [null], 0, -1, true, false, '{"a":', '<policies><inbound>', '@(((', 'P1Y', '/subscriptions/x'];

describe('odd input', () => {
  const stacks = (['environment', 'foundation'] as const).map((stack) => {
    const tf = copyOf(stack);
    return { text: JSON.stringify(tf), paths: places(tf.resource).filter((path) => path.length > 1) };
  });

  test('arguments gone or replaced by anything never throw', () => {
    fc.assert(fc.property(
      fc.integer({ min: 0, max: 1 }), fc.array(fc.tuple(fc.nat(), fc.option(fc.constantFrom(...ODD), { nil: undefined })), { minLength: 1, maxLength: 40 }),
      (which, changes) => {
        const { text, paths } = stacks[which];
        const tf = JSON.parse(text);
        for (const [at, odd] of changes) {
          const path = paths[at % paths.length];
          const parent = path.slice(0, -1).reduce((inner: any, key) => (typeof inner === 'object' && inner !== null ? inner[key] : undefined), tf.resource);
          if (typeof parent !== 'object' || parent === null) { continue; }
          if (odd === undefined) { delete parent[path[path.length - 1]]; } else { parent[path[path.length - 1]] = odd; }
        }
        // The run of all readers passes over one that fails; here none may.
        const findings = new Notes();
        const graph = new TerraformGraph(tf);
        for (const reader of READERS) { reader.read(graph, findings); }
        for (const statement of findings.statements) { expect(statement.value).not.toBeNaN(); }
        expect(() => JSON.stringify(findings)).not.toThrow();
      },
    ), { numRuns: 120, seed: 7 });
  });

  test('no stack at all', () => {
    for (const tf of [undefined, null, {}, { resource: [] }, { resource: { azurerm_storage_account: [] } }, { resource: { azurerm_storage_account: { a: null, b: {} } } }]) {
      expect(() => readAzure(tf)).not.toThrow();
    }
  });

  test('names that other things have too', () => {
    const named = Object.fromEntries(['__proto__x', 'constructor', 'toString'].map((name) => [name, { name, location: 'constructor', account_replication_type: 'toString' }]));
    const statements = readAzure({ resource: { azurerm_storage_account: named } }).statements;
    expect(statements.filter((s) => !['string', 'number', 'boolean'].includes(typeof s.value) && !Array.isArray(s.value))).toEqual([]);
    expect(() => readAzure({ resource: { azurerm_role_assignment: { a: { role_definition_name: 'constructor', scope: '/', principal_id: 'toString' } } } })).not.toThrow();
  });

  test('resources in another order give the same findings', () => {
    const tf = copyOf();
    const reversed = (block: any) => Object.fromEntries(Object.entries<any>(block).reverse());
    const turned = { ...tf, resource: Object.fromEntries(Object.entries(reversed(tf.resource)).map(([type, named]) => [type, reversed(named)])) };
    const sorted = (findings: any) => Object.fromEntries(Object.entries<any>(findings).map(([kind, list]) => [kind, list.map((row: any) => {
      const { evidence, ...rest } = row;
      return JSON.stringify(typeof row === 'string' ? row : rest) + (evidence ? evidence.map((e: any) => e.address + String(e.argument)).sort().join() : '');
    }).sort()]));
    expect(sorted(readAzure(turned))).toEqual(sorted(readAzure(tf)));
  });

  test('what is known at apply only is not said', () => {
    const tf = { resource: { azurerm_storage_account: { a: { name: 'a', shared_access_key_enabled: '${x}', https_traffic_only_enabled: '${x}', customer_managed_key: '${x}', public_network_access_enabled: '${x}', account_replication_type: '${x}' } } } };
    const rules = readAzure(tf).statements.map((s) => s.rule);
    for (const rule of ['data.login', 'data.transit', 'data.key', 'data.public', 'data.redundancy']) { expect(rules).not.toContain(rule); }
  });

  test('a large stack is read in linear time', () => {
    const text = JSON.stringify(copyOf().resource);
    const times = (n: number) => {
      const resource: any = {};
      for (let i = 0; i < n; i++) {
        const copy = JSON.parse(text.replace(/([A-Za-z-]+_[0-9A-F]{8})\b/g, `$1x${i}`).replace(/orders-production/g, `o${i}-production`));
        for (const [type, named] of Object.entries<any>(copy)) { resource[type] = Object.assign(resource[type] ?? {}, named); }
      }
      const start = process.cpuUsage().user;
      readAzure({ resource });
      return (process.cpuUsage().user - start) / n;
    };
    times(5);
    const [few, many] = [Math.min(times(5), times(5)), Math.min(times(40), times(40))];
    // Eight times as much, with room for a machine that others use too.
    expect(many).toBeLessThan(few * 4);
  });
});
