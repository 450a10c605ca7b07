import { join, resolve } from 'path';
import { checkov } from './lib/checkov';
import { parliament, policiesOf } from './lib/parliament';
import { planStack } from '../src/cli/plan/plan-stack';
import { ExceptionFile, judge, readExceptions, ScannerException, ScannerFinding } from './lib/scanner-exceptions';
import { findStacks, Stack } from '../src/cli/plan/stacks';
import { findProgram, findTerraform } from '../src/cli/plan/terraform';
import { removeFolder, temporaryFolder } from '../src/cli/plan/workspace';

/**
 * checkov on the offline plan of every synthesized stack, parliament on every AWS policy in them.
 *
 *   npm run check:scanners -- [folder] [--provider-version aws=5.100.0]
 *
 * Findings are compared with test/scanner-exceptions.yaml: what is not in it fails, and so does an exception that nothing
 * needs. A plan needs terraform or tofu with its providers; without, checkov reads the Terraform JSON, of which it sees other
 * things and some wrongly, so that its answer is shown and not judged.
 * Tools that are missing are named.
 */
const EXCEPTIONS = join(__dirname, '..', 'test', 'scanner-exceptions.yaml');

async function main(args: string[]): Promise<number> {
  const versions = Object.fromEntries(args.filter((_arg, i) => args[i - 1] === '--provider-version').map((arg) => arg.split('=')));
  const folder = args.find((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--provider-version') ?? join(__dirname, '..', 'cdktf.out', 'stacks');
  const stacks = findStacks(resolve(folder));
  if (stacks.length === 0) {
    console.error(`No stacks in ${folder}. Run \`npm run demo\` first.`);
    return 1;
  }
  const exceptions = readExceptions(EXCEPTIONS);
  const workspace = temporaryFolder('scanners');
  const failures = [...await scanPlans(stacks, versions, exceptions, workspace), ...lintPolicies(stacks, exceptions, workspace)];
  removeFolder(workspace);
  failures.forEach((text) => console.log(`FAILED   ${text}`));
  return failures.length > 0 ? 1 : 0;
}

async function scanPlans(stacks: Stack[], versions: { [provider: string]: string }, exceptions: ExceptionFile, workspace: string): Promise<string[]> {
  const scanner = findProgram('checkov');
  if (!scanner) {
    console.log('skipped  checkov: not on the PATH');
    return [];
  }
  const terraform = findTerraform();
  const failures: string[] = [];
  const findings: ScannerFinding[] = [];
  let complete = everyStack(stacks, exceptions);
  for (const stack of stacks) {
    const plan = terraform ? await planStack(stack, { program: terraform, versions, workspace }) : undefined;
    if (!plan?.planFile) {
      complete = false;
      const why = plan?.skipped ?? plan?.diagnostics[0]?.text ?? 'neither terraform nor tofu on the PATH';
      const { passed, findings: seen } = checkov(scanner, stack, undefined, workspace);
      console.log(`skipped  plan of ${stack.name}: ${why}\ncheckov  ${stack.name}, its JSON only: ${passed} passed, ${seen.length} failed, not judged`);
      continue;
    }
    const scan = checkov(scanner, stack, plan.planFile, workspace);
    const floor = exceptions.floors[stack.name] ?? 1;
    console.log(`checkov  ${stack.name}: ${scan.passed} passed (at least ${floor}), ${scan.findings.length} failed`);
    if (scan.passed < floor) {
      failures.push(`${stack.name}: checkov passed ${scan.passed} checks, at least ${floor} are expected`);
    }
    findings.push(...scan.findings);
  }
  return [...failures, ...verdict('checkov', findings, exceptions.checkov, complete)];
}

function lintPolicies(stacks: Stack[], exceptions: ExceptionFile, workspace: string): string[] {
  const linter = findProgram('parliament');
  if (!linter) {
    console.log('skipped  parliament: not on the PATH');
    return [];
  }
  const policies = stacks.flatMap(policiesOf);
  const findings = policies.length > 0 ? parliament(linter, policies, workspace) : [];
  console.log(`parliament: ${policies.length} policies, ${findings.length} findings`);
  const none = policies.length === 0 && stacks.some((stack) => stack.tf.provider?.aws) ? ['parliament: no policy found in the AWS stacks'] : [];
  return [...none, ...verdict('parliament', findings, exceptions.parliament, everyStack(stacks, exceptions))];
}

/** Whether an exception can be called of no use: only where every stack was there that might need it. */
function everyStack(stacks: Stack[], exceptions: ExceptionFile): boolean {
  return Object.keys(exceptions.floors).every((name) => stacks.some((stack) => stack.name === name));
}

function verdict(tool: string, findings: ScannerFinding[], exceptions: readonly ScannerException[], complete: boolean): string[] {
  const { open, unused } = judge(findings, exceptions);
  const lines = open.map((one) => `${tool} ${one.check} on ${one.resource} at ${one.path}: ${one.detail}`);
  return [...lines, ...(complete ? unused.map((one) => `${tool} exception ${one.check} on ${one.resource}${one.path ? ` (${one.path})` : ''} is of no use: remove it`) : [])];
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
