import { readdirSync } from 'fs';
import { join } from 'path';
import { ApiDocument } from '../../../src';
import { gatewayPolicy } from '../../../src/clouds/azure/gateway-policy';
import { importDocument } from '../../../src/clouds/azure/import-document';
import { operationId } from '../../../src/clouds/azure/operation-ids';
import { EdgePlan, planEdge } from '../../../src/edge/edge-plan';
import { parseXml } from './support/xml';

const FOLDER = join('node_modules', '@readme', 'oas-examples');

function planOf(api: ApiDocument): EdgePlan {
  return planEdge({
    api, target: undefined as any, authentication: { issuer: 'https://login.acme.example/', audience: 'x' }, consent: { purpose: 'p' }, accessLog: undefined as any, auditLog: undefined as any,
  });
}

const ok = { responses: { 200: { description: 'ok' } } };
const documentOf = (paths: object, schemas: object = {}) => ApiDocument.fromObject({ openapi: '3.0.3', info: { title: 'x', version: '1' }, paths, components: { schemas } });

describe('documents that none of us wrote, on API Management', () => {
  const files = ['3.0/json/star-trek.json', '3.0/json/readme-legacy.json', '3.0/json/circular.json', '3.1/json/readme.json', '3.1/json/train-travel.json', '3.1/json/schema-types.json', '3.0/json/discriminators.json'];

  test.each(files)('%s is imported whole, and every operation is in the policy', (file) => {
    expect(readdirSync(join(FOLDER, file, '..'))).toContain(file.split('/').pop());
    const plan = planOf(ApiDocument.fromFile(join(FOLDER, file)));
    const { document, faults } = importDocument(plan);
    const ids = Object.values<any>(document.paths).flatMap((methods) => Object.values<any>(methods)).map((o) => o.operationId);
    expect(faults).toEqual([]);
    expect(ids).toHaveLength(plan.routes.length);
    expect(new Set(ids).size).toBe(ids.length);
    const policy = gatewayPolicy(plan, { api: 'x', backend: 'x', timeoutSeconds: 29 });
    parseXml(policy);
    for (const id of ids) { expect(policy).toContain(`"${id}"`); }
    expect(Buffer.byteLength(policy)).toBeLessThan(256 * 1024);
  });
});

describe('what API Management does not take', () => {
  test('schemas that contain themselves are cut, and said by operation', () => {
    const plan = planOf(documentOf(
      { '/tree': { post: { ...ok, requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Forest' } } } } } }, '/leaf': { get: ok } },
      {
        Forest: { type: 'array', items: { $ref: '#/components/schemas/Node' } },
        Node: { type: 'object', properties: { name: { type: 'string' }, next: { $ref: '#/components/schemas/Link' } } },
        Link: { type: 'object', properties: { to: { $ref: '#/components/schemas/Node' } } },
      },
    ));
    const { document, notes } = importDocument(plan);
    expect(notes).toEqual([expect.stringMatching(/^POST \/tree: .*contains itself/)]);
    const depth = (name: string, above: string[] = []): boolean => {
      const refs = [...JSON.stringify(document.components.schemas[name]).matchAll(/schemas\/([A-Za-z]+)"/g)].map((m) => m[1]);
      return refs.every((r) => ![...above, name].includes(r) && depth(r, [...above, name]));
    };
    for (const name of Object.keys(document.components.schemas)) { expect(depth(name)).toBe(true); }
    expect(document.components.schemas.Node.properties.name).toEqual({ type: 'string' });
  });

  test('cookies are said not to be checked', () => {
    const { notes } = importDocument(planOf(documentOf({ '/a': { get: { ...ok, parameters: [{ name: 'tab', in: 'cookie', schema: { type: 'string' } }] } } })));
    expect(notes).toEqual(['GET /a: API Management does not check cookies (tab)']);
  });

  test('a name that path and query both require is a fault', () => {
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }, { name: 'id', in: 'query', required: true, schema: { type: 'string' } }];
    expect(importDocument(planOf(documentOf({ '/a/{id}': { get: { ...ok, parameters } } }))).faults).toEqual(['GET /a/{id}: "id" is required in the path and in the query']);
  });

  test('schemas of bodies are in one place: no other would be checked', () => {
    const body = { type: 'object', properties: { a: { type: 'string' } } };
    const content = { 'application/json': { schema: body }, 'application/vnd.x+json': { schema: { type: 'array', items: body } } };
    const taken = { content: { 'application/json': { schema: { $ref: '#/components/schemas/make_body_application_json' } } } };
    const { document } = importDocument(planOf(documentOf(
      { '/a': { post: { ...ok, operationId: 'make', requestBody: { content } } }, '/b': { post: { ...ok, requestBody: taken } } }, { make_body_application_json: { type: 'string' } },
    )));
    const imported = document.paths['/a'].post.requestBody.content;
    const names = Object.values<any>(imported).map((media) => media.schema.$ref.split('/').pop());
    expect(new Set(names).size).toBe(2);
    expect(document.components.schemas[names[0]]).toMatchObject(body);
    expect(document.components.schemas[names[1]].type).toBe('array');
    expect(document.components.schemas[document.paths['/b'].post.requestBody.content['application/json'].schema.$ref.split('/').pop()]).toEqual({ type: 'string' });
  });

  test('lists in one parameter are said not to be read', () => {
    const parameters = [{ name: 'ids', in: 'query', explode: false, schema: { type: 'array', items: { type: 'string' } } }];
    const { notes } = importDocument(planOf(documentOf({ '/a': { get: { ...ok, parameters } } })));
    expect(notes).toEqual([expect.stringMatching(/^GET \/a: .*repeated parameters only \(ids\)/)]);
  });

  test('ids are those that the policy names', () => {
    const { document } = importDocument(planOf(documentOf({ '/a': { get: { ...ok, operationId: 'listThings' } } })));
    expect(document.paths['/a'].get.operationId).toBe(operationId('listThings'));
    expect(document.servers).toBeUndefined();
  });
});
