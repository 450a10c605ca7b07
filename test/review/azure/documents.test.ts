import { askedOf } from '../../../src/review/azure/api-policy';
import { childrenOf, everywhere, readPolicy } from '../../../src/review/azure/policy-document';
import { read, said } from './support';

const inbound = (xml: string) => childrenOf(readPolicy(`<policies><inbound>${xml}</inbound></policies>`), 'inbound')[0];
const asked = (xml: string, id = 'list') => askedOf({ id, name: 'GET /list', hasBody: false }, [inbound(xml)]);
const JWT = '<validate-jwt header-name="Authorization"><openid-config url="https://id.example/.well-known/openid-configuration" /></validate-jwt>';

describe('policy documents', () => {
  test('expressions with quotes, brackets and texts in attributes', () => {
    const node = inbound('<when condition="@(a["x>)"] > (1 + 2) && b == ")")"><set-header name="X"><value>@(c < "d")</value></set-header></when><after />');
    expect(node.children.map((child) => child.name)).toEqual(['when', 'after']);
    expect(node.children[0].attributes.condition).toBe('@(a["x>)"] > (1 + 2) && b == ")")');
    expect(everywhere(node, 'value')[0].text).toBe('@(c < "d")');
  });

  test('escaped texts, comments, CDATA, single quotes', () => {
    const node = inbound("<!-- <validate-jwt /> --><set-body><![CDATA[<b>]]></set-body><x a='1' b=\"&quot;&lt;\" />");
    expect(everywhere(node, 'validate-jwt')).toEqual([]);
    expect(node.children[0].text).toBe('<b>');
    expect(node.children[1].attributes).toEqual({ a: '1', b: '"<' });
  });

  test('what is no document', () => {
    for (const text of ['', 'x', '<', '<policies', '<policies><inbound', '</inbound>', '<policies a="@(((', '<policies>@{'.repeat(50)]) { expect(() => readPolicy(text)).not.toThrow(); }
    expect(readPolicy('nothing')).toBeUndefined();
  });
});

describe('what a policy asks', () => {
  test('a check for all, for one operation, for others only', () => {
    expect(asked(JWT)).toMatchObject({ token: true, issuers: ['https://id.example/'], served: true });
    const when = (condition: string) => `<choose><when condition="@(${condition})">${JWT}</when></choose>`;
    expect(asked(when('(new string[] {"list"}).Contains(context.Operation.Id)')).token).toBe(true);
    expect(asked(when('new[] { "a", "list" }.Contains(context.Operation.Id)')).token).toBe(true);
    expect(asked(when('context.Operation.Id == "list"')).token).toBe(true);
    expect(asked(when('context.Operation.Id == "other"')).token).toBe(false);
  });

  test('a check that some calls pass by is none', () => {
    const when = (condition: string) => `<choose><when condition="@(${condition})">${JWT}</when></choose>`;
    expect(asked(when('context.Operation.Id == "list" && context.Request.Method == "GET"')).token).toBe(false);
    expect(asked(when('context.Request.Headers.ContainsKey("Authorization")')).token).toBe(false);
    expect(asked(when('!(new string[] {"list"}).Contains(context.Operation.Id)')).token).toBe(false);
    expect(asked(`<choose><when condition="@(context.Request.IpAddress == "x")" /><otherwise>${JWT}</otherwise></choose>`).token).toBe(false);
    expect(asked(JWT.replace('header-name', 'require-signed-tokens="false" header-name')).token).toBe(false);
  });

  test('refused operations are not served; the rest of a branch that holds always is', () => {
    expect(asked('<choose><when condition="@(context.Operation.Id == "other")" /><otherwise><return-response /></otherwise></choose>').served).toBe(false);
    expect(asked('<choose><when condition="@(context.Operation.Id == "list")" /><otherwise><return-response /></otherwise></choose>').served).toBe(true);
    expect(asked('<choose><when condition="@(context.Request.Body == null)"><return-response /></when></choose>').served).toBe(true);
  });

  test('limits by the minute: of all by a fixed key, of each by one that is worked out', () => {
    const limit = (calls: number, period: number, key: string) => `<rate-limit-by-key calls="${calls}" renewal-period="${period}" counter-key="${key}" />`;
    expect(asked(limit(10, 1, '@("all")') + limit(5, 60, '@(context.Request.IpAddress)'))).toMatchObject({ overall: 600, client: 5 });
    expect(asked(limit(10, 60, '@(context.Subscription.Id)') + limit(3, 60, '@(context.Request.IpAddress)')).client).toBe(3);
    expect(asked('<rate-limit calls="20" renewal-period="60" />').client).toBe(20);
  });

  test('any of several scopes', () => {
    const claims = '<required-claims><claim name="scp" match="any"><value>b</value><value>a</value></claim><claim name="consented_purposes"><value>ads</value></claim></required-claims>';
    expect(asked(JWT.replace('</validate-jwt>', `${claims}</validate-jwt>`))).toMatchObject({ scopes: ['a or b'], purposes: ['ads'] });
  });
});

describe('raw APIs', () => {
  const api = (more: object = {}) => ({ azurerm_api_management_api: { raw: { name: 'raw', path: 'raw', import: { content_format: 'openapi', content_value: 'openapi: 3.0.0\npaths:\n  /a:\n    get:\n      operationId: a\n' }, ...more } } });

  test('without a policy the key of a subscription is all, or nothing', () => {
    expect(said(read(api()), 'edge.authentication', 'raw')).toBe('key');
    expect(said(read(api({ subscription_required: false })), 'edge.authentication', 'raw')).toBe('none');
    expect(said(read(api({ subscription_required: false })), 'edge.operations', 'raw')).toEqual(['GET /a']);
  });

  test('operations and policies that are resources of their own', () => {
    const found = read({
      azurerm_api_management_api: { raw: { name: 'raw', path: 'raw', subscription_required: false } },
      azurerm_api_management_api_operation: { get: { api_name: 'raw', operation_id: 'get', method: 'GET', url_template: '/x' } },
      azurerm_api_management_api_operation_policy: { get: { api_name: 'raw', operation_id: '${azurerm_api_management_api_operation.get.operation_id}', xml_content: `<policies><inbound>${JWT}</inbound></policies>` } },
    });
    expect(said(found, 'edge.authentication', 'raw')).toBe('token');
    expect(said(found, 'edge.operations', 'raw')).toEqual(['GET /x']);
  });

  test('a document or a policy elsewhere says nothing', () => {
    expect(said(read(api({ import: { content_format: 'openapi-link', content_value: 'https://x.example/api.json' }, subscription_required: false })), 'edge.operations', 'raw')).toBeUndefined();
    const linked = { ...api(), azurerm_api_management_api_policy: { raw: { api_name: 'raw', xml_link: 'https://x.example/policy.xml' } } };
    expect(said(read(linked), 'edge.authentication', 'raw')).toBeUndefined();
  });
});
