import { EdgePlan } from '../../edge/edge-plan';
import { Hoisting, Unrolling } from './import-schemas';
import { operationId } from './operation-ids';

/** A document that API Management imports, and what it cannot say of it. */
export interface Imported {
  readonly document: any;
  /** What is not checked, by operation. */
  readonly notes: string[];
  /** What cannot be imported, by operation. */
  readonly faults: string[];
}

/**
 * The document as API Management takes it: with its own ids, without servers, with schemas in one
 * place, and without schemas that contain themselves.
 * Source: learn.microsoft.com/azure/api-management/api-management-api-import-restrictions
 */
export function importDocument(plan: EdgePlan): Imported {
  const ids = new Map(plan.routes.map((r) => [`${r.method} ${r.path}`, operationId(r.id)]));
  const { servers: _servers, ...rest } = plan.openapi30;
  const hoisting = new Hoisting(rest.components?.schemas ?? {});
  const paths = mapOperations(rest.paths, (operation, method, path) => {
    const id = ids.get(`${method} ${path}`)!;
    return { ...hoisting.operation(titled(operation), id), operationId: id };
  });
  const flat = new Unrolling(hoisting.schemas);
  return {
    document: { ...rest, paths, ...(Object.keys(flat.schemas).length > 0 ? { components: { ...rest.components, schemas: flat.schemas } } : {}) },
    notes: [...selfContained(paths, flat), ...unchecked(paths)],
    faults: [...doubles(paths), ...untaken(paths)],
  };
}

type Visit<T> = (operation: any, method: string, path: string) => T;

function mapOperations(paths: any, visit: Visit<any>): any {
  return Object.fromEntries(Object.entries<any>(paths).map(([path, methods]) => [
    path, Object.fromEntries(Object.entries<any>(methods).map(([method, operation]) => [method, visit(operation, method, path)])),
  ]));
}

function eachOperation(paths: any, visit: Visit<string[]>): string[] {
  return Object.entries<any>(paths).flatMap(([path, methods]) => Object.entries<any>(methods).flatMap(([method, operation]) => visit(operation, method.toUpperCase(), path)));
}

/** Schemas that an operation refers to, over others too. */
function reached(value: any, schemas: { [name: string]: any }, known = new Set<string>()): Set<string> {
  for (const match of JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
    if (known.has(match[1])) { continue; }
    known.add(match[1]);
    reached(schemas[match[1]], schemas, known);
  }
  return known;
}

function selfContained(paths: any, flat: Unrolling): string[] {
  if (flat.circular.size === 0) { return []; }
  return eachOperation(paths, (operation, method, path) => {
    const names = [...reached(operation, flat.schemas)].filter((name) => flat.circular.has(name)).sort();
    return names.length === 0 ? [] : [`${method} ${path}: ${names.join(', ')} contains itself; API Management checks it to the first repetition only`];
  });
}

/** Titles have 300 characters at most. */
function titled(operation: any): any {
  return typeof operation.summary === 'string' ? { ...operation, summary: operation.summary.slice(0, 300) } : operation;
}

function unchecked(paths: any): string[] {
  return eachOperation(paths, (operation, method, path) => {
    const parameters: any[] = operation.parameters ?? [];
    const cookies = parameters.filter((p) => p.in === 'cookie').map((p) => p.name);
    const lists = parameters.filter((p) => p.in === 'query' && p.schema?.type === 'array' && ((p.style ?? 'form') !== 'form' || p.explode === false)).map((p) => p.name);
    return [
      ...(cookies.length > 0 ? [`${method} ${path}: API Management does not check cookies (${cookies.join(', ')})`] : []),
      ...(lists.length > 0 ? [`${method} ${path}: API Management reads lists as repeated parameters only (${lists.join(', ')})`] : []),
    ];
  });
}

/** API Management tells operations apart by path and query together, whatever the case of a name. */
function doubles(paths: any): string[] {
  return eachOperation(paths, (operation, method, path) => {
    const required = (place: string) => (operation.parameters ?? []).filter((p: any) => p.in === place && p.required).map((p: any) => p.name as string);
    const query = new Set(required('query').map((name: string) => name.toLowerCase()));
    return required('path').filter((name: string) => query.has(name.toLowerCase())).map((name: string) => `${method} ${path}: "${name}" is required in the path and in the query`);
  });
}

function untaken(paths: any): string[] {
  return eachOperation(paths, (_operation, method, path) => (method === 'TRACE' ? [`${method} ${path}: API Management has no operations of ${method}`] : []));
}
