import { ApiGatewayProps } from '../capabilities/api-gateway';

/** One route with everything that is enforced on it. */
export interface EdgeRoute {
  readonly id: string;
  /** Lower case. */
  readonly method: string;
  /** Path template with `{parameters}`. */
  readonly path: string;
  readonly authenticated: boolean;
  /** Scopes the token must carry, all of them. */
  readonly scopes: string[];
  /** Purpose that the caller's token must carry consent for. */
  readonly purpose?: string;
  readonly parameters: any[];
  readonly bodySchema?: any;
  readonly bodyRequired: boolean;
}

/** What the edge of an API enforces, with every default filled in: the same plan on every cloud. */
export interface EdgePlan {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly scopeClaim: string;
  readonly clientClaim: string;
  readonly consentClaim: string;
  readonly perClient: { readonly requests: number; readonly seconds: number };
  readonly overall: { readonly requests: number; readonly seconds: number };
  readonly maxBodyBytes: number;
  readonly maskedFields: string[];
  readonly routes: EdgeRoute[];
  /** OpenAPI 3.0 document for gateways that import one: no vendor extensions, 3.1 schemas lowered. */
  readonly openapi30: any;
  /** What a gateway could not express, by operation: reported, never dropped in silence. */
  readonly notes: string[];
}

/** Works the plan out of the props; throws one error with every fault. */
export declare function planEdge(props: ApiGatewayProps): EdgePlan;
