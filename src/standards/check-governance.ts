import { ControlDefinition } from '../governance/control';
import { ControlSettingProps, GovernanceProps } from '../governance/governance-props';
import { checkExceptions } from './check-exceptions';
import { duplicates, entries, Loose } from './check-meaning';
import { nearest } from './did-you-mean';
import { signaturesOfNobody, signatureWithoutKey, unknownParameter, wrongParameter } from './errors-governance';
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
  const wanted = kindOf(parameter.defaultValue);
  return value === undefined || kindOf(value) === wanted ? [] : [wrongParameter(path, value, id, wanted, parameter.defaultValue)];
}

/** What a parameter takes, in words: the kind of its default. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) { return value.every((item) => typeof item === 'string') ? 'a list of texts' : 'a list of other things'; }
  switch (typeof value) {
    case 'string': return 'text';
    case 'number': return 'a number';
    case 'boolean': return 'true or false';
    default: return 'something else';
  }
}

function checkSignatures(section: NonNullable<Loose<GovernanceProps>>): Fault[] {
  if (section.requireSignatures !== true) { return []; }
  if (!section.approvers || section.approvers.length === 0) { return [signaturesOfNobody(['governance', 'requireSignatures'])]; }
  return entries(section.approvers).filter(([approver]) => approver?.email !== undefined && !('publicKeyFile' in approver))
    .map(([approver, i]) => signatureWithoutKey(['governance', 'approvers', i], approver!.email!));
}
