import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdktf';
import { CustomerFacingApi, Environment, Stage } from '../../../src';
import { planEdge } from '../../../src/edge/edge-plan';
import { ApiDocument } from '../../../src/openapi/api-document';
import { edgeProps } from '../../edge/support/plans';
import { Terraform, temporaryFolder } from '../../support/terraform';
import { acmeStandards } from './stacks';

const EXAMPLES = path.join('node_modules', '@readme', 'oas-examples');
const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];
const folder = temporaryFolder();

/** Notes that are there on every cloud: what no edge can do, by operation. */
const DOCUMENTS: { file: string; notes: RegExp[] }[] = [
  { file: '3.0/json/star-trek.json', notes: [/^security: the document states none/, /^POST \/animal\/search: bodies of application\/x-www-form-urlencoded pass the edge without validation/] },
  { file: '3.1/json/readme.json', notes: [/^POST \/branches\/\{branch\}\/apis: bodies of multipart\/form-data pass the edge without validation/] },
  { file: '3.1/yaml/train-travel.yaml', notes: [/^POST \/bookings: bodies of application\/xml pass the edge without validation/] },
  { file: '3.0/yaml/petstore.yaml', notes: [/^GET \/pet\/\{petId\}: asks for 'api_key' \(apiKey\): the edge requires a token of the issuer instead/] },
  { file: '3.0/json/circular.json', notes: [/^security: the document states none/] },
  { file: '3.0/json/polymorphism.json', notes: [/^security: the document states none/] },
];

interface Written { readonly terraform: Terraform; readonly notes: { constructPath: string; level: string; message: string }[] }

/** Everything that a user's `cdktf synth` writes for one document. */
function written(openapi: string, landingZone: string): Written {
  const outdir = fs.mkdtempSync(path.join(folder, 'out-'));
  const app = new App({ outdir });
  const environment = new Environment(app, 'env', { standards: acmeStandards(), stage: Stage.PRODUCTION, pod: 'orders', landingZone });
  new CustomerFacingApi(environment, 'orders', {
    openapi, authentication: { issuer: 'https://login.acme.example/', audience: 'orders' }, consent: { purpose: 'order-fulfilment' },
  });
  app.synth();
  const manifest = JSON.parse(fs.readFileSync(path.join(outdir, 'manifest.json'), 'utf8')).stacks.env;
  return { terraform: new Terraform(JSON.parse(fs.readFileSync(path.join(outdir, 'stacks', 'env', 'cdk.tf.json'), 'utf8'))), notes: manifest.annotations };
}

/** Operations of a document, as annotations name them. */
function operationsOf(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8');
  const document = file.endsWith('.json') ? JSON.parse(text) : require('yaml').parse(text);
  const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
  return Object.entries<any>(document.paths).flatMap(([p, item]) => methods.filter((m) => m in item).map((m) => `${m.toUpperCase()} ${p}`));
}

/** How many operations the gateway of each cloud serves. */
const SERVED: { [zone: string]: (tf: Terraform) => number } = {
  'eu-aws': (tf) => Object.values<any>(JSON.parse(tf.one('aws_api_gateway_rest_api').body).paths)
    .flatMap((item) => Object.keys(item).filter((key) => /^(get|put|post|delete|options|head|patch)$/.test(key))).length,
  'eu-azure': (tf) => Object.values<any>(JSON.parse(tf.one('azurerm_api_management_api').import.content_value).paths)
    .flatMap((item) => Object.keys(item).filter((key) => /^(get|put|post|delete|options|head|patch|trace)$/.test(key))).length,
  'eu-google': (tf) => JSON.parse(tf.one('google_storage_bucket_object', '/plan/').content.replace(/\$\$\{/g, '${')).routes.length,
};

describe.each(ZONES)('documents that none of us wrote, in %s', (zone) => {
  test.each(DOCUMENTS)('$file', ({ file, notes }) => {
    const source = path.join(EXAMPLES, file);
    const { terraform, notes: found } = written(source, zone);
    const operations = operationsOf(source);
    expect(SERVED[zone](terraform)).toBe(operations.length);
    expect(found.filter((n) => n.level === '@cdktf/error')).toEqual([]);
    const messages = found.filter((n) => n.constructPath === 'env/orders/gateway').map((n) => n.message);
    for (const note of notes) { expect(messages).toContainEqual(expect.stringMatching(note)); }
    // Nothing that the plan could not express is dropped on the way.
    const planned = planEdge(edgeProps({ api: ApiDocument.fromFile(source) })).notes;
    expect(planned.filter((note) => !messages.includes(note))).toEqual([]);
    // An operation that a note speaks of is one of the document's, spelled as there.
    const named = messages.flatMap((m) => /^([A-Z]+ \/\S*?):/.exec(m)?.[1] ?? []);
    expect(named.filter((operation) => !operations.includes(operation))).toEqual([]);
  });
});

/** A document with `count` operations; every operation asks for a scope out of `scopes`. */
function large(count: number, scopes: number): string {
  const methods = ['get', 'put', 'patch', 'delete'];
  const body = { required: true, content: { 'application/json': { schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', maxLength: 40 } } } } } };
  const scope = (number: number) => `things:${number % scopes}`;
  const paths = Object.fromEntries(Array.from({ length: count / methods.length }, (_, i) => [`/things${i}/{id}`, {
    parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', maxLength: 40 } }],
    ...Object.fromEntries(methods.map((m, j) => [m, {
      operationId: `${m}Thing${i}`,
      security: [{ login: [scope(i * methods.length + j)] }],
      ...(m === 'put' || m === 'patch' ? { requestBody: body } : {}),
      responses: { 200: { description: 'Done' } },
    }])),
  }]));
  const declared = Object.fromEntries(Array.from({ length: scopes }, (_, i) => [scope(i), `Scope ${i}`]));
  const login = { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://login.acme.example/token', scopes: declared } } };
  const file = path.join(folder, `large-${count}-${scopes}.json`);
  fs.writeFileSync(file, JSON.stringify({ openapi: '3.0.3', info: { title: 'Things', version: '1.0.0' }, paths, components: { securitySchemes: { login } } }));
  return file;
}

describe('four hundred operations', () => {
  test.each(ZONES)('with four scopes are served in %s', (zone) => {
    expect(SERVED[zone](written(large(400, 4), zone).terraform)).toBe(400);
  });

  test.each(['eu-aws', 'eu-google'])('with four hundred scopes are served in %s', (zone) => {
    expect(SERVED[zone](written(large(400, 400), zone).terraform)).toBe(400);
  });

  test('with four hundred scopes are more than one policy of API Management holds: refused by name, nothing written', () => {
    const before = fs.readdirSync(folder);
    const file = large(400, 400);
    expect(() => written(file, 'eu-azure')).toThrow(/env\/orders\/gateway: the policy has \d+ bytes; API Management takes 262144\./);
    const made = fs.readdirSync(folder).filter((f) => f.startsWith('out-') && !before.includes(f));
    expect(made).toHaveLength(1);
    expect(fs.readdirSync(path.join(folder, made[0]), { recursive: true, withFileTypes: true }).filter((f) => f.isFile())).toEqual([]);
  });

  test('on AWS more paths than an API has by default are named with the quota to raise', () => {
    const { notes } = written(large(608, 4), 'eu-aws');
    expect(notes.map((n) => n.message)).toContainEqual(expect.stringMatching(/^GET \/things149\/\{id\}: this and later paths need more than the 300 resources .* raise the quota/));
  });
});
