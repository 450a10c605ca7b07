import { RequestParts } from './parameter-values';
import { ParameterPlan } from './plan';
import { RequestFault, RequestValidator } from './validate-request';

/** The parameters of a request as API Gateway gives them to a REQUEST authorizer. */
export interface GatewayRequest {
  readonly httpMethod?: string;
  readonly resource?: string;
  readonly pathParameters?: Record<string, string | undefined> | null;
  readonly multiValueQueryStringParameters?: Record<string, string[] | undefined> | null;
  readonly multiValueHeaders?: Record<string, string[] | undefined> | null;
  readonly headers?: Record<string, string | undefined> | null;
}

/** Checks path, query, header and cookie parameters, which API Gateway itself only asks to be there. */
export class ParameterChecker {
  private readonly validator: RequestValidator;

  public constructor(private readonly plan: ParameterPlan) {
    this.validator = new RequestValidator({ routes: [], $defs: plan.$defs });
  }

  /** What is wrong, by name and rule; never a value of the request. */
  public check(request: GatewayRequest): RequestFault[] {
    const key = `${request.httpMethod} ${request.resource}`;
    const route = Object.prototype.hasOwnProperty.call(this.plan.routes, key) ? this.plan.routes[key] : undefined;
    return route ? this.validator.checkParameters(route, partsOf(request)) : [];
  }
}

function partsOf(request: GatewayRequest): RequestParts {
  const path = Object.entries(request.pathParameters ?? {}).filter((e): e is [string, string] => e[1] !== undefined);
  return {
    path: new Map(path.map(([name, value]) => [name, encodeURIComponent(decoded(value))])),
    query: Object.entries(request.multiValueQueryStringParameters ?? {}).flatMap(([name, values]) => (values ?? []).map((value): [string, string] => [name, value])),
    headers: headersOf(request),
  };
}

/** The gateway hands a path value over as it came in; one that is no encoding stays as it is. */
function decoded(value: string): string {
  try { return decodeURIComponent(value); } catch { return value; }
}

function headersOf({ headers, multiValueHeaders }: GatewayRequest): Record<string, string> {
  const many = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name.toLowerCase(), (values ?? []).join(',')]);
  const one = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value ?? '']);
  return Object.fromEntries([...one, ...many]);
}
