import type { Log, ReportingDescriptor, Result } from 'sarif';
import { controlsSarif } from '../../governance/evidence/sarif';
import { subjectOf } from '../../governance/evidence/subject';
import { packageVersion } from '../../package-version';
import { plural } from '../../review/words';
import { JudgedPlace } from './judge';

/** What code scanning takes of one run. */
const MOST = 5000;
const UNJUDGED: ReportingDescriptor = {
  id: 'not-judged', name: 'NotJudged', shortDescription: { text: 'A stack that cannot be verified' }, fullDescription: { text: 'Nothing says what was asked for, or Groundwork did not make it.' },
  help: { text: 'Synthesize it with governance, and keep the folder evidence beside the Terraform.' }, defaultConfiguration: { level: 'error' },
  properties: { 'tags': ['security', 'governance'], 'security-severity': '8.0' },
};

/** The findings of all stacks as one run, since code scanning takes few runs in one file. Stacks are added one at a time. */
export class MergedSarif {
  private readonly rules = new Map<string, ReportingDescriptor>();
  private readonly results: Result[] = [];
  private left = 0;

  public add({ model, record, sources }: JudgedPlace, file: string): void {
    if (!model) {
      this.rules.set(UNJUDGED.id, UNJUDGED);
      this.keep({
        ruleId: UNJUDGED.id, level: 'error', message: { text: record.verdict.text },
        locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(file), uriBaseId: '%SRCROOT%' }, region: { startLine: 1 } } }],
        partialFingerprints: { 'groundworkVerify/v1': record.folder },
      });
      return;
    }
    const [run] = (JSON.parse(controlsSarif(subjectOf(model, record.folder, sources))) as Log).runs;
    for (const rule of run.tool.driver.rules ?? []) { this.rules.set(rule.id, this.rules.get(rule.id) ?? rule); }
    for (const result of run.results ?? []) { this.keep(result); }
  }

  private keep(result: Result): void {
    if (this.results.length < MOST) { this.results.push(result); } else { this.left++; }
  }

  public get text(): string {
    const rules = [...this.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const index = new Map(rules.map((rule, i) => [rule.id, i]));
    const notes = this.left > 0 ? { toolExecutionNotifications: [{ level: 'warning' as const, message: { text: `${plural(this.left, 'result')} left out: code scanning shows ${MOST}.` } }] } : {};
    const log: Log = {
      version: '2.1.0', $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      runs: [{
        tool: { driver: { name: 'groundwork verify', version: packageVersion(), informationUri: 'https://github.com/groundwork/cdktf-groundwork', rules } },
        automationDetails: { id: 'groundwork/verify/' }, columnKind: 'utf16CodeUnits', invocations: [{ executionSuccessful: true, ...notes }],
        results: this.results.map((r) => ({ ...r, ruleIndex: index.get(r.ruleId!)! })),
      }],
    };
    return `${JSON.stringify(log, undefined, 2)}\n`;
  }
}
