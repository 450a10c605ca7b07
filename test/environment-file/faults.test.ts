import { LEAST, Workplace } from './support';

const place = new Workplace();
/** The least environment with some lines changed. */
const faulty = (...changes: [string, string][]) => place.faults(changes.reduce((text, [from, to]) => {
  expect(text).toContain(from);
  return text.replace(from, to);
}, LEAST));

test('every fault at once: of the form, of the environment and of the pattern, in the order of the file', () => {
  const lines = place.faults(`name: orders-prod
standards: standards.yaml
pod: order
stage: production
landingZone: eu-aw
netwrk: {}
patterns:
  - id: orders
    pattern: customer-facing-api
    inputs:
      openapi: nowhere.yaml
  - id: returns
    pattern: customer-facing-api
    inputs:
      openapi: orders.openapi.yaml
      authentication: { issuer: https://login.acme.example/, audience: orders }
      consent: { porpuse: order-fulfilment }
      service: { port: "8080" }
  - id: network
    pattern: customer-facing-api
    inputs:
      openapi: orders.openapi.yaml
  - id: claims
    pattern: customer-facing-apy
`);
  expect(lines.map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
    'environment.yaml:3:6: pod',
    'environment.yaml:5:14: landingZone',
    'environment.yaml:6:1: netwrk',
    'environment.yaml:11:16: patterns[0].inputs.openapi',
    'environment.yaml:17:18: patterns[1].inputs.consent.porpuse',
    'environment.yaml:18:24: patterns[1].inputs.service.port',
    'environment.yaml:19:9: patterns[2].id',
    'environment.yaml:24:14: patterns[3].pattern',
  ]);
  expect(lines.filter((line) => !/(Did you mean|Write |Give |Put |there is no such file)/.test(line))).toEqual([]);
  expect(lines[0]).toContain('There is no pod "order" in the standards. Did you mean "orders"?');
  expect(lines[7]).toContain('Did you mean "customer-facing-api"?');
});

test.each([
  ['a missing property', [['pod: orders\n', '']], 'environment.yaml:1:1: pod: This property is missing. Add it. Name of the pod.'],
  ['a stage that there is not', [['stage: production', 'stage: prodution']], 'environment.yaml:4:8: stage: "prodution" is not a value that is allowed here. Did you mean "production"?'],
  ['a required input', [['      openapi: orders.openapi.yaml\n', '']], 'environment.yaml:9:7: patterns[0].inputs.openapi: This property is missing.'],
  ['inputs left out', [[/ {4}inputs:[^]*/.exec(LEAST)![0], '']], 'environment.yaml:6:5: patterns[0].inputs: This property is missing.'],
  ['an empty mapping', [['consent: { purpose: order-fulfilment }', 'consent: { purpose: order-fulfilment }\n      database:']], 'environment.yaml:12:16: patterns[0].inputs.database: null is an empty value, not a mapping of properties. Write a mapping of properties, or {} for the defaults.'],
  ['a bound of the documentation', [['consent:', 'database: { storageGib: 5 }\n      consent:']], 'environment.yaml:11:31: patterns[0].inputs.database.storageGib: 5 is out of bounds: it must be >= 32.'],
  ['what the pattern needs', [['      authentication: { issuer: https://login.acme.example/, audience: orders }\n', '']], 'environment.yaml:9:7: patterns[0].inputs'],
  ['what the edge refuses', [['https://login.acme', 'http://login.acme']], 'environment.yaml:10:33: patterns[0].inputs.authentication.issuer: '],
  ['consent that the document asks for', [['      consent: { purpose: order-fulfilment }\n', '']], 'environment.yaml:9:7: patterns[0].inputs'],
  ['a capability of the pattern', [['consent:', 'database: { version: "9" }\n      consent:']], 'environment.yaml:11:17: patterns[0].inputs.database: orders-prod/orders/database: PostgreSQL 9 is not offered.'],
  ['an image without digest', [['consent:', 'service: { image: acme/orders }\n      consent:']], 'environment.yaml:11:25: patterns[0].inputs.service.image: orders-prod/orders/service.image: "acme/orders" can change'],
  ['a trust store that is not there', [['consent:', 'mutualTls: { trustStoreFile: ca.pem }\n      consent:']], 'environment.yaml:11:36: patterns[0].inputs.mutualTls.trustStoreFile: ca.pem cannot be read'],
  ['standards that are not there', [['standards: standards', 'standards: nowhere']], 'environment.yaml:2:12: standards: nowhere.yaml: There is no such file.'],
  ['a name that is none', [['name: orders-prod', 'name: Orders']], 'environment.yaml:1:7: name: "Orders" does not have the form'],
  ['YAML that is broken', [['stage: production', 'stage: [production']], 'environment.yaml:5:'],
  ['a property twice', [['stage: production', 'stage: production\nstage: test']], 'environment.yaml:5:1: The same property is given twice.'],
] as [string, [string, string][], string][])('%s', (_what, changes, expected) => {
  const lines = faulty(...changes);
  expect(lines.map((line) => line.slice(0, expected.length))).toContain(expected);
});

test('no placement rule: at the pod', () => {
  place.write('strict.yaml', 'organization: acme\ndomain: acme.example\nlandingZones: [{ name: eu-aws, cloud: aws, account: "123456789012", region: eu-central-1 }]\nplacement: [{ pod: other, landingZone: eu-aws }]\n');
  expect(faulty(['standards.yaml', 'strict.yaml'])).toEqual([expect.stringMatching(/^environment\.yaml:3:6: pod: No placement rule of the standards holds for pod "orders"/)]);
});

test('faults of the standards and of the API document keep their own place', () => {
  place.write('bad.yaml', 'organization: acme\ndomain: acme.example\nlandingZones: [{ name: eu-aws, cloud: aws, account: "1", region: eu-central-1 }]\n');
  expect(faulty(['standards.yaml', 'bad.yaml'])[0]).toMatch(/^bad\.yaml:3:53: landingZones\[0\]\.account/);
  place.write('bad.openapi.yaml', 'openapi: 3.1.0\ninfo: { title: x, version: "1" }\npaths:\n  /a:\n    get: { responses: { "200": { $ref: "#/components/responses/Nowhere" } } }\n');
  expect(faulty(['orders.openapi.yaml', 'bad.openapi.yaml'])[0]).toMatch(/^bad\.openapi\.yaml:\d+:\d+ .*Nowhere/);
});

test('faults of the form hide none of the rest: not the pod, the landing zone, or what a capability says of a value', () => {
  const lines = faulty(['pod: orders', 'pod: ordrs'], ['stage: production', 'stage: producton\nlandingZone: nowhere'], ['consent:', 'databse: {}\n      database: { databaseName: "1 name" }\n      service: { port: 80800 }\n      consent:']);
  expect(lines.map((line) => line.split(': ').slice(0, 2).join(': '))).toEqual([
    'environment.yaml:3:6: pod', 'environment.yaml:4:8: stage', 'environment.yaml:5:14: landingZone', 'environment.yaml:12:7: patterns[0].inputs.databse',
    'environment.yaml:13:17: patterns[0].inputs.database', 'environment.yaml:14:24: patterns[0].inputs.service.port',
  ]);
});

test('what only the rules of the cloud find is told at the input that made it, also beside a fault of the form', () => {
  const scaling: [string, string] = ['consent:', 'service: { minInstances: 9, maxInstances: 2 }\n      consent:'];
  const azure: [string, string] = ['stage: production', 'stage: production\nlandingZone: eu-azure'];
  const found = expect.stringMatching(/^environment\.yaml:12:16: patterns\[0\]\.inputs\.service: orders-prod\/orders\/service\/app \(azurerm_container_app\S+\): 9 is above/);
  const bound = expect.stringMatching(/^environment\.yaml:12:16: patterns\[0\]\.inputs\.service: orders-prod\/orders\/service: maxInstances is 2/);
  const control = expect.stringMatching(/^environment\.yaml:12:16: patterns\[0\]\.inputs\.service: orders-prod\/orders\/service\/app .* \[workload\.scaling, /);
  expect(faulty(azure, scaling)).toEqual([bound, found, control]);
  expect(faulty(azure, scaling, ['name: orders-prod', 'name: orders-prod # x'], ['consent:', 'bogus: 1\n      consent:'])).toEqual([
    expect.stringMatching(/^environment\.yaml:12:16: patterns\[0\]\.inputs\.service: .* maxInstances is 2/),
    expect.stringMatching(/^environment\.yaml:13:7: patterns\[0\]\.inputs\.bogus: There is no property/),
  ]);
  const two = `${LEAST.replace('production', 'production\nlandingZone: eu-azure').replace(...scaling)}---\n${LEAST.replace('orders-prod', 'other').replace('consent:', 'konsent:')}`;
  expect(place.faults(two)).toEqual([bound, found, control, expect.stringMatching(/^environment\.yaml:25:7: patterns\[0\]\.inputs\.konsent/)]);
});

test('of several files each fault names its own; a standards file that all name is told once', () => {
  const one = place.write('one.yaml', LEAST.replace('pod: orders', 'pod: nobody').replace('orders-prod', 'one'));
  const two = place.write('two.yaml', `${LEAST.replace('stage: production', 'stag: production').replace('orders-prod', 'two')}---\n${LEAST.replace('orders-prod', 'two')}`);
  expect(() => place.synthesize([one, two])).toThrow(/2 environment files cannot be used: 3 faults[^]*one\.yaml:3:6: pod[^]*two\.yaml:4:1: stag[^]*two\.yaml:13:7: name: There is another stack/);
  place.write('bad.yaml', 'organization: acme\ndomain: acme.example\nlandingZones: []\n');
  const both = place.write('both.yaml', `${LEAST}---\n${LEAST.replace('orders-prod', 'other')}`.split('standards.yaml').join('bad.yaml'));
  expect(() => place.synthesize([both])).toThrow(/both\.yaml cannot be used: 1 fault\n {2}[^\n]*bad\.yaml:3:15: landingZones/);
});

test('two environments of one stack, and an empty file', () => {
  expect(place.faults(`${LEAST}---\n${LEAST}`)).toEqual([expect.stringMatching(/^environment\.yaml:13:7: name: There is another stack "orders-prod"/)]);
  expect(place.faults('')).toEqual([expect.stringMatching(/^environment\.yaml:1:1: An environment is a mapping of properties, but this is empty/)]);
});

test('a landing zone of the context is no fault of the file, and is told once', () => {
  const two = `${LEAST}---\n${LEAST.replace('orders-prod', 'other')}`;
  expect(place.faults(two, { 'groundwork:landingZone': 'eu-aw' })).toEqual(['landing zone: There is no landing zone "eu-aw" in the standards. Did you mean "eu-aws"?']);
  expect(place.faults(two.replace('pod: orders', 'landingZone: eu-ws\npod: orders'))).toEqual([expect.stringMatching(/^environment\.yaml:3:14: landingZone: There is no landing zone "eu-ws"/)]);
});

test('a fault of the API document that two environments share is told once', () => {
  place.write('bad.openapi.yaml', 'openapi: 3.1.0\ninfo: { title: x, version: "1" }\npaths:\n  /a:\n    get: { responses: { "200": { $ref: "#/components/responses/Nowhere" } } }\n');
  const one = LEAST.replace('orders.openapi.yaml', 'bad.openapi.yaml');
  const lines = place.faults(`${one}---\n${one.replace('orders-prod', 'other')}`);
  expect(lines.filter((line) => line.includes('Nowhere'))).toHaveLength(1);
});

test('names that every object has are no properties', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(faulty(['consent:', `${name}: { a: 1 }\n      consent:`])).toEqual([expect.stringContaining(`environment.yaml:11:7: patterns[0].inputs.${name}: There is no property "${name}" here.`)]);
  }
});
