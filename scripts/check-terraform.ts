import { join, resolve } from 'path';
import { findStacks } from '../src/cli/plan/stacks';
import { PlanResult, planStack } from '../src/cli/plan/plan-stack';
import { planReport } from '../src/cli/plan/report';
import { providerVersions } from '../src/cli/plan/versions';
import { findTerraform } from '../src/cli/plan/terraform';
import { removeFolder, temporaryFolder } from '../src/cli/plan/workspace';

/**
 * init, validate and an offline plan of every synthesized stack: no credentials, no network beyond the plugins.
 *
 *   npm run check:terraform -- [folder] [--provider-version aws=5.100.0] [--only <text in the stack's name>]
 *
 * Plugins come from the registry, or from where TF_CLI_CONFIG_FILE says. `--provider-version` uses another version
 * than the stack requires and names what that version does not know. Exit code 1 on any error or deprecation.
 */
interface Arguments { readonly folder: string; readonly versions: { [provider: string]: string }; readonly only?: string }

async function main(): Promise<number> {
  const options = readArguments(process.argv.slice(2));
  const stacks = findStacks(options.folder).filter((stack) => !options.only || stack.name.includes(options.only));
  const program = findTerraform();
  if (!program) {
    console.log(`skipped ${stacks.map((stack) => stack.name).join(', ') || 'all stacks'}: neither terraform nor tofu on the PATH`);
    return 0;
  }
  if (stacks.length === 0) {
    console.error(`No stacks in ${options.folder}. Run \`npm run demo\` first.`);
    return 1;
  }
  const workspace = temporaryFolder('terraform');
  const results: PlanResult[] = [];
  for (const stack of stacks) {
    console.log(`checking ${stack.name} ...`);
    results.push(await planStack(stack, { program, versions: options.versions, workspace }));
  }
  removeFolder(workspace);
  return report(results);
}

function report(results: PlanResult[]): number {
  console.log(`\n${planReport(results)}`);
  return results.some((one) => one.diagnostics.some((found) => found.severity === 'error' || /deprecat/i.test(found.text))) ? 1 : 0;
}

function readArguments(args: string[]): Arguments {
  let folder = join(__dirname, '..', 'cdktf.out', 'stacks');
  let only: string | undefined;
  const versions: { [provider: string]: string } = {};
  for (let i = 0; i < args.length; i += 1) {
    if (args[i] === '--provider-version') {
      Object.assign(versions, providerVersions([args[++i] ?? '']));
    } else if (args[i] === '--only') {
      only = args[++i];
    } else {
      folder = resolve(args[i]);
    }
  }
  return { folder, versions, only };
}

main().then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
