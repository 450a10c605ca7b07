import { readAzure } from '../../../src/review/azure';
import { Findings, Permission, Reach, Value } from '../../../src/review/model';
import { stacksOf } from '../../patterns/customer-facing-api/stacks';

/** A copy of a stack of the example, to be changed. */
export function copyOf(stack: 'foundation' | 'environment' | 'mutualTls' = 'environment'): any {
  return JSON.parse(JSON.stringify(stacksOf('eu-azure')[stack].json));
}

/** The only resource of a type whose name begins with `name`. */
export function one(tf: any, type: string, name = ''): any {
  return tf.resource[type][nameOf(tf, type, name)];
}

/** Takes a resource out of a stack; others may still refer to it, as with an override they would not. */
export function without(tf: any, type: string, name = ''): void { delete tf.resource[type][nameOf(tf, type, name)]; }

/** Adds a resource beside ours, as a team does. */
export function beside(tf: any, type: string, name: string, body: any): void {
  tf.resource[type] = { ...tf.resource[type], [name]: body };
}

function nameOf(tf: any, type: string, name: string): string {
  const found = Object.keys(tf.resource[type] ?? {}).filter((n) => n.startsWith(name));
  if (found.length !== 1) { throw new Error(`${found.length} of ${type}.${name}`); }
  return found[0];
}

/** What a stack of raw resources says. */
export function read(resource: { [type: string]: { [name: string]: any } }): Findings { return readAzure({ resource }); }

/** Value of a rule on the subject whose address contains `subject`; several are an error. */
export function said(findings: Findings, rule: string, subject: string, detail?: string): Value | undefined {
  const found = findings.statements.filter((s) => s.rule === rule && s.subject.includes(subject) && (detail === undefined ? true : s.detail === detail));
  if (found.length > 1) { throw new Error(`${rule} of ${subject} is said ${found.length} times`); }
  return found[0]?.value;
}

/** Rows of what can be reached, by parts of their ends. */
export function ways(findings: Findings, direction: 'in' | 'out', from: string, to: string): Reach[] {
  return findings.reach.filter((r) => r.direction === direction && r.from.includes(from) && r.to.includes(to));
}

/** What a principal may do on a resource, by parts of their names. */
export function may(findings: Findings, principal: string, resource: string): Permission[] {
  return findings.permissions.filter((p) => p.principal.includes(principal) && p.resource.includes(resource));
}

/** Flows in one line each. */
export function lines(findings: Findings): string[] {
  return findings.flows.map((f) => `${short(f.from)} ${f.verb} ${short(f.to)}${f.port ? ` ${f.port}` : ''}`);
}

function short(address: string): string { return address.replace(/_[0-9A-F]{8}$/, '').replace(/^azurerm_\w+\./, ''); }
