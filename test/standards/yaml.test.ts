import { Standards } from '../../src/standards/standards';
import { errorOf, faultsOfYaml, Folder, LEAST } from './support';

const HEAD = 'organization: acme\ndomain: acme.example\n';
const ZONES = 'landingZones:\n  - name: eu-aws\n    cloud: aws\n    account: "123456789012"\n    region: eu-central-1\n';

test('each fault has its line and column, in the order of the file', () => {
  const { lines, places } = faultsOfYaml([
    /* 1 */ '# Acme',
    /* 2 */ 'organization: Acme Corp',
    /* 3 */ 'domian: acme.example',
    /* 4 */ 'landingZones:',
    /* 5 */ '  - name: eu-aws',
    /* 6 */ '    cloud: aws',
    /* 7 */ '    account: 012345678901',
    /* 8 */ '    region: "eu-centrl-1"',
    /* 9 */ '  - {name: eu-aws, cloud: google,',
    /* 10 */ '     account: acme-eu-landing, projectNumber: "415104041262", region: europe-west3}',
    /* 11 */ 'placement: [{landingZone: eu-azure}]',
    /* 12 */ 'tags:',
    /* 13 */ '  unit: 5',
    /* 14 */ '  "aws:unit": x',
    /* 15 */ 'retention: {audit: 100}',
  ].join('\n'));
  expect(places).toEqual([
    '2:15 organization', '3:1 domian', '7:14 landingZones.0.account', '8:13 landingZones.0.region', '9:5 landingZones.1.billingAccount',
    '9:12 landingZones.1.name', '11:27 placement.0.landingZone', '13:9 tags.unit', '14:3 tags.aws:unit', '15:20 retention.audit',
  ]);
  expect(lines[0]).toBe('standards.yaml cannot be used: 10 faults');
  expect(lines).toHaveLength(11);
  expect(lines[2]).toBe('standards.yaml:3:1: domian: There is no property "domian" here. Did you mean "domain"?');
  expect(lines[3]).toBe('standards.yaml:7:14: landingZones[0].account: 12345678901 is a number, not text. Put it in quotes: "012345678901".');
});

test('what is merged from an anchor is reported where it is written', () => {
  const anchored = ZONES.replace('- name', '- &base\n    name');
  const { places } = faultsOfYaml(`${HEAD}${anchored}    addressSpace: 10.0.0.0/24\n  - <<: *base\n    name: eu-two\n    regoin: x\n`);
  expect(places).toEqual(['9:19 landingZones.0.addressSpace', '9:19 landingZones.1.addressSpace', '12:5 landingZones.1.regoin']);
});

test('an anchored landing zone can be used again', () => {
  const folder = new Folder();
  const file = folder.write('a.yaml', `${HEAD}${ZONES.replace('- name', '- &base\n    name')}  - {<<: *base, name: eu-two}\n`);
  expect(Standards.fromFile(file).landingZone('eu-two').account).toBe('123456789012');
  folder.remove();
});

test('a property given twice is one fault, and the rest is still checked', () => {
  const { places, lines } = faultsOfYaml(`${HEAD}organization: other\n${ZONES}currency: euro\n`);
  expect(places).toEqual(['3:1 ', '9:11 currency']);
  expect(lines[1]).toBe('standards.yaml:3:1: The same property is given twice. Keep one of the two.');
});

test('tabs are refused by line, and what stands before them is still checked', () => {
  const { places, lines } = faultsOfYaml('organization: Acme Corp\ndomain: acme.example\nlandingZones:\n\t- name: eu-aws\n');
  expect(places[0]).toBe('1:15 organization');
  expect(lines.join('\n')).toMatch(/standards\.yaml:4:1: This is not valid YAML: .* Indent with spaces; YAML does not take tabs\./);
});

test.each([
  ['an empty file', '', /^standards\.yaml:1:1: The standards are a mapping .*, but this is empty\. Write at least organization, domain and landingZones\.$/],
  ['a file of comments', '# nothing yet\n', /but this is empty/],
  ['a list at the top', '- organization: acme\n', /^standards\.yaml:1:1: .* but this is a list\./],
  ['a text', 'acme', /but this is the value "acme"/],
  ['an open bracket', 'organization: [acme', /^standards\.yaml:1:\d+: This is not valid YAML/],
  ['two documents', `${HEAD}${ZONES}---\n${HEAD}`, /^standards\.yaml:8:1: This is not valid YAML: .* Keep one document in the file/],
  ['an alias without an anchor', `${HEAD}${ZONES}tags: *shared\n`, /alias/i],
  ['binary data', '\u0000\u0001\uFFFD', /standards\.yaml/],
])('%s', (_title, text, expected) => {
  const { lines } = faultsOfYaml(text);
  expect(lines[0]).toBe('standards.yaml cannot be used: 1 fault');
  expect(lines[1]).toMatch(expected);
});

test('aliases that grow without end are refused, not followed', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefgh'.split('').map((name, i) => (
    `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(', ')}]`))].join('\n');
  expect(faultsOfYaml(bomb).lines[1]).toMatch(/alias/i);
});

test('names of 200 characters and names in Chinese are faults like any other', () => {
  const { places, lines } = faultsOfYaml(`${HEAD}${ZONES.replace('eu-aws', '"欧洲"')}pods:\n  - name: ${'p'.repeat(200)}\n`);
  expect(places).toEqual(['4:11 landingZones.0.name', '9:11 pods.0.name']);
  expect(lines[2].length).toBeLessThan(300);
});

test('a file that is not there, or a folder, is one clear fault', () => {
  expect(errorOf(() => Standards.fromFile('nowhere/standards.yaml')).message).toBe([
    'nowhere/standards.yaml cannot be used: 1 fault',
    '  nowhere/standards.yaml: There is no such file. Give the path of the standards file, relative to the folder the program is started in.',
  ].join('\n'));
  expect(errorOf(() => Standards.fromFile('.')).message).toMatch(/The file cannot be read \(EISDIR\)/);
});

test('JSON is read as well', () => {
  const folder = new Folder();
  const file = folder.write('standards.json', JSON.stringify(LEAST, undefined, 2));
  expect(Standards.fromFile(file).organization).toBe('acme');
  folder.remove();
});
