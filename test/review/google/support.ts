import { ruleOf } from '../../../src/review/catalogue';
import { readGoogle } from '../../../src/review/google';
import { Findings, Flow, Permission, Reach, Value } from '../../../src/review/model';
import { stacksOf } from '../../patterns/customer-facing-api/stacks';

/** A copy of what the example writes for production, for the landing zone, or with client certificates. */
export function stack(which: 'environment' | 'foundation' | 'mutualTls' = 'environment'): any {
  return JSON.parse(JSON.stringify(stacksOf('eu-google')[which].json));
}

/** The resource of a type whose name begins so. */
export function one(tf: any, type: string, name = ''): any {
  return tf.resource[type][nameOf(tf, type, name)];
}

export function drop(tf: any, type: string, name = ''): void {
  delete tf.resource[type][nameOf(tf, type, name)];
}

export function add(tf: any, type: string, name: string, body: object): void {
  tf.resource[type] = { ...tf.resource[type], [name]: body };
}

function nameOf(tf: any, type: string, name: string): string {
  const found = Object.keys(tf.resource[type] ?? {}).find((n) => n.startsWith(name));
  if (!found) { throw new Error(`no ${type}.${name}`); }
  return found;
}

/** Changes the configuration of the gateway in front of the service. */
export function envoy(tf: any, change: (manager: any, config: any) => void): void {
  const file = one(tf, 'google_storage_bucket_object', 'orders_gateway_front_envoy');
  const config = JSON.parse(file.content);
  change(config.static_resources.listeners[0].filter_chains[0].filters[0].typed_config, config);
  file.content = JSON.stringify(config);
}

/** Findings, asked as a reviewer asks. */
export class Answer {
  public readonly found: Findings;

  public constructor(tf: any) {
    this.found = readGoogle(tf);
    // every statement must be one that the catalogue can word
    for (const { rule, value } of this.found.statements) { ruleOf(rule).say(value as never); }
  }

  /** The value of a rule on the first resource whose address begins so; nothing where it is not said. */
  public says(rule: string, subject: string, detail?: string): Value | undefined {
    return this.found.statements.find((s) => s.rule === rule && s.subject.startsWith(`google_${subject}`) && s.detail === detail)?.value;
  }

  /** Whether a person must look at it. */
  public weak(rule: string, subject: string, detail?: string): boolean {
    const value = this.says(rule, subject, detail);
    return value !== undefined && (ruleOf(rule).weak?.(value, { lasting: true }) ?? false);
  }

  public reaches(from: string, to: string, direction: 'in' | 'out' = 'in'): Reach[] {
    return this.found.reach.filter((r) => r.direction === direction && r.from.startsWith(from) && r.to.startsWith(to));
  }

  public may(principal: string, resource: string): Permission | undefined {
    return this.found.permissions.find((p) => p.principal.startsWith(principal) && p.resource.startsWith(resource));
  }

  public flow(from: string, to: string): Flow | undefined {
    return this.found.flows.find((f) => f.from.startsWith(from) && f.to.startsWith(to));
  }
}

export function changed(change: (tf: any) => void, tf = stack()): Answer {
  change(tf);
  return new Answer(tf);
}
