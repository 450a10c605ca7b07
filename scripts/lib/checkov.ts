import { spawnSync } from 'child_process';
import { writeFileSync } from 'fs';
import { join } from 'path';
import { ScannerFinding } from './scanner-exceptions';
import { Stack } from '../../src/cli/plan/stacks';

export interface Scan {
  readonly passed: number;
  readonly findings: ScannerFinding[];
}

/** Scans a plan (`terraform show -json`), or without one a copy of the stack. */
export function checkov(program: string, stack: Stack, planFile: string | undefined, workspace: string): Scan {
  const file = planFile ?? join(workspace, `${stack.name}.tf.json`);
  if (!planFile) {
    // checkov's reader of Terraform JSON stumbles over `terraform` and over a list of providers.
    const copy = Object.fromEntries(Object.entries(stack.tf).filter(([name]) => name !== 'terraform' && name !== 'provider'));
    writeFileSync(file, JSON.stringify(copy));
  }
  const done = spawnSync(program, ['-f', file, '--framework', planFile ? 'terraform_plan' : 'terraform_json', '-o', 'json', '--compact', '--skip-download', '--soft-fail'], {
    encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LOG_LEVEL: 'CRITICAL' },
  });
  const reports = [JSON.parse(done.stdout)].flat();
  const failed: any[] = reports.flatMap((report) => report.results?.failed_checks ?? []);
  return {
    passed: reports.reduce((sum, report) => sum + (report.summary?.passed ?? 0), 0),
    findings: failed.map((one) => toFinding(stack, one)),
  };
}

function toFinding(stack: Stack, failed: any): ScannerFinding {
  const [type, name] = String(failed.resource).split('.');
  const path = stack.tf.resource?.[type]?.[name]?.['//']?.metadata?.path ?? `${stack.name}/${name}`;
  return { check: failed.check_id, resource: type, path, detail: failed.check_name };
}
