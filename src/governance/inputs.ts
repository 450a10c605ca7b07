import { Pattern } from '../environment/pattern';
import { IPlace } from '../environment/place';
import { safeText } from '../review/redact';
import { deviationId } from './ids';
import { Deviation } from './model';
import { InputKind } from './pattern-contract';
import { stepsTo } from './record';
import { boundsFaults } from './shape/bounds';
import { inputAt } from './shape/input-paths';

/** Inputs outside of what was approved. */
export function inputDeviations(place: IPlace, patterns: readonly Pattern[]): Deviation[] {
  return patterns.flatMap((pattern) => boundsFaults(pattern.patternId, pattern.contract, pattern.inputs).map(({ path: input, value, bound }): Deviation => {
    const path = stepsTo(place, pattern).join('/');
    const shown = safeText(typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing', input);
    return {
      id: deviationId('input', path, input, value ?? null),
      kind: 'input', address: '', path, pattern: pattern.patternId, argument: input, approved: bound, actual: shown,
      consequence: 'configuration', direction: 'unknown', owner: 'architecture', tightens: false,
      text: `${path}: ${input} is ${shown}, approved is ${bound}`,
    };
  }));
}

/** Whether nothing is given that has a default: what is made is what was approved, apart from names and documents. */
export function takesDefaultsOnly(patterns: readonly Pattern[]): boolean {
  return patterns.every(({ contract, inputs }) => contract.inputs
    .filter(({ kind, required }) => kind === InputKind.VALUE && required !== true)
    .every(({ path }) => inputAt(inputs ?? {}, path) === undefined));
}
