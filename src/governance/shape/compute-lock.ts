import { CloudBackend } from '../../clouds/cloud';
import { publishedInputs } from '../../environment-file/schema';
import { Stage } from '../../environment/stage';
import { throwFaults } from '../../errors';
import { Standards } from '../../standards/standards';
import { definitionsDigest } from '../digests';
import { PatternContract } from '../pattern-contract';
import { canonicalShape } from './canonical';
import { digestOf } from './inventory';
import { ShapeLock, ShapeSlice } from './lock';
import { PatternSource, sourceOf } from './pattern-source';
import { placesOf, Places, unheardOf } from './places';
import { cloudsIn, computeSlice } from './slices';
import { structuralOf, variantsOf } from './variants';

/** What a lock is computed for, where it is not for everything. */
export interface LockOptions {
  /** Implementations of the clouds. @default - our own, of every cloud on which the standards have a landing zone */
  readonly clouds?: readonly CloudBackend[];
  /** @default - all */
  readonly stages?: readonly Stage[];
  /** Hears what is about to be computed: `aws/production`. */
  readonly progress?: (slice: string, done: number, of: number) => void;
}

/**
 * What a pattern is made of under these standards, in every variant, on every cloud, in every stage.
 *
 * @throws if a variant cannot be made, or the contract is not what the pattern does
 */
export function computeLock(pattern: PatternSource, standards: Standards, { clouds = cloudsIn(standards), stages = Object.values(Stage), progress }: LockOptions = {}): ShapeLock {
  const { id, version, contract } = sourceOf(pattern);
  const slices: { [slice: string]: ShapeSlice } = {};
  const places: { [cloud: string]: Places } = {};
  const providers: { [cloud: string]: string } = {};
  const total = clouds.length * (stages.length + 1);
  let done = 0;
  for (const cloud of clouds) {
    const place = { standards, cloud };
    progress?.(`${cloud.cloudName}, where inputs reach`, done++, total);
    places[cloud.cloudName] = placesOf(pattern, place);
    providers[cloud.cloudName] = providersOf(canonicalShape(pattern, variantsOf(contract)[0], stages[0], place).terraform);
    for (const stage of stages) {
      const slice = `${cloud.cloudName}/${stage}`;
      progress?.(slice, done++, total);
      slices[slice] = computeSlice(pattern, stage, place);
    }
  }
  throwFaults('The contract is not what the pattern does', unheardOf(places).map((input) => ({
    where: `${id}: ${input}`, problem: 'reaches nothing on any cloud', mend: 'Make the pattern use it, or take it out of its properties.',
  })));
  const controlPack = definitionsDigest(standards._governance);
  return { version: 1, pattern: id, patternVersion: version, contract: contractDigest(id, contract), controlPack, providers, slices, places };
}

/** SHA-256 of what may vary: inputs, kinds, bounds and choices. Defaults, words and samples decide nothing. */
export function contractDigest(id: string, contract: PatternContract): string {
  const structural = new Set(structuralOf(contract));
  return digestOf({
    published: withoutWords(publishedInputs(id) ?? null),
    inputs: contract.inputs.map((input) => ({
      path: input.path, kind: input.kind, required: input.required ?? false, unless: input.unless ?? null, adds: input.adds ?? false, bounds: withoutWords(input.bounds ?? null),
      ...(structural.has(input) && input.samples.length > 1 ? { choices: input.samples } : {}),
    })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
}

const WORDS = new Set(['description', 'title', 'examples', 'default', '$comment']);

/** A schema without what says nothing of validity. Names of properties are no keywords. */
function withoutWords(schema: any, names = false): any {
  if (Array.isArray(schema)) { return schema.map((item) => withoutWords(item)); }
  if (schema === null || typeof schema !== 'object') { return schema; }
  return Object.fromEntries(Object.entries(schema).filter(([key]) => names || !WORDS.has(key))
    .map(([key, value]) => [key, withoutWords(value, !names && (key === 'properties' || key === 'patternProperties' || key === '$defs'))]));
}

/** Providers that a stack asks for, with their versions: `hashicorp/aws 6.25.0`. */
export function providersOf(terraform: any): string {
  const required: { readonly [name: string]: { readonly source?: string; readonly version?: string } } = terraform.terraform?.required_providers ?? {};
  return Object.keys(required).sort().map((name) => `${required[name].source ?? name} ${required[name].version ?? 'of any version'}`).join(', ');
}
