import { EdgeRoute } from '../../../edge/edge-plan';

/** A route as API Gateway can serve it. */
export interface ServedRoute extends EdgeRoute {
  /** Names of the path's parameters: here, by those in the document. */
  readonly renamed: { [documented: string]: string };
  /** Path as in the document. */
  readonly documentedPath: string;
}

/** The same route for a program that the gateway asks: path parameters under the names that the gateway gives them. */
export function askedRoute(route: ServedRoute): EdgeRoute {
  return { ...route, parameters: route.parameters.map((p) => (p.in === 'path' ? { ...p, name: route.renamed[p.name] ?? p.name } : p)) };
}

/** What is served and what cannot be. */
export interface Served {
  readonly routes: ServedRoute[];
  /** Resources that the gateway makes for these paths, the root among them. */
  readonly resources: number;
  readonly notes: string[];
}

/** Resources for each API, unless the quota is raised. https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html */
export const RESOURCE_QUOTA = 300;

const LITERAL = /^[A-Za-z0-9._:,-]+$/;
const PARAMETER = /^\{([A-Za-z0-9._-]+)\}$/;

interface Node {
  parameter?: string;
  readonly children: Map<string, Node>;
}

function label(route: EdgeRoute): string {
  return `${route.method.toUpperCase()} ${route.path}`;
}

/**
 * Fits paths into API Gateway's tree of resources: a place in it has one parameter under one name, whatever the document calls
 * it there; segments are whole parameters or plain text. What does not fit is left out by name.
 */
export function servedRoutes(routes: readonly EdgeRoute[]): Served {
  const root: Node = { children: new Map() };
  const taken = new Map<string, string>();
  const notes: string[] = [];
  const served: ServedRoute[] = [];
  let resources = 1;
  for (const route of routes) {
    const segments = route.path === '/' ? [] : route.path.replace(/^\//, '').split('/');
    const odd = segments.find((s) => !LITERAL.test(s) && !PARAMETER.test(s));
    if (odd !== undefined) {
      notes.push(`${label(route)}: not served, API Gateway has no path segment "${odd}"`);
      continue;
    }
    const renamed: { [name: string]: string } = {};
    let node = root;
    const path = `/${segments.map((segment) => {
      const parameter = PARAMETER.exec(segment)?.[1];
      let here = segment;
      if (parameter !== undefined) {
        node.parameter ??= freeName(parameter, Object.values(renamed));
        renamed[parameter] = node.parameter;
        here = `{${node.parameter}}`;
      }
      const next = node.children.get(here) ?? { children: new Map() };
      if (!node.children.has(here)) {
        node.children.set(here, next);
        resources += 1;
        if (resources === RESOURCE_QUOTA + 1) {
          notes.push(`${label(route)}: this and later paths need more than the ${RESOURCE_QUOTA} resources that an API has by default; raise the quota "Resources/Routes per REST/WebSocket API" before applying`);
        }
      }
      node = next;
      return here;
    }).join('/')}`;
    const key = `${route.method} ${path}`;
    const other = taken.get(key);
    if (other !== undefined) {
      notes.push(`${label(route)}: not served, API Gateway cannot tell it from ${other}`);
      continue;
    }
    taken.set(key, label(route));
    served.push({ ...route, path, documentedPath: route.path, renamed });
  }
  return { routes: served, resources, notes };
}

/** Two parameters of one path may not share a name. */
function freeName(name: string, used: string[]): string {
  return used.includes(name) ? freeName(`${name}_`, used) : name;
}
