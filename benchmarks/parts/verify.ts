import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { progress, round, run } from '../run';

/** `groundwork verify` of many environments with `CustomerFacingApi`, on the three clouds in turn. */
export interface VerifyFigures {
  readonly environments: number;
  /** In all of them. */
  readonly resources: number;
  readonly seconds: number;
  readonly msPerEnvironment: number;
  readonly peakMB: number;
}

const SIZES = [100, 300, 1000];

export function verifyFigures(): VerifyFigures[] {
  return SIZES.map((environments) => {
    progress(`verify ${environments}`);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-bench-'));
    try {
      run<any>('fleet.ts', [String(environments), '', folder]);
      const resources = fs.readdirSync(path.join(folder, 'stacks')).reduce((sum, stack) => sum + resourcesIn(path.join(folder, 'stacks', stack, 'cdk.tf.json')), 0);
      const once = run<any>('verify.ts', [folder]);
      return { environments, resources, seconds: round(once.ms / 1000), msPerEnvironment: round(once.ms / environments), peakMB: Math.round(once.peakMB) };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

function resourcesIn(file: string): number {
  return Object.values<any>(JSON.parse(fs.readFileSync(file, 'utf8')).resource).reduce((sum, named) => sum + Object.keys(named).length, 0);
}
