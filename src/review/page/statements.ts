import { ruleOf } from '../catalogue';
import { Statement } from '../model';
import { plural, rank } from '../words';
import { Html, html } from './html';
import { cell, clause, lastSegment, mark, markOf, more, MOST_ROWS, Section, table, View } from './view';
import { append } from '../group';

/** Families of statements, by the first segment of the rule, in the order of the page. Data stores have a section of their own. */
const FAMILIES: readonly (readonly [string, readonly string[]])[] = [
  ['Edge and network', ['edge', 'network']],
  ['Workloads and images', ['compute', 'image']],
  ['Logs and audit', ['log', 'audit']],
  ['Keys, secrets and backups', ['key', 'secret', 'backup']],
  ['Budget and guardrails', ['budget', 'guard']],
  ['Data beside the stores', ['data']],
  ['Messages', ['messaging']],
];
const ALARMS = ['alarm', 'alert'];

/** Everything else that was read, by what it is about. */
export function statements(view: View): Section {
  const all = view.model.statements.filter((s) => familyOf(s) !== 'data' || !view.isStore(s.subject));
  const known = new Set([...ALARMS, ...FAMILIES.flatMap(([, names]) => names)]);
  const groups = FAMILIES.map(([title, names]) => [title, all.filter((s) => names.includes(familyOf(s)))] as const);
  const others = all.filter((s) => !known.has(familyOf(s)));
  const weak = all.filter((s) => s.weak).length;
  return {
    id: 'statements', title: 'Settings', count: all.length,
    lead: all.length === 0 ? 'No setting of edge, workloads, logs, alarms or keys was read.' : `${plural(all.length, 'statement')} on edge, workloads, logs, alarms, keys and guardrails: ${weak === 0 ? 'none is weak' : `${weak} ${weak === 1 ? 'is' : 'are'} weak`}.`,
    body: html`${groups.map(([title, own]) => family(view, title, own))}${alarms(view, all.filter((s) => ALARMS.includes(familyOf(s))))}${family(view, 'Other', others)}`,
  };
}

function familyOf(statement: Statement): string {
  return statement.rule.slice(0, statement.rule.indexOf('.'));
}

function family(view: View, title: string, own: Statement[]): Html {
  if (own.length === 0) { return html``; }
  const subjects = bySubject(view, own);
  return fold(title, `${plural(own.length, 'statement')} on ${plural(subjects.length, 'resource')}`, own,
    table('stack says', title, ['Resource', 'What it says'], subjects.map(([subject, said]) => row(view, subject, said))));
}

function fold(title: string, sum: string, own: Statement[], inside: Html): Html {
  const weak = own.filter((s) => s.weak).length;
  return html`<details class="who"><summary><h3>${title}</h3> <span class="sum">${sum}</span>${weak > 0 && html` ${mark('warn', `${weak} weak`)}`}</summary>${inside}</details>`;
}

/** Weak subjects first, then by name. */
function bySubject(view: View, own: Statement[]): [string, Statement[]][] {
  const by = new Map<string, Statement[]>();
  for (const s of own) { append(by, s.subject, s); }
  const worst = (said: Statement[]) => Math.min(99, ...said.filter((s) => s.weak).map((s) => rank(ruleOf(s.rule).consequence)));
  return [...by].sort((a, b) => worst(a[1]) - worst(b[1]) || (view.names.of(a[0]) < view.names.of(b[0]) ? -1 : 1));
}

function row(view: View, subject: string, said: Statement[]): Html {
  return html`<tr id="${statementAnchor(view, said[0])}"><th scope="row" data-h="Resource">${view.link(subject)}</th>
${cell('What it says', html`<ul class="cell">${[...said].sort((a, b) => Number(b.weak) - Number(a.weak)).slice(0, 60).map((s) => html`<li>${sentence(view, s)}</li>`)}</ul>`)}</tr>`;
}

/** The clause, its mark, its list if the clause only counts one, and where it is read from. */
function sentence(view: View, s: Statement): Html {
  const listed = Array.isArray(s.value) && s.value.length > 0 && !s.text.includes(s.value[0]) ? s.value : [];
  return html`${s.weak && html`${markOf(ruleOf(s.rule).consequence, 'Weak')} `}${clause(s)} ${view.evidence(s.evidence, s.subject, 1)}${listed.length > 0 && more('Which', html`<ul class="acts">${listed.slice(0, MOST_ROWS).map((v) => html`<li><code>${v}</code></li>`)}</ul>`)}`;
}

/** Many alarms say the same: one row for each part, with counts, and the alarms below. */
function alarms(view: View, own: Statement[]): Html {
  if (own.length === 0) { return html``; }
  const parts = new Map<string, Statement[]>();
  for (const s of own) { append(parts, view.names.part(s.subject), s); }
  const count = (said: Statement[], rule: string, value: unknown) => new Set(said.filter((s) => s.rule === rule && s.value === value).map((s) => s.subject)).size;
  const rows = [...parts].map(([part, said]) => {
    const subjects = bySubject(view, said);
    const weak = said.filter((s) => s.weak).length;
    const list = html`<ul class="cell">${subjects.slice(0, 80).map(([subject, about]) => html`<li id="${statementAnchor(view, about[0])}">${view.link(subject, within(view.names.of(subject), part))}: ${about.map((s, i) => html`${i > 0 && ', '}${s.weak && html`${mark('warn', 'Weak')} `}${clause(s)}`)}</li>`)}</ul>`;
    return [weak, html`<tr><th scope="row" data-h="Part">${weak > 0 && html`${mark('warn', 'Weak')} `}${view.partLink(part)}</th>${cell('Alarms and receivers', subjects.length, 'num')}${cell('Switched off', count(said, 'alarm.enabled', false), 'num')}${cell('Heard by nobody', count(said, 'alarm.heard', false), 'num')}${cell('Which', more(`Show ${subjects.length}`, list))}</tr>`] as const;
  });
  const sorted = rows.sort((a, b) => b[0] - a[0]).map(([, r]) => r);
  const subjects = new Set(own.map((s) => s.subject)).size;
  return fold('Alarms and receivers', `${plural(subjects, 'resource')} in ${plural(parts.size, 'part')}`, own,
    table('stack alarms', 'Alarms by part', ['Part', 'Alarms and receivers', 'Switched off', 'Heard by nobody', 'Which'], sorted));
}

function within(path: string, part: string): string {
  return path.startsWith(`${part}/`) ? path.slice(part.length + 1) : lastSegment(path);
}

/** Where a statement is printed: the row of its resource. */
export function statementAnchor(view: View, statement: Statement): string {
  const key = view.names.resource(statement.subject)?.key ?? 'x';
  const family = familyOf(statement);
  if (family === 'data' && view.isStore(statement.subject)) { return `d-${key}`; }
  const index = ALARMS.includes(family) ? 'a' : FAMILIES.findIndex(([, names]) => names.includes(family));
  return `s${index}-${key}`;
}
