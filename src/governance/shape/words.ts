import { publishedInputs } from '../../environment-file/schema';
import { buildModel } from '../../review/build';
import { LANES, Part } from '../../review/model';
import { CLOUD_TITLES, plural } from '../../review/words';
import { inARow } from '../approvals/words';
import { ContractInput, InputKind, PatternContract } from '../pattern-contract';
import { boundWords } from './bounds';
import { CANONICAL } from './canonical-zone';
import { ShapeLock } from './lock';
import { ShapeSnapshot } from './snapshot';
import { structuralOf } from './variants';

/** One input, as an approver reads it. */
export interface InputWords {
  readonly path: string;
  readonly kind: InputKind;
  /** `a whole number from 32 to 16384`. */
  readonly bound: string;
  /** Parts that it reaches: `database, service`; empty if it is a part itself. */
  readonly reaches: string;
}

/** What somebody approves, in words: what the pattern consists of, and what may vary within which bounds. */
export function shapeWords(lock: ShapeLock, contract: PatternContract, snapshots: readonly ShapeSnapshot[]): string[] {
  const inputs = inputWords(lock, contract);
  const rows = (kind: InputKind) => inputs.filter((input) => input.kind === kind);
  const clouds = Object.keys(lock.places).sort();
  return [
    ...partsWords(snapshots), ...sizeWords(lock, snapshots),
    `Made by ${inARow(clouds.map((cloud) => lock.providers[cloud]))}`,
    ...rows(InputKind.STRUCTURAL).length > 0 ? [`There or not: ${inARow(rows(InputKind.STRUCTURAL).map(({ path }) => path))}`] : [],
    ...[...rows(InputKind.DOCUMENT), ...rows(InputKind.VALUE)].map(({ path, bound, reaches }) => `${path}: ${bound}; reaches ${reaches}`),
  ];
}

/** What may vary: every input with its bound and where it reaches. */
export function inputWords(lock: ShapeLock, contract: PatternContract): InputWords[] {
  const published = publishedInputs(lock.pattern);
  const inputs = [...contract.inputs].sort((a, b) => (a.path < b.path ? -1 : 1));
  return inputs.map((input) => ({ path: input.path, kind: input.kind, bound: boundOf(input, published), reaches: input.kind === InputKind.STRUCTURAL ? '' : reachWords(lock, input.path) }));
}

function boundOf({ path, kind, bounds, required, unless }: ContractInput, published: any): string {
  if (kind === InputKind.STRUCTURAL) { return 'there or not'; }
  const schema = bounds ?? path.split('.').reduce<any>((node, step) => node?.properties?.[step], published);
  const words = kind === InputKind.DOCUMENT ? 'any document' : boundWords(schema);
  return required ? `${words}, required${unless === undefined ? '' : ` without ${unless}`}` : words;
}

/** The parts that an input reaches, and the clouds on which it reaches none. */
function reachWords({ places }: ShapeLock, path: string): string {
  const clouds = Object.keys(places).sort();
  const reached = [...new Set(clouds.flatMap((cloud) => (places[cloud][path] ?? []).map(partOf)))].sort();
  const none = clouds.filter((cloud) => (places[cloud][path] ?? []).length === 0).map((cloud) => CLOUD_TITLES[cloud] ?? cloud);
  return reached.length === 0 ? 'nothing' : `${inARow(reached, 6)}${none.length > 0 ? `, on ${inARow(none)} nothing` : ''}`;
}

/** `pattern/service/task aws_ecs_task_definition.cpu`: `service`. */
function partOf(place: string): string {
  const [path, type] = place.split(' ');
  if (type === undefined || type.startsWith('(')) { return path.split('.')[0] === 'variable' ? 'a Terraform variable' : 'an output'; }
  return (path.startsWith(`${CANONICAL.pattern}/`) ? path.slice(CANONICAL.pattern.length + 1) : path).split('/')[0];
}

const LANE_TITLES: { readonly [lane in typeof LANES[number]]: string } = {
  entry: 'Entry', network: 'Network', compute: 'Compute', messaging: 'Messaging', data: 'Data', identity: 'Identity', observability: 'Observability', governance: 'Governance',
};

/** `Data: database (PostgreSQL database), cache (Cache)`; the same on every cloud, as the parts are. */
function partsWords(snapshots: readonly ShapeSnapshot[]): string[] {
  const parts = new Map<string, Part>();
  for (const { stacks } of snapshots) {
    for (const { tree } of Object.values(stacks)) {
      for (const part of tree.parts.filter(({ pattern }) => pattern !== undefined)) { parts.set(part.path, part); }
    }
  }
  const all = [...parts.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  return LANES.flatMap((lane) => {
    const here = all.filter((part) => part.lane === lane).map(({ path, title }) => `${path.slice(CANONICAL.pattern.length + 1)} (${title})`);
    return here.length > 0 ? [`${LANE_TITLES[lane]}: ${here.join(', ')}`] : [];
  });
}

/** How many resources there are, and how many variants were looked at. */
function sizeWords(lock: ShapeLock, snapshots: readonly ShapeSnapshot[]): string[] {
  const sizes = snapshots.map(({ cloud, stacks }) => {
    const counts = Object.values(stacks).map(({ terraform, tree }) => buildModel(terraform, '', { ...tree, cards: [] }).resources.length).sort((a, b) => a - b);
    return `${counts[0]} to ${counts[counts.length - 1]} resources on ${CLOUD_TITLES[cloud] ?? cloud}`;
  });
  const slices = Object.values(lock.slices);
  const variants = Object.keys(slices[0]?.variants ?? {}).filter((name) => !name.startsWith('given:')).length;
  return [...sizes.length > 0 ? [`${inARow(sizes)}, with what every environment has`] : [], `${plural(variants, 'variant')} in ${plural(slices.length, 'cloud and stage', 'clouds and stages')}`];
}

/** The structural inputs in words: what a variant's name is made of. */
export function variantWords(contract: PatternContract, variant: string): string {
  if (variant === '-') { return `without ${inARow(structuralOf(contract).map(({ path }) => path))}`; }
  return `with ${inARow(variant.split('+'))}`;
}
