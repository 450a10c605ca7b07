import { connections } from '../connections';
import { permissionClause } from '../decisions';
import { Decision, ReviewModel } from '../model';
import { CLOUD_TITLES, CONSEQUENCE_TITLES, Names, plural } from '../words';
import { COLUMNS, storesOf } from '../stores';
import { verdictOf } from '../verdict';
import { code, escape, fit, fold, hardLimit, marker, Profile, table } from './text';

const OPEN_DECISIONS = 7;

/** The review as a comment on a pull request: complete by itself, the verdict first. */
export function reviewMarkdown(model: ReviewModel, profile: Profile = 'github'): string {
  const { identity, counts } = model;
  const sections = [
    `${marker(profile, `review ${identity.stack}`)}## ${escape(identity.stack)}${identity.stage ? ` / ${escape(identity.stage)}` : ''}\n`,
    `**${escape(verdictOf(model))}**\n`,
    `${escape(placeLine(model))}\n`,
    `${countsLine(model)}\n`,
    decisionsText(model.decisions.slice(0, OPEN_DECISIONS)),
    ...foldIf(profile, model.decisions.length > OPEN_DECISIONS, `${model.decisions.length - OPEN_DECISIONS} more to decide`, () => decisionsText(model.decisions.slice(OPEN_DECISIONS))),
    ...reachFold(model, profile), ...storesFold(model, profile), ...permissionsFold(model, profile), ...connectionsFold(model, profile), ...costFold(model, profile),
    ...foldIf(profile, model.unread.length > 0, `Not checked: ${plural(counts.unread, 'resource type')}`, () => model.unread.map((t) => `- ${code(t)}`).join('\n')),
    `Synthesized, not planned: live state is unknown. ${code(model.file)}, SHA-256 ${code(model.digest.slice(0, 12))}.\n`,
  ];
  const kept = 5;
  const last = sections.pop()!;
  return fit([...sections.slice(0, kept), last, ...sections.slice(kept)], hardLimit(profile), kept + 1, `review/${identity.stack}/index.html`);
}

function placeLine({ identity: i }: ReviewModel): string {
  const cloud = i.cloud ? `${CLOUD_TITLES[i.cloud] ?? i.cloud} ${i.region}, ${i.account}` : '';
  const pod = i.pod ? `pod ${i.pod.name} (${i.pod.type}), ${i.pod.contact}` : '';
  return [...i.patterns.map((p) => `${p.id} ${p.version}`), pod, cloud].filter(Boolean).join(' · ');
}

/** The figures, with the words that page and picture use. */
export function countsLine({ counts: c }: Pick<ReviewModel, 'counts'>): string {
  return [
    plural(c.resources, 'resource'), `${c.reachable} reachable from the internet`, plural(c.stores, 'data store'), plural(c.identities, 'identity', 'identities'), plural(c.decisions, 'decision'),
  ].join(' · ');
}

function decisionsText(decisions: Decision[]): string {
  return decisions.map((d) => `- **${CONSEQUENCE_TITLES[d.consequence]}**: ${escape(d.text)}${many(d)}\n`).join('');
}

function many(decision: Decision): string {
  return decision.subjects.length > 1 ? ` — ${decision.subjects.map(code).join(', ')}` : '';
}

function foldIf(profile: Profile, condition: boolean, summary: string, body: () => string): string[] {
  return condition ? [fold(profile, escape(summary), body())] : [];
}

function reachFold(model: ReviewModel, profile: Profile): string[] {
  const names = new Names(model);
  const rows = model.reach.map((r) => [
    escape(`${names.of(r.from)} → ${names.of(r.to)}`), escape(`${r.ports} ${r.protocol}`), escape(r.authentication), escape(`${r.filter}${r.weak ? ' (to decide)' : ''}`),
  ]);
  return foldIf(profile, rows.length > 0, `Reach: ${model.counts.reachable} reachable from the internet`, () => table(['From → to', 'Ports', 'Authentication', 'Filter'], rows));
}

function storesFold(model: ReviewModel, profile: Profile): string[] {
  const stores = storesOf(model);
  const body = () => stores.map((s) => `- ${code(s.path)}${s.classification ? ` (${escape(s.classification)})` : ''}: ${COLUMNS.flatMap((c) => s.cells[c] ?? []).map((x) => escape(x.text)).join('; ')}`).join('\n');
  return foldIf(profile, stores.length > 0, `Data: ${plural(model.counts.stores, 'store')}`, body);
}

function permissionsFold(model: ReviewModel, profile: Profile): string[] {
  const names = new Names(model);
  const body = () => model.permissions.map((p) => `- ${code(names.of(p.principal))} ${escape(permissionClause(p, names))}${p.weak ? ' (to decide)' : ''}`).join('\n');
  return foldIf(profile, model.permissions.length > 0, `Permissions: ${model.counts.permissions} of ${plural(model.counts.identities, 'identity', 'identities')}`, body);
}

function connectionsFold(model: ReviewModel, profile: Profile): string[] {
  const lines = connections(model);
  return foldIf(profile, lines.length > 0, `Connections: ${lines.length}`, () => lines.map((l) => `- ${escape(l)}`).join('\n'));
}

function costFold(model: ReviewModel, profile: Profile): string[] {
  const names = new Names(model);
  const budget = model.identity.budget ? `Budget ${model.identity.budget.amount} ${model.identity.budget.currency} a month: it warns, and stops nothing.\n\n` : '';
  const rows = model.costs.map((c) => [code(names.of(c.subject)), escape(c.driver), escape(c.quantity), c.billed === 'running' ? 'at rest' : 'by use']);
  return foldIf(profile, rows.length > 0, 'Cost', () => escape(budget) + table(['Resource', 'What', 'How much', 'Billed'], rows));
}
