import { keepDocument } from '../../src/documents';

/** Documents to try the pattern with. They differ in every name, and agree in what decides which resources there are. */

/** An API with an open operation, operations with scopes, parameters, bodies, personal data and a purpose of its own. */
function api(thing: string, field: string, claim: string): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: `Sample of ${thing}s`, version: '1.0.0' },
    security: [{ login: [`${thing}:read`] }],
    paths: {
      '/health': { get: { operationId: 'health', security: [], responses: { 200: { description: 'Ready' } } } },
      [`/${thing}s`]: {
        get: {
          operationId: `list-${thing}s`,
          parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: thing.length * 10 } }],
          responses: { 200: { description: 'A page' } },
        },
        post: {
          operationId: `add-${thing}`,
          security: [{ login: [`${thing}:write`] }],
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
          responses: { 201: { description: 'Added' } },
        },
      },
      [`/${thing}s/{id}`]: {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
        get: { 'operationId': `get-${thing}`, 'x-purpose': claim, 'responses': { 200: { description: `The ${thing}` } } },
      },
    },
    components: {
      securitySchemes: {
        login: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://login.example.com/token', scopes: { [`${thing}:read`]: 'See', [`${thing}:write`]: 'Change' } } },
        },
      },
      schemas: {
        Thing: {
          type: 'object',
          additionalProperties: false,
          required: [field],
          properties: { [field]: { 'type': 'string', 'maxLength': 40 + thing.length, 'x-data-classification': 'personal' }, 'note': { type: 'string', maxLength: 100 } },
        },
      },
    },
  }, null, 1);
}

export const APIS = [keepDocument(api('invoice', 'surname', 'billing'), 'json'), keepDocument(api('ticket', 'telephone', 'support-desk'), 'json')];

/** Authorities that were made for this and whose keys nobody has. */
export const AUTHORITIES = [`-----BEGIN CERTIFICATE-----
MIIBkjCCATegAwIBAgIUIfEcD6hQl2opIxjr/Mqd0Q5p4YQwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSU2FtcGxlIGF1dGhvcml0eSAxMCAXDTI2MTEyMzA4NDYzMVoY
DzIxMjYxMDMwMDg0NjMxWjAdMRswGQYDVQQDDBJTYW1wbGUgYXV0aG9yaXR5IDEw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATdt/lNB9UzlTJsY1SvXtvEEPDdzzdc
YZ97u460+zeulyQsx/ZLG92azsFGsaIMP9KRY1mLXXlUHR6/1qBjn1Mzo1MwUTAd
BgNVHQ4EFgQUP1QuBbrFnePPkItKjYEUiaLwqyQwHwYDVR0jBBgwFoAUP1QuBbrF
nePPkItKjYEUiaLwqyQwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBG
AiEAmw4SHf+kQVb9qW/cBMyrC8yD9fFyDv36m8JqGsgfyOcCIQCCnWcTwj015J6T
komR+0R1mDYvQKUDSbD8mNrApxSmXA==
-----END CERTIFICATE-----
`, `-----BEGIN CERTIFICATE-----
MIIBkDCCATegAwIBAgIUU33DtKfj8p7Bq2Zvai1C+zIjcUQwCgYIKoZIzj0EAwIw
HTEbMBkGA1UEAwwSU2FtcGxlIGF1dGhvcml0eSAyMCAXDTI2MTEyMzA4NDYzMVoY
DzIxMjYxMDMwMDg0NjMxWjAdMRswGQYDVQQDDBJTYW1wbGUgYXV0aG9yaXR5IDIw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQ8qDPA+lNZLvAP0r01MuoXvdagYEEv
k7RKeHNVvjryuaIdrzavXsIobQDlylfgY2i4UdZt/mw7BCwmi3dOkI3Fo1MwUTAd
BgNVHQ4EFgQUqLvMx9eJk8aoYwtMI/R3gaPqoRUwHwYDVR0jBBgwFoAUqLvMx9eJ
k8aoYwtMI/R3gaPqoRUwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBE
AiAjhIbMpCZ1bZJO65FVyCfc4uY8ys9jL1DPQEf8bkV77wIgfjEol4kkMTy4RIe4
bsaOjhaj/6pKQqfgWxVFX+7+b9s=
-----END CERTIFICATE-----
`].map((pem) => keepDocument(pem, 'pem'));
