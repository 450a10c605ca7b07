import { IConstruct } from 'constructs';
import { EvaluatedControl } from '../model';
import { COMPONENT_DEFINITION, componentDefinition, digestOf } from './oscal/component-definition';

const CONTROLS = Symbol.for('cdktf-groundwork/EvidenceControls');

/** Remembers how the controls of a stack were set, for the definition of all of them. */
export function noteControls(root: IConstruct, controls: readonly EvaluatedControl[]): void {
  controlsOf(root).set(digestOf(controls), controls);
}

/** What is written once for a whole synthesis. */
export function evidenceIndex(root: IConstruct): { [path: string]: string } {
  const sets = [...controlsOf(root).values()];
  return sets.length === 0 ? {} : { [COMPONENT_DEFINITION]: componentDefinition(...sets) };
}

function controlsOf(root: any): Map<string, readonly EvaluatedControl[]> {
  root[CONTROLS] ??= new Map<string, readonly EvaluatedControl[]>();
  return root[CONTROLS];
}
