import { CloudName } from '../../environment/landing-zone';
import { Stage } from '../../environment/stage';
import { Fault, throwFaults } from '../../errors';
import { Difference, differences } from '../differences';
import { ContractInput, InputKind } from '../pattern-contract';
import { CANONICAL } from './canonical-zone';
import { contractOf, ShapePlace, synthesized } from './canonical';
import { inputAt, withInput } from './input-paths';
import { PatternSource, sourceOf } from './pattern-source';
import { givenVariants, inputsOf } from './variants';

/** Where each value and document reaches, by input: `pattern/service aws_ecs_task_definition.container_definitions.portMappings.containerPort`. */
export interface Places { readonly [input: string]: string[] }

/**
 * Finds every place that an input reaches, by making the pattern with one sample, with the other and without the input, all else being the same.
 *
 * @throws if an input that is declared to be a value decides which resources there are
 */
export function placesOf(pattern: PatternSource, place: ShapePlace, stage: Stage = Stage.PRODUCTION): Places {
  const contract = contractOf(pattern);
  const faults: Fault[] = [];
  const found = new Map<string, Set<string>>();
  for (const given of givenVariants(contract)) {
    const inputs = inputsOf(contract, given);
    const made = (with_: any): any => synthesized(pattern, with_, stage, place).terraform;
    const whole = made(inputs);
    for (const input of contract.inputs) {
      if (input.kind === InputKind.STRUCTURAL || inputAt(inputs, input.path) === undefined) { continue; }
      const probe = new Probe(input, whole, found, faults, `${sourceOf(pattern).id}, ${place.cloud.cloudName}`);
      probe.compare(made(withInput(inputs, input.path, input.samples[1])));
      if (input.required !== true) { probe.without(made(withInput(inputs, input.path, undefined))); }
    }
  }
  throwFaults('The contract is not what the pattern does', [...new Map(faults.map((fault) => [fault.where + fault.problem, fault])).values()]);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([input, places]) => [input, [...places].sort()]));
}

/** Inputs that reach nothing on any cloud: they say something that nobody hears. */
export function unheardOf(places: { readonly [cloud: string]: Places }): string[] {
  const clouds = Object.keys(places);
  if (!Object.values(CloudName).every((cloud) => clouds.includes(cloud))) { return []; }
  return Object.keys(places[clouds[0]]).filter((input) => clouds.every((cloud) => places[cloud][input]?.length === 0));
}

/** One input on its way through what was made with it. */
class Probe {
  private readonly places: Set<string>;

  public constructor(
    private readonly input: ContractInput, private readonly whole: any, found: Map<string, Set<string>>, private readonly faults: Fault[], private readonly where: string,
  ) {
    this.places = found.get(input.path) ?? new Set();
    found.set(input.path, this.places);
  }

  /** With another value there are the same resources, but for names that come of the value. */
  public compare(other: any): void {
    const changes = this.changes(other);
    const { gone, come } = unpaired(changes, this.input.samples);
    if (gone.length + come.length > 0) { this.structural(`${words(gone)} with one value, ${words(come)} with another`); }
    this.note(changes);
  }

  /** Without it, there is nothing that is not there with it, and all that is there with it, unless it says that it adds some. */
  public without(other: any): void {
    const changes = this.changes(other);
    const { gone, come } = unpaired(changes, [this.input.samples[0]]);
    if (come.length > 0) { this.structural(`without it there is also ${words(come)}`); }
    if (gone.length > 0 && !this.input.adds) { this.structural(`with it there is also ${words(gone)}`); }
    this.note(changes);
  }

  private changes(other: any): Seen[] {
    return differences(this.whole, other).map((d) => ({ ...d, ...called(d.address, d.kind === 'added' ? other : this.whole) }));
  }

  private note(changes: readonly Seen[]): void {
    for (const { kind, path, type, address, argument } of changes) {
      const name = path === undefined ? address : `${isNamedByValue(path, this.input.samples) ? `${parentOf(path)}/<its name>` : path} ${type}`;
      this.places.add(kind === 'changed' ? `${name}${steps(bodyAt(this.whole, address), argument ?? '')}` : `${name} (as a whole)`);
    }
  }

  private structural(problem: string): void {
    this.faults.push({ where: `${this.where}: ${this.input.path}`, problem: `is structural: ${problem}`, mend: 'Declare it as a structural input, or as a value that adds resources.' });
  }
}

interface Seen extends Difference { readonly path?: string; readonly type: string }

/** Resources that are only on one side, without those that are the same but for a name that comes of the value. */
function unpaired(changes: readonly Seen[], samples: readonly any[]): { readonly gone: Seen[]; readonly come: Seen[] } {
  const only = (kind: Difference['kind']): Seen[] => changes.filter((d) => d.kind === kind && d.path !== undefined);
  const come = only('added');
  const gone = only('removed').filter((one) => {
    const at = come.findIndex((other) => other.type === one.type && parentOf(other.path!) === parentOf(one.path!) && isNamedByValue(one.path!, samples));
    if (at >= 0) { come.splice(at, 1); }
    return at < 0;
  });
  return { gone, come };
}

/** Whether the last part of a path is made of one of the values: `host-keys-example-com` of `https://keys.example.com/set`. */
function isNamedByValue(path: string, samples: readonly any[]): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  const name = path.slice(path.lastIndexOf('/') + 1).split(/[^A-Za-z0-9]+/);
  const values = samples.map((sample) => plain(JSON.stringify(sample)));
  // What kind of thing it is stands before the value: at most one word.
  return [name, name.slice(1)].some((parts) => parts.length > 1 && values.some((value) => value.includes(plain(parts.join('')))));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function words(found: readonly Seen[]): string {
  return found.length > 0 ? found.map(({ path, type }) => `${path} ${type}`).sort().join(', ') : 'nothing';
}

/** Construct path within the environment and type of a resource; neither of what is none. */
function called(address: string, terraform: any): { readonly path?: string; readonly type: string } {
  const [type] = address.split('.');
  const path: string | undefined = bodyAt(terraform, address)?.['//']?.metadata?.path;
  const isResource = !/^(variable|output|locals|provider|terraform)$/.test(type);
  return path === undefined || !isResource ? { type } : { path: path.slice(CANONICAL.environment.length + 1).replace(/\/(Resource|Default)$/, ''), type };
}

function bodyAt(terraform: any, address: string): any {
  const [type, name] = address.split('.');
  return terraform.resource?.[type]?.[name] ?? terraform[type]?.[name];
}

/** The steps to an argument, without indices; a document in a text is one place. */
function steps(body: any, argument: string): string {
  let [text, node] = ['', body];
  for (const step of argument === '' ? [] : argument.split('.')) {
    if (typeof node === 'string') { break; }
    node = node?.[step];
    if (!/^\d+$/.test(step)) { text += `.${step}`; }
  }
  return text;
}
