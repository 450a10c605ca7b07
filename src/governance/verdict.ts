import { Consequence } from '../review/model';
import { groupBy } from '../review/group';
import { plural, rank } from '../review/words';
import { ApprovalState, ControlResult, Deviation, EvaluatedControl, LookAt, Verdict, VerdictWord } from './model';

/** What a verdict is made of. */
export interface Judged {
  /** Whether the standards ask for approvals. */
  readonly asked: boolean;
  readonly kind: string;
  readonly controls: readonly EvaluatedControl[];
  readonly results: readonly ControlResult[];
  readonly deviations: readonly Deviation[];
  readonly approvals: readonly ApprovalState[];
  /** Whether every input that has a default has it. */
  readonly defaultsOnly: boolean;
  /** What is wrong with exceptions. */
  readonly exceptions: readonly LookAt[];
}

/** The verdict, and what a person must look at: nothing else. */
export function verdictFor(judged: Judged): Verdict {
  const controls = new Map(judged.controls.map((c) => [c.id, c]));
  const look = distinct([
    ...[...groupBy(judged.results.filter((r) => isOpen(r, controls.get(r.control)!)), (r) => `${r.control}\n${r.outcome}\n${r.message}\n${r.mend ?? ''}`).values()]
      .map((same) => lookAtResults(same, controls.get(same[0].control)!)),
    ...judged.deviations.filter((d) => !d.tightens && d.exception === undefined).map(lookAtDeviation),
    ...judged.approvals.filter((a) => !a.valid).map(lookAtApproval),
    ...judged.exceptions,
  ]).sort((a, b) => rank(a.consequence) - rank(b.consequence) || (a.text < b.text ? -1 : 1));
  const word = judged.asked ? wordFor(judged) : undefined;
  return { ...(word ? { word } : {}), text: sentence(word, look, judged), passes: look.length === 0, look };
}

/** Whether a result stops an environment, unless an exception accepts it. */
export function isOpen(result: ControlResult, control: EvaluatedControl): boolean {
  const stops = result.outcome === 'fail' || result.outcome === 'error' || (result.outcome === 'unknown' && control.unknownFails);
  return stops && !control.reportOnly && result.exception === undefined;
}

function wordFor({ approvals, deviations, defaultsOnly }: Judged): VerdictWord {
  if (approvals.some((a) => !a.valid)) { return 'stale'; }
  if (deviations.some((d) => !d.tightens)) { return 'deviated'; }
  return deviations.length > 0 ? 'tightened' : defaultsOnly ? 'identical' : 'within contract';
}

const OWNERS: { readonly [word in VerdictWord]: string } = {
  'identical': 'Identical to what was approved', 'within contract': 'Within the approved contract', 'tightened': 'Tightened against what was approved',
  'deviated': 'Deviates from what was approved', 'stale': 'The approval does not hold any more',
};

function sentence(word: VerdictWord | undefined, look: readonly LookAt[], { deviations, kind }: Judged): string {
  const begin = word === undefined ? '' : kind === 'foundation' && word !== 'deviated' ? 'As Groundwork makes it' : OWNERS[word];
  if (look.length > 0) {
    const owners = [...new Set(look.map((l) => l.owner))].sort();
    return `${begin}${begin ? ': ' : ''}${owners.join(' and ')} must look.`.replace(/^./, (c) => c.toUpperCase());
  }
  const excepted = deviations.some((d) => d.exception !== undefined) ? ', by an exception' : '';
  return begin ? `${begin}${excepted}: no human review needed.` : 'Every control holds.';
}

const BY_SEVERITY: { readonly [severity: string]: Consequence } = { critical: 'exposure', high: 'permission', medium: 'protection', low: 'configuration' };

/** Most resources that are named in a sentence; the rest are counted. */
const NAMED = 3;

/** What one control says alike of some resources is one thing to look at. */
function lookAtResults(same: readonly ControlResult[], control: EvaluatedControl): LookAt {
  const [r] = same;
  const paths = [...new Set(same.map(({ path }) => path).filter(Boolean))];
  const subject = paths.length === 0 ? '' : `${paths.length > NAMED ? plural(paths.length, 'resource') : paths.join(', ')}: `;
  return {
    owner: control.owner, kind: 'control', consequence: BY_SEVERITY[control.severity] ?? 'protection',
    text: `${subject}${r.outcome === 'unknown' ? 'not known before it is applied: ' : ''}${r.message} (${r.control})`, mend: r.mend ?? control.mend,
    evidence: same.filter(({ address }) => address !== '').map(({ address, argument }) => ({ address, ...(argument ? { argument } : {}) })),
  };
}

function lookAtDeviation(d: Deviation): LookAt {
  return {
    owner: d.owner, kind: 'deviation', consequence: d.consequence, text: d.text,
    mend: d.kind === 'input' ? 'Keep the input within its bounds, or ask for an exception.' : 'Take the change out, or ask for an exception in the standards.',
    evidence: [{ address: d.address, ...(d.argument ? { argument: d.argument } : {}) }],
  };
}

function lookAtApproval(a: ApprovalState): LookAt {
  return {
    owner: a.function, kind: 'approval', consequence: 'protection', text: `${a.pattern} ${a.patternVersion}: ${a.text}`,
    mend: `groundwork approve ${a.pattern} --function ${a.function} shows what changed, and asks for the sign-off.`, evidence: [],
  };
}

/** The same sentence on many arguments is one thing to look at. */
function distinct(look: readonly LookAt[]): LookAt[] {
  const byText = new Map<string, LookAt>();
  for (const one of look) {
    const key = `${one.owner}\n${one.kind}\n${one.text}`;
    const known = byText.get(key);
    byText.set(key, known ? { ...known, evidence: [...known.evidence, ...one.evidence] } : one);
  }
  return [...byText.values()];
}
