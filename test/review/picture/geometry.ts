import { textWidth } from '../../../src/review/picture/text';

export interface Box { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
export interface Words extends Box { readonly text: string; readonly size: number; readonly cls: string }
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly cards: Box[];
  readonly pills: Box[];
  readonly words: Words[];
  /** From card to card. */
  readonly lines: Box[][];
  /** What begins with the same words, together. */
  readonly nets: Box[][];
}

const SIGNS: { readonly [name: string]: string } = { 'lt': '<', 'gt': '>', 'quot': '"', '#39': "'", 'amp': '&' };

/** What a drawing says of itself, read back from its text: nothing of the code that made it is used but the widths of letters. */
export function readSvg(svg: string): Drawn {
  const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg)!.map(Number);
  const elements = (name: string) => [...svg.matchAll(new RegExp(`<${name} ([^>]*?)/?>([^<]*)`, 'g'))].map(([, attributes, content]) => ({
    at: Object.fromEntries([...attributes.matchAll(/([a-z-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])) as { [key: string]: string }, content,
  }));
  const boxes = (cls: RegExp) => elements('rect').filter((e) => cls.test(e.at.class)).map(({ at }) => {
    const [x, y, w, h] = [at.x, at.y, at.width, at.height].map(Number);
    return { left: x, top: y, right: x + w, bottom: y + h };
  });
  const words = elements('text').map(({ at, content }): Words => {
    const text = content.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => SIGNS[name]);
    const [x, y, size] = [at.x, at.y, at['font-size'] ?? 12].map(Number);
    const wide = textWidth(text, size, at['font-weight'] === '700');
    const left = at['text-anchor'] === 'end' ? x - wide : x;
    return { text, size, cls: at.class, left, right: left + wide, top: y - 0.8 * size, bottom: y + 0.22 * size };
  });
  const lines = elements('path').filter((e) => e.at.class === 'gw-edge').flatMap(({ at }) => at.d.split('M').slice(1).map(segments));
  const nets = elements('path').filter((e) => e.at.class === 'gw-edge').map(({ at }) => at.d.split('M').slice(1).flatMap(segments));
  return { nets, width, height, cards: boxes(/^gw-(card|outside)$/).filter((b) => b.bottom - b.top > 20), pills: boxes(/^gw-(badge|weak)$/), words, lines };
}

/** A path as boxes around its pieces; corners are taken as sharp, which is the larger way. */
function segments(d: string): Box[] {
  const points = [...d.matchAll(/[-\d.]+ [-\d.]+/g)].map(([point]) => point.split(' ').map(Number));
  return points.slice(1).map(([x, y], i) => {
    const [x0, y0] = points[i];
    return { left: Math.min(x, x0), right: Math.max(x, x0), top: Math.min(y, y0), bottom: Math.max(y, y0) };
  });
}

export function overlap(a: Box, b: Box): boolean { return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom; }
export function inside(inner: Box, outer: Box): boolean { return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom; }

/** Stretches that two connections with different words share, so that one cannot tell which is which. */
export function shared(svg: string): number {
  const { nets } = readSvg(svg);
  const common = (a: Box, b: Box): number => {
    const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
    return Math.min(wide, high) > -0.9 && Math.max(wide, high) > 6 && (wide < 0.9 || high < 0.9) ? 1 : 0;
  };
  return nets.flatMap((a, i) => nets.slice(i + 1).flatMap((b) => a.flatMap((x) => b.map((y) => common(x, y))))).reduce((sum, n) => sum + n, 0);
}

/** Touching the border from outside is what ends do; going in is a fault. */
function enters(line: Box, card: Box): boolean {
  return line.left < card.right - 0.5 && line.right > card.left + 0.5 && line.top < card.bottom - 0.5 && line.bottom > card.top + 0.5;
}

/** Every fault of a drawing that a reader would see. */
export function faults(svg: string): string[] {
  const { width, height, cards, pills, words, lines } = readSvg(svg);
  const found: string[] = [];
  const view = { left: 0, top: 0, right: width, bottom: height };
  if (width > 1200) { found.push(`${width} wide`); }
  words.forEach((word, i) => {
    if (word.size < 12) { found.push(`too small: ${word.text}`); }
    if (!inside(word, view)) { found.push(`leaves the drawing: ${word.text}`); }
    for (const other of words.slice(i + 1)) { if (overlap(word, other)) { found.push(`"${word.text}" overlaps "${other.text}"`); } }
    for (const box of [...cards, ...pills]) { if (overlap(word, box) && !inside(word, box)) { found.push(`"${word.text}" does not fit its box`); } }
    if (/^gw-(label|row)$/.test(word.cls) && [...word.text].length > 28 && cards.some((c) => overlap(word, c))) { found.push(`long label: ${word.text}`); }
    for (const line of lines.flat()) { if (overlap(word, wider(line, 0.6))) { found.push(`a line crosses "${word.text}"`); } }
  });
  cards.forEach((card, i) => {
    if (!inside(card, view)) { found.push('a card leaves the drawing'); }
    for (const other of cards.slice(i + 1)) { if (overlap(card, other)) { found.push('cards overlap'); } }
    for (const line of lines.flat()) { if (enters(line, card)) { found.push(`a line runs through a card at ${card.left} ${card.top}`); } }
  });
  for (const line of lines) {
    const [start, end] = [line[0], line[line.length - 1]];
    if (!cards.some((c) => touches(start, c))) { found.push('a line begins nowhere'); }
    if (!cards.some((c) => touches(wider(end, 7), c))) { found.push('a line ends nowhere'); }
    for (const piece of line) { if (!inside(piece, view)) { found.push('a line leaves the drawing'); } }
  }
  return [...new Set(found)];
}

function wider({ left, top, right, bottom }: Box, by: number): Box { return { left: left - by, top: top - by, right: right + by, bottom: bottom + by }; }

function touches(line: Box, card: Box): boolean {
  return line.left <= card.right && line.right >= card.left && line.top <= card.bottom && line.bottom >= card.top;
}
