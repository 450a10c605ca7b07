import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { StandardsProps } from '../../src/standards/standards-props';
import { Standards } from '../../src/standards/standards';
import { Fault, StandardsError } from '../../src/standards/faults';
import { CloudName } from '../../src/environment/landing-zone';

/** The least that the standards have to say. */
export const LEAST: StandardsProps = {
  organization: 'acme',
  domain: 'acme.example',
  landingZones: [{ name: 'eu-aws', cloud: CloudName.AWS, account: '123456789012', region: 'eu-central-1' }],
};

export const AZURE_ZONE = {
  name: 'eu-azure',
  cloud: CloudName.AZURE,
  account: '3f0c9b7e-52d4-4a1e-8f6b-90c1d27e5a48',
  tenant: '8d3f1c52-6a0e-4f5b-9c41-2b7e90d4a6f3',
  region: 'germanywestcentral',
};

export const GOOGLE_ZONE = {
  name: 'eu-google',
  cloud: CloudName.GOOGLE,
  account: 'acme-eu-landing',
  projectNumber: '415104041262',
  billingAccount: '01A2B3-C4D5E6-F7A8B9',
  region: 'europe-west3',
};

export const ALL_CLOUDS: StandardsProps = { ...LEAST, landingZones: [...LEAST.landingZones, AZURE_ZONE, GOOGLE_ZONE] };

/** A folder that is gone after the test. */
export class Folder {
  public readonly path = mkdtempSync(join(tmpdir(), 'groundwork-standards-'));

  public write(name: string, text: string): string {
    writeFileSync(join(this.path, name), text);
    return join(this.path, name);
  }

  public remove(): void {
    rmSync(this.path, { recursive: true });
  }
}

/** The error that the standards throw. */
export function errorOf(action: () => unknown): StandardsError {
  try {
    action();
  } catch (error) {
    if (error instanceof StandardsError) { return error; }
    throw error;
  }
  throw new Error('The standards were taken without a fault.');
}

/** Faults of a struct, `path: problem. mend` each. */
export function faultsOf(props: unknown): string[] {
  return errorOf(() => Standards.fromProps(props as StandardsProps)).message.split('\n').slice(1).map((line) => line.trim());
}

/** Faults of a YAML text as `line:column path`, with the whole error. */
export function faultsOfYaml(text: string): { places: string[]; error: StandardsError; lines: string[] } {
  const folder = new Folder();
  const file = folder.write('standards.yaml', text);
  try {
    const error = errorOf(() => Standards.fromFile(file));
    const lines = error.message.split(folder.path + '/').join('').split('\n').map((line) => line.trim());
    return { error, lines, places: error.faults.map(placeOf) };
  } finally {
    folder.remove();
  }
}

function placeOf(fault: Fault): string {
  return `${fault.position?.line}:${fault.position?.column} ${fault.path.join('.')}`;
}
