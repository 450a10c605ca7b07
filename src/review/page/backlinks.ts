import { reachClause } from '../decisions';
import { ReviewModel } from '../model';
import { verbsOf } from '../grants';
import { anchorOf } from './decide';
import { cardAnchor } from './card';
import { Html, html } from './html';
import { principalAnchor } from './permissions';
import { reachAnchor } from './reach';
import { statementAnchor } from './statements';
import { clause, outside, View } from './view';

/** One sentence that names a resource, and where it stands on the page. */
interface Mention { readonly anchor: string; readonly where: string; readonly text: string; readonly weak?: boolean }

/** More than these of one kind are counted. */
const MOST = 16;

/** For each resource what the page says of it. Built once for all: every list is gone through once. */
export class Backlinks {
  private readonly of = new Map<string, Mention[]>();

  public constructor(private readonly view: View) {
    const { model } = view;
    for (const s of model.statements) { this.add(s.subject, { anchor: statementAnchor(view, s), where: s.rule.startsWith('data.') && view.isStore(s.subject) ? 'Data' : 'Settings', text: clause(s), weak: s.weak }); }
    this.addReach(model);
    this.addPermissions(model);
    for (const f of model.flows) {
      this.add(f.from, { anchor: 'picture', where: 'Picture', text: `${f.verb} ${this.name(f.to)}${f.port ? ` on ${f.port}` : ''}` });
      this.add(f.to, { anchor: 'picture', where: 'Picture', text: `${this.name(f.from)} ${f.verb} it${f.port ? ` on ${f.port}` : ''}` });
    }
    for (const c of model.costs) { this.add(c.subject, { anchor: 'cost', where: 'Cost', text: `${c.driver}, ${c.quantity}` }); }
    for (const e of model.enforcement) { for (const address of e.resources) { this.add(address, { anchor: cardAnchor(e), where: 'Enforcement', text: e.property }); } }
    for (const d of model.decisions) {
      for (const address of new Set(d.evidence.map((e) => e.address))) { this.add(address, { anchor: anchorOf(d), where: 'Decide', text: d.text, weak: true }); }
    }
  }

  /** How many sentences name it. */
  public count(address: string): number {
    return this.of.get(address)?.length ?? 0;
  }

  /** How many of them are weak. */
  public weak(address: string): number {
    return this.of.get(address)?.filter((m) => m.weak && m.where !== 'Decide').length ?? 0;
  }

  /** One line for each section: what it says, each linked to its place. */
  public list(address: string): Html {
    const mentions = this.of.get(address) ?? [];
    if (mentions.length === 0) { return html``; }
    const places = [...new Set(mentions.map((m) => m.where))];
    return html`<ul class="back">${places.map((where) => line(where, mentions.filter((m) => m.where === where)))}</ul>`;
  }

  private add(address: string, mention: Mention): void {
    if (!this.view.listed.has(address)) { return; }
    const known = this.of.get(address);
    if (!known) { this.of.set(address, [mention]); return; }
    if (!known.some((m) => m.where === mention.where && m.text === mention.text)) { known.push(mention); }
  }

  private addReach(model: ReviewModel): void {
    for (const r of model.reach) {
      const text = r.direction === 'in' ? `${this.name(r.to)}: ${reachClause(r, this.view.names)}` : `${this.name(r.from)} ${reachClause(r, this.view.names)}`;
      for (const address of new Set([r.from, ...r.through, r.to])) { this.add(address, { anchor: reachAnchor(r), where: 'Reach', text, weak: r.weak }); }
    }
  }

  private addPermissions(model: ReviewModel): void {
    for (const p of model.permissions) {
      const may = `${p.effect === 'deny' ? 'may not' : 'may'} ${verbsOf(p)}`;
      this.add(p.principal, { anchor: principalAnchor(p.principal), where: 'Permissions', text: `${may} on ${this.name(p.resource)}`, weak: p.weak });
      this.add(p.resource, { anchor: principalAnchor(p.principal), where: 'Permissions', text: `${this.name(p.principal)} ${may}`, weak: p.weak });
    }
  }

  private name(subject: string): string {
    return this.view.names.resource(subject)?.path ?? outside(subject);
  }
}

/** Several sentences at one place share a link. */
function line(where: string, mentions: Mention[]): Html {
  let last = '';
  const shown = mentions.slice(0, MOST).map((m, i) => {
    const linked = m.anchor === last ? html`${m.text}` : html`<a href="#${m.anchor}">${m.text}</a>`;
    last = m.anchor;
    return html`${i > 0 && '; '}${linked}`;
  });
  return html`<li>${where}: ${shown}${mentions.length > MOST && `; ${mentions.length - MOST} more`}</li>`;
}
