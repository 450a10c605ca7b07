/** Child of the bench: verifies an output folder, `node -r typescript.js verify.ts <folder>`. */
import * as path from 'path';
import { verifyOutput } from '../../src/cli/verify';
import { examples } from './orders';

const [out] = process.argv.slice(2);
const start = process.hrtime.bigint();
const report = verifyOutput({ out, standards: path.join(examples, 'standards.yaml'), require: [], elsewhere: [], profile: 'github' });
const end = process.hrtime.bigint();
process.stdout.write(JSON.stringify({ ms: Number(end - start) / 1e6, peakMB: process.resourceUsage().maxRSS / 1024, verdicts: report.verdicts }));
