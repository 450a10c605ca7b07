import { ApiGatewayProps } from '../../../src/capabilities/api-gateway';
import { EdgePlan, planEdge } from '../../../src/edge/edge-plan';
import { ApiDocument } from '../../../src/openapi/api-document';

export const ORDERS = 'examples/acme/orders.openapi.yaml';

/** Properties of an edge; what the edge does not look at (target, logs) is left out. */
export function edgeProps(overrides: Partial<ApiGatewayProps> = {}): ApiGatewayProps {
  return {
    api: overrides.api ?? ApiDocument.fromFile(ORDERS),
    authentication: { issuer: 'https://login.example.com/', audience: 'orders' },
    consent: { purpose: 'order-fulfilment' },
    ...overrides,
  } as ApiGatewayProps;
}

export function ordersPlan(overrides: Partial<ApiGatewayProps> = {}): EdgePlan {
  return planEdge(edgeProps(overrides));
}

/** A plan whose issuer is on loopback, where there is no https by default. */
export function planFor(issuer: { readonly url: string; readonly jwksUri: string }, overrides: Partial<ApiGatewayProps> = {}): EdgePlan {
  return { ...ordersPlan(overrides), issuer: issuer.url, jwksUri: issuer.jwksUri };
}
