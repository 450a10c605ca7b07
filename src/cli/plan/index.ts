import { copyFileSync, mkdirSync } from 'fs';
import { join } from 'path';
import { UsageError } from '../errors';
import { Output } from '../output';
import type { Terminal } from '../terminal';
import { planOnline } from './online';
import { PlanResult, planStack } from './plan-stack';
import { findTerraform } from './terraform';
import { removeFolder, temporaryFolder } from './workspace';

/** What is planned and how. */
export interface PlanRequest {
  readonly out: string;
  readonly stack?: string;
  readonly offline: boolean;
  /** Folder for the plans as JSON. Offline they are kept anyway: nothing in them is real. */
  readonly to?: string;
  readonly versions: { readonly [provider: string]: string };
}

/** A plan, and where its JSON is. */
export interface Planned extends PlanResult {
  readonly plan?: string;
}

/** Where a plan goes, for scanners. */
function planPath(folder: string, stack: string): string {
  return join(folder, `${stack}.json`);
}

/** Terraform or OpenTofu. @throws if there is none */
export function terraformProgram(): string {
  const program = findTerraform();
  if (!program) { throw new UsageError('Neither terraform nor tofu is on the PATH. Install one of them, or name it in GROUNDWORK_TERRAFORM.'); }
  return program;
}

/** Plans the stacks of an output folder one after another. */
export async function planStacks(request: PlanRequest, terminal: Terminal): Promise<Planned[]> {
  const output = new Output(request.out);
  const names = output.namesOf(request.stack);
  const program = terraformProgram();
  const workspace = temporaryFolder('plan');
  const results: Planned[] = [];
  try {
    for (const name of names) {
      if (terminal.watched) { terminal.err(`planning ${name}\n`); }
      const { terraform: tf, file } = output.stack(name);
      const result = request.offline
        ? await planStack({ name, tf }, { program, versions: request.versions, workspace })
        : await planOnline(name, file, program, workspace, terminal);
      results.push(keep(result, request));
    }
  } finally {
    removeFolder(workspace);
  }
  return results;
}

function keep(result: PlanResult, { out, offline, to }: PlanRequest): Planned {
  const folder = to ?? (offline ? join(out, 'plan') : undefined);
  const { planFile, ...rest } = result;
  if (!planFile || !folder) { return rest; }
  mkdirSync(folder, { recursive: true });
  copyFileSync(planFile, planPath(folder, result.stack));
  return { ...rest, plan: planPath(folder, result.stack) };
}
