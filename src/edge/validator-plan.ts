import { follow } from '../openapi/follow';
import { asList, asObject, isObject } from '../openapi/grammar';
import { RaisedSchemas } from '../openapi/raise-schema';
import { EdgePlan, EdgeRoute } from './edge-plan';
import { compareTemplates } from './path-template';
import { ParameterPlan, Shape, ValidatorParameter, ValidatorPlan, ValidatorRoute } from './programs/plan';

/** What the validator program reads: parameters and bodies of all routes, in words of one JSON Schema draft. */
export function validatorPlan(plan: EdgePlan): ValidatorPlan {
  const document = { components: plan.components, paths: plan.paths };
  const schemas = new RaisedSchemas(document, plan.openapi);
  const routes = [...plan.routes].sort((a, b) => compareTemplates(a.path, b.path) || (a.method < b.method ? -1 : 1))
    .map((route) => validatorRoute(route, document, schemas));
  return { routes, $defs: schemas.definitions };
}

/** The same without bodies, and without what only bodies refer to: small enough to travel beside the token authorizer. */
export function parameterPlan(plan: EdgePlan): ParameterPlan {
  const { routes, $defs } = validatorPlan(plan);
  const asked = routes.filter((route) => route.parameters.length > 0).map((route) => ({ ...route, body: undefined, bodyRequired: false, contentTypes: [] }));
  const used = new Set<string>();
  const collect = (node: unknown): void => {
    for (const [, name] of JSON.stringify(node ?? null).matchAll(/"#\/\$defs\/([^"/]+)/g)) {
      const key = name.replace(/~1/g, '/').replace(/~0/g, '~');
      if (!used.has(key)) { used.add(key); collect($defs[key]); }
    }
  };
  collect(asked);
  return {
    routes: Object.fromEntries(asked.map((route) => [`${route.method} ${route.path}`, route])),
    $defs: Object.fromEntries(Object.keys($defs).filter((name) => used.has(name)).map((name) => [name, $defs[name]])),
  };
}

function validatorRoute(route: EdgeRoute, document: any, schemas: RaisedSchemas): ValidatorRoute {
  return {
    id: route.id,
    method: route.method.toUpperCase(),
    path: route.path,
    parameters: route.parameters.filter((parameter) => !ofTheProtocol(parameter)).map((parameter) => validatorParameter(parameter, document, schemas)),
    body: route.bodySchema === undefined ? undefined : schemas.raise(route.bodySchema),
    bodyRequired: route.bodyRequired,
    contentTypes: route.contentTypes.map((type) => type.toLowerCase()),
  };
}

/** OpenAPI: definitions of these headers as parameters are ignored. */
function ofTheProtocol(parameter: any): boolean {
  return parameter.in === 'header' && ['accept', 'content-type', 'authorization'].includes(String(parameter.name).toLowerCase());
}

function validatorParameter(parameter: any, document: any, schemas: RaisedSchemas): ValidatorParameter {
  const { name, in: place, required } = parameter;
  const media: any = isObject(parameter.content) ? Object.values(parameter.content)[0] : undefined;
  const schema = media ? asObject(media).schema : parameter.schema;
  const style = parameter.style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  return {
    name,
    in: place,
    required: required === true,
    style: media ? 'content' : style,
    explode: parameter.explode ?? style === 'form',
    shape: shapeOf(schema, document, 0),
    schema: schemas.raise(schema ?? {}),
  };
}

/** Which types a value may have, as far as its text must be turned into one: itself, its items, its properties. */
function shapeOf(schema: any, document: any, depth: number): Shape {
  const target = asObject(follow(document, schema));
  const types = new Set<string>(typeof target.type === 'string' ? [target.type] : asList(target.type).map(String));
  let items = target.items === undefined || depth > 3 ? undefined : shapeOf(target.items, document, depth + 1);
  const properties: Record<string, Shape> = {};
  for (const [name, property] of depth > 3 ? [] : Object.entries(asObject(target.properties))) {
    properties[name] = shapeOf(property, document, depth + 1);
  }
  for (const part of depth > 3 ? [] : [...asList(target.allOf), ...asList(target.anyOf), ...asList(target.oneOf)]) {
    const other = shapeOf(part, document, depth + 1);
    other.types.forEach((type) => types.add(type));
    items ??= other.items;
    Object.assign(properties, other.properties);
  }
  if (types.size === 0) {
    [...asList(target.enum), ...('const' in target ? [target.const] : [])].forEach((value) => types.add(typeof value));
  }
  return { types: [...types], ...(items ? { items } : {}), ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}
