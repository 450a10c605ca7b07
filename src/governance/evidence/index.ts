import { ReviewModel } from '../../review/model';
import { checkovBaseline, trivyIgnore } from './baselines';
import { controlsCsv } from './csv';
import { inventory } from './inventory/inventory';
import { controlsMarkdown } from './markdown';
import { assessmentResults } from './oscal/assessment-results';
import { controlsSarif } from './sarif';
import { subjectOf } from './subject';
import { verdictStatement } from './verdict';

export { evidenceIndex, noteControls } from './in-output';
export { COMPONENT_DEFINITION, componentDefinition, mergeComponentDefinitions } from './oscal/component-definition';

/**
 * What each synthesis writes for auditors and scanners, by path below the output folder; the same for the same model. docs/evidence.md describes each file.
 * @param folder of the stack, below `evidence/`
 * @param sources `file:line` of constructs, by path within the stack
 */
export function evidenceOf(model: ReviewModel, folder: string, terraform: any, sources: { readonly [path: string]: string } = {}): { [path: string]: string } {
  const subject = subjectOf(model, folder, sources);
  const at = (name: string) => `evidence/${folder}/${name}`;
  const files = {
    [at('assessment-results.json')]: assessmentResults(subject),
    [at('controls.sarif')]: controlsSarif(subject),
    [at('controls.csv')]: controlsCsv(subject),
    [at('controls.md')]: controlsMarkdown(subject),
    [at('inventory.cdx.json')]: inventory(subject, terraform),
    [at('.checkov.baseline')]: checkovBaseline(subject),
    [at('.trivyignore.yaml')]: trivyIgnore(subject),
  };
  return { ...files, [at('verdict.intoto.json')]: verdictStatement(subject, files) };
}
