import { createHash } from 'crypto';
import type { Log, ReportingDescriptor, Result, Run, Suppression } from 'sarif';
import { packageVersion } from '../../package-version';
import { nearest } from '../../review/diff/sarif';
import { Consequence } from '../../review/model';
import { CONSEQUENCE_TITLES, plural } from '../../review/words';
import { Deviation, EvaluatedControl, LookAt, UsedException } from '../model';
import { EvidenceSubject, isOpen, placeOf, Row, supportedBy } from './subject';
import { fileReference, safe } from './text';

/** What code scanning takes of one run. */
const MOST = 5000;

/** How code scanning ranks what weighs this much: its bands begin at 9, 7 and 4. */
const SCORES: { readonly [severity: string]: string } = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0' };
const WEIGHTS: { readonly [c in Consequence]: string } = {
  'data-loss': 'critical', 'exposure': 'critical', 'permission': 'high', 'protection': 'high', 'availability': 'medium', 'cost': 'medium', 'configuration': 'low', 'cosmetic': 'low',
};
/** What else a person must look at. */
const OTHERS: { readonly [kind: string]: string } = { approval: 'An approval that does not hold', exception: 'An exception that needs attention' };

/** What fails, is not known, broke or deviates, as SARIF 2.1.0, each at the line of the code or document that makes the construct. */
export function controlsSarif(subject: EvidenceSubject): string {
  const { governance: { controls, deviations, verdict, digests }, counts, rows } = subject;
  const lines = new Map(subject.model.resources.map((r) => [r.address, r.line]));
  const found = [
    ...rows.filter((r) => r.outcome === 'fail' || r.outcome === 'error' || r.outcome === 'unknown').map((r) => ofRow(r, subject, lines)),
    ...deviations.filter((d) => !d.tightens).map((d) => ofDeviation(d, subject, lines)),
    ...verdict.look.filter((l) => OTHERS[l.kind]).map((l) => ofLook(l, subject, lines)),
  ];
  const results = found.sort((a, b) => RANKS[a.level!] - RANKS[b.level!]).slice(0, MOST);
  const used = new Set(results.map((r) => r.ruleId!));
  const rules = [...controls.map(ofControl), ...rulesOfDeviations(used), ...Object.keys(OTHERS).filter((kind) => used.has(kind)).map(ofOther)];
  const index = new Map(rules.map((r, i) => [r.id, i]));
  const left = found.length - results.length;
  const run: Run = {
    tool: { driver: { name: 'groundwork controls', version: packageVersion(), informationUri: 'https://github.com/groundwork/cdktf-groundwork', rules } },
    automationDetails: { id: `groundwork/controls/${subject.folder}/` },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, ...(left > 0 ? { toolExecutionNotifications: [{ level: 'warning' as const, message: { text: `${plural(left, 'result')} left out: code scanning shows ${MOST}.` } }] } : {}) }],
    // What holds is counted only: code scanning would show it as a finding. Each row is in controls.csv and in the assessment results.
    properties: { verdict: verdict.word ?? 'not asked for', text: verdict.text, passes: verdict.passes, counts, tightened: deviations.filter((d) => d.tightens).length, digests },
    results: results.map((r) => ({ ...r, ruleIndex: index.get(r.ruleId!)! })),
  };
  const log: Log = { version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json', runs: [run] };
  return `${JSON.stringify(log)}\n`;
}

const RANKS: { readonly [level: string]: number } = { error: 0, warning: 1, note: 2 };
type Lines = ReadonlyMap<string, number>;

function ofRow(row: Row, subject: EvidenceSubject, lines: Lines): Result {
  const { of, outcome, message, argument, mend, accepted, exception } = row;
  return {
    ruleId: of.id, level: of.reportOnly || !isOpen(row) ? 'note' : levelOf(of.severity),
    message: { text: `${of.title}: ${placeOf(row, subject)}${argument ? ` (${argument})` : ''}: ${message}.\n${mend || of.mend} [${of.owner}: ${of.why}]` },
    ...located(row, subject, lines), ...fingerprint('groundworkControl/v1', subject, of.id, row.path || row.address, argument ?? ''),
    ...suppressed(exception, accepted),
    properties: { outcome, owner: of.owner, severity: of.severity, ...(of.reportOnly ? { reportOnly: true } : {}) },
  };
}

function ofDeviation(d: Deviation, subject: EvidenceSubject, lines: Lines): Result {
  const values = d.approved === undefined && d.actual === undefined ? '' : ` (approved: ${d.approved ?? 'nothing'}, here: ${d.actual ?? 'nothing'})`;
  return {
    ruleId: `deviation/${d.consequence}`, level: d.direction === 'narrower' || d.direction === 'same' ? 'note' : levelOf(WEIGHTS[d.consequence]),
    message: { text: `${d.text}${values}\nGo back to what the approved pattern makes, have it approved, or ask for an exception. [${d.owner}]` },
    ...located(d, subject, lines), ...fingerprint('groundworkDeviation/v1', subject, d.kind, d.path || d.address, d.argument ?? ''),
    ...suppressed(d.exception, d.exception === undefined ? undefined : subject.exceptions.get(d.exception)),
    properties: { kind: d.kind, consequence: d.consequence, direction: d.direction, owner: d.owner },
  };
}

function ofLook(look: LookAt, subject: EvidenceSubject, lines: Lines): Result {
  const [evidence] = look.evidence;
  const path = subject.model.resources.find((r) => r.address === evidence?.address)?.path ?? '';
  return {
    ruleId: look.kind, level: look.kind === 'approval' ? 'error' : 'warning', message: { text: `${look.text}\n${look.mend} [${look.owner}]` },
    ...located({ path, address: evidence?.address ?? '' }, subject, lines), ...fingerprint('groundworkLook/v1', subject, look.kind, look.owner, look.text),
    properties: { owner: look.owner, consequence: look.consequence },
  };
}

/** The line of the nearest construct that is known, else that of the resource in the Terraform. */
function located({ path, address }: { readonly path: string; readonly address: string }, subject: EvidenceSubject, lines: Lines): Pick<Result, 'locations'> {
  const place = /^(.*):(\d+)$/.exec(safe(nearest(path, subject.sources) ?? ''));
  const [uri, line] = place ? [place[1], Number(place[2])] : [subject.file, lines.get(address) ?? 1];
  return {
    locations: [{
      physicalLocation: { artifactLocation: { uri: fileReference(uri), uriBaseId: '%SRCROOT%' }, region: { startLine: Math.max(1, line) } },
      logicalLocations: [{ fullyQualifiedName: path || subject.identity.stack, kind: 'object', ...(address ? { name: address } : {}) }],
    }],
  };
}

/** The same after the code moved, other lines and other values included. */
function fingerprint(name: string, { folder }: EvidenceSubject, ...of: string[]): Pick<Result, 'partialFingerprints'> {
  return { partialFingerprints: { [name]: createHash('sha256').update([folder, ...of].join('\u0000')).digest('hex').slice(0, 32) } };
}

function suppressed(id: string | undefined, accepted: UsedException | undefined): { suppressions?: Suppression[] } {
  if (id === undefined) { return {}; }
  const justification = accepted ? `${accepted.reason} Exception ${id}, accepted by ${accepted.approver} until ${accepted.expires}, owner ${accepted.owner}.` : `Exception ${id} of the enterprise standards.`;
  return { suppressions: [{ kind: 'external', status: 'accepted', justification }] };
}

function levelOf(severity: string): Result.level {
  return severity === 'critical' || severity === 'high' ? 'error' : severity === 'low' ? 'note' : 'warning';
}

function ofControl(c: EvaluatedControl): ReportingDescriptor {
  const clauses = supportedBy(c);
  return descriptor(c.id, c.title, `${c.title}: ${c.why}.`, `${c.mend}${clauses ? ` Supports ${clauses}.` : ''}`, c.severity, [c.objective, c.owner], c.reportOnly ? 'note' : levelOf(c.severity));
}

function rulesOfDeviations(used: ReadonlySet<string>): ReportingDescriptor[] {
  return (Object.keys(WEIGHTS) as Consequence[]).filter((c) => used.has(`deviation/${c}`)).map((c) => {
    const title = `Deviation from what was approved: ${CONSEQUENCE_TITLES[c].toLowerCase()}`;
    return descriptor(`deviation/${c}`, title, `${title}.`, 'Go back to what the approved pattern makes, have it approved, or ask for an exception.', WEIGHTS[c], ['deviation'], levelOf(WEIGHTS[c]));
  });
}

function ofOther(kind: string): ReportingDescriptor {
  return descriptor(kind, OTHERS[kind], `${OTHERS[kind]}.`, 'The function that owns it must look.', 'high', ['approval'], kind === 'approval' ? 'error' : 'warning');
}

function descriptor(id: string, title: string, full: string, help: string, severity: string, tags: string[], level: Result.level): ReportingDescriptor {
  return {
    id, name: id.replace(/(^|[./-])(\w)/g, (_, __, c) => c.toUpperCase()), shortDescription: { text: title }, fullDescription: { text: full }, help: { text: help },
    defaultConfiguration: { level }, properties: { 'tags': [...new Set(['security', 'governance', ...tags])], 'security-severity': SCORES[severity] ?? SCORES.medium },
  };
}
