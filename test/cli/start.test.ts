import { spawnSync } from 'child_process';
import * as path from 'path';
import { ROOT } from './support';

/** Folders from which a command line loads modules. */
function loadedBy(...argv: string[]): string[] {
  const script = `require(${JSON.stringify(path.join(ROOT, 'src/cli/run.ts'))}).run(${JSON.stringify(argv)}, { out() {}, err() {} })
    .then(() => console.log(JSON.stringify(Object.keys(require.cache))));`;
  const done = spawnSync(path.join(ROOT, 'node_modules/.bin/tsx'), ['-e', script], { cwd: ROOT, encoding: 'utf8' });
  const files: string[] = JSON.parse(done.stdout.trim().split('\n').pop()!);
  return [...new Set(files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? path.relative(ROOT, path.dirname(file))))];
}

test('help loads nothing that works: it is there at once', () => {
  const loaded = loadedBy('--help');
  expect(loaded).toContain('yargs');
  expect(loaded).toContain('src/cli/commands');
  expect(loaded.filter((one) => /^(cdktf|constructs|yaml|ajv|picocolors|nanospinner|src\/(review|environment|clouds|edge).*|patterns.*)$/.test(one))).toEqual([]);
});
