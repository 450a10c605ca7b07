import { execFileSync } from 'child_process';
import { mkdtempSync, readdirSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { CustomerFacingApi } from '../../../patterns/customer-facing-api/customer-facing-api';
import { CloudBackend } from '../../../src/clouds/cloud';
import { AwsCloud } from '../../../src/clouds/aws/aws-cloud';
import { KeyValueStore } from '../../../src/capabilities/key-value-store';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { Environment } from '../../../src/environment/environment';
import { CloudName } from '../../../src/environment/landing-zone';
import { Stage } from '../../../src/environment/stage';
import { bareRoot } from '../../../src/environment/synthesis/bare-root';
import { resolvedAlone } from '../../../src/environment/synthesis/alone';
import { canonicalShape, contractOf, synthesized } from '../../../src/governance/shape/canonical';
import { CANONICAL, canonicalStandards } from '../../../src/governance/shape/canonical-zone';
import { coveringVariants } from '../../../src/governance/shape/covering';
import { sourceOf } from '../../../src/governance/shape/pattern-source';
import { givenVariants, inputsOf, shapesOf, widestVariants } from '../../../src/governance/shape/variants';
import { StandardsProps } from '../../../src/standards/standards-props';
import { STANDARDS, testStandards } from '../../support/standards';
import { CLOUDS, on, Shelf, SHELF } from './shelf';

const ROOT = join(__dirname, '..', '..', '..');
const [, ALL] = widestVariants(SHELF);
const digests = (pattern: any, standards = testStandards()) => CLOUDS.map((cloud) => canonicalShape(pattern, ALL, Stage.PRODUCTION, on(cloud, standards)).inventory);
const here = digests(Shelf);

/** The same standards somewhere else. */
const elsewhere = (change: (zone: any) => any) => testStandards({ landingZones: STANDARDS.landingZones.map((zone) => ({ ...zone, ...change(zone) })) });

describe('the shape is the same', () => {
  it.each<[string, () => string[]]>([
    ['in another account and region', () => digests(Shelf, elsewhere(({ cloud }) => ({
      aws: { account: '999999999999', region: 'us-east-1' }, azure: { account: '99999999-2222-3333-4444-555555555555', region: 'westeurope' }, google: { account: 'other-project', region: 'us-central1' },
    })[cloud as CloudName]))],
    ['in a landing zone of another name, network, domain and state', () => digests(Shelf, elsewhere(({ name }) => ({ name: `x-${name}`, addressSpace: '10.16.0.0/12', domain: 'x.acme.example', state: { kind: 'local' } })))],
    ['with another landing zone beside it', () => digests(Shelf, testStandards({ landingZones: [...STANDARDS.landingZones, { ...STANDARDS.landingZones[0], name: 'other', region: 'eu-west-1' }] }))],
    ['with facts that are known', () => digests(Shelf, elsewhere(({ cloud }) => (cloud === 'aws' ? { facts: { vpc_id: 'vpc-0123456789abcdef0' } } : {})))],
    ['for other pods and placement rules', () => digests(Shelf, testStandards({ pods: [{ name: 'a-pod', contact: 'a@acme.example' }], placement: [{ landingZone: 'eu-aws' }] }))],
    ['from a pattern that is there, whatever it is called', () => {
      const environment = new Environment(bareRoot(), 'some-name', { standards: testStandards(), pod: 'orders', stage: Stage.TEST });
      return digests(new Shelf(environment, 'books', { items: { partitionKey: 'isbn' } }));
    }],
    ['where the code has another order', () => {
      class Reordered extends Shelf {
        protected build({ items, objects }: any): void {
          if (objects) { new ObjectStore(this, 'objects', { ...objects }); }
          if (items) { new KeyValueStore(this, 'items', { ...items }); }
        }
      }
      return digests(Reordered);
    }],
  ])('%s', (_what, made) => { expect(made()).toEqual(here); });

  it('in another folder, time zone, language and context of the process', () => {
    const folder = mkdtempSync(join(tmpdir(), 'groundwork-'));
    try {
      const program = `const { canonicalShape } = require(${JSON.stringify(join(ROOT, 'src/governance/shape/canonical'))});
        const { Shelf, CLOUDS, on } = require(${JSON.stringify(join(__dirname, 'shelf'))});
        console.log(JSON.stringify(CLOUDS.map((cloud) => canonicalShape(Shelf, ${JSON.stringify(ALL)}, 'production', on(cloud)).inventory)));`;
      const env = { ...process.env, TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', HOME: folder, CDKTF_CONTEXT_JSON: '{"groundwork:landingZone":"eu-google","excludeStackIdFromLogicalIds":"true","allowSepCharsInLogicalIds":"true"}', CDKTF_OUTDIR: 'out' };
      const said = execFileSync(process.execPath, ['--require', join(ROOT, 'node_modules/tsx/dist/preflight.cjs'), '--import', `file://${join(ROOT, 'node_modules/tsx/dist/loader.mjs')}`, '-e', program], { cwd: folder, env, encoding: 'utf8' });
      expect(JSON.parse(said)).toEqual(here);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('the shape is another one', () => {
  it.each<[string, Partial<StandardsProps>]>([
    ['under other tags', { tags: { unit: 'retail' } }],
    ['under another budget of the stage', { stages: { production: { monthlyBudget: 10 } } }],
    ['under another protection of the stage', { stages: { production: { deletionProtection: false } } }],
    ['with others who hear of alarms', { alertContacts: { warning: ['w@acme.example'] } }],
  ])('%s', (_what, standards) => { digests(Shelf, testStandards(standards)).forEach((digest, i) => expect(digest).not.toBe(here[i])); });

  it('in every variant, stage and cloud', () => {
    const all = CLOUDS.flatMap((cloud) => Object.values(Stage).flatMap((stage) => shapesOf(SHELF).filter((shape) => shape !== 'given:-').map((shape) => canonicalShape(Shelf, shape, stage, on(cloud)).inventory)));
    expect(new Set(all).size).toBe(all.length);
  });

  it('where the pattern has another default, and where an enterprise has its own implementation of a capability', () => {
    class Other extends Shelf {
      protected build(props: any): void { super.build({ ...props, objects: props.objects && { immutableDays: 1, ...props.objects } }); }
    }
    class OwnCloud extends AwsCloud {
      public constructor(private readonly field: string) { super(); }
      public keyValueStore(scope: any, props: any): any { return super.keyValueStore(scope, { ...props, partitionKey: this.field }); }
    }
    const shape = (pattern: any, cloud: CloudBackend) => canonicalShape(pattern, ALL, Stage.PRODUCTION, { ...on(CloudName.AWS), cloud }).inventory;
    const shapes = [shape(Shelf, new AwsCloud()), shape(Other, new AwsCloud()), shape(Shelf, new OwnCloud('one')), shape(Shelf, new OwnCloud('two'))];
    expect(shapes[0]).toBe(canonicalShape(Shelf, ALL, Stage.PRODUCTION, on(CloudName.AWS)).inventory);
    expect(new Set(shapes).size).toBe(4);
  });
});

it('what stands for every shape of a customer-facing API can be made on every cloud, and no rule of the cloud speaks against it', () => {
  const contract = contractOf(CustomerFacingApi);
  for (const cloud of CLOUDS) {
    const place = on(cloud);
    for (const shape of [...coveringVariants(contract), ...givenVariants(contract)]) {
      const { terraform } = synthesized(CustomerFacingApi, inputsOf(contract, shape), Stage.PRODUCTION, place);
      expect(place.cloud.check(terraform)).toEqual([]);
    }
  }
});

it('the shape is what an environment of that name in that landing zone would be, to the letter', () => {
  for (const cloud of CLOUDS) {
    const { standards } = on(cloud);
    const environment = new Environment(bareRoot(), CANONICAL.environment, { standards: canonicalStandards(standards, cloud), pod: CANONICAL.pod, stage: Stage.PRODUCTION });
    const contract = contractOf(CustomerFacingApi);
    const inputs = inputsOf(contract, shapesOf(contract).pop()!);
    new CustomerFacingApi(environment, CANONICAL.pattern, inputs);
    expect(synthesized(CustomerFacingApi, inputs, Stage.PRODUCTION, on(cloud)).terraform).toEqual(resolvedAlone(environment));
  }
});

it('the model is that of the same environment, with the pattern as its part', () => {
  const { model } = canonicalShape(Shelf, ALL, Stage.PRODUCTION, on(CloudName.AWS));
  expect(model().identity).toMatchObject({ kind: 'environment', name: 'canonical', stage: 'production', cloud: 'aws', patterns: [{ id: 'shelf', version: '1.0.0', path: 'pattern' }] });
  expect(model().unread).toEqual([]);
  expect(model()).toBe(model());
});

it('a class that is no pattern, and a contract that hangs on how the pattern is made, are told', () => {
  class NoPattern extends Shelf { public static readonly PATTERN_ID: any = undefined; }
  expect(() => canonicalShape(NoPattern, '-', Stage.TEST, on(CloudName.AWS))).toThrow('NoPattern is no class of a pattern');
  class Moody extends Shelf {
    public get contract(): any { return { inputs: [{ path: this.inputs.items.name, kind: 'value', samples: [1, 2] }] }; }
  }
  expect(() => sourceOf(Moody)).toThrow('the contract of Moody hangs on how it is made');
});
