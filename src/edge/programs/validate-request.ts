import Ajv2020, { ErrorObject, ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { templateParameters, templateRegex } from '../path-template';
import { parameterValue, RequestParts, UnreadableParameter } from './parameter-values';
import { ValidatorParameter, ValidatorPlan, ValidatorRoute } from './plan';

/** One thing wrong with a request: where, and what the description asks for. Never a value of the request. */
export interface RequestFault {
  readonly in: string;
  /** Name of the parameter, or JSON pointer in the body; names that the description does not know are `*`. */
  readonly at: string;
  readonly problem: string;
}

/** Answer of the validator: 200 lets the request pass. */
export interface Verdict {
  readonly status: number;
  readonly title?: string;
  readonly errors?: readonly RequestFault[];
}

export interface IncomingCall {
  readonly method: string;
  /** Path with query, as the caller sent it. */
  readonly target: string;
  readonly headers: RequestParts['headers'];
  readonly body: Buffer;
}

const MOST_ERRORS = 20;
const NOT_AS_DESCRIBED = 'The request is not as the API describes it';
const JSON_TYPE = /^application\/([\w.-]+\+)?json$/;

interface CompiledRoute {
  readonly route: ValidatorRoute;
  readonly pattern: RegExp;
  readonly names: readonly string[];
}

/** Validates calls against the description of an API. Schemas are compiled when first needed. */
export class RequestValidator {
  private readonly ajv: Ajv2020;
  private readonly routes: CompiledRoute[];
  private readonly compiled = new Map<any, ValidateFunction>();
  private readonly knownNames: ReadonlySet<string>;

  public constructor(plan: ValidatorPlan) {
    this.ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, ownProperties: true, unicodeRegExp: false });
    addFormats(this.ajv);
    this.ajv.addSchema({ $id: 'api', $defs: plan.$defs });
    this.routes = plan.routes.map((route) => ({ route, pattern: new RegExp(`^${templateRegex(route.path, '([^/]+)')}$`), names: templateParameters(route.path) }));
    this.knownNames = propertyNames(plan);
  }

  public check(call: IncomingCall): Verdict {
    const [path, ...rest] = call.target.split('?');
    const found = this.routes.find(({ route, pattern }) => route.method === call.method && pattern.test(path));
    if (!found) {
      return { status: 404, title: 'No such operation' };
    }
    const values = found.pattern.exec(path)!.slice(1);
    const faults = this.checkParameters(found.route, {
      path: new Map(found.names.map((name, index) => [name, values[index]])),
      query: [...new URLSearchParams(rest.join('?'))],
      headers: call.headers,
    });
    const body = this.bodyVerdict(found.route, call);
    if (body.status !== 200 && body.status !== 400) {
      return body;
    }
    const errors = [...faults, ...(body.errors ?? [])];
    return errors.length === 0 ? { status: 200 } : { status: 400, title: NOT_AS_DESCRIBED, errors: errors.slice(0, MOST_ERRORS) };
  }

  /** What is wrong with the parameters of a call of one route. */
  public checkParameters(route: ValidatorRoute, parts: RequestParts): RequestFault[] {
    return route.parameters.flatMap((parameter) => this.parameterFaults(parameter, parts));
  }

  private parameterFaults(parameter: ValidatorParameter, parts: RequestParts): RequestFault[] {
    const fault = (problem: string, at = parameter.name): RequestFault => ({ in: parameter.in, at, problem });
    try {
      const value = parameterValue(parameter, parts, false);
      if (value === undefined) {
        return parameter.required ? [fault('is required')] : [];
      }
      const validate = this.validator(parameter.schema);
      if (validate(value)) {
        return [];
      }
      const faults = (validate.errors ?? []).map((error) => fault(error.message ?? error.keyword, parameter.name + this.place(error)));
      return validate(parameterValue(parameter, parts, true)) ? [] : faults;
    } catch (error) {
      if (error instanceof UnreadableParameter) {
        return [fault(error.message)];
      }
      throw error;
    }
  }

  private bodyVerdict(route: ValidatorRoute, call: IncomingCall): Verdict {
    const wrong = (problem: string): Verdict => ({ status: 400, errors: [{ in: 'body', at: '', problem }] });
    if (call.body.length === 0) {
      return route.bodyRequired ? wrong('is required') : { status: 200 };
    }
    if (route.contentTypes.length === 0) {
      return wrong('this operation takes none');
    }
    const type = String(call.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
    if (!route.contentTypes.some((known) => accepts(known, type))) {
      return { status: 415, title: `Send one of: ${route.contentTypes.join(', ')}` };
    }
    if (route.body === undefined || !JSON_TYPE.test(type)) {
      return { status: 200 };
    }
    let value: unknown;
    try {
      value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(call.body));
    } catch {
      return wrong('is not JSON in UTF-8');
    }
    const validate = this.validator(route.body);
    return validate(value) ? { status: 200 }
      : { status: 400, errors: (validate.errors ?? []).map((error) => ({ in: 'body', at: this.place(error), problem: error.message ?? error.keyword })) };
  }

  private validator(schema: any): ValidateFunction {
    let validate = this.compiled.get(schema);
    if (!validate) {
      validate = this.ajv.compile(absolute(schema));
      this.compiled.set(schema, validate);
    }
    return validate;
  }

  /** Where in the value; a name that the caller made up could itself be personal data. */
  private place(error: ErrorObject): string {
    return error.instancePath.split('/').map((part) => (part === '' || /^\d+$/.test(part) || this.knownNames.has(part) ? part : '*')).join('/');
  }
}

function accepts(known: string, type: string): boolean {
  const pattern = known.split(';')[0].trim();
  return pattern === '*/*' || pattern === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)));
}

/** Schemas of routes refer to the common definitions by `#/$defs/…`. */
function absolute(schema: any): any {
  if (Array.isArray(schema)) {
    return schema.map(absolute);
  }
  if (schema === null || typeof schema !== 'object') {
    return schema;
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) =>
    [key, key === '$ref' && typeof value === 'string' ? `api${value}` : absolute(value)]));
}

function propertyNames(plan: ValidatorPlan): Set<string> {
  const names = new Set<string>();
  const collect = (node: any): void => {
    if (Array.isArray(node)) {
      node.forEach(collect);
    } else if (node !== null && typeof node === 'object') {
      if (node.properties !== null && typeof node.properties === 'object') {
        Object.keys(node.properties).forEach((name) => names.add(name.replace(/~/g, '~0').replace(/\//g, '~1')));
      }
      Object.values(node).forEach(collect);
    }
  };
  collect(plan);
  return names;
}
