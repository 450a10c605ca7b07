import { ruleOf } from '../../../src/review/catalogue';
import { readAws } from '../../../src/review/aws';
import { Findings, Flow, Permission, Reach, Value } from '../../../src/review/model';
import { stacksOf } from '../../patterns/customer-facing-api/stacks';

/** A copy of what the example writes for production, for the landing zone, or with client certificates. */
export function stack(which: 'environment' | 'foundation' | 'mutualTls' = 'environment'): any {
  return JSON.parse(JSON.stringify(stacksOf('eu-aws')[which].json));
}

/** The resource of a type whose name begins so. */
export function one(tf: any, type: string, name = ''): any { return tf.resource[type][nameOf(tf, type, name)]; }

/** A reference to it. */
export function ref(tf: any, type: string, name = '', argument = 'id'): string { return `\${${type}.${nameOf(tf, type, name)}.${argument}}`; }

export function drop(tf: any, type: string, name = ''): void { delete tf.resource[type][nameOf(tf, type, name)]; }

export function add(tf: any, type: string, name: string, body: object): void { tf.resource[type] = { ...tf.resource[type], [name]: body }; }

function nameOf(tf: any, type: string, name: string): string {
  const found = Object.keys(tf.resource[type] ?? {}).find((n) => n.startsWith(name));
  if (!found) { throw new Error(`no ${type}.${name}`); }
  return found;
}

/** Changes a document in a string. */
export function document(body: any, argument: string, change: (document: any) => void): void {
  const read = JSON.parse(body[argument]);
  change(read);
  body[argument] = JSON.stringify(read);
}

/** Findings, asked as a reviewer asks. */
export class Answer {
  public readonly found: Findings;

  public constructor(tf: any) {
    this.found = readAws(tf);
    // every statement must be one that the catalogue can word
    for (const { rule, value } of this.found.statements) { expect(ruleOf(rule).say(value as never)).not.toMatch(/undefined|NaN/); }
  }

  /** The value of a rule on the first resource whose address begins so; nothing where it is not said. */
  public says(rule: string, subject: string, detail?: string): Value | undefined {
    return this.found.statements.find((s) => s.rule === rule && s.subject.startsWith(`aws_${subject}`) && s.detail === detail)?.value;
  }

  public weak(rule: string, subject: string): boolean {
    const value = this.says(rule, subject);
    return value !== undefined && (ruleOf(rule).weak?.(value, { lasting: true }) ?? false);
  }

  public reaches(from: string, to: string, direction: 'in' | 'out' = 'in'): Reach[] {
    return this.found.reach.filter((r) => r.direction === direction && r.from.startsWith(from) && r.to.startsWith(to));
  }

  public may(principal: string, resource: string, action?: string): Permission[] {
    return this.found.permissions.filter((p) => p.principal.startsWith(principal) && p.resource.startsWith(resource) && (action === undefined || p.actions.includes(action)));
  }

  public flow(from: string, to: string, verb?: string): Flow | undefined {
    return this.found.flows.find((f) => f.from.startsWith(from) && f.to.startsWith(to) && (verb === undefined || f.verb === verb));
  }
}

export function changed(change: (tf: any) => void, tf = stack()): Answer {
  change(tf);
  return new Answer(tf);
}

/** A stack of a team's own: these resources and an account. */
export function own(resource: any, data?: any): Answer {
  return new Answer({ provider: { aws: [{ region: 'eu-central-1', allowed_account_ids: ['123456789012'] }] }, resource, ...(data ? { data } : {}) });
}
