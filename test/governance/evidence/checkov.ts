import { spawnSync } from 'child_process';

/** Whether the scanner is on the path. */
export const hasCheckov = spawnSync('checkov', ['--version'], { stdio: 'ignore' }).status === 0;
