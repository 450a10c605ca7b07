import { spawnSync } from 'child_process';
import { accessSync, constants } from 'fs';
import { delimiter, join } from 'path';

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

/** Runs Terraform to its end. A time-out interrupts it, so that it ends its plugins too. */
export function runTerraform(program: string, args: readonly string[], folder: string, environment: NodeJS.ProcessEnv, minutes = 15): Answer {
  const done = spawnSync(program, args, {
    cwd: folder,
    env: { ...process.env, ...environment, TF_IN_AUTOMATION: '1', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' },
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    timeout: minutes * 60_000,
    killSignal: 'SIGINT',
  });
  return { code: done.status ?? 1, stdout: done.stdout ?? '', stderr: `${done.stderr ?? ''}${done.error ? `\n${done.error.message}` : ''}` };
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
