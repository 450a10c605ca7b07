import { Lane } from './model';

/** How a kind of construct is called, and where it is in the picture. */
export interface Kind {
  readonly title: string;
  readonly lane: Lane;
  /** Whether what it holds can be made again from elsewhere, so that its loss is none. */
  readonly remade?: boolean;
}

/** Capabilities, by the name of their class. A subclass is shown as the class it extends. */
export const KINDS: { readonly [name: string]: Kind } = {
  ApiGateway: { title: 'API gateway', lane: 'entry' },
  Network: { title: 'Private network', lane: 'network' },
  Service: { title: 'Container service', lane: 'compute' },
  ContainerRegistry: { title: 'Image registry', lane: 'compute' },
  Database: { title: 'PostgreSQL database', lane: 'data' },
  KeyValueStore: { title: 'Key-value store', lane: 'data' },
  Cache: { title: 'Cache', lane: 'data', remade: true },
  ObjectStore: { title: 'Object store', lane: 'data' },
  Secret: { title: 'Secret', lane: 'data' },
  UserDirectory: { title: 'Directory of end users', lane: 'identity' },
  WorkloadIdentity: { title: 'Identity of a workload', lane: 'identity' },
  Key: { title: 'Encryption key', lane: 'identity' },
  LogStream: { title: 'Log', lane: 'observability' },
  Dashboard: { title: 'Dashboard', lane: 'observability' },
  ServiceLevelObjective: { title: 'Objectives and their alarms', lane: 'observability' },
  Probe: { title: 'Probe from outside', lane: 'observability' },
  AlertChannel: { title: 'Alert channel', lane: 'observability' },
  AuditTrail: { title: 'Audit trail', lane: 'governance' },
  Budget: { title: 'Budget', lane: 'governance' },
  Backup: { title: 'Backup', lane: 'governance' },
};

/** Parts of a foundation and what environments share, by the id of the construct. */
const GROUPS: readonly (readonly [RegExp, Lane])[] = [
  [/^(edge|front-door|gateway|dns|domain|names)$/, 'entry'],
  [/^(network|hub|egress|endpoints|services|private-apis|flows)$/, 'network'],
  [/^(registry|apps|platform)$/, 'compute'],
  [/^(database|buckets|backup|archive|artifacts|access-logs)$/, 'data'],
  [/^(keys?|roles|identity-platform)$/, 'identity'],
  [/^(alerts|contacts|monitoring|workspace|logs|shared)$/, 'observability'],
];

/** The lane of a group of resources that no capability made. */
export function laneOf(id: string): Lane {
  return GROUPS.find(([pattern]) => pattern.test(id))?.[1] ?? 'governance';
}

/** `front-door` as a title: `Front door`. */
export function titleOf(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim();
  return words ? words[0].toUpperCase() + words.slice(1) : 'Environment';
}
