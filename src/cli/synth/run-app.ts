import { spawn } from 'child_process';
import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { UsageError } from '../errors';
import { Terminal } from '../terminal';

/**
 * Runs an app as the command line of the host does: in a shell, with the output folder and the context in the environment.
 * What the app prints is no result of this command and goes to the messages.
 */
export async function runApp(app: string, outdir: string, context: object, terminal: Terminal): Promise<void> {
  const code = await new Promise<number>((done, failed) => {
    const child = spawn(app, { shell: true, stdio: ['ignore', 'pipe', 'pipe'], env: environment(resolve(outdir), context) });
    for (const stream of [child.stdout, child.stderr]) { stream.setEncoding('utf8').on('data', (text: string) => terminal.err(text)); }
    child.once('error', failed);
    child.once('close', (status) => done(status ?? 1));
  });
  if (code !== 0) { throw new UsageError(`The app (${app}) ended with exit code ${code}. Nothing was written.`); }
  if (!existsSync(join(outdir, 'manifest.json'))) {
    throw new UsageError(`The app (${app}) wrote nothing to the folder of CDKTF_OUTDIR. Call app.synth(), and make the app without an outdir of its own.`);
  }
}

/** Values for Terraform are for Terraform: an app that saw them could write them down. Memory is what the host's command line gives. */
function environment(outdir: string, context: object): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TF_VAR_')));
  const options = kept.NODE_OPTIONS ?? '';
  const memory = options.includes('--max-old-space-size') ? options : `${options} --max-old-space-size=4096`.trim();
  return { ...kept, NODE_OPTIONS: memory, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: JSON.stringify(context) };
}
