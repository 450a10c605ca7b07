import { EdgePlan } from '../../edge/edge-plan';
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
 * The document as API Management takes it: with its own ids, without servers, and without schemas that contain themselves.
 * Source: learn.microsoft.com/azure/api-management/api-management-api-import-restrictions
 */
export function importDocument(plan: EdgePlan): Imported {
  const ids = new Map(plan.routes.map((r) => [`${r.method} ${r.path}`, operationId(r.id)]));
  const { servers: _servers, ...rest } = plan.openapi30;
  const paths = mapOperations(rest.paths, (operation, method, path) => ({ ...operation, operationId: ids.get(`${method} ${path}`) }));
  const flat = new Unrolling(rest.components?.schemas ?? {});
  const components = rest.components ? { components: { ...rest.components, schemas: flat.schemas } } : {};
  return {
    document: { ...rest, ...components, paths },
    notes: [...selfContained(rest.paths, flat), ...cookies(rest.paths)],
    faults: doubles(rest.paths),
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

const REFERENCE = '#/components/schemas/';

/** Schemas in which a reference back to one that is being read is taken for "anything". */
class Unrolling {
  public readonly schemas: { [name: string]: any };
  /** Names of schemas that contain themselves. */
  public readonly circular = new Set<string>();

  public constructor(private readonly source: { [name: string]: any }) {
    const done: { [name: string]: any } = {};
    for (const name of Object.keys(source)) { this.read(name, [], done); }
    this.schemas = Object.fromEntries(Object.keys(source).map((name) => [name, done[name]]));
  }

  private read(name: string, above: string[], done: { [name: string]: any }): void {
    if (name in done || !(name in this.source)) { return; }
    done[name] = undefined;
    done[name] = this.copy(this.source[name], [...above, name], done);
  }

  private copy(value: any, above: string[], done: { [name: string]: any }): any {
    if (Array.isArray(value)) { return value.map((v) => this.copy(v, above, done)); }
    if (value === null || typeof value !== 'object') { return value; }
    if (typeof value.$ref === 'string' && value.$ref.startsWith(REFERENCE)) {
      const name = value.$ref.slice(REFERENCE.length);
      if (above.includes(name)) {
        this.circular.add(name);
        return {};
      }
      this.read(name, above, done);
    }
    return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, this.copy(v, above, done)]));
  }
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

function cookies(paths: any): string[] {
  return eachOperation(paths, (operation, method, path) => {
    const names = (operation.parameters ?? []).filter((p: any) => p.in === 'cookie').map((p: any) => p.name);
    return names.length === 0 ? [] : [`${method} ${path}: API Management does not check cookies (${names.join(', ')})`];
  });
}

/** API Management tells operations apart by path and query together. */
function doubles(paths: any): string[] {
  return eachOperation(paths, (operation, method, path) => {
    const required = (place: string) => (operation.parameters ?? []).filter((p: any) => p.in === place && p.required).map((p: any) => p.name as string);
    const query = new Set(required('query'));
    return required('path').filter((name: string) => query.has(name)).map((name: string) => `${method} ${path}: "${name}" is required in the path and in the query`);
  });
}
