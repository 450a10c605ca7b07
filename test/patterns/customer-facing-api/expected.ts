/** What `examples/acme/orders.openapi.yaml` demands of each operation, stated by hand: not by the code under test. */
export interface ExpectedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly scopes: string[];
  readonly purpose?: string;
  /** Properties that its body requires. */
  readonly body?: string[];
}

export const OPEN_OPERATION = { id: 'health', method: 'GET', path: '/health' };

export const OPERATIONS: ExpectedOperation[] = [
  { id: 'listOrders', method: 'GET', path: '/orders', scopes: ['orders:read'] },
  { id: 'placeOrder', method: 'POST', path: '/orders', scopes: ['orders:write'], purpose: 'order-fulfilment', body: ['customer', 'lines'] },
  { id: 'getOrder', method: 'GET', path: '/orders/{orderId}', scopes: ['orders:read'] },
  { id: 'changeOrder', method: 'PATCH', path: '/orders/{orderId}', scopes: ['orders:write'], body: [] },
  { id: 'cancelOrder', method: 'DELETE', path: '/orders/{orderId}', scopes: ['orders:write'] },
  { id: 'getOrderCustomer', method: 'GET', path: '/orders/{orderId}/customer', scopes: ['orders:read'], purpose: 'order-fulfilment' },
  {
    id: 'correctOrderCustomer', method: 'PUT', path: '/orders/{orderId}/customer', scopes: ['orders:write'], purpose: 'order-fulfilment',
    body: ['name', 'email', 'address'],
  },
  { id: 'setNewsletter', method: 'PUT', path: '/newsletter/preferences', scopes: ['orders:write'], purpose: 'marketing', body: ['email', 'topics'] },
];

export const ISSUER = 'https://login.acme.example/';
export const AUDIENCE = 'orders';
export const JWKS = 'https://login.acme.example/.well-known/jwks.json';
export const PERSONAL_FIELDS = ['address', 'city', 'email', 'name', 'phone', 'postalCode', 'street'];
export const PER_CLIENT = { requests: 300, seconds: 60 };
export const OVERALL = { requests: 3000, seconds: 60 };
export const MAX_BODY_BYTES = 8192;
/** Who is woken: the pod's contact and the critical contacts of the standards. */
export const WOKEN = ['oncall@acme.example', 'orders@acme.example', 'platform@acme.example'];
