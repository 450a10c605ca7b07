/**
 * `npm run bench`: how long construct and synth take, against plain cdktf writing the very same resources in the same run, and what the
 * package weighs. `-- --json` prints one JSON object, `-- --fleet` measures 1,000 environments instead,
 * `-- --verify` what verifying them takes. docs/performance.md says how.
 */
import * as os from 'os';
import { fleetFigures } from './parts/fleet';
import { packageFigures } from './parts/package';
import { patternFigures } from './parts/pattern';
import { synthesisFigures } from './parts/synthesis';
import { verifyFigures } from './parts/verify';
import { report } from './report';

const machine = { cpu: os.cpus()[0].model.trim(), cores: os.cpus().length, memoryGB: Math.round(os.totalmem() / 2 ** 30), node: process.version };
const figures = process.argv.includes('--fleet') ? { machine, fleet: fleetFigures() } : process.argv.includes('--verify') ? { machine, verify: verifyFigures() } : {
  machine,
  synthesis: synthesisFigures('typescript'),
  compiled: synthesisFigures('javascript'),
  pattern: patternFigures(),
  package: packageFigures(),
};
process.stdout.write(process.argv.includes('--json') ? `${JSON.stringify(figures)}\n` : report(figures));
