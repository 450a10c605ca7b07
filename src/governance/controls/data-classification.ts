import { ControlSeverity, GovernanceFunction, Objective } from '../control';
import { ControlContext, ControlledResource } from '../control-context';
import { control, finding, Judgement } from './build';
import { carriesTags, tagOf, tagsOf } from './platform-tags';

const TAG = 'data-classification';

/** What the capability says counts; its tag says the same to whoever sees the store in its cloud. */
function judged(context: ControlContext, one: ControlledResource): { readonly says: Judgement; readonly found: string } {
  const classes: string[] = context.parameter('classes');
  const said = context.classificationOf(one.address);
  const tag = carriesTags(one, context.cloud) ? tagOf(tagsOf(one), TAG) ?? 'none' : undefined;
  const found = said ?? tag ?? 'none';
  if (!classes.includes(found)) { return { says: 'nobody says how sensitive its data is', found }; }
  return { says: tag === undefined || tag === found || `holds ${found} data, and its tag says ${tag}`, found };
}

/** Of every store it is known how sensitive its data is. */
export const dataClassification = control({
  id: 'data.classification',
  title: 'Every data store is classified, and its tag says so',
  objective: Objective.DATA_MASKING,
  owner: GovernanceFunction.COMPLIANCE,
  severity: ControlSeverity.HIGH,
  why: 'retention, masking, access and what to tell whom after a breach hang on it',
  mend: 'Give the capability a classification, or the resource the tag data-classification.',
  clauses: ['NIST 800-53 r5: RA-2', 'ISO 27001:2022: A.5.12', 'ISO 27001:2022: A.5.13'],
  parameters: [{ name: 'classes', description: 'Classes of data', defaultValue: ['public', 'internal', 'confidential', 'personal', 'special-category'] }],
}, (context) => {
  const stores = new Set(context.facts(['data.key']).map(({ subject }) => subject));
  return context.resources().filter(({ address }) => stores.has(address)).map((one) => {
    const { says, found } = judged(context, one);
    return finding(one.address, says, TAG, found);
  });
});
