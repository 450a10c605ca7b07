import { existsSync } from 'fs';
import { join, resolve } from 'path';
import { AppliedStack, factReplacements } from './lib/apply-stack';
import { startMoto } from './lib/moto';
import { MOTO_DIFFERENCES } from './lib/moto-limits';
import { findStacks, Stack } from '../src/cli/plan/stacks';
import { findProgram, findTerraform } from '../src/cli/plan/terraform';
import { removeFolder, temporaryFolder } from '../src/cli/plan/workspace';

/**
 * Applies the AWS foundation and development environment of the example to a moto server on loopback, plans again, and
 * destroys both.
 *
 *   npm run check:apply -- [folder] [--provider-version aws=5.100.0]
 *
 * moto_server is taken from GROUNDWORK_MOTO or the PATH. What moto or the provider version does not know is left out and
 * named. Exit code 1 if an apply fails, if a second plan shows a change that moto is not known for, or if a destroy fails.
 */
const FACTS = join(__dirname, '..', 'examples', 'acme', 'facts', 'eu-aws.json');

async function main(args: string[]): Promise<number> {
  const version = args.includes('--provider-version') ? args[args.indexOf('--provider-version') + 1]?.replace(/^aws=/, '') : undefined;
  const folder = args.find((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--provider-version') ?? join(__dirname, '..', 'cdktf.out', 'stacks');
  const stacks = findStacks(resolve(folder)).filter((stack) => stack.tf.provider?.aws && /foundation|development/.test(stack.name));
  const program = findTerraform();
  const moto = process.env.GROUNDWORK_MOTO ?? findProgram('moto_server');
  if (!program || !moto || !existsSync(moto)) {
    console.log(`skipped ${stacks.map((stack) => stack.name).join(', ')}: ${program ? 'moto_server' : 'terraform or tofu'} not found`);
    return 0;
  }
  if (stacks.length === 0) {
    console.error(`No AWS stacks in ${folder}. Run \`npm run demo\` first.`);
    return 1;
  }
  return applyAll(stacks, program, moto, version);
}

async function applyAll(stacks: Stack[], program: string, moto: string, version: string | undefined): Promise<number> {
  const workspace = temporaryFolder('apply');
  const account = stacks[0].tf.provider.aws[0].allowed_account_ids?.[0] ?? '123456789012';
  const server = await startMoto(moto, account);
  const applied: AppliedStack[] = [];
  let failed = false;
  let replace: { [from: string]: string } = {};
  try {
    for (const stack of [...stacks].sort((a, b) => Number(/foundation/.test(b.name)) - Number(/foundation/.test(a.name)))) {
      const one = new AppliedStack(program, stack, workspace, server.url, version);
      const missing = await one.prepare(replace);
      if (missing) {
        console.log(`skipped ${stack.name}: ${missing}`);
        continue;
      }
      one.leftOut.forEach((text) => console.log(`left out  ${stack.name}: ${text}`));
      applied.unshift(one);
      failed = await applyOne(stack.name, one) || failed;
      replace = { ...replace, ...factReplacements(FACTS, await one.outputs()) };
    }
    for (const one of applied) {
      const faults = await one.destroy();
      faults.forEach((fault) => console.log(`destroy   ${fault.text}`));
      one.leftOut.filter((text) => text.includes('not destroyed')).forEach((text) => console.log(`left out  ${text}`));
      console.log(`destroyed, ${await one.count()} resources remain`);
      failed = failed || faults.length > 0;
    }
  } finally {
    server.stop();
    removeFolder(workspace);
  }
  return failed ? 1 : 0;
}

/** Applies one stack and plans again; answers whether anything is wrong. */
async function applyOne(name: string, stack: AppliedStack): Promise<boolean> {
  const started = Date.now();
  const faults = await stack.apply();
  faults.forEach((fault) => console.log(`apply     ${name}: ${fault.text}`));
  console.log(`applied   ${name}: ${await stack.count()} resources in ${Math.round((Date.now() - started) / 1000)} s, ${stack.leftOut.length} left out, ${faults.length} errors`);
  const changes = await stack.changes();
  if (typeof changes === 'string') {
    console.log(`plan      ${name}: ${changes}`);
    return true;
  }
  let unexpected = 0;
  for (const change of changes) {
    const named = change.arguments.map((argument) => `${change.type}.${argument}`);
    const known = named.length > 0 && named.every((argument) => argument in MOTO_DIFFERENCES);
    unexpected += known ? 0 : 1;
    console.log(`${known ? 'moto' : 'change'.padEnd(4)}      ${name}: ${change.address} (${change.arguments.join(', ') || 'replaced or unknown'})`);
  }
  console.log(`planned again ${name}: ${unexpected} unexpected changes`);
  return faults.length > 0 || unexpected > 0;
}

main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, (error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
