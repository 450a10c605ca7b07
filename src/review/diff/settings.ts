import { Consequence, Direction } from '../model';
import { fingerprint } from './canonical';
import { Draft } from './change';
import { Difference, differences } from './compare';
import { keysOf } from './lists';
import { hide } from './secrets';
import { argumentText, isHidden } from './values';
import { withinStack } from './versions';

/** Sections that are compared elsewhere, or that only say how to read the rest. */
const ELSEWHERE = new Set(['//', 'resource', 'terraform', 'provider', 'variable', 'output', 'locals', 'moved', 'removed', 'import']);
/** Where a provider works: with another place, every resource is looked for, and made, elsewhere. */
const PLACES = /^(region|location|project|zone|subscription_id|tenant_id|account_id|allowed_account_ids|assume_role|endpoints?|profile|alias|host)(\.|$)/;
const TAGS = /^default_(tags|labels)|^user_project_override|\.tags(\.|$)/;

type Judgement = readonly [Consequence, Direction];
const COSMETIC: Judgement = ['cosmetic', 'same'];
const NEUTRAL: Judgement = ['configuration', 'same'];
const OPEN: Judgement = ['configuration', 'unknown'];
const LOSS: Judgement = ['data-loss', 'unknown'];

/** What changes beside resources: state, providers, variables, outputs. `read` names outputs that other stacks read. */
export function settingChanges(base: any, next: any, read: ReadonlySet<string> = new Set()): Draft[] {
  return [
    ...terraformBlock(base.terraform ?? {}, next.terraform ?? {}), ...providers(base.provider ?? {}, next.provider ?? {}),
    ...variables(base, next), ...outputs(base, next, read), ...others(base, next),
  ];
}

interface Setting extends Pick<Draft, 'rule' | 'subject' | 'address' | 'clause' | 'detail'> { readonly judged: Judgement }

/** Cosmetic settings are noise: they are counted, not opened. */
function draft({ judged, ...setting }: Setting, from?: string, to?: string): Draft {
  const [consequence, direction] = judged;
  const clause = isHidden(from) || isHidden(to) ? setting.clause.replace('{from} -> {to}', 'changes (values hidden)') : setting.clause;
  return { ...setting, clause, consequence, direction, from, to, evidence: [{ address: setting.address }], noise: judged === COSMETIC || undefined };
}

function terraformBlock(before: any, after: any): Draft[] {
  return keysOf(before, after).filter((key) => fingerprint('', before[key]) !== fingerprint('', after[key])).flatMap((key) => {
    if (key === 'required_providers') { return versions(before[key] ?? {}, after[key] ?? {}); }
    const state = key === 'backend' || key === 'cloud';
    const clause = state ? 'state moves {from} -> {to}; Terraform creates all again unless the state is moved too' : `${key} {from} -> {to}`;
    const judged = state ? LOSS : key === 'required_version' ? COSMETIC : OPEN;
    const setting = { rule: state ? 'state' : 'terraform', subject: 'terraform', address: `terraform.${key}`, clause, judged };
    return [draft(setting, shown(before[key], key), shown(after[key], key))];
  });
}

function versions(before: any, after: any): Draft[] {
  return keysOf(before, after).filter((k) => fingerprint('', before[k]) !== fingerprint('', after[k])).map((name) => {
    const source = (before[name]?.source ?? '') !== (after[name]?.source ?? '');
    const text = (provider: any) => shown(source ? provider : provider?.version, '');
    const address = `terraform.required_providers.${name}`;
    const setting = { rule: 'provider.version', subject: 'terraform', address, clause: `provider ${name} {from} -> {to}`, judged: source ? OPEN : COSMETIC };
    return draft(setting, text(before[name]), text(after[name]));
  });
}

function providers(before: any, after: any): Draft[] {
  return keysOf(before, after).flatMap((name) => differences(`${name}_provider`, before[name], after[name]).map((d) => {
    const elsewhere = PLACES.test(d.argument);
    const judged = TAGS.test(d.argument) ? COSMETIC : elsewhere || /purge|recover|prevent_deletion|force_delete|delete_/.test(d.argument) ? LOSS : OPEN;
    const clause = `${d.at || 'block'} {from} -> {to}${elsewhere ? '; resources may be made anew in another place' : ''}`;
    const setting = { rule: 'provider', subject: `provider ${name}`, address: `provider.${name}`, clause, judged, detail: d.at };
    return draft(setting, shown(d.from, d.at), shown(d.to, d.at));
  }));
}

function variables(base: any, next: any): Draft[] {
  const [before, after] = [base.variable ?? {}, next.variable ?? {}];
  return keysOf(before, after).flatMap((name): Draft[] => {
    const about = { subject: subjectOf(name, after[name] ?? before[name], next), address: `var.${name}`, detail: name };
    if (!(name in after)) { return [draft({ ...about, rule: 'variable.removed', clause: `variable ${name} is removed`, judged: NEUTRAL })]; }
    if (!(name in before)) {
      const asks = after[name]?.default === undefined;
      const clause = `variable ${name} is added${asks ? ' without a default: it must be set' : ''}`;
      return [draft({ ...about, rule: 'variable.added', clause, judged: asks ? OPEN : NEUTRAL })];
    }
    return inside(before[name], after[name], 'variable', about, (d) => (/^description$|error_message$/.test(d.argument) ? COSMETIC : OPEN));
  });
}

function outputs(base: any, next: any, read: ReadonlySet<string>): Draft[] {
  const [before, after] = [{ ...base.output }, { ...next.output }];
  // Another name for the same value is no change, unless another stack asks for the old name.
  for (const name of Object.keys(before).filter((n) => !(n in after) && !read.has(n))) {
    const same = Object.keys(after).find((n) => !(n in before) && value(after[n]) === value(before[name]));
    if (same) { delete before[name]; delete after[same]; }
  }
  return keysOf(before, after).flatMap((name): Draft[] => {
    const about = { subject: subjectOf(name, after[name] ?? before[name], next), address: `output.${name}`, detail: name };
    if (!(name in after)) {
      const asked = read.has(name);
      const clause = `output ${name} is removed${asked ? '; another stack reads it' : ''}`;
      return [draft({ ...about, rule: 'output.removed', clause, judged: asked ? ['availability', 'wider'] : OPEN })];
    }
    if (!(name in before)) { return [draft({ ...about, rule: 'output.added', clause: `output ${name} is added`, judged: NEUTRAL })]; }
    return inside(before[name], after[name], 'output', about, (d) =>
      (d.argument === 'description' ? COSMETIC : d.argument === 'sensitive' ? ['exposure', d.to === true ? 'narrower' : 'wider'] : OPEN));
  });
}

/** Where two versions of a variable or an output differ; no value of one that is sensitive is shown. */
function inside(before: any, after: any, rule: string, about: Pick<Setting, 'subject' | 'address' | 'detail'>, judge: (d: Difference) => Judgement): Draft[] {
  const sensitive = Boolean(after?.sensitive || before?.sensitive);
  return differences('', before, after).map((d) => {
    const setting = { ...about, rule, detail: `${about.detail}.${d.at}`, clause: `${rule} ${about.detail}: ${d.at} {from} -> {to}`, judged: judge(d) };
    const secret = sensitive && /^(value|default)\b/.test(d.at);
    // The name of a variable says what its default is, as the name of an argument does.
    const place = `${about.detail}.${d.at.replace(/^default\b/, 'value')}`;
    return draft(setting, shown(d.from, place, secret), shown(d.to, place, secret));
  });
}

function value(output: any): string {
  const { '//': _, description, ...rest } = output ?? {};
  return fingerprint('', rest);
}

/** Data sources, checks and whatever else a stack may hold. */
function others(base: any, next: any): Draft[] {
  const sections = keysOf(base, next).filter((k) => !ELSEWHERE.has(k));
  return sections.flatMap((section) => differences('', { [section]: base[section] }, { [section]: next[section] }).map((d) => {
    const setting = { rule: 'terraform', subject: section, address: section, clause: `${d.at} {from} -> {to}`, judged: OPEN, detail: d.at };
    return draft(setting, shown(d.from, d.at), shown(d.to, d.at));
  }));
}

/** A value in words, without what is secret. */
function shown(value: any, place: string, secret = false): string { return argumentText(hide('', value, place, secret)); }

function subjectOf(name: string, body: any, next: any): string {
  return withinStack(String(next['//']?.metadata?.stackName), body?.['//']?.metadata?.path) ?? name;
}
