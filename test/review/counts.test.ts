import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { App } from 'cdktf';
import { Foundation, Stage } from '../../src';
import { OrdersEnvironment } from '../../examples/acme/orders-environment';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';

/** Files of the review of a synthesis, by path below `review`. */
function reviews(build: (app: App) => void): { [file: string]: string } {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), 'groundwork-'));
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    const files = fs.readdirSync(path.join(outdir, 'review'), { recursive: true }) as string[];
    return Object.fromEntries(files.filter((f) => fs.statSync(path.join(outdir, 'review', f)).isFile()).map((f) => [f, fs.readFileSync(path.join(outdir, 'review', f), 'utf8')]));
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

const files = reviews((app) => {
  for (const zone of ['eu-aws', 'eu-azure', 'eu-google']) {
    new Foundation(app, `foundation-${zone}`, { standards: acmeStandards(), landingZone: zone });
    new OrdersEnvironment(app, `orders-${zone}`, { standards: acmeStandards(), stage: Stage.PRODUCTION, landingZone: zone });
  }
});
const stacks = Object.keys(files).filter((f) => f.endsWith('/model.json')).map((f) => path.dirname(f));

test('a plain synthesis writes page, comment, picture, data and sources of every stack, and one index', () => {
  expect(stacks).toHaveLength(6);
  for (const stack of stacks) {
    for (const file of ['index.html', 'review.md', 'picture.svg', 'model.json', 'sources.json']) { expect(files[`${stack}/${file}`]).toBeTruthy(); }
    expect(files['index.html']).toContain(`${stack}/index.html`);
  }
});

describe.each(stacks)('page, comment, picture and data of %s say the same', (stack) => {
  const model = JSON.parse(files[`${stack}/model.json`]);
  const c = model.counts;
  const text = files[`${stack}/index.html`].replace(/<(style|script)[^]*?<\/\1>/g, '').replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');

  test('how much there is', () => {
    const line = `${c.resources} resources · ${c.reachable} reachable from the internet · ${c.stores} data store${c.stores === 1 ? '' : 's'} · ${c.identities} identit${c.identities === 1 ? 'y' : 'ies'}`;
    expect(files[`${stack}/review.md`]).toContain(line);
    expect(text).toContain(`${c.resources} resources`);
    expect(files[`${stack}/picture.svg`]).toContain(`of ${c.resources} resources`);
  });

  test('how much was noticed beside the verdict', () => {
    expect(files[`${stack}/review.md`].includes(`<summary>Noticed, for information: ${c.decisions}</summary>`)).toBe(c.decisions > 0);
    expect(text).toContain(c.decisions === 0 ? 'Nothing else was noticed' : `For information: ${c.decisions} thing${c.decisions === 1 ? '' : 's'} noticed`);
    expect(model.decisions).toHaveLength(c.decisions);
  });

  test('what the budget is worth, and what costs money, with equal drivers in one row', () => {
    const { budget } = model.identity;
    const comment = files[`${stack}/review.md`];
    const said = 'The budget is 6,000 EUR a month: its alerts warn, nothing stops.';
    expect([comment.includes(said), text.includes(said)]).toEqual([budget !== undefined, budget !== undefined]);
    const running = model.costs.filter((x: any) => x.billed === 'running');
    const rows = comment.split('| Resource | What | How much |')[1].split('\n\n')[0].split('\n').filter((l) => /^\| [^-]/.test(l));
    expect(rows).toHaveLength(new Set(running.map((x: any) => `${x.driver}\n${x.quantity}`)).size);
    expect(rows.map((l) => Number(/^\| (\d+) resources in/.exec(l)?.[1] ?? 1)).reduce((a, b) => a + b)).toBe(running.length);
  });

  test('what may be done in words; what no verb stands for by its own name', () => {
    expect(`${text}\n${files[`${stack}/review.md`]}`).not.toMatch(/\bmay (not )?other\b|\bmay [^.;|]*, other (on )?/);
    expect(files[`${stack}/index.html`]).not.toMatch(/data-h="May">[^<]*\bother\b/);
  });

  test('the page stays below 400 kB', () => {
    expect(Buffer.byteLength(files[`${stack}/index.html`])).toBeLessThan(400 * 1024);
  });

  test('nothing depends on time, machine or folder', () => {
    for (const file of Object.keys(files).filter((f) => f.startsWith(`${stack}/`))) {
      expect(files[file]).not.toContain(os.tmpdir() + path.sep);
      expect(files[file]).not.toContain(process.cwd());
      // The days and references that approvals and exceptions state are part of what is judged.
      const { approvals, exceptions } = model.governance;
      const stated: string[] = [...approvals, ...exceptions].flatMap((one: any) => [one.approved, one.expires, one.reference]).filter(Boolean);
      expect(stated.reduce((left, day) => left.split(day).join(''), files[file])).not.toContain(`${new Date().getFullYear()}-`);
    }
  });
});
