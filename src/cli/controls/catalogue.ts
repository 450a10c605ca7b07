import { existsSync } from 'fs';
import { Standards } from '../../standards/standards';
import { ControlDefinition, GovernanceFunction, Objective } from '../../governance/control';
import { CONTROLS } from '../../governance/controls';
import { defaultGovernance } from '../../governance/defaults';
import { clausesOf, FRAMEWORKS } from '../../governance/frameworks';
import { GovernanceSettings, parametersOf } from '../../governance/settings';
import { nearest } from '../../standards/did-you-mean';
import { UsageError } from '../errors';

/** Every cloud, in the order in which they are named everywhere. */
export const CLOUDS = ['aws', 'azure', 'google'];

/** What is asked for. */
export interface ControlsRequest {
  readonly id?: string;
  readonly objective?: string;
  readonly owner?: string;
  readonly framework?: string;
  readonly cloud?: string;
  /** File of the enterprise standards. */
  readonly standards?: string;
}

/** One value that the standards may set. */
export interface ListedParameter {
  readonly name: string;
  readonly description: string;
  readonly value: any;
  /** What holds where the standards say nothing; only where they say something else. */
  readonly defaultValue?: any;
}

/** One control, as it holds. */
export interface ListedControl {
  readonly id: string;
  readonly title: string;
  readonly objective: string;
  readonly owner: string;
  readonly severity: string;
  readonly clouds: string[];
  /** Of the enterprise, not of Groundwork. */
  readonly own: boolean;
  readonly reportOnly: boolean;
  readonly why: string;
  readonly mend: string;
  readonly clauses: { readonly [framework: string]: string[] };
  readonly scanners: string[];
  readonly card?: string;
  readonly parameters: ListedParameter[];
}

/** The controls that fit a request, in the order of the catalogue. */
export function controlsFor(request: ControlsRequest): ListedControl[] {
  const settings = settingsOf(request.standards);
  const all = settings.controls.map(({ definition }) => listed(definition, settings));
  if (request.id !== undefined) { return [named(all, request.id)]; }
  const objective = request.objective === undefined ? undefined : oneOf('objective', request.objective, Object.values(Objective));
  const owner = request.owner === undefined ? undefined : oneOf('owner', request.owner, Object.values(GovernanceFunction));
  const framework = request.framework === undefined ? undefined : frameworksOf(request.framework);
  return all.filter((one) => (objective === undefined || one.objective === objective) && (owner === undefined || one.owner === owner)
    && (framework === undefined || framework.some((name) => one.clauses[name] !== undefined)) && (request.cloud === undefined || one.clouds.includes(request.cloud)));
}

function settingsOf(file?: string): GovernanceSettings {
  if (file === undefined) { return defaultGovernance(); }
  if (!existsSync(file)) { throw new UsageError(`There is no ${file}.`); }
  return Standards.fromFile(file)._governance;
}

function listed(definition: ControlDefinition, { settings, frameworks }: GovernanceSettings): ListedControl {
  const { id, title, objective, owner, why, mend, scanners = [], card, clouds = CLOUDS } = definition;
  const setting = settings.get(id);
  const values = parametersOf(definition, setting);
  return {
    id, title, objective, owner, severity: setting?.severity ?? definition.severity, clouds: [...clouds], own: !CONTROLS.some((c) => c.definition.id === id),
    reportOnly: setting?.reportOnly ?? false, why, mend, clauses: clausesOf(definition, frameworks), scanners: [...scanners], ...(card === undefined ? {} : { card }),
    parameters: (definition.parameters ?? []).map(({ name, description, defaultValue }) => ({
      name, description, value: values[name], ...(JSON.stringify(values[name]) === JSON.stringify(defaultValue) ? {} : { defaultValue }),
    })),
  };
}

function named(all: readonly ListedControl[], id: string): ListedControl {
  const found = all.find((one) => one.id === id);
  if (found) { return found; }
  const near = nearest(id, all.map((one) => one.id));
  throw new UsageError(`There is no control ${id}.${near ? ` Did you mean ${near}?` : ' groundwork controls lists them.'}`);
}

function oneOf(option: string, given: string, words: string[]): string {
  const plain = given.trim().toLowerCase();
  if (words.includes(plain)) { return plain; }
  const near = nearest(plain, words);
  throw new UsageError(`There is no ${option} ${given}.${near ? ` Did you mean ${near}?` : ''} There are: ${words.join(', ')}.`);
}

/** `CIS` stands for the benchmarks of all clouds, `PCI DSS` for the version that is supported. */
function frameworksOf(given: string): string[] {
  const found = FRAMEWORKS.filter((name) => name.toLowerCase().startsWith(given.trim().toLowerCase()));
  if (found.length > 0) { return found; }
  throw new UsageError(`There is no framework ${given}. There are: ${FRAMEWORKS.join(', ')}.`);
}
