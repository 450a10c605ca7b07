import { Standards } from '../standards/standards';
import { GovernanceSettings, parametersOf } from './settings';
import { digestOf } from './shape/inventory';

/** What the standards decide of environments. */
const DECIDED = [
  'organization', 'domain', 'landingZones', 'placement', 'pods', 'tags', 'allowedRegions', 'retention', 'stages', 'currency', 'usdRate', 'identityProvider', 'alertContacts', 'starterImage',
];

const bySettings = new WeakMap<GovernanceSettings, string>();
const byStandards = new WeakMap<Standards, string>();

/** SHA-256 of all controls as they are applied: definitions, severities, parameters. */
export function definitionsDigest(settings: GovernanceSettings): string {
  return once(bySettings, settings, () => digestOf(settings.controls.map(({ definition }) => {
    const setting = settings.settings.get(definition.id);
    return JSON.parse(JSON.stringify({ ...definition, severity: setting?.severity ?? definition.severity, parameters: parametersOf(definition, setting) }));
  })));
}

/** SHA-256 of what the enterprise decided: everything but governance itself, whose records carry digests of their own. */
export function standardsDigest(standards: Standards): string {
  return once(byStandards, standards, () => digestOf(JSON.parse(JSON.stringify(Object.fromEntries(DECIDED.map((name) => [name, (standards as any)[name]]))))));
}

function once<K extends object>(known: WeakMap<K, string>, key: K, make: () => string): string {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
