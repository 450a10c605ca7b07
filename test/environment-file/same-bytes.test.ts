import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdktf';
import { parse } from 'yaml';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { Stage, Standards } from '../../src';
import { ACME, LEAST, Workplace } from './support';

const place = new Workplace();
const example = fs.readFileSync(path.join(ACME, 'environment.yaml'), 'utf8');

function fromCode(build: (app: App, standards: Standards) => void, context: { [key: string]: unknown } = {}): { [stack: string]: string } {
  const outdir = path.join(place.folder, 'code');
  fs.rmSync(outdir, { recursive: true, force: true });
  const app = new App({ outdir, context });
  build(app, Standards.fromFile(path.join(ACME, 'standards.yaml')));
  app.synth();
  return Object.fromEntries(fs.readdirSync(path.join(outdir, 'stacks')).map((stack) => [stack, fs.readFileSync(path.join(outdir, 'stacks', stack, 'cdk.tf.json'), 'utf8')]));
}

describe.each(['eu-aws', 'eu-azure', 'eu-google'])('on %s', (zone) => {
  test.each([Stage.PRODUCTION, Stage.DEVELOPMENT])('the example in %s has the bytes of the TypeScript that says the same', (stage) => {
    const stack = `orders-${stage}-${zone}`;
    const yaml = example.replace('name: orders-production', `name: orders-${stage}\nstack: ${stack}\nlandingZone: ${zone}`).replace('stage: production', `stage: ${stage}`);
    const written = place.synthesize([place.write('environment.yaml', yaml)]);
    expect(Object.keys(written)).toEqual([stack]);
    expect(JSON.parse(written[stack]).resource).toBeDefined();
    expect(written).toEqual(fromCode((app, standards) => new OrdersEnvironment(app, stack, { standards, stage, landingZone: zone })));
  });
});

test('the landing zone of the context and of the placement rules counts as in code', () => {
  const file = place.write('environment.yaml', example);
  const provider = (terraform: string) => Object.keys(JSON.parse(terraform).provider);
  expect(provider(place.synthesize([file])['orders-production'])).toContain('aws');
  expect(provider(place.synthesize([file], { 'groundwork:landingZone': 'eu-google' })['orders-production'])).toContain('google');
  expect(provider(place.synthesize([place.write('staging.yaml', example.replace('stage: production', 'stage: staging'))])['orders-production'])).toContain('azurerm');
});

test('several documents and several files are one app, and equal environments apart', () => {
  const two = place.write('two.yaml', `${LEAST}---\n${LEAST.replace('orders-prod', 'orders-dev').replace('production', 'development')}---\n`);
  const third = place.write('sub/third.yaml', LEAST.replace('orders-prod', 'orders-test').replace('production', 'test')
    .replace('standards.yaml', '../standards.yaml').replace('orders.openapi.yaml', '../orders.openapi.yaml'));
  const together = place.synthesize([two, third]);
  expect(Object.keys(together).sort()).toEqual(['orders-dev', 'orders-prod', 'orders-test']);
  expect(place.synthesize([place.write('one.yaml', LEAST)])['orders-prod']).toBe(together['orders-prod']);
  expect(place.synthesize([third])['orders-test']).toBe(together['orders-test']);
});

test('an environment without patterns has what every environment has', () => {
  const bare = place.synthesize([place.write('bare.yaml', 'name: bare\nstandards: standards.yaml\npod: orders\nstage: development\nlandingZone: eu-google\nnetwork: { allowedHosts: [api.partner.example] }\n')]);
  expect(bare.bare).toContain('api.partner.example');
  expect(JSON.parse(bare.bare).resource.google_kms_crypto_key).toBeDefined();
});

test('line ends, a byte order mark, anchors and JSON make no difference', () => {
  const written = place.synthesize([place.write('plain.yaml', LEAST)]);
  const anchored = LEAST.replace('pod: orders', 'pod: &name orders').replace('- id: orders', '- id: *name');
  const forms = {
    'crlf.yaml': `\ufeff${LEAST.replace(/\n/g, '\r\n')}`,
    'anchored.yaml': anchored,
    'environment.json': JSON.stringify(parse(LEAST)),
  };
  for (const [file, text] of Object.entries(forms)) { expect(place.synthesize([place.write(file, text)])).toEqual(written); }
});
