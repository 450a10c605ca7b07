import { ruleOf } from '../catalogue';
import { ReviewModel, Statement } from '../model';
import { COLUMNS, COLUMN_TITLES, Store, storesOf } from '../stores';
import { plural, rank } from '../words';
import { figure, Html, html } from './html';
import { cell, clause, markOf, more, Section, table, View } from './view';

const OPEN = 20;
/** The matrix of stores: one row each, one column for each kind of protection; what is weak comes first. */
export function data(view: View): Section {
  const all = ranked(view.model);
  const heads = ['Store', ...COLUMNS.map((c) => COLUMN_TITLES[c])];
  const rows = all.map((s) => row(view, s));
  return {
    id: 'data', title: 'Data', lead: lead(all), count: all.length,
    body: html`${rows.length > 0 && table('stack data', 'Data stores and what protects them', heads, rows.slice(0, OPEN))}
${rows.length > OPEN && more(`${rows.length - OPEN} more stores`, table('stack data', 'Data stores, continued', heads, rows.slice(OPEN)))}
${rows.length > 0 && html`<p class="note unstated">“not stated”: the Terraform says nothing of it for this store, or the property does not exist there.</p>`}`,
  };
}

/** Worst weakness first, then by name. */
function ranked(model: ReviewModel): Store[] {
  return storesOf(model).sort((a, b) => worst(a) - worst(b) || b.weak - a.weak || (a.path < b.path ? -1 : 1));
}

function worst(store: Store): number {
  return Math.min(99, ...Object.values(store.cells).flat().filter((s) => s.weak).map((s) => rank(ruleOf(s.rule).consequence)));
}

function lead(all: Store[]): string {
  if (all.length === 0) { return 'No data store was found in this stack.'; }
  const value = (rule: string) => all.map((s) => Object.values(s.cells).flat().find((x) => x.rule === rule)?.value);
  const keys = value('data.key');
  const own = keys.filter((v) => v === 'customer').length;
  const theirs = keys.filter((v) => v === 'foundation').length;
  const open = value('data.public').filter((v) => v === true).length;
  const weak = all.reduce((sum, s) => sum + s.weak, 0);
  const foreign = keys.filter((v) => v === 'foreign').length;
  const managed = own + theirs === 0 ? 'none encrypted with a customer-managed key'
    : `${own + theirs === all.length ? `${all.length === 1 ? '' : 'all '}` : `${own + theirs} `}encrypted with a customer-managed key of ${theirs === 0 ? 'this stack' : own === 0 ? 'the foundation' : 'this stack or of the foundation'}`;
  const encrypted = `${managed}${foreign > 0 ? `, ${foreign} with a key of another account` : ''}`;
  return `${plural(all.length, 'store')}, ${encrypted}; ${open === 0 ? 'none' : figure(open)} public; ${weak === 0 ? 'no weak protection' : `${plural(weak, 'weak protection')}`}.`;
}

function row(view: View, store: Store): Html {
  const resource = view.names.resource(store.address);
  const { part, about } = store;
  return html`<tr id="d-${resource?.key ?? 'x'}"><th scope="row" data-h="Store">${view.link(store.address)}<span class="sub">${part?.title ?? 'Store'}, ${part?.classification ? html`<b>${part.classification}</b>` : 'not classified'}</span>${about.map((s) => html`<span class="sub">${s.weak && html`${markOf(ruleOf(s.rule).consequence, 'Weak')} `}${clause(s)}</span>`)}</th>
${COLUMNS.map((column) => cell(COLUMN_TITLES[column], words(view, store.cells[column] ?? [])))}</tr>`;
}

function words(view: View, own: Statement[]): Html {
  if (own.length === 0) { return html`<span class="na">not stated</span>`; }
  return html`<ul class="cell">${[...own].sort((a, b) => Number(b.weak) - Number(a.weak) || ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule)).map((s) => html`<li>${s.weak && html`${markOf(ruleOf(s.rule).consequence, 'Weak')} `}${source(view, s)}</li>`)}</ul>`;
}

/** The words of a cell are the link to what they are read from. */
function source(view: View, statement: Statement): Html {
  return view.link((statement.evidence[0] ?? { address: statement.subject }).address, short(statement));
}

/** The clause in as few words as the head of the column allows. */
const SHORT: { readonly [rule: string]: (value: any) => string | undefined } = {
  'data.public': (v) => (v ? 'yes' : 'no'),
  'data.key': (v) => ({ customer: "this stack's", foundation: "foundation's", provider: "provider's", fixed: "provider's, the only one", foreign: "another account's", none: 'not encrypted' } as any)[v],
  'data.backup-days': (v) => (v === 0 ? 'none' : plural(v, 'day')),
  'data.point-in-time': (v) => (v ? 'any point in time' : 'no point in time'),
  'data.versions': (v) => (v ? 'earlier versions' : 'no earlier versions'),
  'data.deletion-protection': (v) => (v ? 'protected' : 'not protected'),
  'data.prevent-destroy': (v) => (v ? 'Terraform refuses' : 'Terraform may destroy'),
  'data.force-destroy': (v) => (v ? 'destroyed with its data' : 'destroyed only if empty'),
  'data.object-acl': (v) => (v ? 'objects can be shared singly' : 'no sharing of single objects'),
  'data.public-blocked': (v) => (v ? 'opening is blocked' : 'could be opened'),
  'data.lock': (v) => ({ none: 'no lock', lifted: 'lock can be lifted', final: 'lock cannot be lifted' } as any)[v],
  'data.final-copy': (v) => (v ? 'last copy kept' : 'no last copy'),
  'data.undelete-days': (v) => (v === 0 ? 'gone at once' : v >= 36500 ? 'can be brought back' : `back within ${plural(v, 'day')}`),
  'data.expiry-days': (v) => (v >= 36500 ? 'until deleted' : plural(v, 'day')),
  'data.immutable-days': (v) => (v === 0 ? 'not locked' : `locked ${plural(v, 'day')}`),
  'data.transit': (v) => (v === 'none' ? 'not encrypted' : v === 'optional' ? 'encryption optional' : v === 'TLS' ? 'TLS' : `${v} or newer`),
  'data.login': (v) => ({ 'none': 'none', 'key': 'shared key', 'password': 'password', 'password or identity': 'identity or password', 'identity': 'identity only' } as any)[v],
  'data.access-log': (v) => (v ? 'logged' : 'not logged'),
  'data.redundancy': (v) => ({ one: 'one copy', zone: 'one zone', zones: 'several zones', regions: 'several regions' } as any)[v],
};

function short(statement: Statement): string {
  const words = SHORT[statement.rule]?.(statement.value) ?? statement.text;
  return statement.detail ? `${words} (${statement.detail})` : words;
}

/** The order of the sentences in a cell. */
const ORDER = Object.keys(SHORT);
