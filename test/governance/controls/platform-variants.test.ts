import * as path from 'path';
import { App } from 'cdktf';
import { CustomerFacingApi, CustomerFacingApiProps, DataClassification, Environment, Size, Stage } from '../../../src';
import { PLATFORM_CONTROLS } from '../../../src/governance/controls/platform';
import { runControls } from '../../../src/governance/run';
import { Subject } from '../../../src/governance/subject';
import { stringify } from '../../../src/environment/stringify';
import { toTerraformOnce } from '../../../src/environment/synthesis';
import { buildModel } from '../../../src/review/build';
import { treeOf } from '../../../src/review/tree';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';
import { CLOUDS } from './access-subjects';

/** The ends of what a pod may ask for. */
const ASKED: { readonly [what: string]: Partial<CustomerFacingApiProps> } = {
  'nothing but the API': {},
  'the largest of everything': {
    database: { size: Size.LARGE, version: '14', storageGib: 16384 }, cache: { size: Size.LARGE }, service: { size: Size.LARGE, maxInstances: 1000 },
    keyValueStore: { sortKey: 'since' }, objectStore: { immutableDays: 40 },
  },
  'the smallest, with people of its own': {
    database: { size: Size.SMALL, version: '17' }, cache: { size: Size.SMALL }, service: { size: Size.SMALL, minInstances: 2, maxInstances: 2 },
    userDirectory: { callbackUrls: ['https://app.example.com/in'] }, authentication: undefined,
  },
  'public data, and lower objectives': { database: { version: '15', classification: DataClassification.PUBLIC }, objectives: { availability: 0.99 } },
};

const STAGES = Object.values(Stage);
const cases = CLOUDS.flatMap((cloud, i) => Object.keys(ASKED).map((what, j) => [cloud, STAGES[(i + j) % STAGES.length], what] as const));

test.each(cases)('on %s in %s: %s raises no alarm', (cloud, stage, what) => {
  const app = new App({ context: { 'groundwork:governance': 'off' } });
  const env = new Environment(app, 'orders', { standards: acmeStandards(), landingZone: `eu-${cloud}`, stage, pod: 'orders', pattern: CustomerFacingApi.PATTERN_ID });
  new CustomerFacingApi(env, 'orders', {
    openapi: path.join(__dirname, '..', '..', '..', 'examples', 'acme', 'orders.openapi.yaml'), authentication: { issuer: 'https://login.acme.example/', audience: 'orders' },
    consent: { purpose: 'order-fulfilment' }, ...ASKED[what],
  });
  env.prepareStack();
  const terraform = toTerraformOnce(env);
  const model = buildModel(terraform, stringify(terraform), treeOf(env));
  const { results } = runControls(new Subject(model, terraform, acmeStandards().allowedRegions), { controls: PLATFORM_CONTROLS, settings: new Map() });
  expect(results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable')).toEqual([]);
});
