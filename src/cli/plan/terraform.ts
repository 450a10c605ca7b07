import { spawn } from 'child_process';
import { accessSync, constants } from 'fs';
import { delimiter, join } from 'path';
import { atEnd } from './workspace';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program on the PATH. */
export function findProgram(...names: string[]): string | undefined {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const path = join(folder, name);
      try {
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        continue;
      }
    }
  }
  return undefined;
}

/** `terraform` or `tofu`: what GROUNDWORK_TERRAFORM names, else what the PATH has. */
export function findTerraform(): string | undefined {
  return process.env.GROUNDWORK_TERRAFORM ?? findProgram('terraform', 'tofu');
}

/**
 * Runs Terraform to its end, in a process group of its own: a time-out or the end of this process ends Terraform together with
 * its plugins. Its state is in a temporary folder, so there is nothing to save.
 */
export function runTerraform(program: string, args: readonly string[], folder: string, environment: NodeJS.ProcessEnv, minutes = 15): Promise<Answer> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const output: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] };
  child.stdout.on('data', (chunk: Buffer) => output.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.stderr.push(chunk));
  const end = () => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL');
  const timer = setTimeout(end, minutes * 60_000);
  const forget = atEnd(end);
  return new Promise((resolve) => {
    const finish = (code: number | null, fault = '') => {
      clearTimeout(timer);
      forget();
      resolve({ code: code ?? 1, stdout: Buffer.concat(output.stdout).toString(), stderr: `${Buffer.concat(output.stderr).toString()}${fault}` });
    };
    child.once('error', (error) => finish(1, `\n${error.message}`));
    child.once('close', (code) => finish(code));
  });
}

/** One error or warning of Terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

/** Diagnostics of `validate -json`. */
export function validateDiagnostics(answer: Answer): Diagnostic[] {
  try {
    return (JSON.parse(answer.stdout).diagnostics ?? []).map(readDiagnostic);
  } catch {
    return [{ severity: 'error', text: `validate gave no JSON: ${answer.stderr.trim() || answer.stdout.trim()}` }];
  }
}

/** Diagnostics of a command run with `-json`: one message a line. */
export function streamDiagnostics(answer: Answer): Diagnostic[] {
  const found = answer.stdout.split('\n').flatMap((line) => {
    try {
      const message = JSON.parse(line);
      return message.diagnostic ? [readDiagnostic(message.diagnostic)] : [];
    } catch {
      return [];
    }
  });
  return answer.code !== 0 && answer.code !== 2 && !found.some((one) => one.severity === 'error')
    ? [...found, { severity: 'error', text: `exit code ${answer.code}: ${answer.stderr.trim()}` }] : found;
}

function readDiagnostic(raw: any): Diagnostic {
  const where = raw.address ?? /(?:resource|provider)\.[\w."[\]]+/.exec(raw.snippet?.context ?? '')?.[0] ?? raw.snippet?.context ?? '';
  const detail = String(raw.detail ?? '').replace(/\s+/g, ' ').trim();
  return { severity: raw.severity === 'error' ? 'error' : 'warning', text: [where, raw.summary, detail].filter(Boolean).join(': ') };
}
