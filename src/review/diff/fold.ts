import { rank } from '../words';
import { Draft, LIMIT, sentence } from './change';
import { compare, groupBy } from './lists';

/** From how many equal changes on one become one line: what needs a decision stays apart longer. */
function enough(draft: Draft): number {
  return draft.noise ? 2 : rank(draft.consequence) < rank('protection') ? 4 : 3;
}

/** Equal sentences on many subjects become one change that lists them. */
export function folded(drafts: readonly Draft[]): Draft[] {
  const groups = groupBy(labelled(drafts), (d) => equalKey(d, d.label ?? ''));
  return [...groups.values()].flatMap((group) => (group.length < enough(group[0]) ? once(group) : [together(group)]));
}

function equalKey(d: Draft, further: string): string {
  return JSON.stringify([d.rule, d.consequence, d.direction, d.clause, d.from ?? null, d.to ?? null, d.noise ?? false, further]);
}

/** The same of several things of one subject, such as rules of a firewall, is one change that names them. */
function labelled(drafts: readonly Draft[]): Draft[] {
  const labels = groupBy(drafts.filter((d) => d.label !== undefined), (d) => equalKey(d, d.subject));
  const joined = [...labels.values()].map((group) => ({
    ...group[0], label: [...new Set(group.map((d) => d.label))].sort().join(', '), evidence: group.flatMap((d) => d.evidence),
  }));
  return [...drafts.filter((d) => d.label === undefined), ...joined];
}

/** Two changes of one subject that read the same are one. */
function once(group: Draft[]): Draft[] {
  return [...groupBy(group, (d) => `${d.subject}\n${d.detail ?? ''}`).values()].map((same) => ({ ...same[0], evidence: same.flatMap((d) => d.evidence) }));
}

function together(group: Draft[]): Draft {
  const subjects = [...new Set(group.map((d) => d.subject))].sort(compare);
  if (subjects.length === 1) { return once(group.map((d) => ({ ...d, detail: group[0].detail })))[0]; }
  const [first] = group;
  const subject = shared(subjects);
  return {
    ...first, subject, subjects, clause: named(subjects, subject, first), detail: JSON.stringify(group.map((d) => `${d.subject} ${d.detail ?? ''}`).sort()),
    evidence: group.flatMap((d) => d.evidence), mend: group.flatMap((d) => d.mend ?? []).sort().join('\n') || undefined,
  };
}

/** All subjects if they fit into the sentence, else how many there are and where; the list has them. */
function named(subjects: string[], subject: string, { rule, label, clause, from, to }: Draft): string {
  const said = label ? `${label}: ${clause}` : clause;
  const whole = sentence('', `${subjects.join(', ')}: ${said.replace('{from}', from ?? '').replace('{to}', to ?? '')}`);
  if (whole.length < LIMIT && !whole.includes('…')) { return `${subjects.join(', ')}: ${clause}`; }
  return `${subjects.length} ${rule.startsWith('permission') ? 'identities' : 'resources'}${subject ? ` in ${subject}` : ''}: ${clause}`;
}

/** The construct around all of them; empty for the stack itself. */
function shared(paths: string[]): string {
  const [first, ...rest] = paths.map((p) => p.split('/'));
  let depth = 0;
  while (depth < first.length && rest.every((p) => p[depth] === first[depth])) { depth++; }
  return first.slice(0, depth).join('/');
}
