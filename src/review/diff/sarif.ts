import type { Log, ReportingDescriptor, Result, Run } from 'sarif';
import { CATALOGUE } from '../catalogue';
import { CONSEQUENCE_TITLES, plural } from '../words';
import { compare, groupBy } from './lists';
import { Change, DiffReport, StackDiff } from './report';

/** What code scanning shows of one run. */
const MOST = 5000;
/** Stacks that a message names. */
const NAMED = 5;

/** Rules that are not in the catalogue, in words. */
const KINDS: { readonly [rule: string]: string } = {
  'reach': 'Who can reach a resource, or what it can reach',
  'reach.authentication': 'How callers prove who they are',
  'reach.tls': 'Oldest TLS on a way in',
  'reach.filter': 'What filters on a way in',
  'permission': 'What an identity may do',
  'permission.condition': 'Condition of a permission',
  'flow': 'Traffic or data between two resources',
  'cost': 'What costs money',
  'resource.removed': 'A resource is removed',
  'resource.added': 'A resource is added',
  'resource.renamed': 'A resource is destroyed and created under another address',
  'resource.forgotten': 'A resource is no longer managed',
  'part.removed': 'A part is removed as a whole',
  'part.added': 'A part is new',
  'part.renamed': 'Resources are destroyed and created under other addresses',
  'stack.added': 'A stack is new',
  'stack.removed': 'A stack is no longer synthesized',
  'stack.permissions': 'Permissions of a new stack',
  'stack.costs': 'Costs of a new stack',
  'argument': 'An argument of a resource changes',
  'argument.replaces': 'An argument changes that may replace the resource',
  'argument.names': 'Names change together',
  'state': 'Where the state is kept',
  'terraform': 'Settings of Terraform',
  'provider': 'Settings of a provider',
  'provider.version': 'Version of a provider',
  'variable': 'A variable changes',
  'variable.added': 'A variable is added',
  'variable.removed': 'A variable is removed',
  'output': 'An output changes',
  'output.added': 'An output is added',
  'output.removed': 'An output is removed',
};

/** Places of constructs by stack, as `review/<stack>/sources.json` has them. */
export interface Sources { readonly [stack: string]: { readonly [path: string]: string } }

/**
 * The changes as SARIF 2.1.0, each at the line of TypeScript or YAML that makes the nearest construct. Only where no line is known
 * a change is located in `cdk.tf.json`, which no pull request shows.
 * @param sources places of constructs, where the report does not have them
 */
export function diffSarif(report: DiffReport, sources: Sources = {}): Log {
  const located = report.stacks.flatMap((stack) => stack.changes.map((change): Located => {
    return { change, stack: stack.stack, ...placeOf(stack, change, sources[stack.stack]) };
  }));
  const groups = [...groupBy(located, (l) => `${l.change.id}\n${l.uri}\n${l.line}`).values()];
  const kept = groups.slice(0, MOST);
  const rules = [...new Set(kept.map(([{ change }]) => change.rule))].sort(compare);
  const run: Run = {
    tool: { driver: { name: 'groundwork diff', informationUri: 'https://github.com/groundwork/cdktf-groundwork', rules: rules.map(descriptor) } },
    automationDetails: { id: 'groundwork/diff/' },
    columnKind: 'utf16CodeUnits',
    invocations: [{ executionSuccessful: true, ...leftOut(groups.length - kept.length, report) }],
    properties: { verdict: report.verdict, counts: report.counts },
    results: kept.map((group) => resultOf(group, rules)),
  };
  return { version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json', runs: [run] };
}

interface Located { readonly change: Change; readonly stack: string; readonly uri: string; readonly line: number }

/** What the limit takes away is said, with the verdict, which counts it. */
function leftOut(count: number, { verdict }: DiffReport): object {
  if (count === 0) { return {}; }
  const text = `${plural(count, 'result')} left out: code scanning shows ${MOST}. ${verdict}`;
  return { toolExecutionNotifications: [{ level: 'warning', message: { text } }] };
}

function resultOf(group: readonly Located[], rules: string[]): Result {
  const [{ change, uri, line }] = group;
  const { consequence, direction, subject, address, subjects, noise, mend } = change;
  const stacks = group.map((g) => g.stack);
  const where = stacks.length > 1 ? `${stacks.length} stacks: ${stacks.slice(0, NAMED).join(', ')}${stacks.length > NAMED ? ', …' : ''}` : stacks[0];
  return {
    ruleId: change.rule, ruleIndex: rules.indexOf(change.rule), level: levelOf(change),
    message: { text: `${CONSEQUENCE_TITLES[consequence]}, ${direction}: ${change.text} (in ${where})${mend ? `\n${mend}` : ''}` },
    locations: [{
      physicalLocation: { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: line } },
      logicalLocations: [{ fullyQualifiedName: subject || stacks[0], kind: 'object', ...(address ? { name: address } : {}) }],
    }],
    partialFingerprints: { 'groundworkChange/v1': change.id },
    properties: { consequence, direction, stacks, ...(subjects ? { subjects } : {}), ...(noise ? { noise } : {}) },
  };
}

/** Data that can be lost, ways in and permissions that get wider are errors; what nobody can judge there ranks as wider. */
function levelOf({ consequence, direction }: Change): Result.level {
  const opens = direction === 'wider' || direction === 'unknown';
  if (opens && (consequence === 'data-loss' || consequence === 'exposure' || consequence === 'permission')) { return 'error'; }
  return (direction === 'wider' || (opens && consequence !== 'configuration')) && consequence !== 'cosmetic' ? 'warning' : 'note';
}

function descriptor(rule: string): ReportingDescriptor {
  const known = CATALOGUE[rule];
  const title = known ? `${known.title[0].toUpperCase()}${known.title.slice(1)}` : KINDS[rule] ?? rule;
  const worse = known?.worse ? ` When it gets worse, ${known.worse}.` : '';
  const help = known ? `${title}, ranked as ${CONSEQUENCE_TITLES[known.consequence].toLowerCase()}.${worse}` : `${title}, ranked by what follows from it.`;
  return {
    id: rule, name: rule.replace(/(^|[.-])(\w)/g, (_, __, c) => c.toUpperCase()),
    shortDescription: { text: title }, fullDescription: { text: help }, help: { text: help },
    properties: { tags: ['infrastructure', 'review'] },
  };
}

/** The line of the nearest construct that is known, else that of the resource in the Terraform. */
function placeOf(stack: StackDiff, change: Change, known: Sources[string] = {}): { uri: string; line: number } {
  const place = /^(.*):(\d+)$/.exec(change.source ?? nearest(change.subject, known) ?? '');
  if (place) { return { uri: encoded(place[1]), line: Math.max(1, Number(place[2])) }; }
  const address = [change.address, ...change.evidence.map((e) => e.address)].find((a) => stack.lines[a] !== undefined);
  return { uri: encoded(stack.file), line: address === undefined ? 1 : stack.lines[address] };
}

/** The place of the nearest construct around a path whose place is known. */
export function nearest(subject: string, known: Sources[string]): string | undefined {
  for (let at = subject; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    if (Object.prototype.hasOwnProperty.call(known, at)) { return known[at]; }
    if (at === '') { return undefined; }
  }
}

function encoded(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/');
}
