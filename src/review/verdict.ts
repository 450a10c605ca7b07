import { ReviewModel } from './model';
import { CONSEQUENCE_TITLES, plural } from './words';

/** The review in one sentence: how many things a person has to decide, and which is the worst kind. */
export function verdictOf(model: ReviewModel): string {
  const { decisions, counts } = model;
  const checked = `${plural(counts.statements, 'statement')} checked, ${plural(counts.permissions, 'permission')} read`;
  const open = counts.unread > 0 ? `; ${plural(counts.unread, 'resource type')} not read` : '';
  if (decisions.length === 0) { return `Nothing to decide: ${checked}${open}.`; }
  return `${plural(decisions.length, 'thing')} to decide, ${decisions.length === 1 ? 'it concerns' : 'the worst concerns'} ${CONSEQUENCE_TITLES[decisions[0].consequence].toLowerCase()}: ${checked}${open}.`;
}
