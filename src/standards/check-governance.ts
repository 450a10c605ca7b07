import { ControlDefinition } from '../governance/control';
import { ControlSettingProps, GovernanceProps } from '../governance/governance-props';
import { checkExceptions } from './check-exceptions';
import { duplicates, entries, Loose } from './check-meaning';
import { nearest } from './did-you-mean';
import { noParameter, signaturesOfNobody, signatureWithoutKey, unknownParameter, wrongParameter } from './errors-governance';
import { Fault, Path } from './faults';
import { KnownControls } from './known-controls';

/** Faults of the section `governance` that a schema cannot see. @param today the day on which exceptions are judged */
export function checkGovernance(section: NonNullable<Loose<GovernanceProps>>, known: KnownControls, today: string): Fault[] {
  const ids = (name: 'controls' | 'exceptions') => entries(section[name] as ({ id?: string } | undefined)[] | undefined)
    .map(([item, i]): [Path, string | undefined] => [['governance', name, i, 'id'], item.id]);
  return [
    ...duplicates(ids('controls'), 'control setting'),
    ...duplicates(ids('exceptions'), 'exception'),
    ...duplicates(entries(section.authors).map(([author, i]) => [['governance', 'authors', i, 'pattern'], author?.pattern]), 'pattern with authors'),
    ...entries(section.controls).flatMap(([setting, i]) => checkSetting(setting as Partial<ControlSettingProps>, ['governance', 'controls', i], known)),
    ...entries(section.rego).flatMap(([entry, i]) => checkRegoParameters(entry.parameters, ['governance', 'rego', i, 'parameters'])),
    ...checkSignatures(section),
    ...checkExceptions(section, known, today),
  ];
}

function checkSetting(setting: Partial<ControlSettingProps>, path: Path, known: KnownControls): Fault[] {
  const definition = known.find(setting.id);
  if (!definition) { return known.faults([...path, 'id'], setting.id); }
  return Object.entries(setting.parameters ?? {}).flatMap(([name, value]) => checkParameter(name, value, [...path, 'parameters', name], definition));
}

function checkParameter(name: string, value: unknown, path: Path, { id, parameters = [] }: ControlDefinition): Fault[] {
  const names = parameters.map((p) => p.name);
  const parameter = parameters.find((p) => p.name === name);
  if (!parameter) { return [unknownParameter(path, id, name, names, nearest(name, names))]; }
  const wanted = kindOf(parameter.defaultValue) ?? 'something else';
  const fits = kindOf(value) === wanted || (Array.isArray(value) && value.length === 0 && Array.isArray(parameter.defaultValue));
  return value === undefined || fits ? [] : [wrongParameter(path, value, id, wanted, parameter.defaultValue)];
}

/** Parameters of a policy are what the file says of them: there is no code to ask. */
function checkRegoParameters(parameters: { readonly [name: string]: unknown } | undefined, path: Path): Fault[] {
  return Object.entries(parameters ?? {}).filter(([, value]) => value !== undefined && kindOf(value) === undefined).map(([name, value]) => noParameter([...path, name], value));
}

const KINDS: { readonly [type: string]: string } = { string: 'text', number: 'a number', boolean: 'true or false' };
const LISTS: { readonly [type: string]: string } = { string: 'a list of texts', number: 'a list of numbers' };

/** What a parameter takes, in words: the kind of its default; undefined for what no parameter can be. */
function kindOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) { return KINDS[typeof value]; }
  return value.every((item) => typeof item === typeof value[0]) ? LISTS[typeof (value[0] ?? '')] : undefined;
}

function checkSignatures(section: NonNullable<Loose<GovernanceProps>>): Fault[] {
  if (section.requireSignatures !== true) { return []; }
  if (!section.approvers || section.approvers.length === 0) { return [signaturesOfNobody(['governance', 'requireSignatures'])]; }
  return entries(section.approvers).filter(([approver]) => approver?.email !== undefined && !('publicKeyFile' in approver))
    .map(([approver, i]) => signatureWithoutKey(['governance', 'approvers', i], approver!.email!));
}
