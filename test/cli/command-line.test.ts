import { spawnSync } from 'child_process';
import * as path from 'path';
import { DIFFERENT } from '../../src/cli/command';
import { processTerminal } from '../../src/cli/terminal';
import { groundwork, groundworkOn, LEAST, project, ROOT } from './support';

const place = project();
const { folder } = place;
const empty = project();

/** The command as a user starts it: a process of its own. */
function start(...argv: string[]) {
  return spawnSync(path.join(ROOT, 'node_modules/.bin/tsx'), [path.join(ROOT, 'src/cli/groundwork.ts'), ...argv], { cwd: folder, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '1' } });
}

const COMMANDS = ['synth', 'review', 'diff', 'plan', 'explain', 'list', 'merge', 'controls', 'approve', 'verify'];

describe('as a process', () => {
  test('results on standard output, exit code 0', () => {
    place.write('environment.yaml', LEAST.replace(/patterns:[^]*/, ''));
    const done = start('synth', 'environment.yaml');
    expect(done).toMatchObject({ status: 0, stderr: '' });
    expect(done.stdout).toMatch(/^cdktf\.out\/stacks\/orders-prod\/cdk\.tf\.json/);
  });

  test('faults on standard error without colours in a pipe, exit code 1, no JavaScript stack', () => {
    place.write('bad.yaml', LEAST.replace('pod: orders', 'pod: nobody'));
    const done = start('synth', 'bad.yaml');
    expect(done).toMatchObject({ status: 1, stdout: '' });
    expect(done.stderr).toMatch(/^bad\.yaml cannot be used: 1 fault\n {2}bad\.yaml:3:6: pod/);
    expect(done.stderr).not.toMatch(/\u001b|\n\s+at /);
    expect(start('synth', 'bad.yaml', '--verbose').stderr).toMatch(/\n\s+at .*look-up|\n\s+at .*synthesize/);
  });
});

describe('help', () => {
  test('of the whole lists every command and the exit codes', async () => {
    const done = await groundwork(folder, '--help');
    expect(done).toMatchObject({ code: 0, err: '' });
    for (const command of [...COMMANDS, 'completion']) { expect(done.out).toContain(`groundwork ${command}`); }
    expect(done.out).toContain('Exit codes: 0 fine, 1 faults or misuse, 2 differences');
  });

  test.each(COMMANDS)('of %s has examples, exit codes and what every option is for', async (command) => {
    const { out, code } = await groundwork(folder, command, '--help');
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Examples:\n  groundwork ${command}`));
    expect(out).toMatch(/Exit codes: 0 fine, /);
    expect(out.split('\n').filter((line) => /^ +(-\w, )?--[\w-]+ +\[/.test(line))).toEqual([]);
  });

  test('the version is that of the package', async () => {
    expect((await groundwork(folder, '--version')).out).toBe(`${require('../../package.json').version}\n`);
  });
});

describe('misuse', () => {
  test.each([
    [[], 'Say what to do'],
    [['synthesize'], 'Did you mean synth?'],
    [['lst'], 'Did you mean list?'],
    [['list', '--jsn'], 'Unknown argument: jsn'],
    [['diff', 'only-one'], 'Not enough non-option arguments'],
    [['explain', 'x', '--out', 'a', '--out', 'b'], '--out is given more than once'],
    [['review', '--format', 'pdf'], 'Invalid values'],
    [['list', 'nowhere'], 'nowhere holds no synthesis'],
    [['diff', 'nowhere', 'here'], 'nowhere holds no synthesis'],
    [['approve'], 'Say which pattern'],
  ])('%j: exit code 1, said on standard error', async (argv, message) => {
    const done = await groundwork(folder, ...argv);
    expect(done).toMatchObject({ code: 1, out: '' });
    expect(done.err).toContain(message);
    const json = await groundwork(folder, ...argv, '--json');
    expect(json).toMatchObject({ code: 1, err: '', json: { error: expect.stringContaining(message), faults: [] } });
  });
});

test('the exit codes are the documented ones', () => { expect(DIFFERENT).toBe(2); });

test('colours only where the terminal has them', async () => {
  place.write('bad.yaml', 'name: x\n');
  expect((await groundworkOn({ errColors: true }, folder, 'synth', 'bad.yaml')).err).toMatch(/\u001b\[31m/);
  expect((await groundworkOn({ errColors: false }, folder, 'synth', 'bad.yaml')).err).not.toMatch(/\u001b/);
});

describe('the terminal of a process', () => {
  const terminalWith = (stderr: { isTTY?: boolean; columns?: number }, env: { [name: string]: string | undefined }) => {
    const before = { env: process.env, isTTY: Object.getOwnPropertyDescriptor(process.stderr, 'isTTY'), columns: Object.getOwnPropertyDescriptor(process.stderr, 'columns') };
    process.env = { ...process.env, CI: undefined, NO_COLOR: undefined, TERM: 'xterm', ...env };
    for (const name of ['isTTY', 'columns'] as const) { Object.defineProperty(process.stderr, name, { value: stderr[name], configurable: true, writable: true }); }
    try {
      return processTerminal();
    } finally {
      process.env = before.env;
      for (const name of ['isTTY', 'columns'] as const) { Object.defineProperty(process.stderr, name, before[name] ?? { value: undefined, configurable: true, writable: true }); }
    }
  };

  test.each([
    ['a terminal', { isTTY: true, columns: 80 }, {}, true, true],
    ['a pipe', {}, {}, false, false],
    ['a terminal without a width, which a spinner would clear for ever', { isTTY: true, columns: 0 }, {}, false, true],
    ['a build', { isTTY: true, columns: 80 }, { CI: 'true' }, false, true],
    ['NO_COLOR', { isTTY: true, columns: 80 }, { NO_COLOR: '1' }, true, false],
  ])('%s', (_what, stderr, env, watched, errColors) => {
    expect(terminalWith(stderr, env)).toMatchObject({ watched, errColors });
  });
});

describe('completion', () => {
  const complete = async (...words: string[]) => (await groundwork(folder, '--get-yargs-completions', 'groundwork', ...words)).out.split('\n').map((line) => line.split(':')[0]);

  test('prints a script', async () => {
    expect((await groundwork(folder, 'completion')).out).toContain('groundwork --get-yargs-completions');
  });

  test('knows commands, options, stacks and addresses', async () => {
    place.write('environment.yaml', LEAST.replace(/patterns:[^]*/, ''));
    await groundwork(folder, 'synth', 'environment.yaml');
    expect(await complete('sy')).toEqual(expect.arrayContaining(['synth']));
    expect(await complete('plan', '--off')).toEqual(expect.arrayContaining(['--offline']));
    expect(await complete('explain', 'aws_kms_key.')).toEqual(expect.arrayContaining([expect.stringMatching(/^aws_kms_key\.data-key_/)]));
    expect(await complete('approve', 'cust')).toEqual(expect.arrayContaining(['customer-facing-api']));
    expect(await complete('controls', 'cost.b')).toEqual(['cost.budget', '']);
    expect(await complete('review', '--stack', '')).toEqual(expect.arrayContaining(['orders-prod']));
  });

  test('is silent where there is no output', async () => {
    expect((await groundwork(empty.folder, '--get-yargs-completions', 'groundwork', 'explain', 'a')).err).toBe('');
  });
});
