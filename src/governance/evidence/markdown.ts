import { groupBy } from '../../review/group';
import { code as asCode, escape as asText, table } from '../../review/markdown/text';
import { plural } from '../../review/words';
import { EvaluatedControl, OUTCOMES } from '../model';
import { EvidenceSubject, placeOf, Row, supportedBy } from './subject';
import { remembered } from './text';

const escape = remembered(asText);
const code = remembered(asCode);

/** Marks of outcomes, in words: a table is read on paper too. */
const IN_WORDS: { readonly [outcome: string]: string } = { 'error': '**error**', 'fail': '**fail**', 'unknown': '**unknown**', 'pass': 'pass', 'not applicable': 'not applicable' };

/** Every control × resource for people. */
export function controlsMarkdown(subject: EvidenceSubject): string {
  const { identity, governance, rows } = subject;
  const { controls, verdict, exceptions, deviations, approvals } = governance;
  const byControl = groupBy(rows, (r) => r.control);
  return `${[
    `# Controls of ${escape(identity.stack)}`, `${verdict.word ? `**${escape(verdict.word)}**: ` : ''}${escape(verdict.text)}`,
    table(['outcome', 'results'], OUTCOMES.map((o) => [IN_WORDS[o], String(subject.counts[o])])),
    ...section('Deviations', deviations.length > 0 && table(['difference', 'consequence', 'who looks', 'exception'], deviations.map((d) => [escape(d.text), `${escape(d.consequence)}, ${d.tightens ? 'tightens' : escape(d.direction)}`, escape(d.owner), d.exception ? code(d.exception) : '']))),
    ...section('Exceptions', exceptions.length > 0 && table(['exception', 'accepts', 'reason', 'until'], exceptions.map((e) => [code(e.id), `${code(e.control ?? e.deviation ?? '')} ${escape(placesOf(e))}`, `${escape(e.reason)} Owner ${escape(e.owner)}, accepted by ${escape(e.approver)}.`, escape(e.expires)]))),
    ...section('Approvals', approvals.length > 0 && table(['pattern', 'function', 'holds', 'approval'], approvals.map((a) => [escape(`${a.pattern} ${a.patternVersion}`), escape(a.function), a.valid ? 'yes' : '**no**', `${escape(a.text)}${a.digest ? ` ${code(a.digest)}` : ''}`]))),
    '## Controls', ...controls.map((c) => controlSection(c, byControl.get(c.id) ?? [], subject)),
  ].join('\n\n')}\n`;
}

function section(title: string, body: string | false): string[] {
  return body === false ? [] : [`## ${title}`, body];
}

function placesOf({ construct, pattern, environment }: { readonly construct?: string; readonly pattern?: string; readonly environment?: string }): string {
  return [construct && `on ${construct}`, pattern && `in ${pattern}`, environment && `of ${environment}`].filter(Boolean).join(' ');
}

function controlSection(c: EvaluatedControl, rows: readonly Row[], subject: EvidenceSubject): string {
  const clauses = supportedBy(c);
  const facts = [`${c.objective}, ${c.severity}, ${c.owner}${c.reportOnly ? ', reported only' : ''}`, clauses && `supports ${clauses}`].filter(Boolean).join('; ');
  return [`### ${code(c.id)} ${escape(c.title)}`, `${escape(facts)}. ${plural(rows.length, 'result')}.`, table(['outcome', 'construct', 'resource', 'what was found'], rows.map((r) => rowOf(r, subject)))].join('\n\n');
}

function rowOf(r: Row, subject: EvidenceSubject): string[] {
  const where = r.address ? code(`${r.address}${r.argument ? `.${r.argument}` : ''}`) : '';
  return [IN_WORDS[r.outcome], escape(placeOf(r, subject)), where, `${escape(r.message)}${r.exception ? `; accepted by ${code(r.exception)}${r.accepted ? ` until ${escape(r.accepted.expires)}` : ''}` : ''}`];
}
