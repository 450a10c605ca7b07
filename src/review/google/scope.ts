import { Entry, TerraformGraph } from '../../clouds/rule-graph';
import { CostDriver, Evidence, Flow, Permission, Reach, Value } from '../model';
import { Notes } from '../reader';
import { Lookup } from './lookup';
import { at, flagAt, isOpen } from './values';
import { Workload, workloadsOf } from './workloads';

/** Reads what concerns a few resource types of Google Cloud. */
export interface Topic {
  readonly types: string[];
  read(scope: Scope): void;
}

/** One stack while it is read: its resources, and what was found, without repetition. */
export class Scope {
  public readonly lookup: Lookup;
  private readonly flows = new Map<string, Flow>();
  private readonly reaches = new Map<string, Reach>();
  private readonly permissions = new Map<string, Permission>();
  private workloadList?: Workload[];
  private membersOf?: Map<string, Workload[]>;
  private tagged?: Map<string, Workload[]>;

  public constructor(public readonly graph: TerraformGraph, private readonly notes: Notes) {
    this.lookup = new Lookup(graph);
  }

  public all(...types: string[]): Entry[] { return this.graph.all(...types); }

  public state(rule: string, subject: Entry, value: Value | undefined, evidence?: string | Evidence[], detail?: string): void {
    this.notes.state(rule, subject, value, evidence, detail);
  }

  /** Whose key an argument names, or the provider's own where there is none. */
  public key(rule: string, subject: Entry, path: string): void {
    const value = at(subject.body, path);
    this.state(rule, subject, this.keyOwner(value), value === undefined ? undefined : path);
  }

  public keyOwner(value: any): string | undefined {
    if (value === undefined || value === '') { return 'provider'; }
    if (typeof value !== 'string') { return undefined; }
    const target = this.lookup.find(value);
    if (target?.type.startsWith('google_kms_')) { return 'customer'; }
    const name = this.graph.literal(value) ?? '';
    return target ? undefined : this.outside(name).startsWith('project ') ? 'foreign' : 'foundation';
  }

  /** Whose something outside of this stack is, by its name: what is in this project is the foundation's. */
  public outside(name: string): string {
    const project = /(?:^|\/)projects\/([^/]+)\//.exec(`${name}/`)?.[1];
    return project === undefined || this.lookup.project === undefined || project === this.lookup.project || /^(\d+|_|-)$/.test(project) ? 'foundation' : `project ${project}`;
  }

  /** Terraform refuses to destroy it. */
  public lifecycle(subject: Entry, rule = 'data.prevent-destroy'): void {
    const set = at(subject.body, 'lifecycle.prevent_destroy') !== undefined;
    this.state(rule, subject, flagAt(subject.body, 'lifecycle.prevent_destroy', false), set ? 'lifecycle.prevent_destroy' : undefined);
  }

  /** Where the data is: the region named, or the provider's. */
  public residency(subject: Entry, path: string): void {
    const value = at(subject.body, path);
    const place = value === undefined ? this.lookup.region : this.graph.literal(value);
    this.state('data.residency', subject, isOpen(place) ? undefined : place?.toLowerCase(), value === undefined ? undefined : path);
  }

  /** Everything that runs with an identity. */
  public get workloads(): Workload[] {
    this.workloadList ??= workloadsOf(this.lookup);
    return this.workloadList;
  }

  /** Workloads that run as a service account, by its address. */
  public runningAs(address: string): Workload[] {
    this.membersOf ??= grouped(this.workloads, ({ account }) => (account ? [account] : []));
    return this.membersOf.get(address) ?? [];
  }

  /** Workloads with a network tag. */
  public taggedWith(tag: string): Workload[] {
    this.tagged ??= grouped(this.workloads, ({ tags }) => tags);
    return this.tagged.get(tag) ?? [];
  }

  public flow(from: string, to: string, verb: string, evidence: Evidence[], port?: string): void {
    if (from === to) { return; }
    const key = `${from}\n${to}\n${verb}`;
    const known = this.flows.get(key);
    const ports = port ?? known?.port;
    this.flows.set(key, { from, to, verb, ...(ports ? { port: ports } : {}), evidence: merged(known?.evidence, evidence) });
  }

  public reach(reach: Reach): void {
    const key = `${reach.direction}\n${reach.from}\n${reach.to}\n${reach.ports}`;
    const known = this.reaches.get(key);
    // the weaker of two ways counts
    const kept = known && (known.weak || !reach.weak) ? known : reach;
    this.reaches.set(key, { ...kept, evidence: merged(known?.evidence, reach.evidence) });
  }

  /** The same principal, resource and condition is one row. */
  public permit(permission: Permission): void {
    const { principal, resource, condition = '', effect } = permission;
    const key = `${principal}\n${resource}\n${condition}\n${effect}`;
    const known = this.permissions.get(key);
    this.permissions.set(key, known ? {
      ...known,
      verbs: [...known.verbs, ...permission.verbs],
      actions: [...known.actions, ...permission.actions],
      wildcard: known.wildcard || permission.wildcard,
      weak: known.weak || permission.weak,
      evidence: merged(known.evidence, permission.evidence),
    } : permission);
  }

  public cost(cost: CostDriver): void { this.notes.cost(cost); }

  /** Hands over what was collected, in an order that does not follow the file's. */
  public finish(): void {
    sorted(this.reaches).forEach((reach) => this.notes.reaches(reach));
    sorted(this.permissions).forEach((permission) => this.notes.permits(permission));
    sorted(this.flows).forEach((flow) => this.notes.flow(flow));
  }
}

/** Members of a list by each of their keys. */
export function grouped<T>(items: T[], keys: (item: T) => string[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group) { group.push(item); } else { groups.set(key, [item]); }
    }
  }
  return groups;
}

function merged(known: Evidence[] | undefined, more: Evidence[]): Evidence[] {
  if (!known) { return more; }
  const has = (e: Evidence) => known.some((k) => k.address === e.address && k.argument === e.argument);
  return [...known, ...more.filter((e) => !has(e))];
}

function sorted<T>(map: Map<string, T>): T[] {
  return [...map.keys()].sort().map((key) => map.get(key)!);
}
