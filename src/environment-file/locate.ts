import { IConstruct } from 'constructs';
import type { Fault as RaisedFault } from '../errors';
import { Fault, Path } from '../standards/faults';
import { JsonSchema } from '../standards/schema-parts';
import { EnvironmentRequest } from './document';
import { filePaths, inputsSchema } from './schema';

/** Where the environment itself names what is wrong with it. */
const LANDING_ZONE = 'landing zone';
const PROPERTIES: { [where: string]: Path } = { [LANDING_ZONE]: ['landingZone'], 'placement': ['pod'], '': ['name'] };

/**
 * Translates a fault that a construct has raised, located by construct path or property of the code, to the place in the
 * file of what it is about. What is stated elsewhere (in the API document, in the context) keeps its own place: `undefined`.
 *
 * @param environment whose path the fault's begins with; its children help to tell which input made them
 */
export function locate(fault: RaisedFault, request: Partial<EnvironmentRequest>, environment: ConstructPath, entry?: number): Fault | undefined {
  const named = namedFile(fault, request);
  if (named === 'elsewhere' || isOfContext(fault, request)) { return undefined; }
  const steps = stepsOf(fault.where, environment.path);
  const at = entry ?? entryOf(steps, request);
  const path = named ?? (at === undefined ? ownPath(steps, fault.where, request) : patternPath(steps, request, at, environment.construct));
  // A property by its name says nothing more than its place; a construct path does.
  const plain = named !== undefined || !/[/(]/.test(fault.where);
  return { path, problem: plain ? fault.problem : `${fault.where}: ${fault.problem}`, mend: fault.mend };
}

/** A construct, or where one would be. */
export interface ConstructPath {
  readonly path: string;
  readonly construct?: IConstruct;
}

/** The property that names the file which a fault is about; 'elsewhere' where the fault has its line in that file. */
function namedFile(fault: RaisedFault, request: Partial<EnvironmentRequest>): Path | 'elsewhere' | undefined {
  for (const path of filePaths(request)) {
    const file = path.reduce<any>((node, step) => node?.[step], request);
    if (fault.where === file || fault.problem.startsWith(`${file} `)) { return path; }
    if (fault.where.startsWith(`${file}:`)) { return 'elsewhere'; }
  }
  return /^[^ ]+\.(ya?ml|json):\d+:\d+/.test(fault.where) ? 'elsewhere' : undefined;
}

/** A step of a place: the id of a construct, or a property. */
interface Step { readonly name: string; readonly property: boolean }

/** A landing zone that the file does not name comes from the context, which goes before the file. */
function isOfContext({ where, problem }: RaisedFault, { landingZone }: Partial<EnvironmentRequest>): boolean {
  return where === LANDING_ZONE && (landingZone === undefined || !problem.includes(JSON.stringify(landingZone)));
}

/** `orders-prod/orders/service.image (…)` below `orders-prod`: the constructs orders and service, the property image. */
function stepsOf(where: string, environment: string): Step[] {
  const text = where.replace(/ \(.*$/, '');
  const inside = text === environment ? '' : text.startsWith(`${environment}/`) || text.startsWith(`${environment}.`) ? text.slice(environment.length) : `.${text}`;
  return [...inside.matchAll(/([/.])([^/.]+)/g)].map(([, separator, name]) => ({ name, property: separator === '.' }));
}

function entryOf([first]: Step[], request: Partial<EnvironmentRequest>): number | undefined {
  const index = (request.patterns ?? []).findIndex((entry) => entry?.id === first?.name);
  return index < 0 ? undefined : index;
}

function ownPath([first]: Step[], where: string, request: Partial<EnvironmentRequest>): Path {
  return PROPERTIES[where] ?? (first && Object.hasOwn(request, first.name) ? [first.name] : PROPERTIES['']);
}

/**
 * Follows a place as far as the inputs have words for it. A construct belongs to the input of its own id (`database`) or of
 * its class (`items` is a KeyValueStore: `keyValueStore`). A property may also be one that is missing.
 */
function patternPath(steps: Step[], request: Partial<EnvironmentRequest>, index: number, environment?: IConstruct): Path {
  const entry = request.patterns![index];
  const path: Path = ['patterns', index];
  let construct = environment?.node.tryFindChild(entry.id);
  let inputs: unknown = entry.inputs ?? {};
  let schema: JsonSchema | undefined = inputsSchema(entry.pattern);
  for (const { name, property } of steps[0]?.name === entry.id ? steps.slice(1) : steps) {
    construct = construct?.node.tryFindChild(name);
    const names = namesOf(name, construct);
    const known = (schema?.properties ?? {}) as { [property: string]: JsonSchema };
    const found = names.find((one) => (isMapping(inputs) && Object.hasOwn(inputs, one)) || (property && Object.hasOwn(known, one)));
    if (found === undefined) { continue; }
    path.push(...path.length === 2 ? ['inputs'] : [], found);
    inputs = isMapping(inputs) ? inputs[found] : undefined;
    schema = known[found];
  }
  return path;
}

/** The input that a construct of a pattern belongs to. */
export function inputOf(construct: IConstruct, inputs: { readonly [property: string]: unknown } = {}): string | undefined {
  return namesOf(construct.node.id, construct).find((name) => Object.hasOwn(inputs, name));
}

function namesOf(id: string, construct?: IConstruct): string[] {
  return [id, camelCase(id), ...(construct ? [lowerFirst(construct.constructor.name)] : [])];
}

function isMapping(value: unknown): value is { readonly [property: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

function camelCase(text: string): string {
  return text.replace(/-(\w)/g, (_all, letter: string) => letter.toUpperCase());
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
