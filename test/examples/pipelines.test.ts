import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';

const FOLDER = path.join(__dirname, '../../examples/pipelines');
const files = (fs.readdirSync(FOLDER, { recursive: true }) as string[]).filter((f) => fs.statSync(path.join(FOLDER, f)).isFile());
const read = (file: string) => fs.readFileSync(path.join(FOLDER, file), 'utf8');

/** Calls of the command in a file: its name, and the options given. */
function calls(text: string): { command: string; options: string[] }[] {
  return [...text.matchAll(/npx groundwork ([a-z]+)([^\n|&)]*)/g)].map(([, command, rest]) => ({ command, options: rest.match(/--[a-z-]+/g) ?? [] }));
}

const help = new Map<string, string>();

function helpOf(command: string): string {
  if (!help.has(command)) {
    help.set(command, execFileSync(process.execPath, [require.resolve('tsx/cli'), path.join(__dirname, '../../src/cli/groundwork.ts'), command, '--help'], { encoding: 'utf8' }));
  }
  return help.get(command)!;
}

test.each(files.filter((f) => /\.ya?ml$/.test(f)))('%s is YAML', (file) => {
  expect(Object.keys(parse(read(file), { merge: true })).length).toBeGreaterThan(0);
});

test.each(files.filter((f) => calls(read(f)).length > 0))('%s calls the command as it is', (file) => {
  for (const { command, options } of calls(read(file))) {
    const text = helpOf(command);
    expect(text).toMatch(new RegExp(`^groundwork ${command}\\b`));
    expect(options.filter((o) => !new RegExp(`${o}\\b`).test(text))).toEqual([]);
  }
});

test('there is a setup for each of the hosts that the documents name', () => {
  const document = fs.readFileSync(path.join(__dirname, '../../docs/fleet.md'), 'utf8');
  const named = [...document.matchAll(/\]\(\.\.\/examples\/pipelines\/([^)]+)\)/g)].map(([, f]) => f);
  expect(named).toEqual(expect.arrayContaining(['github-actions.yml', 'gitlab-ci.yml', 'azure-pipelines.yml', 'hcp-terraform.yml', 'atlantis']));
  expect(named.filter((f) => !fs.existsSync(path.join(FOLDER, f)))).toEqual([]);
});

test('GitLab applies what changed, foundations apart', () => {
  const changes = path.join(fs.mkdtempSync(path.join(require('os').tmpdir(), 'groundwork-')), 'changes.json');
  const stacks = [{ stack: 'foundation-eu', status: 'changed' }, { stack: 'orders-dev', status: 'added' }, { stack: 'old', status: 'removed' }, { stack: 'same', status: 'unchanged' }];
  fs.writeFileSync(changes, JSON.stringify({ stacks }));
  const written = parse(execFileSync(process.execPath, [path.join(FOLDER, 'gitlab-apply.js'), changes], { encoding: 'utf8' }));
  const jobsOf = (stack: string) => [`${stack}:plan`, `${stack}:verify`, stack];
  expect(Object.keys(written)).toEqual(['stages', ...jobsOf('foundation-eu'), ...jobsOf('orders-dev')]);
  expect([written['foundation-eu'].stage, written['orders-dev'].stage]).toEqual(['foundations', 'environments']);
  // Nothing is applied that was not verified, and no environment planned before its foundation is there.
  expect(written['orders-dev'].needs).toContain('orders-dev:verify');
  expect(written['orders-dev:plan'].needs).toContain('foundation-eu');
  expect(written['orders-dev:verify'].script).toContain('npx groundwork verify new --stack orders-dev --plan new/stacks/orders-dev/plan.json');
});

test.each(['github-actions.yml', 'gitlab-ci.yml'])('%s judges what was synthesized before anything is applied', (file) => {
  expect(calls(read(file)).map(({ command }) => command).filter((command) => ['synth', 'verify'].includes(command)).slice(-1)).toEqual(['verify']);
  expect(read(file)).toMatch(/groundwork verify new[^]*?\bexit \$/);
});
