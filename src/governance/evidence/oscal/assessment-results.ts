import { packageVersion } from '../../../package-version';
import { fileReference } from '../text';
import { stamp } from '../dates';
import { EvidenceSubject } from '../subject';
import { uuid } from '../uuid';
import { attestations } from './approvals';
import { clauseId, supportOf } from './clauses';
import { COMPONENT_DEFINITION, componentId } from './component-definition';
import { findingsOf, VERDICT_OBJECTIVE } from './findings';
import { inventoryItems, observation, observe, subjectId } from './observations';
import { risk, risksOf } from './risks';
import { markup, OSCAL_VERSION, parties, props, some, token } from './words';

const ROLES = {
  'security': 'Security', 'compliance': 'Compliance', 'architecture': 'Architecture', 'approver': 'Who approved a pattern',
  'exception-owner': 'Who answers for an exception', 'exception-approver': 'Who accepted an exception',
};

/** Every control × resource of one stack as OSCAL assessment-results. */
export function assessmentResults(subject: EvidenceSubject): string {
  const { folder, governance, identity, controlsDigest, counts } = subject;
  const date = stamp();
  // Results follow from the Terraform and the controls.
  const { verdict, deviations, exceptions, approvals } = governance;
  const ids = { document: uuid('assessment-results', folder, packageVersion(), governance.digests.terraform, controlsDigest, JSON.stringify([verdict, deviations, exceptions, approvals, counts])), tool: uuid('tool', folder), terraform: uuid('terraform', folder, governance.digests.terraform), controls: uuid('reference', folder) };
  const document = {
    'assessment-results': {
      'uuid': ids.document,
      'metadata': {
        'title': markup(`Controls of ${identity.stack}`), 'last-modified': date, 'version': governance.digests.terraform || 'unknown', 'oscal-version': OSCAL_VERSION,
        ...props({ 'dates': process.env.SOURCE_DATE_EPOCH ? 'of SOURCE_DATE_EPOCH' : 'not kept here: when it was judged is in the record of the pipeline', 'tool-version': packageVersion() }),
        'roles': Object.entries(ROLES).map(([id, title]) => ({ id, title })),
        ...some('parties', parties([...governance.exceptions.flatMap((e) => [e.owner, e.approver]), ...governance.approvals.flatMap((a) => a.approver ?? [])])),
      },
      'import-ap': { href: `#${ids.controls}`, remarks: 'There is no plan of its own: every control is applied to every stack by every synthesis.' },
      'local-definitions': localDefinitions(subject),
      'results': [resultOf(subject, ids, date)],
      'back-matter': { resources: resources(subject, ids) },
    },
  };
  return `${JSON.stringify(document)}\n`;
}

interface Ids { readonly tool: string; readonly terraform: string; readonly controls: string }

/** Our own objectives, which the findings are on. */
function localDefinitions({ governance: { controls } }: EvidenceSubject): object {
  const objectives = [...controls.map((c) => ({ id: token(c.id), prose: markup(c.title) })), { id: VERDICT_OBJECTIVE, prose: 'What is written is what the approved patterns make' }];
  return { 'objectives-and-methods': objectives.map(({ id, prose }) => ({ 'control-id': id, 'parts': [{ id, name: 'assessment-objective', prose }] })) };
}

function resultOf(subject: EvidenceSubject, ids: Ids, date: string): object {
  const { governance: { verdict, digests, controls }, identity, counts, folder } = subject;
  const observed = observe(subject);
  const risks = risksOf(observed);
  const origin = { actors: [{ 'type': 'tool', 'actor-uuid': ids.tool }] };
  return {
    'uuid': uuid('result', folder, digests.terraform, digests.controls), 'title': markup(`Controls of ${identity.stack}`), 'description': markup(verdict.text), 'start': date,
    ...props({
      'verdict': verdict.word, 'passes': verdict.passes, 'pass': counts.pass, 'fail': counts.fail, 'unknown': counts.unknown, 'error': counts.error, 'not-applicable': counts['not applicable'],
      'terraform-sha256': digests.terraform, 'inventory-sha256': digests.inventory, 'controls-sha256': digests.controls, 'standards-sha256': digests.standards,
    }),
    'local-definitions': {
      'components': [stackComponent(subject)],
      ...some('inventory-items', inventoryItems(subject, observed)),
      'assessment-assets': { components: [toolComponent(ids.tool)], 'assessment-platforms': [{ uuid: uuid('platform', folder), title: 'Synthesis', 'uses-components': [{ 'component-uuid': ids.tool }] }] },
    },
    'reviewed-controls': reviewedControls(subject),
    ...some('attestations', attestations(subject)),
    ...some('observations', observed.map((one) => observation(subject, one, date))),
    ...some('risks', risks.map((one) => risk(subject, one, origin, date))),
    ...some('findings', findingsOf(subject, observed, risks)),
    ...(controls.length === 0 ? { remarks: 'No control was applied.' } : {}),
  };
}

function stackComponent(subject: EvidenceSubject): object {
  const { identity: { kind, stack, name, stage, cloud, landingZone, account, region, pod } } = subject;
  return {
    uuid: subjectId(subject, ''), type: 'this-system', title: markup(stack), description: markup(`The ${kind} ${name}.`),
    ...props({ kind, stage, cloud, 'landing-zone': landingZone, account, region, 'pod': pod?.name, 'cost-centre': pod?.costCentre }), status: { state: 'operational' },
  };
}

function toolComponent(id: string): object {
  return { uuid: id, type: 'software', title: 'cdktf-groundwork', description: 'Checks every control on the Terraform that is written.', ...props({ version: packageVersion() }), status: { state: 'operational' } };
}

/** Clauses that a control here supports, by framework, and our own objectives. */
function reviewedControls({ governance: { controls } }: EvidenceSubject): object {
  const selections = [...supportOf(controls)].map(([framework, clauses]) => ({
    'description': `Clauses of ${markup(framework)} that controls support.`, ...props({ framework }), 'include-controls': [...new Set([...clauses.keys()].map((clause) => clauseId(framework, clause)))].map((id) => ({ 'control-id': id })),
  }));
  return {
    'control-selections': selections.length > 0 ? selections : [{ 'description': 'No framework is switched on.', 'include-all': {} }],
    'control-objective-selections': [{ 'include-objectives': [...controls.map((c) => token(c.id)), VERDICT_OBJECTIVE].map((id) => ({ 'objective-id': id })) }],
  };
}

/** The Terraform that was judged, and what the controls are. */
function resources({ folder, file, controlsDigest, governance: { digests } }: EvidenceSubject, ids: Ids): object[] {
  const up = '../'.repeat(folder.split('/').length + 1);
  return [
    {
      uuid: ids.terraform, title: 'Terraform that was judged', description: 'As it was written.',
      rlinks: [{ 'href': `${up}${fileReference(file)}`, 'media-type': 'application/json', ...(digests.terraform ? { hashes: [{ algorithm: 'SHA-256', value: digests.terraform }] } : {}) }],
    },
    { uuid: ids.controls, title: 'Controls that were applied', ...props({ 'component-uuid': componentId(controlsDigest) }), rlinks: [{ 'href': `${up}${COMPONENT_DEFINITION}`, 'media-type': 'application/json' }] },
  ];
}
