import { isAbsolute, relative, resolve, sep } from 'path';
import { App } from 'cdktf';
import { IConstruct } from 'constructs';
import { Environment } from '../environment/environment';
import { LANDING_ZONE_CONTEXT } from '../environment/environment-rules';
import { isInShard, Shard, shardOf } from '../environment/shard';
import { setSource } from '../environment/source';
import { Stage } from '../environment/stage';
import { Fault as RaisedFault, GroundworkError } from '../errors';
import { Fault, Path, placedFaults } from '../standards/faults';
import { resolvePod } from '../standards/resolve';
import { Standards } from '../standards/standards';
import { EnvironmentDocument, EnvironmentRequest, faultyAt } from './document';
import { ConstructPath, inputOf, locate } from './locate';
import { patternClasses } from './patterns';
import { StandardsFiles } from './standards-files';

/** The properties of the environment itself: those that it cannot be made without, and all. */
const REQUIRED: (keyof EnvironmentRequest)[] = ['name', 'standards', 'pod', 'stage'];
const OWN: (keyof EnvironmentRequest)[] = [...REQUIRED, 'stack', 'landingZone', 'network'];

/** Makes the environments that documents state, and gathers what is wrong with them. */
export class EnvironmentBuilder {
  /** What is wrong, each with its place in its file. */
  public readonly faults: RaisedFault[] = [];
  private readonly patterns = patternClasses();
  private readonly standards = new StandardsFiles();
  private readonly taken = new Set<string>();
  private readonly shard: Shard | undefined;

  /** @throws if the shard of the context is none */
  public constructor(private readonly app: App) {
    this.shard = shardOf(app);
  }

  /**
   * Makes one environment, as the code that says the same does; nothing if it is for another shard. With faults of its own,
   * it is made elsewhere, only to find those of its patterns.
   */
  public build(document: EnvironmentDocument): Environment | undefined {
    const { request } = document;
    const id = request.stack ?? request.name;
    const found: Fault[] = [...document.faults, ...this.repeated(id, request)];
    const made = id === undefined || isInShard(this.shard, id) ? this.make(document, found) : undefined;
    this.faults.push(...placedFaults(found, document.source));
    return made;
  }

  private repeated(id: string | undefined, request: Partial<EnvironmentRequest>): Fault[] {
    if (id === undefined) { return []; }
    const known = this.taken.has(id);
    this.taken.add(id);
    return known ? [{ path: [request.stack ? 'stack' : 'name'], problem: `There is another stack "${id}"`, mend: 'Give each environment a name, or a stack, of its own.' }] : [];
  }

  private make(document: EnvironmentDocument, found: Fault[]): Environment | undefined {
    const { request } = document;
    const standards = this.standardsOf(document, found);
    const whole = found.length === document.faults.length
      && REQUIRED.every((property) => request[property] !== undefined) && OWN.every((property) => !faultyAt(document, property));
    const made = standards && whole ? this.environment(this.app, document, standards, found) : undefined;
    if (standards && !whole && request.pod !== undefined) { this.rest(document, found, (faults) => this.environment(this.elsewhereApp(), document, standards, faults)); }
    const environment = made ?? (standards && standIn(this.elsewhereApp(), request, standards));
    if (environment) {
      (request.patterns ?? []).forEach((_entry, index) => this.pattern(environment, document, index, found));
      markSources(environment, document);
      if (!made) { this.validate(environment, document, found); }
    }
    return made;
  }

  /** An app that is not written. */
  private elsewhereApp(): App {
    return new App({ outdir: this.app.outdir });
  }

  /** Finds what is wrong besides the faults that are known. What is said near one of these may only follow from it, and is left out. */
  private rest(document: EnvironmentDocument, found: Fault[], look: (faults: Fault[]) => void): void {
    const faults: Fault[] = [];
    look(faults);
    const near = (a: Path, b: Path) => a.slice(0, b.length).every((step, i) => b[i] === step);
    // What is missing because it is misspelt beside.
    const isGiven = (path: Path) => path.reduce<any>((node, step) => node?.[step], document.request) !== undefined;
    const meant = (known: Fault, path: Path) => !isGiven(path) && near(known.path.slice(0, -1), path) && `${known.problem} ${known.mend}`.includes(`"${String(path[path.length - 1])}"`);
    found.push(...faults.filter((fault) => !document.faults.some((known) => near(known.path, fault.path) || meant(known, fault.path))));
  }

  /** What the constructs of an environment that is not written say of their properties. */
  private validate(environment: Environment, document: EnvironmentDocument, found: Fault[]): void {
    for (const { node } of environment.node.findAll()) {
      for (const problem of node.validate()) {
        const located = locate({ where: node.path, problem, mend: '' }, document.request, placeOf(environment));
        if (located) { found.push(located); }
      }
    }
  }

  /** Adds faults that were found when the whole app was checked, each with its place in the file of its environment. */
  public addLate(faults: readonly RaisedFault[], documents: readonly EnvironmentDocument[], environments: readonly (Environment | undefined)[]): void {
    for (const fault of faults) {
      const index = environments.findIndex((one) => one && isWithin(fault.where, one.node.path));
      const located = index < 0 ? undefined : locate(fault, documents[index].request, placeOf(environments[index]!));
      if (located) { this.faults.push(...placedFaults([located], documents[index].source)); } else { this.elsewhere(fault); }
    }
  }

  private standardsOf(document: EnvironmentDocument, found: Fault[]): Standards | undefined {
    const file = document.request.standards;
    if (file === undefined || faultyAt(document, 'standards')) { return undefined; }
    return this.standards.load(file, (fault) => found.push({ path: ['standards'], problem: `${file}: ${fault.problem}`, mend: fault.mend }), (faults) => this.faults.push(...faults));
  }

  private environment(app: App, document: EnvironmentDocument, standards: Standards, found: Fault[]): Environment | undefined {
    const { name = STAND_IN, stack, pod, stage = Stage.DEVELOPMENT, landingZone, network, patterns } = document.request as EnvironmentRequest;
    const id = stack ?? name;
    return this.attempt(document, { path: id }, undefined, found, () => (
      new Environment(app, id, { standards, name, pod, stage, landingZone, network, pattern: patterns?.[0]?.pattern })));
  }

  private pattern(environment: Environment, document: EnvironmentDocument, index: number, found: Fault[]): void {
    const { id, pattern, inputs } = document.request.patterns![index] ?? {};
    const make = this.patterns.get(pattern);
    if (faultyAt(document, 'patterns', index)) {
      if (!id || !make) { return; }
      const scratch = standIn(this.elsewhereApp(), document.request, environment.standards);
      this.rest(document, found, (faults) => {
        this.attempt(document, placeOf(scratch), index, faults, () => new make(scratch, id, inputs ?? {}), true);
        this.validate(scratch, document, faults);
      });
      return;
    }
    const taken = environment.node.tryFindChild(id);
    if (taken) {
      const owner = document.request.patterns!.slice(0, index).some((other) => other?.id === id) ? 'another pattern' : 'a part of every environment';
      found.push({ path: ['patterns', index, 'id'], problem: `"${id}" is ${owner}`, mend: 'Give this pattern an id of its own.' });
      return;
    }
    this.attempt(document, placeOf(environment), index, found, () => new make!(environment, id, inputs ?? {}));
  }

  /** What is stated once for many environments is told once. */
  private elsewhere(fault: RaisedFault): void {
    if (!this.faults.some(({ where, problem }) => where === fault.where && problem === fault.problem)) { this.faults.push(fault); }
  }

  private attempt<T>(document: EnvironmentDocument, place: ConstructPath, index: number | undefined, found: Fault[], make: () => T, partial = false): T | undefined {
    try {
      return make();
    } catch (error) {
      // Code may stumble over what was taken out of its properties.
      if (!(error instanceof GroundworkError)) { if (partial) { return undefined; } throw error; }
      for (const fault of error.faults.filter((one) => !partial || typeof one.where === 'string')) {
        const located = locate(fault, document.request, place, index);
        if (located) { found.push(located); } else { this.elsewhere(fault); }
      }
      return undefined;
    }
  }
}

/** Says of the environment, its patterns and their capabilities on which line they are stated. */
function markSources(environment: Environment, { source, request }: EnvironmentDocument): void {
  const file = relative(process.cwd(), resolve(source.file!));
  // A file elsewhere has a path of this machine, which no output holds.
  if (file.startsWith('..') || isAbsolute(file)) { return; }
  const mark = (construct: IConstruct | undefined, path: Path) => construct && setSource(construct, `${file.split(sep).join('/')}:${source.position(path, true)!.line}`);
  mark(environment, ['name']);
  (request.patterns ?? []).forEach((entry, index) => {
    const pattern = entry && environment.node.tryFindChild(entry.id);
    mark(pattern, ['patterns', index]);
    for (const child of pattern?.node.children ?? []) {
      const input = inputOf(child, entry.inputs);
      if (input !== undefined) { mark(child, ['patterns', index, 'inputs', input]); }
    }
  });
}

/** `orders/service` and `orders.stage` are within `orders`, `orders-test` is not. */
function isWithin(where: string, path: string): boolean {
  return where === path || (where.startsWith(path) && '/. '.includes(where[path.length]));
}

function placeOf(environment: Environment): ConstructPath {
  return { path: environment.node.path, construct: environment };
}

const STAND_IN = 'stand-in';

/** An environment that is not written: in the first landing zone, for whatever pod, so that its patterns can be checked though the environment itself has faults. */
function standIn(app: App, request: Partial<EnvironmentRequest>, standards: Standards): Environment {
  const lenient: Standards = Object.create(standards, { pod: { value: (name: string) => resolvePod({ name }, standards.alertContacts) } });
  app.node.setContext(`${LANDING_ZONE_CONTEXT}:${STAND_IN}`, standards.landingZones[0].name);
  return new Environment(app, request.stack ?? request.name ?? STAND_IN, { standards: lenient, name: STAND_IN, pod: STAND_IN, stage: request.stage ?? Stage.DEVELOPMENT });
}
