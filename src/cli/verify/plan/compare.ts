import { differences } from '../../../governance/differences';
import { Deviation } from '../../../governance/model';
import { ownerOf } from '../../../governance/shape/owners';
import { argumentRule } from '../../../review/diff/arguments';
import { fingerprint } from '../../../review/diff/canonical';
import { middle } from '../../../review/diff/change';
import { hide } from '../../../review/diff/secrets';
import { argumentText } from '../../../review/diff/values';
import { Consequence } from '../../../review/model';
import { Plan, PlannedChange, Unquoted, written } from './read';
import { asPlanned, disagreements, withVariables } from './values';
import { deviationId } from '../../../governance/ids';

/** Arguments that Terraform itself reads; a plan does not quote them. */
const META = new Set(['//', 'depends_on', 'lifecycle', 'provider', 'count', 'for_each', 'provisioner', 'connection']);
const LONGEST = 80;
/** Differences of one resource that are told. */
const MOST = 8;

/** What a plan does that was not judged, and the Terraform with what the plan knows beyond it. */
export interface Compared {
  readonly deviations: Deviation[];
  readonly terraform: any;
}

/** @param pathOf construct path of an address */
export function comparePlan(terraform: any, plan: Plan, pathOf: (address: string) => string): Compared {
  const say = new Saying(pathOf);
  const resources: any = {};
  const known = new Set<string>();
  for (const [type, named] of Object.entries<any>(terraform.resource ?? {})) {
    resources[type] = {};
    for (const [name, body] of Object.entries<any>(named)) {
      const address = `${type}.${name}`;
      known.add(address);
      const instances = instancesOf(plan, address, body);
      resources[type][name] = withVariables(body, plan.variables);
      if (instances.length === 0) { say.missing(address); continue; }
      compareConfiguration(type, address, body, plan.configuration.get(address), say);
      for (const one of instances) { resources[type][name] = compareValues(type, one, resources[type][name], say); }
    }
  }
  for (const one of plan.changes.values()) { if (!known.has(baseOf(one.address)) && willBe(one)) { say.added(one); } }
  for (const { address, what } of plan.beside) { if (!isJudgedBeside(terraform, address, what)) { say.beside(address, what); } }
  compareProviders(terraform, plan, say);
  return { deviations: say.deviations, terraform: { ...terraform, resource: resources } };
}

/** Whether it is there after the apply. */
export function willBe({ actions }: PlannedChange): boolean {
  return !(actions.length === 1 && (actions[0] === 'delete' || actions[0] === 'forget'));
}

/** `aws_x.y[0]`: `aws_x.y`. */
export function baseOf(address: string): string {
  return address.replace(/\[[^\]]*\]$/, '');
}

function instancesOf(plan: Plan, address: string, body: any): PlannedChange[] {
  const one = plan.changes.get(address);
  if (one) { return willBe(one) ? [one] : []; }
  return body.count === undefined && body.for_each === undefined ? [] : [...plan.changes.values()].filter((c) => baseOf(c.address) === address && willBe(c));
}

/** What the plan was made from must be what was judged, argument by argument. */
function compareConfiguration(type: string, address: string, body: any, configured: any, say: Saying): void {
  if (!configured) { return; }
  const expressions = configured.expressions ?? {};
  for (const argument of [...new Set([...Object.keys(body), ...Object.keys(expressions)])].sort()) {
    if (META.has(argument)) { continue; }
    const [judged, planned] = [body[argument], written(expressions[argument])];
    if (fingerprint(type, judged, argument) === fingerprint(type, planned, argument) || isAsReferred(judged, planned)) { continue; }
    const wrap = (value: any) => ({ resource: { [type]: { x: value === undefined ? {} : { [argument]: value } } } });
    const leaves = differences(wrap(judged), wrap(planned))
      .filter((d) => fingerprint(type, d.approved, d.argument) !== fingerprint(type, d.actual, d.argument) && !isAsReferred(d.approved, d.actual));
    for (const leaf of leaves.slice(0, MOST)) { say.changed(type, address, leaf.argument ?? argument, leaf.approved, quoted(leaf.actual)); }
  }
}

function quoted(value: any): any {
  return value instanceof Unquoted ? `an expression with ${value.references.join(', ') || 'no reference'}` : value;
}

/** Whether an expression that the plan does not quote refers to the same as what was judged. */
function isAsReferred(judged: any, planned: any): boolean {
  if (!(planned instanceof Unquoted)) { return false; }
  const text = JSON.stringify(judged) ?? '';
  return planned.references.every((reference) => text.includes(reference)) && (text.includes('${') === planned.references.length > 0);
}

/** What will be applied must be what was judged, where it is known. @returns the resource with what the plan knows */
function compareValues(type: string, { address, after, unknown, sensitive }: PlannedChange, body: any, say: Saying): any {
  if (after === undefined) { return body; }
  const arguments_ = Object.keys(body).filter((argument) => !META.has(argument));
  const ignored: string[] = [body.lifecycle?.ignore_changes ?? []].flat(2).map(String);
  const found = arguments_.filter((a) => !ignored.includes('all') && !ignored.some((i) => i === a || i.startsWith(`${a}.`) || i.startsWith(`${a}[`)))
    .flatMap((a) => disagreements(type, body[a], { value: after[a], unknown: unknown?.[a] }, a));
  for (const d of found.slice(0, MOST)) { say.changed(type, address, d.argument, d.judged, d.planned); }
  const meta = Object.fromEntries(Object.entries(body).filter(([key]) => META.has(key)));
  const stated = Object.fromEntries(Object.entries(body).filter(([key]) => !META.has(key)));
  return { ...asPlanned(type, stated, { value: after, unknown }, sensitive), ...meta };
}

function isJudgedBeside(terraform: any, address: string, what: string): boolean {
  const [first, second, third] = address.split('.');
  if (what === 'a module') { return terraform.module?.[second] !== undefined; }
  if (what === 'a data source') { return terraform.data?.[second]?.[third] !== undefined; }
  return terraform.resource?.[first]?.[second]?.provisioner !== undefined;
}

/** How a provider logs in: a pipeline has its own way, and it moves nothing. */
const LOGIN = /^(access_key|secret_key|token|access_token|credentials|client_|oidc_|ado_|use_|skip_|profile$|shared_|resource_provider_registrations|max_retries|retry_mode)/;

/** Where things go, and what the provider may do without being asked. What a plan leaves out, such as a guard of accounts, moves nothing. */
function compareProviders(terraform: any, plan: Plan, say: Saying): void {
  for (const { name, alias, expressions } of plan.providers) {
    const judged = [terraform.provider?.[name] ?? []].flat().find((block: any) => (block.alias ?? undefined) === alias);
    if (!judged) {
      if (Object.keys(expressions).length > 0) { say.provider(name, alias, 'it', undefined, 'configured'); }
      continue;
    }
    for (const argument of Object.keys(expressions).filter((one) => !LOGIN.test(one))) {
      const [a, b] = [withVariables(judged[argument], plan.variables), withVariables(written(expressions[argument]), plan.variables)];
      if (fingerprint(name, a, argument) !== fingerprint(name, b, argument) && !isAsReferred(a, b)) { say.provider(name, alias, argument, a, b); }
    }
  }
}

/** Differences in words, the same one once. */
class Saying {
  private readonly found = new Map<string, Deviation>();

  public constructor(private readonly pathOf: (address: string) => string) {}

  public get deviations(): Deviation[] { return [...this.found.values()]; }

  public missing(address: string): void {
    this.say('removed', address, 'protection', `${this.pathOf(address)}: ${address} was judged, the plan does not make it`);
  }

  public added({ address }: PlannedChange): void {
    this.say('added', address, 'exposure', `${address}: the plan makes it, nobody judged it`);
  }

  public beside(address: string, what: string): void {
    this.say('added', address, 'exposure', `${address}: the plan has ${what} that nobody judged`);
  }

  public provider(name: string, alias: string | undefined, argument: string, judged: any, planned: any): void {
    const address = `provider.${name}${alias ? `.${alias}` : ''}`;
    this.say('changed', address, 'exposure', `${address}: ${argument} was judged as ${shown('', judged, argument)}, the plan has ${shown('', planned, argument)}`, argument);
  }

  public changed(type: string, address: string, argument: string, judged: any, planned: any): void {
    const [a, b] = [shown(type, judged, argument), shown(type, planned, argument)];
    const values = a === b ? 'is not what was judged' : `was judged as ${a}, the plan has ${b}`;
    const consequence = argumentRule(type, argument.replace(/\.\d+(?=\.|$)/g, ''))?.consequence ?? 'configuration';
    this.say('changed', address, consequence, `${this.pathOf(address)}: ${argument} ${values}`, argument, a, b);
  }

  private say(kind: Deviation['kind'], address: string, consequence: Consequence, text: string, argument?: string, approved?: string, actual?: string): void {
    const id = deviationId('plan', kind, address, argument ?? '', approved ?? '', actual ?? '');
    this.found.set(`${address} ${argument ?? ''}`, {
      id, kind, address, path: this.pathOf(address), ...(argument ? { argument } : {}),
      ...(approved === undefined ? {} : { approved }), ...(actual === undefined ? {} : { actual }),
      consequence, direction: 'unknown', owner: ownerOf(consequence, argument), text, tightens: false,
    });
  }
}

function shown(type: string, value: any, argument: string): string {
  return value === undefined ? 'not set' : middle(argumentText(hide(type, value, argument), argument), LONGEST);
}
