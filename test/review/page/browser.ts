import * as fs from 'fs';
import { Browser, chromium } from 'playwright-core';

/** A browser of this machine, or nothing: `CHROMIUM`, the usual places, the one that playwright has installed. */
export function findChromium(): string | undefined {
  const installed = (() => { try { return chromium.executablePath(); } catch { return undefined; } })();
  return [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', installed]
    .find((file): file is string => !!file && fs.existsSync(file));
}

/** Starts it without a window. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--force-color-profile=srgb'] });
}
