import { mkdirSync, readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { leaveOutUnknown } from './leave-out';
import { offlineCopy, offlineEnvironment, variableValues } from './offline';
import { Stack } from './stacks';
import { Diagnostic, runTerraform, streamDiagnostics, validateDiagnostics } from './terraform';

export interface PlanOptions {
  readonly program: string;
  /** Versions to use in place of those that the stack requires, by provider. */
  readonly versions: { readonly [provider: string]: string };
  /** Folder for the copies of this run. */
  readonly workspace: string;
}

export interface PlanResult {
  readonly stack: string;
  /** Why nothing was checked. */
  readonly skipped?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Resources that the plan would create. */
  readonly planned: number;
  readonly seconds: number;
  /** What the provider version in use does not know, with reasons. */
  readonly leftOut: readonly string[];
  /** Answer of `show -json`, as a file in the workspace. */
  readonly planFile?: string;
}

const NO_NETWORK = { HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };
const schemaCache = new Map<string, any>();

/** `init`, `validate`, `plan` and `show` of one stack, without a cloud. */
export async function planStack(stack: Stack, options: PlanOptions): Promise<PlanResult> {
  const started = Date.now();
  const folder = join(options.workspace, stack.name);
  mkdirSync(folder, { recursive: true });
  let tf = withVersions(offlineCopy(stack.tf), options.versions);
  const environment = { ...offlineEnvironment(folder, tf), ...pluginCache(options.workspace) };
  // Plugins may come from a registry; after that nothing may leave the machine, and what tries fails at once.
  const run = (...args: string[]) => runTerraform(options.program, args, folder, args[0] === 'init' ? environment : { ...environment, ...NO_NETWORK });
  const done = (result: Partial<PlanResult>): PlanResult => ({
    stack: stack.name, diagnostics: [], planned: 0, leftOut: [], seconds: Math.round((Date.now() - started) / 1000), ...result,
  });

  write(folder, tf);
  const init = await run('init', '-no-color', '-input=false');
  if (init.code !== 0) {
    const missing = missingProvider(`${init.stdout}\n${init.stderr}`);
    return missing ? done({ skipped: missing }) : done({ diagnostics: [{ severity: 'error', text: `init: ${init.stderr.trim()}` }] });
  }
  let leftOut: string[] = [];
  for (const provider of Object.keys(options.versions).filter((name) => tf.terraform?.required_providers?.[name])) {
    const reduced = leaveOutUnknown(tf, await resourceSchemas(provider, options, run), `${provider}_`);
    tf = reduced.tf;
    leftOut = [...leftOut, ...reduced.leftOut];
  }
  write(folder, tf);

  const validated = validateDiagnostics(await run('validate', '-json'));
  if (validated.some((one) => one.severity === 'error')) {
    return done({ diagnostics: validated, leftOut });
  }
  const plan = await run('plan', '-json', '-input=false', '-refresh=false', '-lock=false', '-out=plan.bin');
  const diagnostics = distinct([...validated, ...streamDiagnostics(plan)]);
  if (diagnostics.some((one) => one.severity === 'error')) {
    return done({ diagnostics, leftOut });
  }
  const shown = await run('show', '-json', 'plan.bin');
  const planFile = join(folder, 'plan.json');
  writeFileSync(planFile, shown.stdout);
  const changes: any[] = JSON.parse(shown.stdout).resource_changes ?? [];
  return done({ diagnostics, leftOut, planned: changes.filter((one) => one.change.actions.includes('create')).length, planFile });
}

/** Reads the plan that `planStack` left. */
export function readPlan(result: PlanResult): any {
  return result.planFile ? JSON.parse(readFileSync(result.planFile, 'utf8')) : undefined;
}

/** Why a provider could not be had, if an `init` failed for that. */
export function missingProvider(output: string): string | undefined {
  const found = /Could not (?:retrieve|query)[^\n]*\n?[^:]*?provider\s+(?:registry[^/]*\/)?([\w./-]+)|Failed to (?:query available provider packages|install provider)/.exec(output.replace(/[│╷╵]/g, ''));
  if (!found) {
    return undefined;
  }
  const detail = output.replace(/[│╷╵]/g, '').replace(/\s+/g, ' ');
  return `provider not installed: ${/Error: (.{0,240})/.exec(detail)?.[1] ?? detail.slice(0, 240)}`;
}

function withVersions(tf: any, versions: PlanOptions['versions']): any {
  if (!tf.terraform?.required_providers) { return tf; }
  const required = { ...tf.terraform.required_providers };
  for (const [provider, version] of Object.entries(versions)) {
    if (required[provider]) {
      required[provider] = { ...required[provider], version };
    }
  }
  return { ...tf, terraform: { ...tf.terraform, required_providers: required } };
}

async function resourceSchemas(provider: string, options: PlanOptions, run: (...args: string[]) => Promise<{ stdout: string }>): Promise<any> {
  const key = `${provider} ${options.versions[provider]}`;
  if (!schemaCache.has(key)) {
    const all: any = JSON.parse((await run('providers', 'schema', '-json')).stdout).provider_schemas;
    const name = Object.keys(all).find((one) => one.endsWith(`/${provider}`));
    schemaCache.set(key, name ? all[name].resource_schemas : {});
  }
  return schemaCache.get(key);
}

// Nine stacks with one provider each would download it nine times.
function pluginCache(workspace: string): NodeJS.ProcessEnv {
  if (process.env.TF_PLUGIN_CACHE_DIR) {
    return {};
  }
  const cache = join(workspace, 'plugins');
  mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache };
}

function write(folder: string, tf: any): void {
  writeFileSync(join(folder, 'cdk.tf.json'), JSON.stringify(tf));
  writeFileSync(join(folder, 'offline.auto.tfvars.json'), JSON.stringify(variableValues(tf)));
}

function distinct(diagnostics: Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((one, i) => diagnostics.findIndex((other) => other.text === one.text) === i);
}
