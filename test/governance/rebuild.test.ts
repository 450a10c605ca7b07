import * as path from 'path';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { CustomerFacingApi, EmbeddedEnvironment, Environment, Foundation, ObjectStore, Stage } from '../../src';
import { resolvedAlone } from '../../src/environment/synthesis/alone';
import { bareRoot } from '../../src/environment/synthesis/bare-root';
import { differences } from '../../src/governance/differences';
import { remake, remakeFrom } from '../../src/governance/rebuild';
import { recordOf } from '../../src/governance/record';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

const standards = acmeStandards();
const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];
const CLASSES = new Map<string, any>([[CustomerFacingApi.PATTERN_ID, CustomerFacingApi]]);
const API = {
  openapi: path.join(__dirname, '..', '..', 'examples', 'acme', 'orders.openapi.yaml'),
  authentication: { issuer: 'https://login.acme.example/', audience: 'orders' }, consent: { purpose: 'order-fulfilment' },
};
const newApp = (): App => bareRoot();
const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe.each(ZONES)('made once more in %s', (landingZone) => {
  test.each([Stage.PRODUCTION, Stage.DEVELOPMENT])('an environment in %s is the same to the letter, also from its record alone', (stage) => {
    const environment = new OrdersEnvironment(newApp(), 'orders', { standards, stage, landingZone });
    const record = throughJson(recordOf(environment));
    const terraform = resolvedAlone(environment);
    expect(record.gaps).toEqual([]);
    expect(Object.keys(record.documents)).toHaveLength(1);
    expect(differences(remake(environment).terraform, terraform)).toEqual([]);
    expect(differences(remakeFrom(record, standards, CLASSES).terraform, terraform)).toEqual([]);
  });

  test('a foundation is the same to the letter', () => {
    const foundation = new Foundation(newApp(), 'foundation', { standards, landingZone });
    const record = throughJson(recordOf(foundation));
    const terraform = resolvedAlone(foundation);
    expect(differences(remake(foundation).terraform, terraform)).toEqual([]);
    expect(differences(remakeFrom(record, standards, CLASSES).terraform, terraform)).toEqual([]);
  });

  test('an environment inside a stack of a team is made in a stack like it', () => {
    const stack = new TerraformStack(newApp(), 'team');
    const environment = new EmbeddedEnvironment(new Construct(stack, 'around'), 'orders', { standards, pod: 'orders', stage: Stage.TEST, landingZone });
    new CustomerFacingApi(new Construct(environment, 'group'), 'api', API);
    const inside = (tf: any) => ({ resource: tf.resource });
    expect(differences(inside(remake(environment).terraform), inside(resolvedAlone(stack)))).toEqual([]);
    expect(differences(inside(remakeFrom(throughJson(recordOf(environment)), standards, CLASSES).terraform), inside(resolvedAlone(stack)))).toEqual([]);
  });
});

describe('what is not of the patterns', () => {
  const landingZone = 'eu-aws';
  test('a capability beside them, an override, a removed child and an aspect are differences', () => {
    const environment = new OrdersEnvironment(newApp(), 'orders', { standards, stage: Stage.PRODUCTION, landingZone });
    new ObjectStore(environment, 'exports', {});
    (environment.api.database!.node.findAll().find((c: any) => c.terraformResourceType === 'aws_rds_cluster') as any).addOverride('backup_retention_period', 2);
    environment.api.node.tryRemoveChild('dashboard');
    const found = differences(remake(environment).terraform, resolvedAlone(environment));
    expect(found.filter((d) => d.kind === 'added').every((d) => /exports/.test(d.address))).toBe(true);
    expect(found.filter((d) => d.kind === 'added').length).toBeGreaterThan(0);
    expect(found.filter((d) => d.kind === 'removed').map((d) => d.address.split('.')[0])).toEqual(['aws_cloudwatch_dashboard']);
    expect(found.filter((d) => d.argument === 'backup_retention_period')).toEqual([expect.objectContaining({ kind: 'changed', approved: 7, actual: 2 })]);
  });

  test('a network that was asked for is no difference', () => {
    const environment = new Environment(newApp(), 'plain', { standards, pod: 'orders', stage: Stage.TEST, landingZone, network: { allowedHosts: ['login.acme.example'] } });
    expect(differences(remake(environment).terraform, resolvedAlone(environment))).toEqual([]);
  });
});

describe('a record', () => {
  const environment = new OrdersEnvironment(newApp(), 'orders', { standards, stage: Stage.TEST, landingZone: 'eu-aws' });
  const record = throughJson(recordOf(environment));

  test('names what it needs and does not have', () => {
    expect(() => remakeFrom(record, standards, new Map())).toThrow('the pattern customer-facing-api is not known here');
    expect(() => remakeFrom({ ...record, cloud: 'TheirCloud' }, standards, CLASSES)).toThrow('built by TheirCloud');
  });

  test('whose documents were changed by hand is refused', () => {
    const documents = Object.fromEntries(Object.entries(record.documents).map(([name, text]) => [name, `${text}\n# changed`]));
    expect(() => remakeFrom({ ...record, documents }, standards, CLASSES)).toThrow('changed by hand');
  });

  test('says what it cannot tell', () => {
    const odd = new Environment(newApp(), 'odd', { standards, pod: 'orders', stage: Stage.TEST, landingZone: 'eu-aws' });
    new CustomerFacingApi(odd, 'orders', { ...API, service: { settings: { when: new Date(0) as any } } });
    expect(recordOf(odd).gaps).toEqual(['odd/orders.service.settings.when is a Date']);
    expect(() => remakeFrom(throughJson(recordOf(odd)), standards, CLASSES)).toThrow('has gaps: odd/orders.service.settings.when is a Date');
  });
});

