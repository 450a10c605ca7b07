import { execFileSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { best, progress, repeat, round } from '../run';

/** What the package weighs. */
export interface PackageFigures {
  /** What `require` of the library adds in a process that has loaded cdktf, in milliseconds. */
  readonly loadMs: number;
  readonly packedMB: number;
  /** Unpacked with everything it brings, without cdktf and constructs. */
  readonly installedMB: number;
}

const root = path.join(__dirname, '..', '..');
const MB = 1024 * 1024;
const LOAD = "require('cdktf'); const t = process.hrtime.bigint(); require('./lib/src'); console.log(Number(process.hrtime.bigint() - t) / 1e6)";

/** Figures of the compiled package, if it is compiled. */
export function packageFigures(): PackageFigures | undefined {
  if (!fs.existsSync(path.join(root, 'lib/src/index.js'))) {
    progress('the package is not compiled: run npm run compile-all for its load time and size');
    return undefined;
  }
  progress('load time and size of the package');
  const loads = repeat(9, 20, () => Number(execFileSync(process.execPath, ['-e', LOAD], { cwd: root, encoding: 'utf8' })));
  const [packed] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }));
  return { loadMs: best(loads), packedMB: round(packed.size / MB), installedMB: round(packed.unpackedSize / MB) };
}
