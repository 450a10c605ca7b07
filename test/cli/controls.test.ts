import * as fs from 'fs';
import * as path from 'path';
import { CONTROLS } from '../../src/governance/controls';
import { groundwork, project, Workplace } from './support';

const place: Workplace = project();
const controls = (...words: string[]) => groundwork(place.folder, 'controls', ...words);
const listed = async (...words: string[]) => JSON.parse((await controls(...words, '--json')).out).controls as any[];

describe('the catalogue', () => {
  test('lists every control with objective, owner, severity, clouds and requirement', async () => {
    const { code, out } = await controls();
    expect(code).toBe(0);
    for (const { definition } of CONTROLS) {
      const line = out.split('\n').find((l) => l.startsWith(`${definition.id} `))!;
      for (const word of [definition.objective, definition.owner, definition.severity, definition.title]) { expect(line).toContain(word); }
    }
    expect(out).toMatch(new RegExp(`^${CONTROLS.length} controls$`, 'm'));
  });

  test('shows one control in full', async () => {
    const { out } = await controls('encryption.data-stores');
    expect(out).toMatch(/why +whoever holds the key reads the data/);
    expect(out).toMatch(/^ {2}NIST 800-53 r5: SC-12, /m);
    expect(out).toContain('CKV_AWS_16');
    expect(out).toMatch(/^ {2}accepted = \["customer","foundation","fixed"\]$/m);
    expect(JSON.parse((await controls('encryption.data-stores', '--json')).out)).toMatchObject({ id: 'encryption.data-stores', own: false, card: expect.stringMatching(/^Encryption at rest/) });
  });

  test('is narrowed by objective, owner, framework and cloud, together', async () => {
    const all = await listed();
    const some = await listed('--objective', 'Cost', '--owner', 'architecture');
    expect(some.map((c) => c.id)).toEqual(all.filter((c) => c.objective === 'cost').map((c) => c.id));
    expect(some.length).toBeGreaterThan(2);
    const pci = await listed('--framework', 'pci dss');
    expect(pci.length).toBeGreaterThan(20);
    expect(pci.length).toBeLessThan(all.length);
    for (const one of pci) { expect(one.clauses['PCI DSS 4.0.1'].length).toBeGreaterThan(0); }
    expect((await listed('--framework', 'CIS')).some((c) => c.clauses['CIS Azure 6.0'])).toBe(true);
    const azure = await listed('--cloud', 'azure');
    expect(azure.every((c) => c.clouds.includes('azure'))).toBe(true);
    expect(azure.length).toBeLessThan(all.length);
    expect((await controls('--objective', 'cost', '--owner', 'compliance')).out).toBe('No control fits.\n');
  });

  test.each([
    [['bakup.days'], /There is no control bakup\.days\. Did you mean backup\.days\?/],
    [['--objective', 'encryption at rst'], /There is no objective encryption at rst\. Did you mean encryption at rest\?/],
    [['--framework', 'COBIT'], /There is no framework COBIT\. There are: NIST 800-53 r5, /],
    [['--standards', 'nowhere.yaml'], /There is no nowhere\.yaml/],
  ])('%j is refused in words', async (words, message) => {
    const { code, err } = await controls(...words);
    expect(code).toBe(1);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

test('the standards say how it holds: severity, parameters, what is only reported, own controls', async () => {
  const file = path.join(place.folder, 'standards.yaml');
  const base = fs.readFileSync(file, 'utf8').replace(/^governance:[^]*?(?=^\S|(?![^]))/m, '');
  fs.writeFileSync(path.join(place.folder, 'own.js'), `exports.Named = class {
  definition = { id: 'acme.named', title: 'Everything has a name', objective: 'tagging', owner: 'architecture', severity: 'low', why: 'w', mend: 'Name it.' };
  evaluate() { return []; }
};\n`);
  fs.writeFileSync(file, `${base}
governance:
  modules: [own.js]
  controls:
    - { id: cost.autoscaling, severity: critical, reportOnly: true, parameters: { most: 40 } }
`);
  const one = JSON.parse((await controls('cost.autoscaling', '--standards', 'standards.yaml', '--json')).out);
  expect(one).toMatchObject({ severity: 'critical', reportOnly: true, parameters: [{ name: 'most', value: 40, defaultValue: 1000 }] });
  const { out } = await controls('--standards', 'standards.yaml');
  expect(out).toMatch(/^cost\.autoscaling +cost +architecture +critical +all +.*\(only reported\)$/m);
  expect(out).toMatch(/^acme\.named .*Everything has a name \(of the enterprise\)$/m);
  expect((await controls('cost.autoscaling')).out).toMatch(/most = 1000\n/);
});
