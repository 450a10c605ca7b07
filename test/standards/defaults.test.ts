import { Stage } from '../../src/environment/stage';
import { Standards } from '../../src/standards/standards';
import { ALL_CLOUDS, Folder, LEAST } from './support';

describe('five lines are enough', () => {
  const folder = new Folder();
  afterAll(() => folder.remove());
  const standards = Standards.fromFile(folder.write('five.yaml', [
    'organization: acme',
    'domain: acme.example',
    'landingZones:',
    '  - { name: eu-aws, cloud: aws,',
    '      account: "123456789012", region: eu-central-1 }',
  ].join('\n')));

  test('every default is filled in', () => {
    expect(standards).toMatchObject({
      organization: 'acme',
      domain: 'acme.example',
      tags: {},
      allowedRegions: ['eu-central-1'],
      retention: { application: 90, access: 365, audit: 400, security: 365 },
      currency: 'USD',
      alertContacts: { warning: ['platform@acme.example'], critical: ['platform@acme.example'] },
    });
    expect(standards.identityProvider).toBeUndefined();
    expect(standards.landingZone('eu-aws')).toEqual({
      name: 'eu-aws',
      cloud: 'aws',
      account: '123456789012',
      region: 'eu-central-1',
      zones: ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'],
      tenant: '',
      projectNumber: '',
      billingAccount: '',
      addressSpace: '10.64.0.0/12',
      domain: 'eu-aws.acme.example',
      state: { kind: 's3', bucket: 'acme-tfstate-123456789012', region: 'eu-central-1' },
      facts: {},
    });
  });

  test('a struct gives the same as a file', () => {
    expect(Standards.fromProps(LEAST)).toEqual(standards);
  });
});

test('each cloud gets the zones and the state store of its own', () => {
  const zones = Standards.fromProps(ALL_CLOUDS).landingZones;
  expect(zones.map((zone) => zone.zones)).toEqual([
    ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'], ['1', '2', '3'], ['europe-west3-a', 'europe-west3-b', 'europe-west3-c'],
  ]);
  expect(zones[1].state).toEqual({
    kind: 'azurerm', resourceGroup: 'acme-tfstate', container: 'tfstate', storageAccount: expect.stringMatching(/^acmetfstate[a-z0-9]{5}$/),
  });
  expect(zones[2].state).toEqual({ kind: 'gcs', bucket: 'acme-tfstate-acme-eu-landing' });
});

test('a region that skips a letter gives the letters it has', () => {
  const standards = Standards.fromProps({ ...LEAST, landingZones: [{ ...LEAST.landingZones[0], region: 'ap-northeast-1' }] });
  expect(standards.landingZones[0].zones).toEqual(['ap-northeast-1a', 'ap-northeast-1c', 'ap-northeast-1d']);
});

test('state in HCP Terraform takes the organization of the standards', () => {
  const standards = Standards.fromProps({ ...LEAST, landingZones: [{ ...LEAST.landingZones[0], state: { kind: 'hcp' } }] });
  expect(standards.landingZones[0].state).toEqual({ kind: 'hcp', hcpOrganization: 'acme', hostname: 'app.terraform.io' });
});

test('the longest names still fit the stores of the clouds', () => {
  const organization = 'a-very-long-name';
  const [aws, azure, google] = Standards.fromProps({
    ...ALL_CLOUDS,
    organization,
    landingZones: ALL_CLOUDS.landingZones.map((zone) => (zone.cloud === 'google' ? { ...zone, account: 'p'.repeat(30) } : zone)),
  }).landingZones;
  expect(aws.state.bucket!.length).toBeLessThanOrEqual(63);
  expect(google.state.bucket!.length).toBeLessThanOrEqual(63);
  expect(azure.state.storageAccount).toMatch(/^[a-z0-9]{3,24}$/);
});

test('a stage means what the defaults say, but for what the standards change', () => {
  const plain = Standards.fromProps(LEAST);
  expect(plain.profile(Stage.DEVELOPMENT)).toEqual({
    size: 'small', zones: 2, highlyAvailable: false, minInstances: 1, maxInstances: 2, deletionProtection: false,
    backupRetentionDays: 7, pointInTimeDays: 7, monthlyBudget: 500,
  });
  expect(plain.profile(Stage.PRODUCTION)).toEqual({
    size: 'medium', zones: 3, highlyAvailable: true, minInstances: 3, maxInstances: 12, deletionProtection: true,
    backupRetentionDays: 35, pointInTimeDays: 7, monthlyBudget: 5000,
  });
  const changed = Standards.fromProps({ ...LEAST, stages: { production: { maxInstances: 40, size: undefined } } });
  expect(changed.profile(Stage.PRODUCTION)).toEqual({ ...plain.profile(Stage.PRODUCTION), maxInstances: 40 });
  expect(changed.profile(Stage.STAGING)).toEqual(plain.profile(Stage.STAGING));
  expect(() => plain.profile('prod' as Stage)).toThrow('"prod" is no stage. Use development, test, staging or production.');
});

test('budgets may be in any currency; what a dollar is worth matters on AWS alone', () => {
  const google = ALL_CLOUDS.landingZones.slice(2);
  expect(Standards.fromProps({ ...LEAST, landingZones: google, currency: 'EUR' })).toMatchObject({ currency: 'EUR', usdRate: 1 });
  expect(Standards.fromProps({ ...ALL_CLOUDS, currency: 'EUR', usdRate: 1.1 })).toMatchObject({ currency: 'EUR', usdRate: 1.1 });
});

test('a property that is there without a value counts as absent, as other languages pass it', () => {
  const standards = Standards.fromProps({ ...LEAST, currency: undefined, retention: { application: undefined, access: 180 }, pods: undefined });
  expect(standards.retention).toEqual({ application: 90, access: 180, audit: 400, security: 365 });
  expect(standards.currency).toBe('USD');
});

test('the keys of the identity provider are found beside the issuer', () => {
  const of = (issuer: string) => Standards.fromProps({ ...LEAST, identityProvider: { issuer } }).identityProvider;
  expect(of('https://login.acme.example/')).toEqual({
    issuer: 'https://login.acme.example/', jwksUri: 'https://login.acme.example/.well-known/jwks.json',
  });
  expect(of('https://login.acme.example/realms/a')!.jwksUri).toBe('https://login.acme.example/realms/a/.well-known/jwks.json');
});

test('what reads standards is loaded when standards are read, not with the package', () => {
  jest.isolateModules(() => {
    const loaded: string[] = [];
    for (const name of ['ajv', 'yaml']) {
      jest.doMock(name, () => { loaded.push(name); return jest.requireActual(name); });
    }
    const isolated = require('../../src/standards/standards') as { Standards: typeof Standards };
    expect(loaded).toEqual([]);
    isolated.Standards.fromProps(LEAST);
    expect(loaded).toEqual(['ajv']);
  });
});
