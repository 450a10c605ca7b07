import * as fc from 'fast-check';
import { Browser, Page } from 'playwright-core';
import { drawOverview, drawSlice, PICTURE_BASE } from '../../../src/review/picture';
import { textWidth } from '../../../src/review/picture/text';
import { describeWhere } from '../../support/where-found';
import { findChromium, launch } from '../page/browser';
import { anyModel, denseModel } from './models';

const executable = findChromium();

jest.setTimeout(120_000);

describeWhere(executable, 'Chromium (or CHROMIUM with its path)', 'The picture in a browser', () => {
  let browser: Browser;
  let page: Page;
  let measured = false;

  beforeAll(async () => {
    browser = await launch(executable!);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    measured = await hasFont(page);
    if (!measured) { console.warn('No font with the widths of Arial was found: the widths of letters were not measured.'); }
  });
  afterAll(async () => browser?.close());

  it('reserves at least the width that every letter and every label needs', async () => {
    if (!measured) { return; }
    const letters = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const others = ['…', '·', '→', '←', '–', '×', 'ä', 'Ǆ', 'Щ', '漢', 'あ', '한', 'ﷲ', '😀'];
    for (const bold of [false, true]) {
      const widths = await page.evaluate(({ texts, weight }) => {
        const context = document.createElement('canvas').getContext('2d')!;
        context.font = `${weight} 100px Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif`;
        return texts.map((t) => context.measureText(t).width);
      }, { texts: [...letters, ...others], weight: bold ? 700 : 400 });
      [...letters, ...others].forEach((letter, i) => expect({ letter, fits: widths[i] <= textWidth(letter, 100, bold) }).toEqual({ letter, fits: true }));
    }
  });

  it('shows no label over another, or over the border of a card, as the browser draws it', async () => {
    if (!measured) { return; }
    const models = [...fc.sample(anyModel(30, 40), { numRuns: 12, seed: 11 }), ...fc.sample(denseModel(60, 120), { numRuns: 3, seed: 12 })];
    for (const model of models) {
      const slice = model.parts[0] ? drawSlice(model, model.parts[0].path) : undefined;
      for (const svg of [drawOverview(model), ...(slice ? [slice] : [])]) {
        await page.setContent(`<!doctype html><meta charset="utf-8"><style>${PICTURE_BASE}</style>${svg}`);
        expect(await page.evaluate(seen)).toEqual([]);
      }
    }
  });
});

/** Whether the machine has Arial or a font of the same widths. */
async function hasFont(page: Page): Promise<boolean> {
  const width = await page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d')!;
    context.font = "100px Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";
    return context.measureText('reads and writes').width;
  });
  return Math.abs(width - 732) < 12;
}

/** Runs in the page: pairs of labels that overlap, and labels that cross the border of a card. Letters may touch by a pixel above and below. */
function seen(): string[] {
  const box = (e: Element) => { const r = e.getBoundingClientRect(); return { left: r.left, right: r.right, top: r.top + 2, bottom: r.bottom - 2 }; };
  const texts = [...document.querySelectorAll('.gw-picture text')].map((e) => ({ words: e.textContent ?? '', ...box(e) }));
  const cards = [...document.querySelectorAll('.gw-picture .gw-card, .gw-picture .gw-outside')].map((e) => e.getBoundingClientRect());
  const found: string[] = [];
  texts.forEach((a, i) => {
    for (const b of texts.slice(i + 1)) {
      if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom) { found.push(`${a.words} overlaps ${b.words}`); }
    }
    for (const c of cards) {
      const meets = a.left < c.right && c.left < a.right && a.top < c.bottom && c.top < a.bottom;
      if (meets && !(a.left >= c.left && a.right <= c.right && a.top >= c.top && a.bottom <= c.bottom)) { found.push(`${a.words} leaves its card`); }
    }
  });
  return found;
}
