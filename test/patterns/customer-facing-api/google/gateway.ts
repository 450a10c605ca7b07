import { Found, Terraform } from '../../../support/terraform';
import { escaped, literal } from '../edit';
import { referred } from '../references';

/** The Cloud Run service that carries gateway, validator and application. */
export function service(tf: Terraform): any {
  return tf.one('google_cloud_run_v2_service');
}

/** A container of the service. */
export function container(tf: Terraform, name: string): any {
  const found = service(tf).template.containers.find((c: any) => c.name === name);
  expect({ container: name, found: found !== undefined }).toEqual({ container: name, found: true });
  return found;
}

/** The object that a container reads as a file: from the bucket that is mounted, never another one. */
function mountedObject(tf: Terraform, from: any, file: string): Found {
  const folder = '/etc/groundwork/';
  expect(file.startsWith(folder)).toBe(true);
  const mount = from.volume_mounts.find((m: any) => `${m.mount_path}/` === folder);
  const volume = service(tf).template.volumes.find((v: any) => v.name === mount.name);
  expect(volume.gcs.read_only).toBe(true);
  const found = tf.all('google_storage_bucket_object').filter((o) => o.body.name === file.slice(folder.length) && o.body.bucket === volume.gcs.bucket);
  expect({ file, found: found.length }).toEqual({ file, found: 1 });
  return found[0];
}

function argument(from: any, name: string): string {
  return from.args[from.args.indexOf(name) + 1];
}

function envoyObject(tf: Terraform): Found {
  const gateway = container(tf, 'gateway');
  return mountedObject(tf, gateway, argument(gateway, '--config-path'));
}

/** The configuration that Envoy runs with; Envoy is the only container with a port, so nothing goes round it. */
export function envoy(tf: Terraform): any {
  expect(service(tf).template.containers.filter((c: any) => c.ports).map((c: any) => c.name)).toEqual(['gateway']);
  return JSON.parse(literal(envoyObject(tf).body.content));
}

/** Changes the configuration of Envoy. */
export function editEnvoy(tf: Terraform, edit: (config: any) => void): void {
  const object = envoyObject(tf);
  const config = JSON.parse(literal(object.body.content));
  edit(config);
  object.body.content = escaped(JSON.stringify(config));
}

/** The plan that the validator checks requests against. */
export function plan(tf: Terraform): any {
  return JSON.parse(literal(planObject(tf).body.content));
}

export function editPlan(tf: Terraform, edit: (content: any) => void): void {
  const object = planObject(tf);
  const content = JSON.parse(literal(object.body.content));
  edit(content);
  object.body.content = escaped(JSON.stringify(content));
}

function planObject(tf: Terraform): Found {
  const validator = container(tf, 'validator');
  expect(mountedObject(tf, validator, validator.args[0]).body.content_type).toBe('text/javascript');
  return mountedObject(tf, validator, argument(validator, '--plan'));
}

/** The connection manager of Envoy's one listener. */
export function manager(config: any): any {
  expect(config.static_resources.listeners.map((l: any) => l.filter_chains.length)).toEqual([1]);
  return config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config;
}

/** A filter, and that those before it are those that must be. */
export function filter(config: any, name: string): any {
  const filters = manager(config).http_filters;
  const found = filters.find((f: any) => f.name === name);
  expect({ filter: name, found: found !== undefined }).toEqual({ filter: name, found: true });
  expect(filters.map((f: any) => f.name)).toEqual(ORDER.filter((n) => filters.some((f: any) => f.name === n)));
  return found.typed_config;
}

/** Tokens before claims, claims before the client's limit, all of them before the service. */
const ORDER = ['headers', 'overall', 'token', 'access', 'per-client', 'size', 'validate', 'router'];

/** The routes that reach the service. */
export function apiRoutes(config: any): any[] {
  const [host, ...others] = manager(config).route_config.virtual_hosts;
  expect(others).toEqual([]);
  return host.routes.filter((r: any) => r.route);
}

export function route(config: any, id: string): any {
  const found = apiRoutes(config).find((r) => r.name === id);
  expect({ route: id, found: found !== undefined }).toEqual({ route: id, found: true });
  return found;
}

/** What a caller must be to use an operation: claim and value, all of them. */
export function demanded(config: any, id: string): { [claim: string]: string[] } {
  const rules = route(config, id).typed_per_filter_config.access.rbac.rules;
  expect({ action: rules.action, policies: Object.keys(rules.policies) }).toEqual({ action: 'ALLOW', policies: [id] });
  const [principal, ...others] = rules.policies[id].principals;
  expect(others).toEqual([]);
  const claims: { [claim: string]: string[] } = {};
  for (const { sourced_metadata: { metadata_matcher: matcher } } of principal.and_ids.ids) {
    expect([matcher.filter, matcher.path[0].key]).toEqual(['envoy.filters.http.jwt_authn', 'claims']);
    const value = matcher.value.list_match?.one_of.string_match.exact ?? matcher.value.string_match.safe_regex.regex;
    (claims[matcher.path[1].key] ??= []).push(value);
  }
  return claims;
}

/** Takes what is asked of one claim out of an operation's policy. */
export function forget(tf: Terraform, id: string, claim: string): void {
  editEnvoy(tf, (config) => {
    const principal = route(config, id).typed_per_filter_config.access.rbac.rules.policies[id].principals[0];
    principal.and_ids.ids = principal.and_ids.ids.filter((i: any) => i.sourced_metadata.metadata_matcher.path[1].key !== claim);
  });
}

/** The way of a request: every public address leads to this proxy, this map, this backend, and ends at the gateway. */
export function publicPath(tf: Terraform): { proxy: any; map: any; backend: any } {
  const targets = tf.all('google_compute_global_forwarding_rule').map((r) => r.body.target);
  expect(new Set(targets).size).toBe(1);
  const proxy = referred(tf, targets[0]);
  const map = referred(tf, proxy.url_map);
  const services = new Set([map.default_service, ...map.path_matcher.map((m: any) => m.default_service)]);
  expect(services.size).toBe(1);
  const backend = referred(tf, map.default_service);
  expect(backend.backend).toHaveLength(1);
  expect(referred(tf, referred(tf, backend.backend[0].group).cloud_run.service)).toBe(service(tf));
  return { proxy, map, backend };
}
