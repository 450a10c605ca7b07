import * as path from 'path';
import { CustomerFacingApi, CustomerFacingApiProps, Environment, Stage } from '../../../src';
import { ACCESS_CONTROLS } from '../../../src/governance/controls/access';
import { runControls } from '../../../src/governance/run';
import { Subject } from '../../../src/governance/subject';
import { buildModel } from '../../../src/review/build';
import { treeOf } from '../../../src/review/tree';
import { synthesize } from '../../support/terraform';
import { acmeStandards } from '../../patterns/customer-facing-api/stacks';
import { CLOUDS } from './access-subjects';

const DOCUMENT = path.join(__dirname, '..', '..', '..', 'examples', 'acme', 'orders.openapi.yaml');
const READ_BY_OTHERS = path.join('node_modules', '@readme', 'oas-examples', '3.1', 'json', 'readme.json');
const TOKENS = { issuer: 'https://login.acme.example/', audience: 'orders', jwksUri: 'https://login.acme.example/keys' };
const limit = ([requests, seconds]: [number, number]) => ({ requests, seconds });
const rates = (client: [number, number], overall: [number, number]) => ({ perClient: limit(client), overall: limit(overall) });

/** What a pod may ask for; every cloud counts and rounds in its own way. */
const ASKED: { readonly [what: string]: CustomerFacingApiProps } = {
  'a directory of its own, and small bodies': { openapi: DOCUMENT, consent: { purpose: 'order-fulfilment' }, userDirectory: { callbackUrls: ['https://shop.acme.example/signed-in'] }, maxBodyBytes: 1000 },
  'limits in odd windows': { openapi: DOCUMENT, consent: { purpose: 'order-fulfilment' }, authentication: TOKENS, rateLimits: rates([13, 7], [29, 7]) },
  'one request a second': { openapi: DOCUMENT, consent: { purpose: 'order-fulfilment' }, authentication: TOKENS, rateLimits: rates([1, 1], [3, 1]) },
  'one request in five minutes': { openapi: DOCUMENT, consent: { purpose: 'order-fulfilment' }, authentication: TOKENS, rateLimits: rates([1, 300], [1, 300]) },
  'many requests': { openapi: DOCUMENT, consent: { purpose: 'order-fulfilment' }, authentication: TOKENS, rateLimits: rates([1000, 1], [9000, 1]) },
  'a document of somebody else, with open operations': { openapi: READ_BY_OTHERS, authentication: TOKENS },
};

describe.each(CLOUDS)('what a pod may ask for on %s', (cloud) => {
  test.each(Object.keys(ASKED))('fails no control of access: %s', (what) => {
    const places: Environment[] = [];
    const written = synthesize((app) => {
      const environment = new Environment(app, 'env', { standards: acmeStandards(), stage: Stage.PRODUCTION, pod: 'orders', landingZone: `eu-${cloud}` });
      new CustomerFacingApi(environment, 'orders', ASKED[what]);
      places.push(environment);
    }, { 'groundwork:governance': 'off', 'groundwork:review': 'off' });
    const { json } = written.env;
    const model = buildModel(json, JSON.stringify(json, null, 2), treeOf(places[0]));
    const { results } = runControls(new Subject(model, json, acmeStandards().allowedRegions), { controls: ACCESS_CONTROLS, settings: new Map() });
    expect(results.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not applicable').map((r) => `${r.control} ${r.address} ${r.message}`)).toEqual([]);
  });
});
