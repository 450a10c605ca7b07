import { EdgePlan, EdgeRoute } from './edge-plan';
import { CLAIMS, FILTERS, OFF, SUBJECT_HEADER, typed } from './envoy-types';
import { compareTemplates, hasParameters, templateRegex } from './path-template';

/** Routes of a plan, most specific first, then the one that answers 404 to everything else. */
export function envoyRoutes(plan: EdgePlan, statusPath: string, timeoutSeconds: number): object {
  const routes = [...plan.routes].sort((a, b) => compareTemplates(a.path, b.path) || (a.method < b.method ? -1 : 1));
  return {
    name: 'api',
    request_headers_to_remove: [SUBJECT_HEADER],
    virtual_hosts: [{
      name: 'api',
      domains: ['*'],
      routes: [statusRoute(statusPath), ...routes.map((route) => apiRoute(plan, route, timeoutSeconds)), otherRoute()],
    }],
  };
}

/** Path at which the gateway itself says that it is up: not one of the document. */
export function statusPathOf(plan: EdgePlan): string {
  const taken = new Set(plan.routes.map((route) => route.path));
  let path = '/status';
  for (let number = 1; taken.has(path); number++) {
    path = `/gateway-status${number === 1 ? '' : number}`;
  }
  return path;
}

function statusRoute(path: string): object {
  return {
    name: 'status',
    match: { path, headers: [method('GET')] },
    direct_response: { status: 200, body: { inline_string: 'ok' } },
    typed_per_filter_config: { [FILTERS.overall]: OFF, [FILTERS.token]: noToken(), [FILTERS.access]: anybody(), [FILTERS.validate]: OFF },
  };
}

function otherRoute(): object {
  return {
    name: 'none',
    match: { prefix: '/' },
    direct_response: { status: 404 },
    typed_per_filter_config: { [FILTERS.token]: noToken(), [FILTERS.access]: anybody(), [FILTERS.size]: OFF, [FILTERS.validate]: OFF },
  };
}

function apiRoute(plan: EdgePlan, route: EdgeRoute, timeoutSeconds: number): object {
  const path = hasParameters(route.path) ? { safe_regex: { regex: templateRegex(route.path) } } : { path: route.path };
  const access = route.authenticated
    ? { [FILTERS.access]: typed('rbacRoute', { rbac: { rules: allow(route.id, claimsOf(plan, route)) } }) }
    : { [FILTERS.token]: noToken(), [FILTERS.access]: anybody() };
  return {
    name: route.id,
    match: { ...path, headers: [method(route.method.toUpperCase())] },
    route: { cluster: 'service', timeout: `${timeoutSeconds}s` },
    typed_per_filter_config: access,
  };
}

function method(name: string): object {
  return { name: ':method', string_match: { exact: name } };
}

function noToken(): object {
  return typed('jwtRoute', { disabled: true });
}

function anybody(): object {
  return typed('rbacRoute', { rbac: { rules: allow('anybody', [{ any: true }]) } });
}

function allow(name: string, principals: object[]): object {
  return { action: 'ALLOW', policies: { [name]: { permissions: [{ any: true }], principals: [{ and_ids: { ids: principals } }] } } };
}

/** A client, every scope, and consent for the purpose. The token filter has made lists of texts with blanks, so whole words are compared. */
function claimsOf(plan: EdgePlan, route: EdgeRoute): object[] {
  return [
    claim(plan.clientClaim, { string_match: { safe_regex: { regex: '.+' } } }),
    ...route.scopes.map((scope) => claim(plan.scopeClaim, contains(scope))),
    ...(route.purpose === undefined ? [] : [claim(plan.consentClaim, contains(route.purpose))]),
  ];
}

function contains(word: string): object {
  return { list_match: { one_of: { string_match: { exact: word } } } };
}

function claim(name: string, value: object): object {
  return { sourced_metadata: { metadata_matcher: { filter: CLAIMS.filter, path: [{ key: CLAIMS.key }, { key: name }], value } } };
}
