import { connectionsList, drawOverview, drawSlice } from '../../../src/review/picture';
import { standaloneSvg } from '../../../src/review/picture/standalone';
import { partSlug } from '../../../src/review/words';
import { readSvg } from './geometry';
import { modelOf } from './models';

const PARTS = [
  { path: 'shop/gateway', title: 'API gateway', lane: 'entry' as const },
  { path: 'shop/service', title: 'Container service', lane: 'compute' as const },
  { path: 'shop/database', title: 'PostgreSQL database', lane: 'data' as const, classification: 'confidential' },
  { path: 'shop/log', title: 'Log', lane: 'observability' as const },
];
const FLOWS = [
  { from: 'internet', to: 'shop/gateway', verb: 'calls', port: '443' },
  { from: 'shop/gateway', to: 'shop/service', verb: 'calls', port: '8080' },
  { from: 'shop/service', to: 'shop/database', verb: 'reads and writes', port: '5432' },
  { from: 'shop/service', to: 'shop/log', verb: 'sends logs to' },
];
const words = (svg: string) => readSvg(svg).words.map((w) => w.text);
const scope = (svg: string) => readSvg(svg).words.filter((w) => w.cls === 'gw-scope').map((w) => w.text).join(' ');

describe('the overview', () => {
  const svg = drawOverview(modelOf({ parts: PARTS, flows: FLOWS, decisions: [{ subjects: ['shop/database/main'] }, { subjects: ['shop/database/main', 'shop/log/main'] }] }));

  it('has a card for each part that leads to it, and says what it stands for', () => {
    for (const { path, title } of PARTS) {
      expect(svg).toContain(`href="#p-${partSlug(path)}"`);
      expect(words(svg)).toEqual(expect.arrayContaining([title, path]));
    }
    expect(words(svg)).toEqual(expect.arrayContaining(['2 to decide', '1 to decide', 'confidential', 'reads and writes 5432']));
    expect(scope(svg)).toBe('Shows 4 of 4 resources on 4 cards; 3 of 4 connections as lines, 1 in words on cards; hidden: none.');
    expect(words(svg)).toEqual(expect.arrayContaining(['← sends logs to it:', 'shop/service']));
  });

  it('draws each connection once, between its ends', () => {
    expect(readSvg(svg).lines).toHaveLength(3);
    for (const sentence of connectionsList(modelOf({ parts: PARTS, flows: FLOWS })).filter((s) => !s.includes('sends logs'))) { expect(svg).toContain(`<title>${sentence}</title>`); }
  });

  it('marks changes by border and word, and shows what is gone', () => {
    const changed = drawOverview(modelOf({ parts: PARTS, flows: FLOWS }), { 'shop/gateway': 'new', 'shop/service': 'changed', 'shop/queue': 'removed' });
    expect(words(changed)).toEqual(expect.arrayContaining(['new', 'changed', 'removed', 'shop/queue']));
    expect(changed).toMatch(/class="gw-card"[^>]*stroke-width="2.5"/);
    expect(changed).toMatch(/class="gw-card"[^>]*stroke-dasharray/);
    expect(changed).toContain('class="gw-double"');
    expect(words(svg)).not.toContain('changed');
  });

  it('tells what many lead to by a letter', () => {
    const parts = [...PARTS, ...Array.from({ length: 7 }, (_, i) => ({ path: `shop/worker-${i}`, lane: 'compute' as const }))];
    const hub = drawOverview(modelOf({ parts, flows: parts.slice(4).map((p) => ({ from: p.path, to: 'shop/database', verb: 'reads', port: '5432' })) }));
    expect(readSvg(hub).lines).toHaveLength(0);
    expect(words(hub).filter((w) => w === 'A')).toHaveLength(9);
    expect(words(hub).join(' ')).toContain('reads 5432 shop/database: shop/worker-0, shop/worker-1');
    expect(scope(hub)).toContain('0 of 7 connections as lines, 7 as letters explained below; hidden: none');
  });

  it('says how much it leaves out', () => {
    const parts = Array.from({ length: 30 }, (_, i) => ({ path: `p${i}`, lane: (['entry', 'compute', 'data'] as const)[i % 3] }));
    const flows = parts.flatMap((p, i) => [1, 4, 7].map((step) => ({ from: p.path, to: `p${(i + step) % 30}`, verb: 'calls', port: `${i}${step}` })));
    const many = drawOverview(modelOf({ parts, flows }));
    const lines = readSvg(many).lines.length;
    expect(lines).toBeLessThanOrEqual(40);
    expect(scope(many)).toContain(`${lines} of 90 connections as lines; hidden: ${90 - lines} connections, named in the list of connections`);
  });

  it('draws a place without parts', () => {
    expect(scope(drawOverview(modelOf({ parts: [], flows: [] })))).toContain('Shows 0 of 0 resources on 0 cards');
  });

  it('lets nothing of a hostile name through', () => {
    const hostile = drawOverview(modelOf({ parts: [{ path: 'a"><script>alert(1)</script>', title: '\u202e<img src=x onerror=alert(1)>', lane: 'data' }], flows: [] }));
    expect(hostile).not.toMatch(/<(script|img|foreignObject|style)|\u202e/);
  });

  it('keeps to what pages with a strict policy show', () => {
    expect(svg).not.toMatch(/ style=|<foreignObject|<script|<image|xlink|url\(|@import|<style/);
    expect(svg).toMatch(/role="group" aria-labelledby="gw-shop-production-title"/);
    for (const [, id] of svg.matchAll(/ id="([^"]*)"/g)) { expect(id).toMatch(/^gw-shop-production/); }
  });
});

describe('a slice', () => {
  const resources = Array.from({ length: 40 }, (_, i) => ({ address: `aws_x.r${i}`, type: i < 30 ? 'aws_x' : 'aws_cloudwatch_metric_alarm', path: `shop/service/r${i}`, part: 'shop/service', key: `aws-x-r${i}` }));
  const model = modelOf({ parts: PARTS, resources, flows: [...FLOWS, { from: 'aws_x.r39', to: 'aws_x.r1', verb: 'calls', port: '443' }, { from: 'aws_x.r1', to: 'shop/database', verb: 'reads' }] });

  it('shows what is connected first and counts the rest by type', () => {
    const svg = drawSlice(model, 'shop/service')!;
    expect(svg).toContain('href="#r-aws-x-r39"');
    expect((svg.match(/href="#r-/g) ?? [])).toHaveLength(25);
    expect(scope(svg)).toMatch(/^Shows 25 of 41 resources and \d connections; hidden: 9 aws_cloudwatch_metric_alarm, 7 aws_x\.$/);
    expect(svg).toContain(`href="#p-${partSlug('shop/database')}"`);
  });

  it('is nothing for a part without resources or that is not there', () => {
    expect(drawSlice(model, 'shop/none')).toBeUndefined();
    expect(drawSlice({ ...model, resources: [] }, 'shop/service')).toBeUndefined();
  });
});

it('stands alone as a file, light and dark, and leads into the page', () => {
  const svg = standaloneSvg(modelOf({ parts: PARTS, flows: FLOWS }));
  expect(svg).toContain('@media (prefers-color-scheme:dark)');
  expect(svg).toContain(`href="index.html#p-${partSlug('shop/gateway')}"`);
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
});

it('shows no secret that somebody gave as a name, as a file neither', () => {
  const token = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
  const key = `AKIA${'IOSFODNN7EXAMPLE'}`;
  const named = modelOf({
    parts: [{ path: 'shop/service', title: `Service ${token}`, lane: 'compute' }, { path: 'shop/items', title: key, lane: 'data', classification: key }],
    flows: [{ from: 'internet', to: 'shop/service', verb: 'calls' }, { from: 'shop/service', to: token, verb: `sends ${key} to`, port: '443' }, { from: 'shop/service', to: 'shop/items', verb: 'reads' }],
  });
  const svg = standaloneSvg({ ...named, identity: { ...named.identity, name: key, account: key } });
  for (const part of [token, key, token.slice(0, 20), token.slice(-12)]) { expect(svg).not.toContain(part); }
  expect(svg).toContain('hidden');
  expect(svg).toContain('reads');
});

it.each([['customer', 'own key'], ['foundation', 'foundation key'], ['fixed', 'provider key'], ['provider', 'provider key'], ['foreign', 'foreign key'], ['none', 'not encrypted']])('says on a card that a key is %s: %s', (value, words) => {
  const made = modelOf({ parts: [{ path: 'shop/items', lane: 'data' }], flows: [] });
  const statements = ['customer', value].map((v, i) => ({ rule: i ? 'data.key' : 'messaging.key', subject: 'x_type.shop/items', value: v, text: '', weak: false, evidence: [] }));
  expect(standaloneSvg({ ...made, statements })).toContain(words);
});
