import { Fault } from '../errors';
import { ReviewModel } from '../review/model';
import { ControlResult, Deviation, ExceptionRecord, LookAt, UsedException } from './model';

/** What exceptions are matched against in one environment or foundation. */
export interface ExceptionScope {
  /** Its name. */
  readonly environment: string;
  /** Patterns, each with its path within the stack. */
  readonly patterns: readonly { readonly id: string; readonly path: string }[];
  /** Paths of capabilities within the stack: one covers what it is made of; any other construct is a resource, or covers nothing. @default - none */
  readonly capabilities?: readonly string[];
  /** Path within the stack of an environment that a team's own stack holds. @default - the stack itself */
  readonly under?: string;
  /** Who may accept, by function. @default - anybody but the owner */
  readonly approvers?: readonly { readonly function: string; readonly email: string }[];
  /** Controls, each with the function that owns it. @default - none: who accepted the failure of a control was checked with the standards */
  readonly controls?: readonly { readonly id: string; readonly owner: string }[];
}

/** What is left once the exceptions are taken into account. */
export interface Excepted {
  /** As they were, and with the id of the exception where one accepts them: the outcome stays what it was. */
  readonly results: ControlResult[];
  readonly deviations: Deviation[];
  readonly used: UsedException[];
  /** Exceptions that would cover something here, and do not: they fail the synthesis. */
  readonly faults: Fault[];
  /** The same, for the verdict. */
  readonly look: LookAt[];
}

/**
 * The scope of what a review is about.
 * @param approved parts that the approved patterns have: what was removed is not among those of the model
 */
export function exceptionScope({ identity, parts, tree }: ReviewModel, { approvers, controls }: Pick<ExceptionScope, 'approvers' | 'controls'> = {}, approved: ReviewModel['parts'] = []): ExceptionScope {
  return {
    environment: identity.name, patterns: identity.patterns,
    capabilities: [...new Set([...parts, ...approved].filter((p) => p.kind !== 'Construct').map((p) => p.path))],
    ...(tree.under ? { under: tree.under } : {}), ...(approvers ? { approvers } : {}), ...(controls ? { controls } : {}),
  };
}

/**
 * Marks what exceptions accept. A failed or unknown result, or a deviation that weakens, is covered by the first exception that names its
 * control or deviation, its environment, and its construct and pattern. A control that broke is never covered: nobody knows what it would say.
 *
 * @param today ISO date on which expiry is judged
 */
export function applyExceptions(
  results: readonly ControlResult[], deviations: readonly Deviation[], exceptions: readonly ExceptionRecord[], scope: ExceptionScope, today: string,
): Excepted {
  const here = exceptions.filter((e) => e.environment === undefined || e.environment === scope.environment);
  if (here.length === 0) { return { results: [...results], deviations: [...deviations], used: [], faults: [], look: [] }; }
  const covers = new Map<ExceptionRecord, number>();
  const lapsed = new Map<ExceptionRecord, Lapse>();
  const cover = (path: string, names: (e: ExceptionRecord) => boolean, owner?: string): { exception?: string } => {
    for (const exception of here.filter((e) => names(e) && reaches(e, path, scope))) {
      const why = lapseOf(exception, today, scope, owner);
      if (why === undefined) {
        covers.set(exception, (covers.get(exception) ?? 0) + 1);
        return { exception: exception.id };
      }
      if (!lapsed.has(exception)) { lapsed.set(exception, { ...why, path, owner }); }
    }
    return {};
  };
  const owners = new Map((scope.controls ?? []).map(({ id, owner }) => [id, owner]));
  const marked = results.map((r) => (r.outcome === 'fail' || r.outcome === 'unknown' ? { ...r, ...cover(r.path, (e) => e.control === r.control, owners.get(r.control)) } : r));
  const markedDeviations = deviations.map((d) => (d.tightens ? d : { ...d, ...cover(d.path, (e) => namesDeviation(e, d), d.owner) }));
  return {
    results: marked, deviations: markedDeviations,
    used: [...covers].map(([exception, count]) => ({ ...exception, covers: count })),
    faults: [...lapsed].map(([exception, lapse]) => faultOf(exception, lapse, scope)),
    look: [...lapsed].map(([exception, lapse]) => lookOf(exception, lapse)),
  };
}

/**
 * How an exception names a deviation: `aws_rds_cluster.backup_retention_period`, `added aws_s3_bucket`, `removed aws_flow_log`,
 * `elsewhere aws_iam_role_policy`, `input service.port`.
 */
export function deviationName({ kind, address, argument = '' }: Pick<Deviation, 'kind' | 'address' | 'argument'>): string {
  if (kind === 'input') { return `input ${argument}`; }
  const [first, second] = address.slice(address.lastIndexOf(': ') + 1).trim().split('.');
  const type = first === 'data' || first === 'ephemeral' ? `${first}.${second}` : first;
  return kind === 'changed' ? `${type}.${argument}` : `${kind} ${type}`;
}

/**
 * Exceptions that nothing needs. One environment cannot tell: others may have the same name, or the same construct.
 *
 * @param used those that covered something, of everything that was judged
 * @param judged names of all that was judged, where that is not every environment there is: then only what names one of them can be told
 */
export function unusedExceptions(all: readonly ExceptionRecord[], used: readonly { readonly id: string }[], judged?: readonly string[]): ExceptionRecord[] {
  const ids = new Set(used.map((e) => e.id));
  return all.filter((e) => !ids.has(e.id) && (judged === undefined || (e.environment !== undefined && judged.includes(e.environment))));
}

/** Exceptions whose last day has passed. */
export function expiredExceptions(all: readonly ExceptionRecord[], today: string): ExceptionRecord[] {
  return all.filter((e) => e.expires < today);
}

/** An argument stands for what is in it: deviations are told leaf by leaf. */
function namesDeviation({ deviation }: ExceptionRecord, d: Deviation): boolean {
  if (deviation === undefined) { return false; }
  const name = deviationName(d);
  return name === deviation || (d.kind === 'changed' && name.startsWith(`${deviation}.`));
}

/** Whether an exception is for what is at `path`: construct and pattern must both hold, if both are given. */
function reaches({ construct, pattern }: ExceptionRecord, path: string, scope: ExceptionScope): boolean {
  const named = construct !== undefined || pattern !== undefined;
  return named && (construct === undefined || isAt(construct, path, scope)) && (pattern === undefined || scope.patterns.some((p) => p.id === pattern && isBelow(p.path, path)));
}

function isAt(construct: string, path: string, { capabilities = [], under }: ExceptionScope): boolean {
  if (construct === '.') { return path === '' || path === under; }
  const full = [construct, ...(under === undefined ? [] : [`${under}/${construct}`])];
  return full.some((at) => at === path || (capabilities.includes(at) && isBelow(at, path)));
}

function isBelow(scope: string, path: string): boolean {
  return path === scope || path.startsWith(`${scope}/`);
}

interface Reason {
  /** What is wrong with it, as a clause. */
  readonly problem: string;
  readonly mend: string;
}

interface Lapse extends Reason {
  /** What it would cover first. */
  readonly path: string;
  /** Function that must look at it. */
  readonly owner?: string;
}

/** Why an exception that fits does not cover; undefined if it does. */
function lapseOf(e: ExceptionRecord, today: string, { approvers = [] }: ExceptionScope, owner?: string): Reason | undefined {
  if (e.expires < today) {
    return { problem: `expired on ${e.expires}; ${e.owner} owns it`, mend: `Mend what it accepted, or have ${e.approver} accept it anew with a later day in governance.exceptions.` };
  }
  const able = approvers.filter((a) => a.function === owner).map((a) => a.email);
  if (owner === undefined || able.length === 0 || able.some((email) => email.toLowerCase() === e.approver.toLowerCase())) { return undefined; }
  return { problem: `was accepted by ${e.approver}, who is no approver for ${owner}; ${e.owner} owns it`, mend: `Have ${able.join(' or ')} accept it.` };
}

function faultOf({ id, control, deviation }: ExceptionRecord, { path, problem, mend }: Lapse, { environment }: ExceptionScope): Fault {
  return { where: path === '' ? environment : `${environment}/${path}`, problem: `the exception ${JSON.stringify(id)} (${control ?? deviation}) ${problem}`, mend };
}

function lookOf({ id, control, deviation }: ExceptionRecord, { path, problem, mend, owner }: Lapse): LookAt {
  return {
    owner: owner ?? 'security', kind: 'exception', consequence: 'protection',
    text: `${path === '' ? '' : `${path}: `}the exception ${JSON.stringify(id)} (${control ?? deviation}) ${problem}`, mend, evidence: [],
  };
}
