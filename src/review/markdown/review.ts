import { connections } from '../connections';
import { equalCosts } from '../costs';
import { Column } from '../catalogue/rule';
import { GovernanceModel } from '../../governance/model';
import { Grant, grantsOf } from '../grants';
import { Decision, ReviewModel } from '../model';
import { budgetSentence, CLOUD_TITLES, CONSEQUENCE_TITLES, Names, plural } from '../words';
import { Store, storesOf } from '../stores';
import { verdictOf } from '../verdict';
import { governanceFolds, lookText, verdictText } from './governance';
import { code, escape, fit, foldIf, hardLimit, marker, Profile, table } from './text';

const OPEN_DECISIONS = 7;

/** The review as a comment on a pull request: complete by itself, the verdict first. */
export function reviewMarkdown(model: ReviewModel, profile: Profile = 'github'): string {
  const { identity, counts } = model;
  const { governance } = model;
  const sections = [
    `${marker(profile, `review ${identity.stack}`)}## ${escape(identity.stack)}${identity.stage ? ` / ${escape(identity.stage)}` : ''}\n`,
    governance ? verdictText(governance) : `**${escape(verdictOf(model))}**\n`,
    `${escape(placeLine(model))}\n`,
    `${countsLine(model)}\n`,
    ...(governance ? governed(model, governance, profile) : [
      decisionsText(model.decisions.slice(0, OPEN_DECISIONS)),
      ...foldIf(profile, model.decisions.length > OPEN_DECISIONS, `${model.decisions.length - OPEN_DECISIONS} more to decide`, () => decisionsText(model.decisions.slice(OPEN_DECISIONS))),
    ]),
    ...reachFold(model, profile), ...storesFold(model, profile), ...permissionsFold(model, profile), ...connectionsFold(model, profile), ...costFold(model, profile),
    ...foldIf(profile, model.unread.length > 0, `Not checked: ${plural(counts.unread, 'resource type')}`, () => model.unread.map((t) => `- ${code(t)}`).join('\n')),
    `Synthesized, not planned: live state is unknown. ${code(model.file)}, SHA-256 ${code(model.digest.slice(0, 12))}.\n`,
  ];
  const kept = 5;
  const last = sections.pop()!;
  return fit([...sections.slice(0, kept), last, ...sections.slice(kept)], hardLimit(profile), kept + 1, `review/${identity.stack}/index.html`);
}

/** What governance says beyond the verdict; then what the review noticed, for information. */
function governed(model: ReviewModel, governance: GovernanceModel, profile: Profile): string[] {
  return [
    lookText(governance, profile), ...governanceFolds(governance, profile),
    ...foldIf(profile, model.decisions.length > 0, `Noticed, for information: ${model.decisions.length}`, () => decisionsText(model.decisions)),
  ];
}

function placeLine({ identity: i }: ReviewModel): string {
  const cloud = i.cloud ? `${CLOUD_TITLES[i.cloud] ?? i.cloud} ${i.region}, ${i.account}` : '';
  const pod = i.pod ? `pod ${i.pod.name} (${i.pod.type}), ${i.pod.contact}` : '';
  return [...i.patterns.map((p) => `${p.id} ${p.version}`), pod, cloud].filter(Boolean).join(' · ');
}

/** The figures, with the words that page and picture use. */
export function countsLine({ counts: c, governance }: Pick<ReviewModel, 'counts' | 'governance'>): string {
  return [
    plural(c.resources, 'resource'), `${c.reachable} reachable from the internet`, plural(c.stores, 'data store'), plural(c.identities, 'identity', 'identities'), ...(governance ? [] : [plural(c.decisions, 'decision')]),
  ].join(' · ');
}

function decisionsText(decisions: Decision[]): string {
  return decisions.map((d) => `- **${CONSEQUENCE_TITLES[d.consequence]}**: ${escape(d.text)}${many(d)}\n`).join('');
}

function many(decision: Decision): string {
  return decision.subjects.length > 1 ? ` — ${decision.subjects.map(code).join(', ')}` : '';
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
  const cell = (store: Store, columns: readonly Column[]) => {
    const said = columns.flatMap((c) => store.cells[c] ?? []);
    return [...new Set(said.map((s) => `${escape(s.detail ? `${s.text} (${s.detail})` : s.text)}${s.weak ? ' **(to decide)**' : ''}`))].join('; ') || '—';
  };
  const rows = stores.map((s) => [
    `${code(s.path)}${s.classification ? ` (${escape(s.classification)})` : ''}`, cell(s, ['key', 'public', 'login', 'transit']), cell(s, ['backup', 'retention']), cell(s, ['deletion']),
  ]);
  return foldIf(profile, stores.length > 0, `Data: ${plural(model.counts.stores, 'store')}`, () => table(['Store', 'Protected', 'Backup and retention', 'Deletion'], rows));
}

const MOST_GRANTS = 15;
const MOST_NAMED = 4;

function permissionsFold(model: ReviewModel, profile: Profile): string[] {
  const all = grantsOf(model);
  const grants = all.filter((g) => g.effect === 'allow');
  const named = (list: string[]) => list.slice(0, MOST_NAMED).map(code).join(', ') + (list.length > MOST_NAMED ? ` and ${list.length - MOST_NAMED} more` : '');
  const line = (g: Grant) => `- ${named(g.principals)} may ${escape(g.verbs)} on ${named(g.resources)}${g.condition ? `, ${escape(g.condition)}` : ''}${g.weak ? ' **(to decide)**' : ''}`;
  const rest = [
    ...(grants.length > MOST_GRANTS ? [`${grants.length - MOST_GRANTS} more`] : []),
    ...(all.length > grants.length ? [`${plural(all.length - grants.length, 'denial')}`] : []),
  ];
  const body = () => [...grants.slice(0, MOST_GRANTS).map(line), ...(rest.length > 0 ? [`- ${rest.join(' and ')} in the page`] : [])].join('\n');
  return foldIf(profile, grants.length > 0, `Permissions: ${model.counts.permissions} of ${plural(model.counts.identities, 'identity', 'identities')}`, body);
}

function connectionsFold(model: ReviewModel, profile: Profile): string[] {
  const lines = connections(model);
  return foldIf(profile, lines.length > 0, `Connections: ${lines.length}`, () => lines.map((l) => `- ${escape(l)}`).join('\n'));
}

function costFold(model: ReviewModel, profile: Profile): string[] {
  const names = new Names(model);
  const budget = model.identity.budget ? `${escape(budgetSentence(model.identity.budget))}\n\n` : '';
  const running = model.costs.filter((c) => c.billed === 'running');
  // What there is many of comes last, as on the page.
  const rows = equalCosts(running).sort((a, b) => Number(a.length > 1) - Number(b.length > 1)).map((equal) => {
    const [{ subject, driver, quantity }] = equal;
    const parts = new Set(equal.map((c) => names.part(c.subject)));
    return equal.length === 1 ? [code(names.of(subject)), escape(driver), escape(quantity)]
      : [`${equal.length} resources ${parts.size === 1 ? `in ${code([...parts][0])}` : `in ${parts.size} parts`}`, escape(driver), escape(`${equal.length} times ${quantity}`)];
  });
  const usage = model.costs.length - running.length;
  return foldIf(profile, model.costs.length > 0, `Cost: ${running.length} billed at rest, ${usage} by use`, () => `${budget}${table(['Resource', 'What', 'How much'], rows)}\n\n${usage} more are billed by use; the page lists them. No prices: they are not in the Terraform.`);
}
