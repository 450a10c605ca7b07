import { capital } from './governed';
import { ReviewModel } from './model';
import { CONSEQUENCE_TITLES, plural } from './words';

/** The review in one sentence: how many things a person has to decide, and which is the worst kind. */
export function verdictOf(model: ReviewModel): string {
  if (model.decisions.length === 0) { return `Nothing to decide: ${checked(model)}.`; }
  return `${plural(model.decisions.length, 'thing')} to decide, ${worst(model)}: ${checked(model)}.`;
}

/** The same where governance has the verdict: these are for information. */
export function noticedSentence(model: ReviewModel): string {
  if (model.decisions.length === 0) { return `Nothing else was noticed: ${checked(model)}.`; }
  return `For information: ${plural(model.decisions.length, 'thing')} noticed, ${worst(model)}; where a control fails on one of them, it is above. ${capital(checked(model))}.`;
}

function worst({ decisions }: ReviewModel): string {
  return `${decisions.length === 1 ? 'it concerns' : 'the worst concerns'} ${CONSEQUENCE_TITLES[decisions[0].consequence].toLowerCase()}`;
}

function checked({ counts }: ReviewModel): string {
  const open = counts.unread > 0 ? `; ${plural(counts.unread, 'resource type')} not read` : '';
  return `${plural(counts.statements, 'statement')} checked, ${plural(counts.permissions, 'permission')} read${open}`;
}
