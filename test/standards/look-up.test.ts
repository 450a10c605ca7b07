import { Stage } from '../../src/environment/stage';
import { Standards } from '../../src/standards/standards';
import { ALL_CLOUDS, LEAST } from './support';

describe('placement', () => {
  test('without rules everything goes to the first landing zone', () => {
    expect(Standards.fromProps(ALL_CLOUDS).place('orders', Stage.PRODUCTION, 'customer-facing-api').name).toBe('eu-aws');
  });

  const standards = Standards.fromProps({
    ...ALL_CLOUDS,
    placement: [
      { pod: 'orders', stage: Stage.PRODUCTION, landingZone: 'eu-azure' },
      { pattern: 'data-pipeline', landingZone: 'eu-google' },
      { pod: 'orders', landingZone: 'eu-aws' },
    ],
  });

  test('the first rule whose conditions all hold decides', () => {
    expect(standards.place('orders', Stage.PRODUCTION, 'data-pipeline').name).toBe('eu-azure');
    expect(standards.place('orders', Stage.TEST, 'data-pipeline').name).toBe('eu-google');
    expect(standards.place('insights', Stage.PRODUCTION, 'data-pipeline').name).toBe('eu-google');
    expect(standards.place('orders', Stage.TEST, 'customer-facing-api').name).toBe('eu-aws');
    expect(standards.place('orders', Stage.TEST).name).toBe('eu-aws');
  });

  test('where no rule holds, nothing is placed by accident', () => {
    expect(() => standards.place('insights', Stage.TEST, 'customer-facing-api'))
      .toThrow('No placement rule of the standards holds for pod "insights", stage "test", pattern "customer-facing-api".');
  });
});

describe('pods', () => {
  const listed = Standards.fromProps({ ...LEAST, pods: [{ name: 'orders', costCentre: 'cc-1', members: [] }, { name: 'insights' }] });

  test('without a list a pod is made from its name', () => {
    expect(Standards.fromProps(LEAST).pod('orders'))
      .toEqual({ name: 'orders', type: 'product', contact: 'platform@acme.example', costCentre: 'orders', members: [] });
  });

  test('with a list a misspelt pod is refused', () => {
    expect(listed.pod('orders').costCentre).toBe('cc-1');
    expect(() => listed.pod('oders')).toThrow('There is no pod "oders" in the standards. Did you mean "orders"?');
    expect(() => listed.pod('payments')).toThrow('The standards state orders and insights.');
  });

  const hostile = ['o'.repeat(200), '订单', 'Orders', 'a', 'a--b', '-ab', 'ab-', '1ab', '', 'a b', 'a\nb'];
  test.each(hostile)('the name %j is refused without a list too', (name) => {
    expect(() => Standards.fromProps(LEAST).pod(name)).toThrow(/is no name of a pod\. Write 2 to 24 lower case letters/);
    expect(() => listed.pod(name)).toThrow(/There is no pod/);
  });

  test('a hostile name does not flood the message', () => {
    const short = expect.objectContaining({ message: expect.stringMatching(/^.{0,300}$/s) });
    expect(() => Standards.fromProps(LEAST).pod('订'.repeat(5000))).toThrow(short);
  });
});

test('a landing zone that is not there is named, with the nearest', () => {
  expect(() => Standards.fromProps(ALL_CLOUDS).landingZone('eu-googel'))
    .toThrow('There is no landing zone "eu-googel" in the standards. Did you mean "eu-google"?');
});
