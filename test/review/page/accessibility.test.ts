import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { AxeResults } from 'axe-core';
import { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { failedEntry, fleetEntry, renderFleet, renderPage } from '../../../src/review/page';
import { describeWhere } from '../../support/where-found';
import { handMade } from '../../governance/support';
import { findChromium, launch } from './browser';
import { realModels } from './real';
import { rich } from './rich';

const executable = findChromium();

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const EVERYTHING = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };
const CONTRAST = { runOnly: { type: 'rule', values: ['color-contrast'] }, resultTypes: ['violations'] };
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

let folder: string;
let browser: Browser;
const pages: { [name: string]: string } = {};

jest.setTimeout(240_000);

describeWhere(executable, 'Chromium (or CHROMIUM with its path)', 'Review page in a browser', () => {
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'review-'));
    const models = realModels();
    for (const [id, model] of Object.entries(models)) { pages[id] = renderPage(model); }
    pages['made-up'] = renderPage(rich({ resources: 36 }));
    pages['hostile'] = renderPage(rich({ resources: 30, name: `"><img src=x onerror=alert(1)>${'x'.repeat(300)}` }));
    const governed = { ...rich({ resources: 36 }), governance: handMade(rich({ resources: 36 })) };
    pages.governed = renderPage(governed, { evidence: '../../evidence/orders' });
    pages.fleet = renderFleet([fleetEntry(governed), fleetEntry(rich()), failedEntry('orders-broken', 'no landing zone')]);
    pages.index = renderFleet([...Object.values(models).map((m) => fleetEntry(m)), failedEntry('orders-broken', 'no landing zone')]);
    for (const [id, html] of Object.entries(pages)) { fs.writeFileSync(path.join(folder, `${id}.html`), html); }
    browser = await launch(executable!);
  });

  afterAll(async () => {
    await browser?.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });

  /** Opens a page in a context of its own; what it logs as an error fails the test. */
  async function open<T>(id: string, options: BrowserContextOptions, look: (page: Page) => Promise<T>): Promise<T> {
    const context = await browser.newContext({ viewport: DESKTOP, ...options });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (m) => { if (m.type() === 'error') { errors.push(m.text()); } });
    page.on('pageerror', (e) => errors.push(e.message));
    page.on('request', (r) => { if (!r.url().startsWith('file:')) { errors.push(`asks for ${r.url()}`); } });
    page.on('dialog', (d) => { errors.push('a script of a name ran'); void d.dismiss(); });
    await page.goto(`file://${path.join(folder, `${id}.html`)}`);
    const found = await look(page);
    await context.close();
    expect({ id, errors }).toEqual({ id, errors: [] });
    return found;
  }

  const violations = (page: Page, run: object = EVERYTHING): Promise<string[]> => page.evaluate(AXE)
    .then(() => page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(run)})`))
    .then((result) => result.violations.flatMap((v) => v.nodes.slice(0, 3).map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary?.split('\n')[1]?.trim()}`)));

  const openAll = (page: Page): Promise<void> => page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true");

  for (const id of ['orders-eu-aws', 'orders-eu-azure', 'orders-eu-google', 'foundation-eu-aws', 'made-up', 'governed', 'index', 'fleet']) {
    test(`axe finds nothing in ${id}: light and dark, desktop and phone`, async () => {
      const found = await open(id, {}, async (page) => {
        const desktop = await violations(page);
        await page.emulateMedia({ colorScheme: 'dark' });
        const dark = await violations(page, CONTRAST);
        await page.setViewportSize(PHONE);
        const phone = await violations(page);
        await page.emulateMedia({ colorScheme: 'light' });
        return { desktop, dark, phone, light: await violations(page, CONTRAST) };
      });
      expect(found).toEqual({ desktop: [], dark: [], phone: [], light: [] });
    });
  }

  test('axe finds nothing with every fold open', async () => {
    expect(await open('made-up', { colorScheme: 'dark' }, async (page) => { await openAll(page); return violations(page); })).toEqual([]);
    expect(await open('governed', { colorScheme: 'dark' }, async (page) => { await openAll(page); return violations(page); })).toEqual([]);
    expect(await open('governed', { viewport: PHONE }, async (page) => { await openAll(page); return violations(page); })).toEqual([]);
    expect(await open('made-up', { viewport: PHONE }, async (page) => { await openAll(page); return violations(page); })).toEqual([]);
  });

  test('nothing scrolls sideways at 320 px but drawings, with every fold open', async () => {
    for (const id of Object.keys(pages)) {
      const width = await open(id, { viewport: { width: 320, height: 800 } }, async (page) => { await openAll(page); return page.evaluate<number>('document.documentElement.scrollWidth'); });
      expect({ id, width }).toEqual({ id, width: 320 });
    }
  });

  test('the first screen holds the verdict, the worst finding and what was not checked', async () => {
    for (const id of ['orders-eu-aws', 'orders-eu-azure', 'orders-eu-google', 'made-up']) {
      const bottoms = await open(id, {}, (page) => page.evaluate<number[]>("['.verdict', '.tally', 'ol.decide > li', '#glance'].map((s) => document.querySelector(s)?.getBoundingClientRect().bottom ?? 0)"));
      expect({ id, within: bottoms.every((b) => b <= DESKTOP.height) }).toEqual({ id, within: true });
    }
  });

  test('the first screen of a governed stack holds the verdict and the first thing to look at; its navigation is not cut', async () => {
    for (const viewport of [DESKTOP, PHONE]) {
      await open('governed', { viewport }, async (page) => {
        const bottoms = await page.evaluate<number[]>("['.verdict', '#verdict ol.decide > li'].map((s) => document.querySelector(s).getBoundingClientRect().bottom)");
        expect(bottoms.every((b) => b <= viewport.height)).toBe(true);
        expect(await page.evaluate("(() => { const u = document.querySelector('nav ul'); return u.scrollWidth - u.clientWidth; })()")).toBeLessThanOrEqual(0);
      });
    }
  });

  test('the script says how many days are left; without it the date is there', async () => {
    await open('governed', {}, async (page) => {
      const left = Math.round((Date.parse('2027-01-01') - Math.floor(Date.now() / 86400000) * 86400000) / 86400000);
      const said = await page.locator('#exceptions tbody tr').first().textContent();
      expect(said).toContain(left < 0 ? `2027-01-01 (ended ${-left} day` : left === 0 ? '2027-01-01 (the last day)' : `2027-01-01 (${left} day`);
    });
    await open('governed', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#exceptions tbody tr').first().textContent()).toMatch(/2027-01-01$/);
      await page.locator('#controls details', { hasText: 'Encryption at rest' }).locator('summary').first().click();
      expect(await page.locator('#controls tr[id^="k-"]').first().isVisible()).toBe(true);
    });
  });

  test('every target that is not in a line of text is at least 24 px high', async () => {
    const small = await open('governed', { viewport: PHONE }, async (page) => {
      await openAll(page);
      return page.evaluate<string[]>("[...document.querySelectorAll('summary, button, input, nav a, .glance a')].filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML.slice(0, 90))");
    });
    expect(small).toEqual([]);
  });

  test('without a script everything is there', async () => {
    await open('orders-eu-aws', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#inventory details').count()).toBeGreaterThan(5);
      expect(await page.locator('.verdict').isVisible()).toBe(true);
      await page.locator('#inventory summary').first().click();
      expect(await page.locator('#inventory li[id^="r-"]').first().isVisible()).toBe(true);
    });
  });

  test('under a policy that forbids its style and its script, all sections can be read', async () => {
    const context = await browser.newContext({ viewport: DESKTOP });
    const page = await context.newPage();
    await page.route('**/*', (route) => route.fulfill({ body: pages['orders-eu-aws'], contentType: 'text/html', headers: { 'content-security-policy': "sandbox; default-src 'none'; img-src 'self'; style-src 'self'" } }));
    await page.goto('http://reports.invalid/review/index.html');
    for (const id of ['decide', 'glance', 'reach', 'permissions', 'data', 'picture', 'card', 'statements', 'cost', 'unchecked', 'inventory', 'about']) {
      expect(await page.locator(`#${id}`).isVisible()).toBe(true);
    }
    expect(await page.locator('h2').first().evaluate((e) => e.ownerDocument.defaultView!.getComputedStyle(e).position)).toBe('static');
    await context.close();
  });

  test('paper has every section open, light, without the inventory', async () => {
    await open('orders-eu-aws', { colorScheme: 'dark', javaScriptEnabled: false }, async (page) => {
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      for (const id of ['decide', 'reach', 'permissions', 'data', 'picture', 'card', 'statements', 'cost', 'unchecked']) { expect(await page.locator(`#${id}`).isVisible()).toBe(true); }
      expect(await page.locator('#inventory').isVisible()).toBe(false);
      expect(await page.locator('nav').isVisible()).toBe(false);
      expect(await page.locator('#statements details table').first().evaluate((e) => e.getBoundingClientRect().height)).toBeGreaterThan(20);
      expect(await page.locator('html').evaluate((e) => e.ownerDocument.defaultView!.getComputedStyle(e).color)).toBe('rgb(26, 28, 30)');
    });
  });

  test('the filter narrows the inventory, counts aloud and keeps itself in the address', async () => {
    await open('orders-eu-aws', {}, async (page) => {
      const all = await page.locator('#inventory li[id^="r-"]').count();
      await page.fill('#filter', 'kms');
      const shown = await page.locator('#inventory li[id^="r-"]:visible').count();
      expect(shown).toBeGreaterThan(0);
      expect(shown).toBeLessThan(all);
      expect(await page.locator('[role=status]').textContent()).toBe(`${shown} of ${all} shown`);
      expect(page.url()).toMatch(/#filter=kms$/);
      await page.fill('#filter', '');
      expect(await page.locator('#inventory li[id^="r-"]:visible').count()).toBe(0);
    });
  });

  test('a link to a resource opens the fold around it and is not hidden below the bar; its address can be copied', async () => {
    await open('orders-eu-aws', {}, async (page) => {
      const id = await page.locator('#inventory li[id^="r-"]').nth(40).getAttribute('id');
      await page.evaluate(`location.hash = '#${id}'`);
      await page.waitForTimeout(100);
      const top = await page.locator(`#${id}`).evaluate((e) => e.getBoundingClientRect().top);
      const bar = await page.locator('nav').evaluate((e) => e.getBoundingClientRect().bottom);
      expect(top).toBeGreaterThanOrEqual(bar);
      expect(top).toBeLessThan(DESKTOP.height);
      await page.locator(`#${id} button.copy`).click();
      // The clipboard answers later.
      await page.locator(`#${id} button.copy`, { hasText: /Copied|Selected/ }).waitFor({ timeout: 10_000 });
    });
  });

  test('the skip link is the first stop of the keyboard', async () => {
    await open('orders-eu-aws', {}, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      expect(await page.locator('.skip').evaluate((e) => e.getBoundingClientRect().left)).toBeGreaterThanOrEqual(0);
    });
  });
});
