import { verbsOf } from '../grants';
import { Permission, ReviewModel } from '../model';
import { plural } from '../words';
import { Html, html } from './html';
import { anchor, cell, mark, more, MOST_ROWS, outside, Section, table, View } from './view';
import { append } from '../group';

/** So many rows are open; the rest is folded by principal. */
const OPEN = 15;
const IN_SUMMARY = 3;
const HEADS = ['May', 'On', 'Only if', 'Actions', 'Evidence'];

/** Who may do what, by principal; what is wide or reaches elsewhere comes first. */
export function permissions(view: View): Section {
  const all = view.model.permissions;
  const principals = [...grouped(all)].map(([principal, own]) => ({ principal, own: [...own].sort((a, b) => width(a) - width(b)) }))
    .sort((a, b) => width(a.own[0]) - width(b.own[0]) || Number(!view.names.resource(a.principal)) - Number(!view.names.resource(b.principal)));
  let open = 0;
  return {
    id: 'permissions', title: 'Permissions', lead: lead(view.model), count: all.length,
    body: html`${principals.slice(0, MOST_ROWS).map(({ principal, own }) => {
      const wide = own.filter((p) => width(p) < 3);
      const opened = wide.length > 0 && open + wide.length <= OPEN;
      if (opened) { open += wide.length; }
      return group(view, principal, own, opened ? wide.length : 0);
    })}
${principals.length > MOST_ROWS && html`<p class="cut">${principals.length - MOST_ROWS} more principals are in model.json.</p>`}`,
  };
}

function lead({ permissions: all, counts }: ReviewModel): string {
  if (all.length === 0) { return 'No permission is granted in this stack.'; }
  const count = (kind: (p: Permission) => boolean) => all.filter(kind).length;
  const [weak, wild, foreign] = [count((p) => p.weak), count((p) => p.wildcard), count((p) => p.foreign)];
  return `${plural(all.length, 'permission')} of ${plural(grouped(all).size, 'principal')}, ${counts.identities} of them in this stack: ${weak || 'none'} to look at, ${wild || 'none'} by wildcard, ${foreign || 'none'} from or to another account or stack.`;
}

/** 0: to look at; 1: by wildcard; 2: from or to elsewhere; 3: one named thing here; 4: forbids. */
function width(permission: Permission): number {
  if (permission.weak) { return 0; }
  if (permission.effect === 'deny') { return 4; }
  return permission.wildcard ? 1 : permission.foreign ? 2 : 3;
}

function grouped(all: Permission[]): Map<string, Permission[]> {
  const by = new Map<string, Permission[]>();
  for (const p of all) { append(by, p.principal, p); }
  return by;
}

/** One principal: wide rows first; the others below, folded if the group is open for the wide ones. */
function group(view: View, principal: string, own: Permission[], wide: number): Html {
  const rows = own.map((p) => row(view, p));
  const resource = view.names.resource(principal);
  const caption = resource ? html`What it may do; it is ${view.link(principal, resource.address)}` : html`What ${name(view, principal)} may do`;
  const rest = wide > 0 ? rows.slice(wide) : [];
  return html`<details class="who" id="${principalAnchor(principal)}"${wide > 0 && html` open`}><summary><h3>${name(view, principal)}</h3> <span class="sum">${summary(view, own)}</span>${own.some((p) => p.weak) && html` ${mark('bad', 'Weak')}`}</summary>
${table('stack may', caption, HEADS, wide > 0 ? rows.slice(0, wide) : rows)}
${rest.length > 0 && more(plural(rest.length, 'more permission'), table('stack may', html`${caption}, continued`, HEADS, rest))}</details>`;
}

function name(view: View, principal: string): string {
  return view.names.resource(principal)?.path ?? outside(principal);
}

/** `may read, write orders/items; use data-key; and 3 more`: what it comes to, without opening it. */
function summary(view: View, own: Permission[]): string {
  const verbs = new Map<string, Set<string>>();
  for (const p of own) {
    const thing = `${p.effect}\n${p.resource}`;
    verbs.set(thing, new Set([...verbs.get(thing) ?? [], ...known(p)]));
  }
  const said = [...verbs].map(([thing, all]) => {
    const [effect, resource] = thing.split('\n');
    return `${effect === 'deny' ? 'not ' : ''}${[...all].sort().join(', ')} ${shortened(name(view, resource))}`;
  });
  return `may ${said.slice(0, IN_SUMMARY).join('; ')}${said.length > IN_SUMMARY ? `; and ${said.length - IN_SUMMARY} more` : ''}`;
}

/** The verbs one by one, so that several permissions on one thing name each once; what no verb stands for, by its actions. */
function known(permission: Permission): string[] {
  const verbs = permission.verbs.filter((v) => v !== 'other');
  return verbs.length > 0 ? verbs : [verbsOf(permission)];
}

/** Long identifiers of things elsewhere say most at their ends. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 48 ? `${characters.slice(0, 20).join('')}…${characters.slice(-27).join('')}` : text;
}

function row(view: View, permission: Permission): Html {
  const { actions, resource, condition, evidence, weak, wildcard, foreign, effect } = permission;
  return html`<tr><th scope="row" data-h="May">${weak && html`${mark('bad', 'Weak')} `}${effect === 'deny' && 'not '}${verbsOf(permission)}</th>
${cell('On', html`${view.link(resource)}${wildcard && html` <em class="tag">wildcard</em>`}${foreign && html` <em class="tag">elsewhere</em>`}`)}
${cell('Only if', condition ?? html`<span class="na">no condition</span>`)}
${cell('Actions', actions.length === 0 ? html`<span class="na">not named</span>` : acts(actions))}
${cell('Evidence', view.evidence(evidence, permission.principal, 1), 'src')}</tr>`;
}

function acts(actions: string[]): Html {
  if (actions.length === 1) { return html`<code>${actions[0]}</code>`; }
  return more(plural(actions.length, 'action'), html`<ul class="acts">${actions.slice(0, 60).map((a) => html`<li><code>${a}</code></li>`)}</ul>`);
}

/** Anchor of a principal. */
export function principalAnchor(principal: string): string {
  return anchor('w', principal);
}
