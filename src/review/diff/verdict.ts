import { CONSEQUENCES } from '../model';
import { CONSEQUENCE_TITLES, plural } from '../words';
import { isDecision } from './change';
import { Change } from './report';

/** One sentence that says all: how many need a decision, of which kind, and how many do not. Never cut. */
export function verdictOf(changes: readonly Change[], place = ''): string {
  const where = place ? ` in ${place}` : '';
  if (changes.length === 0) { return `Nothing changes${where}.`; }
  const decisions = changes.filter(isDecision);
  const noise = changes.filter((c) => c.noise).length;
  const others = changes.length - decisions.length - noise;
  const rest = [...(others ? [plural(others, 'other change')] : []), ...(noise ? [`${noise} in tags, texts and versions only`] : [])].join(', ');
  if (decisions.length === 0) {
    const what = !noise ? '' : others ? `: ${rest}` : ': tags, texts and versions only';
    return `${plural(changes.length, 'change')}${where}, none needs a decision${what}.`;
  }
  const kinds = CONSEQUENCES.flatMap((c) => {
    const count = decisions.filter((d) => d.consequence === c).length;
    return count ? [`${count} ${CONSEQUENCE_TITLES[c].toLowerCase()}`] : [];
  });
  return `${plural(decisions.length, 'change needs', 'changes need')} a decision${where}: ${kinds.join(', ')}${rest ? `; ${rest}` : ''}.`;
}
