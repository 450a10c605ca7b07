import { Consequence, Direction } from '../model';
import { fingerprint } from './canonical';
import { Draft } from './change';
import { differences } from './compare';
import { argumentText } from './values';

/** Sections that are compared elsewhere, or that only say how to read the rest. */
const ELSEWHERE = new Set(['//', 'resource', 'terraform', 'provider', 'variable', 'output', 'locals', 'moved', 'removed', 'import']);
/** Where a provider works: with another place, every resource is looked for, and made, elsewhere. */
const PLACES = /^(region|location|project|zone|subscription_id|tenant_id|account_id|allowed_account_ids|assume_role|endpoints?|profile|alias|host)(\.|$)/;

/** What changes beside resources: state, providers, variables, outputs. `read` names outputs that other stacks read. */
export function settingChanges(base: any, next: any, read: ReadonlySet<string> = new Set()): Draft[] {
  return [...terraformBlock(base.terraform ?? {}, next.terraform ?? {}), ...providers(base.provider ?? {}, next.provider ?? {}), ...variables(base, next), ...outputs(base, next, read), ...others(base, next)];
}

function terraformBlock(before: any, after: any): Draft[] {
  const drafts: Draft[] = [];
  for (const key of keys(before, after)) {
    if (key === 'required_providers') { drafts.push(...versions(before[key] ?? {}, after[key] ?? {})); continue; }
    if (fingerprint('', before[key]) === fingerprint('', after[key])) { continue; }
    const [from, to] = [argumentText(before[key], key), argumentText(after[key], key)];
    if (key === 'backend' || key === 'cloud') {
      drafts.push(draft('state', 'data-loss', 'unknown', 'terraform', `terraform.${key}`, 'state moves {from} -> {to}; Terraform creates all again unless the state is moved too', from, to));
    } else {
      drafts.push({ ...draft('terraform', key === 'required_version' ? 'cosmetic' : 'configuration', key === 'required_version' ? 'same' : 'unknown', 'terraform', `terraform.${key}`, `${key} {from} -> {to}`, from, to), ...noise(key === 'required_version') });
    }
  }
  return drafts;
}

function versions(before: any, after: any): Draft[] {
  return keys(before, after).filter((k) => fingerprint('', before[k]) !== fingerprint('', after[k])).map((name) => {
    const source = (before[name]?.source ?? '') !== (after[name]?.source ?? '');
    const [from, to] = [argumentText(source ? before[name] : before[name]?.version), argumentText(source ? after[name] : after[name]?.version)];
    return { ...draft('provider.version', source ? 'configuration' : 'cosmetic', source ? 'unknown' : 'same', 'terraform', `terraform.required_providers.${name}`, `provider ${name} {from} -> {to}`, from, to), ...noise(!source) };
  });
}

function providers(before: any, after: any): Draft[] {
  return keys(before, after).flatMap((name) => differences(`${name}_provider`, before[name], after[name]).map((d) => {
    const [from, to] = [argumentText(d.from, d.at), argumentText(d.to, d.at)];
    const cosmetic = /^default_(tags|labels)|^user_project_override|\.tags(\.|$)/.test(d.argument);
    const elsewhere = PLACES.test(d.argument);
    const lost = elsewhere || /purge|recover|prevent_deletion|force_delete|delete_/.test(d.argument);
    return {
      ...draft('provider', cosmetic ? 'cosmetic' : lost ? 'data-loss' : 'configuration', cosmetic ? 'same' : 'unknown', `provider ${name}`, `provider.${name}`, `${d.at || 'block'} {from} -> {to}${elsewhere ? '; resources may be made anew in another place' : ''}`, from, to, d.at), ...noise(cosmetic),
    };
  }));
}

function variables(base: any, next: any): Draft[] {
  const [before, after] = [base.variable ?? {}, next.variable ?? {}];
  return keys(before, after).flatMap((name): Draft[] => {
    const subject = subjectOf(after[name] ?? before[name], name, next, base);
    const address = `var.${name}`;
    if (!(name in after)) { return [draft('variable.removed', 'configuration', 'same', subject, address, `variable ${name} is removed`, undefined, undefined, name)]; }
    if (!(name in before)) {
      const asks = after[name]?.default === undefined;
      return [draft('variable.added', 'configuration', asks ? 'unknown' : 'same', subject, address, `variable ${name} is added${asks ? ' without a default: it must be set' : ''}`, undefined, undefined, name)];
    }
    return differences('', before[name], after[name]).map((d) => {
      const hidden = after[name]?.sensitive || before[name]?.sensitive ? 'password' : name;
      const text = /^description$|error_message$/.test(d.argument);
      return {
        ...draft('variable', text ? 'cosmetic' : 'configuration', text ? 'same' : 'unknown', subject, address, `variable ${name}: ${d.at} {from} -> {to}`, argumentText(d.from, hidden), argumentText(d.to, hidden), `${name}.${d.at}`), ...noise(text),
      };
    });
  });
}

function outputs(base: any, next: any, read: ReadonlySet<string>): Draft[] {
  const [before, after] = [{ ...base.output }, { ...next.output }];
  // Another name for the same value is no change, unless another stack asks for the old name.
  for (const name of Object.keys(before).filter((n) => !(n in after) && !read.has(n))) {
    const same = Object.keys(after).find((n) => !(n in before) && value(after[n]) === value(before[name]));
    if (same) { delete before[name]; delete after[same]; }
  }
  return keys(before, after).flatMap((name): Draft[] => {
    const subject = subjectOf(after[name] ?? before[name], name, next, base);
    const address = `output.${name}`;
    if (!(name in after)) {
      const asked = read.has(name);
      return [draft('output.removed', asked ? 'availability' : 'configuration', asked ? 'wider' : 'unknown', subject, address, `output ${name} is removed${asked ? '; another stack reads it' : ''}`, undefined, undefined, name)];
    }
    if (!(name in before)) { return [draft('output.added', 'configuration', 'same', subject, address, `output ${name} is added`, undefined, undefined, name)]; }
    return differences('', before[name], after[name]).map((d) => {
      const [text, shown] = [d.argument === 'description', d.argument === 'sensitive'];
      const hidden = after[name]?.sensitive || before[name]?.sensitive ? 'password' : name;
      return {
        ...draft('output', text ? 'cosmetic' : shown ? 'exposure' : 'configuration', text ? 'same' : shown ? (d.to === true ? 'narrower' : 'wider') : 'unknown', subject, address,
          `output ${name}: ${d.at} {from} -> {to}`, argumentText(d.from, hidden), argumentText(d.to, hidden), `${name}.${d.at}`), ...noise(text),
      };
    });
  });
}

function value(output: any): string {
  const { '//': _, description, ...rest } = output ?? {};
  return fingerprint('', rest);
}

/** Data sources, checks and whatever else a stack may hold. */
function others(base: any, next: any): Draft[] {
  return keys(base, next).filter((k) => !ELSEWHERE.has(k)).flatMap((section) => differences('', { [section]: base[section] }, { [section]: next[section] }).map((d) =>
    draft('terraform', 'configuration', 'unknown', section, section, `${d.at} {from} -> {to}`, argumentText(d.from), argumentText(d.to), d.at)));
}

function draft(rule: string, consequence: Consequence, direction: Direction, subject: string, address: string, clause: string, from?: string, to?: string, detail?: string): Draft {
  return { rule, consequence, direction, subject, address, clause, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(detail === undefined ? {} : { detail }), evidence: [{ address }] };
}

function noise(is: boolean): { noise?: true } { return is ? { noise: true } : {}; }

/** Construct path within the stack, as resources have it. */
function subjectOf(body: any, name: string, next: any, base: any): string {
  const path: unknown = body?.['//']?.metadata?.path;
  const stack: unknown = (next['//'] ?? base['//'])?.metadata?.stackName;
  return typeof path !== 'string' ? name : typeof stack === 'string' && path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
}

function keys(a: object, b: object): string[] { return [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].sort(); }
