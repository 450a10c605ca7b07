import { DeclaredEdge, DeclaredOperation } from '../../edge/declared-edge';
import { blocks } from './judging';

/** What a gateway was given to check one operation by. */
export interface Described {
  readonly parameters: readonly string[];
  readonly body: boolean;
}

/** Operations of an OpenAPI document, by `GET /orders`. What is only referred to counts as described. */
export function ofDocument(paths: any): (name: string) => Described | undefined {
  return (name) => {
    const [method, path] = name.split(' ');
    const item = paths?.[path];
    const operation = item?.[method.toLowerCase()];
    if (operation === undefined) { return undefined; }
    const parameters = [...blocks(item.parameters), ...blocks(operation.parameters)];
    const referred = parameters.some((one) => one.$ref !== undefined);
    const schema = Object.values<any>(operation.requestBody?.content ?? {}).some((one) => one.schema !== undefined) || parameters.some((one) => one.in === 'body') || operation.requestBody?.$ref !== undefined;
    return { parameters: referred ? ['*'] : parameters.map((one) => String(one.name)), body: schema };
  };
}

/** Operations of the plan of our validator. */
export function ofPlan(routes: any): (name: string) => Described | undefined {
  const known = new Map(blocks(routes).map((route): [string, Described] => [`${route.method} ${route.path}`, { parameters: blocks(route.parameters).map((one) => String(one.name)), body: route.body !== undefined }]));
  return (name) => known.get(name);
}

/** Whether all that the document describes has reached the gateway. */
export function isDescribed(edge: DeclaredEdge | undefined, described: (name: string) => Described | undefined): true | string {
  const wrong = (edge?.operations ?? []).flatMap((operation) => missing(operation, described(operation.name)));
  return wrong.length === 0 || `not checked: ${wrong.slice(0, 5).join(', ')}`;
}

function missing(operation: DeclaredOperation, found: Described | undefined): string[] {
  if (found === undefined) { return []; }
  const parameters = found.parameters.includes('*') ? [] : operation.parameters.filter((name) => !found.parameters.some((one) => one === name || one.toLowerCase() === name)).map((name) => `${operation.name}: ${name}`);
  return [...parameters, ...operation.body && !operation.free && !found.body ? [`${operation.name}: body`] : []];
}
