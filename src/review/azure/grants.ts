import { Entry } from '../../clouds/rule-graph';
import { isUnresolved } from '../../clouds/rule-values';
import { Evidence, Permission, Verb } from '../model';
import { Notes } from '../reader';
import { AzureStack } from './stack';
import { table } from './values';

/** Who may do what, before its ends are looked up. */
export interface Grant {
  /** Address of an identity here, or words for one elsewhere. */
  readonly principal: string;
  readonly verbs: Verb[];
  readonly actions: string[];
  readonly resource: string;
  readonly condition?: string;
  readonly wildcard?: boolean;
  readonly foreign?: boolean;
  readonly weak?: boolean;
  readonly evidence: Evidence[];
}

/** Collects grants; those of one principal on one resource under one condition become one row. */
export class Grants {
  private readonly rows = new Map<string, Permission>();

  public add(grant: Grant): void {
    const key = [grant.principal, grant.resource, grant.condition ?? ''].join('\n');
    const other = this.rows.get(key);
    const row: Permission = { effect: 'allow', wildcard: false, foreign: false, weak: false, ...grant };
    this.rows.set(key, other ? {
      ...other, verbs: [...other.verbs, ...row.verbs], actions: [...other.actions, ...row.actions], wildcard: other.wildcard || row.wildcard,
      foreign: other.foreign || row.foreign, weak: other.weak || row.weak, evidence: [...other.evidence, ...row.evidence],
    } : row);
  }

  public into(notes: Notes): void { this.rows.forEach((row) => notes.permits(row)); }
}

/** The identity that an id of a principal is: a resource of this stack, or words for one elsewhere. */
export function principalOf(stack: AzureStack, id: unknown, kind: unknown): { name: string; here: boolean } {
  const found = stack.find(id);
  if (found) { return { name: found.address, here: true }; }
  const what = table<any>({ User: 'user', Group: 'group', ForeignGroup: 'group of another organization', ServicePrincipal: 'service principal', Device: 'device' })[String(kind)] ?? 'principal';
  const variable = /\bvar\.([\w-]+)/.exec(String(id))?.[1];
  if (variable) { return { name: `${what} of variable ${variable}`, here: false }; }
  return { name: typeof id === 'string' && !isUnresolved(id) ? `${what} ${id}` : `${what} known at apply`, here: false };
}

/** Where a scope points: a resource of this stack and what is below it, or the id itself. */
export function scopeOf(stack: AzureStack, scope: unknown): { resource: string; entry?: Entry; below?: string; wide: boolean } {
  const written = typeof scope === 'string' ? scope : '';
  const found = stack.find(scope);
  if (found) {
    const below = /\}\/(.+)$/.exec(written)?.[1];
    return { resource: found.address, entry: found, below, wide: false };
  }
  // The key or secret of a vault of this stack, the container of an account: the resource is the whole, the rest a condition.
  for (let cut = written.lastIndexOf('/'); cut > 0 && !isUnresolved(written); cut = written.lastIndexOf('/', cut - 1)) {
    const whole = written.slice(0, cut);
    const parent = /\/providers\/./i.test(whole) ? stack.find(whole) : undefined;
    if (parent) { return { resource: parent.address, entry: parent, below: written.slice(cut + 1), wide: false }; }
    if (!/\/providers\//i.test(whole)) { break; }
  }
  const wide = written === '/' || /^\/subscriptions\/[^/]+\/?$/i.test(written) || /^\/providers\/Microsoft\.Management\/managementGroups\//i.test(written);
  return { resource: isUnresolved(written) || !written ? 'a resource known at apply' : written, wide };
}

/** A condition of attributes in a few words. */
export function conditionOf(condition: unknown, below?: string): string | undefined {
  const parts = below ? [`only ${below}`] : [];
  if (typeof condition === 'string' && condition.trim()) {
    const terms = [...condition.matchAll(/@\w+\[[^\]]*?([^/:\]]+(?::[\w/ -]+)?)\]\s+(\w+)\s+('[^']{0,60}'|\{[^}]{0,60}\})/g)].map(([, attribute, operator, value]) => `${attribute} ${operator} ${value}`);
    parts.push(terms.length > 0 ? `only where ${terms.slice(0, 3).join(' and ')}${terms.length > 3 ? ' and more' : ''}` : 'bound to a condition');
  }
  return parts.length > 0 ? parts.join(', ') : undefined;
}
