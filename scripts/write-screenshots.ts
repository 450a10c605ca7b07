/**
 * Photographs the review pages of the example for the documentation: `npx tsx --tsconfig examples/tsconfig.json scripts/write-screenshots.ts`.
 * Needs Chromium (`CHROMIUM` names it). A picture that is too large for the repository is an error.
 */
import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { Browser } from 'playwright-core';
import { OrdersEnvironment } from '../examples/acme/orders-environment';
import { Foundation, Stage } from '../src';
import { findChromium, launch } from '../test/review/page/browser';
import { acmeStandards } from '../test/patterns/customer-facing-api/stacks';

const FOLDER = path.join(__dirname, '..', 'docs', 'images');
const LARGEST = 250_000;
const ZONES = ['eu-aws', 'eu-azure', 'eu-google'];
const DESKTOP = { width: 1280, height: 1120 };
const PHONE = { width: 390, height: 1266 };
const SCHEMES = ['light', 'dark'] as const;

interface Shot { readonly page: string; readonly name: string; readonly viewport: { width: number; height: number }; readonly scheme: 'light' | 'dark'; readonly element?: string; readonly link?: string }

const shots: Shot[] = [
  ...ZONES.flatMap((zone) => SCHEMES.flatMap((scheme): Shot[] => [
    { page: `orders-production-${zone}/index.html`, name: `orders-production-${zone}-desktop-${scheme}`, viewport: DESKTOP, scheme },
    { page: `orders-production-${zone}/index.html`, name: `orders-production-${zone}-phone-${scheme}`, viewport: PHONE, scheme },
  ])),
  ...ZONES.map((zone): Shot => ({ page: `orders-production-${zone}/index.html`, name: `orders-production-${zone}-picture`, viewport: DESKTOP, scheme: 'light', element: '#picture > figure' })),
  ...['data', 'permissions'].map((id): Shot => ({ page: 'orders-production-eu-aws/index.html', name: `orders-production-eu-aws-${id}`, viewport: DESKTOP, scheme: 'light', element: `#${id}` })),
  { page: 'orders-production-eu-aws/index.html', name: 'orders-production-eu-aws-inventory', viewport: { width: 1280, height: 720 }, scheme: 'light', link: '[id^="r-aws-rds-cluster-orders-database-cluster-"]' },
  { page: 'index.html', name: 'index-desktop-light', viewport: { width: 1280, height: 900 }, scheme: 'light' },
  { page: 'index.html', name: 'index-phone-dark', viewport: PHONE, scheme: 'dark' },
];

function synthesize(outdir: string): void {
  const app = new App({ outdir });
  for (const landingZone of ZONES) {
    new Foundation(app, `foundation-${landingZone}`, { standards: acmeStandards(), landingZone });
    new OrdersEnvironment(app, `orders-production-${landingZone}`, { standards: acmeStandards(), stage: Stage.PRODUCTION, landingZone });
  }
  app.synth();
}

async function take(browser: Browser, outdir: string, shot: Shot): Promise<number> {
  const page = await browser.newPage({ viewport: shot.viewport, colorScheme: shot.scheme });
  const url = `file://${path.join(outdir, 'review', shot.page)}`;
  await page.goto(url);
  // The bar that stays on top would lie over an element that is taller than the screen.
  if (shot.element) { await page.evaluate("document.querySelector('nav').remove()"); }
  if (shot.link) {
    const id = await page.locator(shot.link).first().getAttribute('id');
    await page.goto(`${url}#${id}`);
  }
  const file = path.join(FOLDER, `${shot.name}.png`);
  await (shot.element ? page.locator(shot.element).screenshot({ path: file }) : page.screenshot({ path: file }));
  await page.close();
  return fs.statSync(file).size;
}

async function main(): Promise<void> {
  const executable = findChromium();
  if (!executable) { throw new Error('no Chromium was found; CHROMIUM names one'); }
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'screenshots-'));
  fs.mkdirSync(FOLDER, { recursive: true });
  const browser = await launch(executable);
  try {
    synthesize(outdir);
    const large: string[] = [];
    for (const shot of shots) {
      const size = await take(browser, outdir, shot);
      console.log(`${shot.name}.png ${Math.round(size / 1000)} kB`);
      if (size > LARGEST) { large.push(shot.name); }
    }
    if (large.length > 0) { throw new Error(`larger than ${LARGEST / 1000} kB: ${large.join(', ')}`); }
  } finally {
    await browser.close();
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

main().catch((error: Error) => { console.error(error.message); process.exitCode = 1; });
