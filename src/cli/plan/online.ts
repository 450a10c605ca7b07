import { spawn } from 'child_process';
import { writeFileSync } from 'fs';
import { dirname, join } from 'path';
import type { Terminal } from '../terminal';
import type { PlanResult } from './plan-stack';

/**
 * `init` and `plan` of one stack where it lies, with the credentials, the state and the variables of whoever runs it. Terraform's
 * own words go to the messages as they come; the plan itself, which may hold secrets of the state, goes to the workspace only.
 */
export async function planOnline(stack: string, file: string, program: string, workspace: string, { err: say, errColors }: Terminal): Promise<PlanResult> {
  const started = Date.now();
  const folder = dirname(file);
  const plain = errColors ? [] : ['-no-color'];
  const binary = join(workspace, `${stack}.bin`);
  const run = (args: string[], hear: (text: string) => void) => runProgram(program, args, folder, hear, say);
  const done = (more: Partial<PlanResult>): PlanResult => ({ stack, diagnostics: [], planned: 0, leftOut: [], seconds: Math.round((Date.now() - started) / 1000), ...more });
  for (const args of [['init', '-input=false', ...plain], ['plan', '-input=false', `-out=${binary}`, ...plain]]) {
    const code = await run(args, say);
    if (code !== 0) { return done({ diagnostics: [{ severity: 'error', text: `terraform ${args[0]} ended with exit code ${code}` }] }); }
  }
  let json = '';
  await run(['show', '-json', binary], (text) => { json += text; });
  const planFile = join(workspace, `${stack}.json`);
  writeFileSync(planFile, json);
  const changes: any[] = JSON.parse(json).resource_changes ?? [];
  return done({ planned: changes.filter((one) => !['no-op', 'read'].includes(one.change.actions[0])).length, planFile });
}

function runProgram(program: string, args: string[], folder: string, hear: (text: string) => void, say: (text: string) => void): Promise<number> {
  return new Promise((finished, failed) => {
    // Standard input stays with the user: a provider may ask who signs in.
    const child = spawn(program, args, { cwd: folder, env: process.env, stdio: ['inherit', 'pipe', 'pipe'] });
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', say);
    child.once('error', failed);
    child.once('close', (code) => finished(code ?? 1));
  });
}
