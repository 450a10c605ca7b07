import { rank } from '../words';
import { compare, Draft, LIMIT, sentence } from './change';

/** From how many equal changes on one become one line: what needs a decision stays apart longer. */
function enough(draft: Draft): number {
  return draft.noise ? 2 : rank(draft.consequence) < rank('protection') ? 4 : 3;
}

/** Equal sentences on many subjects become one change that lists them. */
export function folded(drafts: readonly Draft[]): Draft[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of labelled(drafts)) {
    const key = equalKey(draft, draft.label ?? '');
    groups.set(key, [...groups.get(key) ?? [], draft]);
  }
  return [...groups.values()].flatMap((group) => (group.length < enough(group[0]) ? once(group) : [together(group)]));
}

function equalKey(draft: Draft, further: string): string {
  return JSON.stringify([draft.rule, draft.consequence, draft.direction, draft.clause, draft.from ?? null, draft.to ?? null, draft.noise ?? false, further]);
}

/** The same of several things of one subject: `6 firewall rules` is one change that names them. */
function labelled(drafts: readonly Draft[]): Draft[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const key = draft.label === undefined ? `${groups.size}` : equalKey(draft, draft.subject);
    groups.set(key, [...groups.get(key) ?? [], draft]);
  }
  return [...groups.values()].map((group) => (group.length === 1 ? group[0] : {
    ...group[0], label: group.map((d) => d.label).sort().join(', '), evidence: group.flatMap((d) => d.evidence),
  }));
}

/** Two changes of one subject that read the same are one. */
function once(group: Draft[]): Draft[] {
  const bySubject = new Map<string, Draft>();
  for (const draft of group) {
    const known = bySubject.get(`${draft.subject}\n${draft.detail ?? ''}`);
    bySubject.set(`${draft.subject}\n${draft.detail ?? ''}`, known ? { ...known, evidence: [...known.evidence, ...draft.evidence] } : draft);
  }
  return [...bySubject.values()];
}

function together(group: Draft[]): Draft {
  const subjects = [...new Set(group.map((d) => d.subject))].sort(compare);
  if (subjects.length === 1) { return once(group.map((d) => ({ ...d, detail: group[0].detail })))[0]; }
  const [first] = group;
  const subject = shared(subjects);
  const mend = group.flatMap((d) => (d.mend ? [d.mend] : [])).sort().join('\n');
  return {
    ...first, subject, subjects, detail: JSON.stringify(group.map((d) => `${d.subject} ${d.detail ?? ''}`).sort()), evidence: group.flatMap((d) => d.evidence), clause: named(subjects, subject, first), ...(mend ? { mend } : {}),
  };
}

/** All subjects if they fit into the sentence, else how many there are and where; the list has them. */
function named(subjects: string[], subject: string, { rule, clause, from, to }: Draft): string {
  const all = `${subjects.join(', ')}: ${clause}`;
  const whole = sentence('', all.replace('{from}', from ?? '').replace('{to}', to ?? '')).length;
  return whole < LIMIT ? all : `${subjects.length} ${rule.startsWith('permission') ? 'identities' : 'resources'}${subject ? ` in ${subject}` : ''}: ${clause}`;
}

/** The construct around all of them; empty for the stack itself. */
function shared(paths: string[]): string {
  const [first, ...rest] = paths.map((p) => p.split('/'));
  let depth = 0;
  while (depth < first.length && rest.every((p) => p[depth] === first[depth])) { depth++; }
  return first.slice(0, depth).join('/');
}
