import { Entry } from '../../../clouds/rule-graph';
import { blocksOf, json, numeric, text, texts } from '../../../clouds/rule-values';
import { Evidence } from '../../model';
import { Scope } from '../scope';
import { at, blocksAt, flagAt, numberAt } from '../values';
import { EnvoyReading, envoyOf } from './envoy';

/** What stands before the application in the same instance of a service. */
export interface Front {
  /** `gateway`: Envoy with a configuration that is in the stack; `unknown`: one that is not; `none`: callers meet the application. */
  readonly kind: 'gateway' | 'unknown' | 'none';
  readonly envoy?: EnvoyReading;
  readonly evidence: Evidence[];
  /** Fewest and most instances: each counts requests for itself. */
  readonly least: number;
  readonly most?: number;
}

const cached = new WeakMap<Entry, Front>();
const objects = new WeakMap<Scope, Map<string, Entry>>();

/** Reads what the container with the port is told to do. */
export function frontOf(scope: Scope, service: Entry): Front {
  let front = cached.get(service);
  if (!front) {
    front = read(scope, service);
    cached.set(service, front);
  }
  return front;
}

function read(scope: Scope, service: Entry): Front {
  const containers = blocksAt(service.body, 'template.containers');
  const least = Math.max(1, numberAt(service.body, 'template.scaling.min_instance_count', 0) ?? 1);
  const base = { least, most: numberAt(service.body, 'template.scaling.max_instance_count') };
  const entrance = containers.find((container) => container.ports !== undefined) ?? containers[0];
  const file = argument(entrance, '--config-path') ?? argument(entrance, '-c');
  const where = [{ address: service.address, argument: 'template.containers' }];
  if (entrance === undefined || file === undefined) { return { ...base, kind: isEnvoy(entrance) ? 'unknown' : 'none', evidence: where }; }
  const object = mounted(scope, service, entrance, file);
  const plans = containers.map((container) => argument(container, '--plan')).flatMap((name) => (name ? [mounted(scope, service, entrance, name)] : []));
  const envoy = object ? envoyOf(object.body.content, blocksOf(entrance.ports).map((one) => numeric(one.container_port))[0], templatesOf(plans)) : undefined;
  if (!object || !envoy) { return { ...base, kind: isEnvoy(entrance) || file.includes('envoy') ? 'unknown' : 'none', evidence: where }; }
  return { ...base, kind: 'gateway', envoy, evidence: [{ address: object.address, argument: 'content' }] };
}

function isEnvoy(container: { [argument: string]: any } | undefined): boolean {
  return /(^|\/)envoy(:|@|-|$)/.test(text(container?.image) ?? '');
}

function argument(container: { [argument: string]: any } | undefined, name: string): string | undefined {
  const given = [...texts(container?.command), ...texts(container?.args)];
  const index = given.indexOf(name);
  return index < 0 ? given.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1) : given[index + 1];
}

/** The object of a mounted bucket that a path in a container leads to. */
function mounted(scope: Scope, service: Entry, container: { [argument: string]: any }, path: string): Entry | undefined {
  for (const mount of blocksOf(container.volume_mounts)) {
    const folder = text(mount.mount_path);
    const volume = blocksAt(service.body, 'template.volumes').find((one) => one.name === mount.name);
    const bucket = scope.lookup.find(at(volume, 'gcs.bucket')) ?? scope.lookup.byName('storage', at(volume, 'gcs.bucket'));
    if (folder !== undefined && path.startsWith(`${folder}/`) && bucket) { return objectsOf(scope).get(`${bucket.address}/${path.slice(folder.length + 1)}`); }
  }
  return undefined;
}

function objectsOf(scope: Scope): Map<string, Entry> {
  let found = objects.get(scope);
  if (!found) {
    found = new Map();
    for (const object of scope.all('google_storage_bucket_object')) {
      const bucket = scope.lookup.find(object.body.bucket) ?? scope.lookup.byName('storage', object.body.bucket);
      const name = scope.graph.literal(object.body.name);
      if (bucket && name !== undefined) { found.set(`${bucket.address}/${name}`, object); }
    }
    objects.set(scope, found);
  }
  return found;
}

/** The validator's plan knows the names of parameters, which Envoy's regular expressions do not. */
function templatesOf(plans: (Entry | undefined)[]): (operation: string) => string | undefined {
  const known = new Map<string, string>();
  for (const plan of plans) {
    for (const route of blocksOf((json(plan?.body.content) as any)?.routes)) {
      const bare = String(route.path).replace(/\{[^{}]+\}/g, '{}');
      known.set(`${route.id} ${route.method} ${bare}`, `${route.method} ${route.path}`);
    }
  }
  return (operation) => known.get(operation);
}

/** Whether callers of a Cloud Run service must be known to IAM. */
export function needsIdentity(service: Entry, open: Evidence[]): boolean | undefined {
  const off = flagAt(service.body, 'invoker_iam_disabled', false);
  return off === undefined ? undefined : !off && open.length === 0;
}
