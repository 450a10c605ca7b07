import { createHash } from 'crypto';
import { EvaluatedControl } from '../../model';
import { safeValue } from '../../../review/redact';
import { packageVersion } from '../../../package-version';
import { stamp } from '../dates';
import { safeDeep } from '../text';
import { uuid } from '../uuid';
import { clauseId, sourceOf, supportOf } from './clauses';
import { markup, OSCAL_VERSION, OURS, Prop, props, some, token } from './words';

/** Place of the document below the output folder. */
export const COMPONENT_DEFINITION = 'evidence/component-definition.json';

/** What of a control is the same for every stack under the same standards. */
type Definition = Omit<EvaluatedControl, 'outcome' | 'counts'>;

const digests = new WeakMap<readonly EvaluatedControl[], string>();

/** SHA-256 of what the standards make of the controls: two stacks with the same one were judged alike. */
export function digestOf(controls: readonly EvaluatedControl[]): string {
  let digest = digests.get(controls);
  if (digest === undefined) {
    digest = createHash('sha256').update(JSON.stringify(controls.map(({ outcome: _o, counts: _c, ...definition }): Definition => definition))).digest('hex');
    digests.set(controls, digest);
  }
  return digest;
}

/** Id of the component that stands for these controls. */
export function componentId(digest: string): string {
  return uuid('controls', digest);
}

/**
 * The controls as OSCAL component-definition: for each clause of each framework which of them support it.
 * @param sets the controls as each set of standards in this output has set them; mostly one
 */
export function componentDefinition(...sets: (readonly EvaluatedControl[])[]): string {
  return documentOf(new Map(sets.map((controls) => [digestOf(controls), controls] as const).map(([digest, controls]) => [componentId(digest), componentOf(digest, controls)])));
}

/** Those of several outputs as one, as one synthesis of all of it would have written it. */
export function mergeComponentDefinitions(texts: readonly string[]): string {
  return documentOf(new Map(texts.flatMap((text) => (JSON.parse(text)['component-definition'].components ?? []) as { readonly uuid: string }[]).map((component) => [component.uuid, component])));
}

function documentOf(components: ReadonlyMap<string, object>): string {
  const ids = [...components.keys()].sort();
  return `${JSON.stringify({
    'component-definition': {
      uuid: uuid('component-definition', packageVersion(), ...ids),
      metadata: {
        'title': 'Controls of Groundwork', 'last-modified': stamp(), 'version': packageVersion(), 'oscal-version': OSCAL_VERSION, ...props({ dates: 'SOURCE_DATE_EPOCH, or the epoch' }),
        'roles': ['security', 'compliance', 'architecture'].map((id) => ({ id, title: `${id[0].toUpperCase()}${id.slice(1)}` })),
      },
      ...some('components', ids.map((id) => components.get(id)!)),
    },
  })}\n`;
}

function componentOf(digest: string, given: readonly EvaluatedControl[]): object {
  const controls = safeDeep(given.map((c) => ({ ...c, parameters: safeValue(c.parameters) })));
  const implementations = [...supportOf(controls)].map(([framework, clauses]) => ({
    'uuid': uuid('framework', digest, framework), 'source': sourceOf(framework),
    'description': `Clauses of ${markup(framework)} that the controls support. None of them satisfies a clause on its own.`, ...props({ framework }),
    'implemented-requirements': [...clauses].map(([clause, by]) => ({
      'uuid': uuid('clause', digest, framework, clause), 'control-id': clauseId(framework, clause), 'description': `${markup(clause)}: ${by.map((c) => markup(c.title)).join('; ')}.`,
      'props': by.map((c): Prop => ({ name: 'supported-by', ns: OURS, value: c.id })),
    })),
  }));
  return {
    uuid: componentId(digest), type: 'validation', title: 'Controls of Groundwork',
    description: 'Each is checked by every synthesis on the Terraform that is written. The results are in the assessment results of each stack.',
    props: [{ name: 'digest', ns: OURS, value: digest }, ...controls.flatMap(propsOf)],
    ...(implementations.length > 0 ? { 'control-implementations': implementations } : {}),
  };
}

/** What a control is; its properties have its id as their class. */
function propsOf(c: EvaluatedControl): Prop[] {
  const parameters = Object.entries(c.parameters).map(([name, value]) => `${name}=${JSON.stringify(value)}`).join('; ');
  const values = { 'control': c.id, 'title': c.title, 'objective': c.objective, 'owner': c.owner, 'severity': c.severity, 'why': c.why, parameters, 'report-only': c.reportOnly || undefined, 'scanner-rules': c.scanners.join(', '), 'card': c.card };
  return (props(values).props ?? []).map((prop) => ({ ...prop, class: token(c.id) }));
}
