import { ReviewModel } from '../../review/model';

/** What each synthesis writes for auditors and scanners, by path below the output folder; the same for the same model. */
export function evidenceOf(_model: ReviewModel, _folder: string, _terraform: any): { [path: string]: string } {
  return {};
}
