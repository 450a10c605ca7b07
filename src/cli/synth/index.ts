import { existsSync } from 'fs';
import { UsageError } from '../errors';
import { readProject } from '../project';
import { Terminal } from '../terminal';
import { environmentFiles } from './files';
import { publish, Published, stagingFolder } from './publish';
import { runApp } from './run-app';

/** What is synthesized and how. */
export interface SynthesisRequest {
  readonly files: string[];
  readonly app?: string;
  readonly out?: string;
  readonly shard?: string;
  readonly context?: string[];
  readonly landingZone?: string;
}

/**
 * Synthesizes files or an app into a folder beside the output, which takes the place of the last output when all is well.
 *
 * @throws what is wrong; the output is as before then
 */
export async function synthesize(request: SynthesisRequest, terminal: Terminal): Promise<Published> {
  const project = readProject();
  const out = request.out ?? project.output;
  const context = { ...project.context, ...environmentContext(), ...contextOf(request) };
  if (request.files.length > 0 && request.app !== undefined) { throw new UsageError('Give files or --app, not both.'); }
  const files = environmentFiles(request.files);
  const app = files.length > 0 ? undefined : appOf(request.app ?? project.app);
  const staging = stagingFolder(out);
  try {
    if (app === undefined) {
      const { synthesizeFiles } = require('../../environment-file/synthesize') as typeof import('../../environment-file/synthesize');
      synthesizeFiles({ files, outdir: staging.folder, context });
    } else {
      await runApp(app, staging.folder, context, terminal);
    }
    return publish(staging.folder, out);
  } finally {
    staging.remove();
  }
}

function appOf(app: string | undefined): string {
  if (app !== undefined) { return app; }
  const near = existsSync('environment.yaml') ? ' There is an environment.yaml here: groundwork synth environment.yaml.' : '';
  throw new UsageError(`Nothing to synthesize: no files are given, and there is no cdktf.json with an app in this folder.${near}`);
}

function environmentContext(): { [key: string]: unknown } {
  const given = process.env.CDKTF_CONTEXT_JSON;
  try {
    return given ? JSON.parse(given) : {};
  } catch {
    throw new UsageError('CDKTF_CONTEXT_JSON is not JSON.');
  }
}

function contextOf({ context = [], shard, landingZone }: SynthesisRequest): { [key: string]: unknown } {
  const pairs = context.map((pair) => {
    const at = pair.indexOf('=');
    if (at < 1) { throw new UsageError(`--context takes key=value, not "${pair}".`); }
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return {
    ...Object.fromEntries(pairs),
    ...(shard === undefined ? {} : { 'groundwork:shard': shard }),
    ...(landingZone === undefined ? {} : { 'groundwork:landingZone': landingZone }),
  };
}

