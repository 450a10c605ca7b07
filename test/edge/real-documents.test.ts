import { authorizerBundle } from '../../src/edge/authorizer-bundle';
import { EdgePlan, planEdge } from '../../src/edge/edge-plan';
import { envoyConfig } from '../../src/edge/envoy';
import { RequestValidator } from '../../src/edge/programs/validate-request';
import { validatorPlan } from '../../src/edge/validator-plan';
import { ApiDocument } from '../../src/openapi/api-document';
import { describeWithEnvoy, validateEnvoy } from './support/envoy';
import { edgeProps } from './support/plans';

const FOLDER = 'node_modules/@readme/oas-examples';
const PORTS = { listenPort: 8080, servicePort: 8081, validatorPort: 9001, instances: 3 };

/** Documents that none of us wrote: file, operations, a note that must be there. */
const DOCUMENTS: [string, number, RegExp][] = [
  ['3.0/json/star-trek.json', 120, /^security: the document states none/],
  ['3.0/yaml/petstore.yaml', 20, /^GET \/pet\/\{petId\}: asks for 'api_key' \(apiKey\): the edge requires a token of the issuer instead/],
  ['3.0/json/readme-legacy.json', 36, /^GET \/: asks for 'apiKey' \(http basic\)/],
  ['3.1/json/readme.json', 54, /^POST \/images: bodies of multipart\/form-data pass the edge without validation/],
  ['3.1/yaml/train-travel.yaml', 7, /^POST \/bookings\/\{bookingId\}\/payment: a gateway that reads OpenAPI 3\.0 does not check unevaluatedProperties/],
  ['3.1/json/schema-types.json', 23, /^servers: /],
  ['3.0/json/polymorphism.json', 13, /^security: /],
  ['3.0/json/circular.json', 1, /^security: /],
];

const plans = new Map<string, EdgePlan>();
function planOf(file: string): EdgePlan {
  let plan = plans.get(file);
  if (!plan) {
    plan = planEdge(edgeProps({ api: ApiDocument.fromFile(`${FOLDER}/${file}`) }));
    plans.set(file, plan);
  }
  return plan;
}

describe.each(DOCUMENTS)('%s', (file, operations, note) => {
  test('is planned, and says what the edge cannot do', () => {
    const plan = planOf(file);
    expect(plan.routes).toHaveLength(operations);
    expect(plan.notes).toContainEqual(expect.stringMatching(note));
  });

  test('lowers to a document that is right itself, with every operation', () => {
    const again = ApiDocument.fromObject(planOf(file).openapi30);
    expect(again.openapi).toBe('3.0');
    expect(again.operations.map((operation) => operation.id).sort()).toEqual(planOf(file).routes.map((route) => route.id).sort());
  });

  test('every route of it finds itself, and every schema of it compiles', () => {
    const plan = validatorPlan(planOf(file));
    const validator = new RequestValidator(plan);
    for (const route of plan.routes) {
      const target = route.path.replace(/\{[^{}]+\}/g, '1');
      const body = route.body === undefined ? Buffer.alloc(0) : Buffer.from('{}');
      const type = route.contentTypes.find((one) => one.includes('json')) ?? 'application/json';
      expect([200, 400]).toContain(validator.check({ method: route.method, target, headers: { 'content-type': type }, body }).status);
    }
  });

  test('fits the authorizer', () => {
    expect(Buffer.from(authorizerBundle(planOf(file)).zipBase64, 'base64').length).toBeLessThan(200_000);
  });
});

describeWithEnvoy('real documents on Envoy', () => {
  test.each(DOCUMENTS)('%s is accepted without a warning', (file) => {
    expect(validateEnvoy(envoyConfig(planOf(file), PORTS))).toBe('');
  });

  test('so is one with eight hundred operations', () => {
    const plan = planOf('3.0/json/star-trek.json');
    const routes = Array.from({ length: 7 }, (_, copy) => plan.routes.map((route) => ({ ...route, id: `${route.id}-${copy}`, path: `/v${copy}${route.path}`, scopes: [`read:${copy}`] }))).flat();
    expect(routes.length).toBeGreaterThan(800);
    expect(validateEnvoy(envoyConfig({ ...plan, routes }, PORTS))).toBe('');
  });

  test('a header with an underscore that the document declares is let through', () => {
    const manager = (file: string) => envoyConfig(planOf(file), PORTS).static_resources.listeners[0].filter_chains[0].filters[0].typed_config;
    expect(manager('3.0/yaml/petstore.yaml').common_http_protocol_options.headers_with_underscores_action).toBe('ALLOW');
  });

  test('what Envoy would refuse is seen', () => {
    const config = envoyConfig(planOf('3.0/yaml/petstore.yaml'), PORTS);
    config.static_resources.clusters[0].lb_policy = 'NONSENSE';
    expect(validateEnvoy(config)).toContain('NONSENSE');
  });
});
