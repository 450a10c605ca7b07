import * as fc from 'fast-check';
import { parse } from 'yaml';
import { componentDefinition, evidenceOf } from '../../../src/governance/evidence';
import { parseCsv } from './csv';
import { rich } from '../../review/page/rich';
import { handMade } from '../support';
import { faultsOf } from './validate';

const ATTACKS = [
  '<script>alert(1)</script>', '"><svg onload=alert(1)>', '=HYPERLINK("http://evil.example")', '@SUM(1+1)|cmd', '"quoted", with; commas', 'line\r\nbreak\n', '\t', '\u0000', '\uD800', '\u202Egnp.exe', '\u2028', '\ufeff', '   ',
  '](http://evil.example)', '`code`', '{{ insert: param, x }}', '${var.x}', '- a: b # c', '*anchor', '!!js/function', '../../etc/passwd', 'a/b', '%00', '%', '|', '\\', 'null', '__proto__', 'constructor',
];
const hostile = fc.oneof(fc.constantFrom(...ATTACKS), fc.fullUnicodeString({ maxLength: 20 }), fc.string16bits({ maxLength: 12 }), fc.array(fc.constantFrom(...ATTACKS), { minLength: 2, maxLength: 3 }).map((x) => x.join('')));

const FOLDER = 'orders-production';
const at = (file: string) => `evidence/${FOLDER}/${file}`;

function made(name: string): { readonly [file: string]: string } {
  const model = rich({ resources: 12, name });
  const governance = handMade(model, { name, controls: 1 });
  return { ...evidenceOf({ ...model, governance }, FOLDER, terraformWith(name), { '': `app${name}.ts:3` }), 'evidence/component-definition.json': componentDefinition(governance.controls) };
}

/** Names wherever the inventory reads them. */
function terraformWith(name: string): any {
  return {
    terraform: { required_providers: { [`aws${name}`]: { source: `hashicorp/aws${name}`, version: `6.0${name}` } } },
    variable: { image: { default: `registry.example/api${name}@sha256:${'0'.repeat(64)}` } },
    resource: { aws_rds_cluster: { [`orders_database_2_item-0${name}_1A2B3C4D`]: { image: '${var.image}', container_definitions: `[{"image":"${name}"}]` } } },
  };
}

describe('Evidence of hostile names', () => {
  test('every file can be read, and is valid', () => {
    fc.assert(fc.property(hostile, (name) => {
      const files = made(name);
      expect(faultsOf('oscal-assessment-results-1.2.1', JSON.parse(files[at('assessment-results.json')]))).toEqual([]);
      expect(faultsOf('oscal-component-definition-1.2.1', JSON.parse(files['evidence/component-definition.json']))).toEqual([]);
      expect(faultsOf('sarif-2.1.0', JSON.parse(files[at('controls.sarif')]))).toEqual([]);
      expect(faultsOf('cyclonedx-1.6', JSON.parse(files[at('inventory.cdx.json')]))).toEqual([]);
      expect(new Set(parseCsv(files[at('controls.csv')]).map((row) => row.length)).size).toBe(1);
      expect(parse(files[at('.trivyignore.yaml')]).misconfigurations).toHaveLength(1);
      expect(JSON.parse(files[at('.checkov.baseline')]).failed_checks[0].findings.length).toBeGreaterThan(0);
      expect(JSON.parse(files[at('verdict.intoto.json')])._type).toBe('https://in-toto.io/Statement/v1');
    }), { numRuns: 60 });
  }, 180_000);

  test('no cell of a table begins a formula, no text is markup, nothing hides', () => {
    fc.assert(fc.property(hostile, (name) => {
      const files = made(name);
      for (const row of parseCsv(files[at('controls.csv')])) {
        for (const cell of row) { expect(cell).not.toMatch(/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/); }
      }
      const rows = files[at('controls.md')].split('\n').filter((line) => /^\| (\*\*)?(error|fail|unknown|pass|not applicable)/.test(line));
      const cells = rows.map((row) => row.replace(/\\[\\|]/g, '').split('|').length);
      expect([...new Set(cells)].sort()).toEqual([4, 6]);
      // In a fence of backticks nothing is markup; outside of it, a backslash takes the meaning from what follows.
      expect(files[at('controls.md')].replace(/(?<!\\)(`+)(?!`).*?(?<!`)\1(?!`)/g, '').replace(/\\./g, '')).not.toMatch(/[<>]/);
      for (const [file, text] of Object.entries(files)) { expect([file, /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.exec(text.replace(/\u200d/g, ''))]).toEqual([file, null]); }
    }), { numRuns: 60 });
  }, 120_000);

  test('the same model has the same evidence, byte for byte', () => {
    fc.assert(fc.property(hostile, (name) => { expect(made(name)).toEqual(made(name)); }), { numRuns: 20 });
  });

  test.each(['AKIAIOSFODNN7EXAMPLE', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789', 'Password=hunter2hunter2', 'postgres://app:s3cr3tpass@db.example/x', 'q9Zr2LxT7vBn4KpW8sYd1HcJ'])('a secret in a name, a value or a reason is in no file: %s', (secret) => {
    const files = made(` ${secret} `);
    expect(Object.entries(files).filter(([, text]) => text.includes(secret)).map(([file]) => file)).toEqual([]);
    expect(files[at('controls.csv')]).toContain('(hidden: looks like a secret)');
  });

  test('a parameter that is called like a secret is not shown', () => {
    const model = rich({ resources: 12 });
    const governance = handMade(model);
    const controls = governance.controls.map((c) => ({ ...c, parameters: { apiKey: 'not-so-random' } }));
    const files = { ...evidenceOf({ ...model, governance: { ...governance, controls } }, FOLDER, {}), definition: componentDefinition(controls) };
    expect(Object.entries(files).filter(([, text]) => text.includes('not-so-random'))).toEqual([]);
  });
});
