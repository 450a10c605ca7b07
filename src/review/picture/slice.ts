import { ReviewModel, ReviewResource } from '../model';
import { partSlug, plural, slug } from '../words';
import { End, Known } from './known';
import { labelOf, linesOf } from './links';
import { outsideOf } from './outside';
import { rankColumns } from './ranks';
import { Card, Link, Sheet } from './sheet';

/** Resources of one drawing. */
const MOST_LEAVES = 25;

/** The resources of one part, the connections between them, and other parts at the edges. */
export function sliceSheet(model: ReviewModel, partPath: string): ((most: number) => Sheet) | undefined {
  const known = Known.of(model);
  const { marks, names } = known;
  const part = model.parts.find((p) => p.path === partPath);
  const own = known.resourcesOf(partPath).sort(byPath);
  if (!part || own.length === 0) { return undefined; }
  const ends = known.endsOf(partPath);
  const shown = chosen(own, ends, known);
  const kept = new Set(shown.map((r) => r.address));
  const nameOf = (address: string): string => (names.resource(address)?.part === partPath ? address : names.part(address));
  const flows = merged(ends.map((e) => ({ ...e, from: nameOf(e.from), to: nameOf(e.to) })))
    .filter((f) => [f.from, f.to].every((end) => kept.has(end) || names.resource(end) === undefined));
  const outside = outsideOf(flows, (name) => shown.findIndex((r) => r.address === name), (name) => {
    const other = model.parts.find((p) => p.path === name);
    return other ? { title: name, note: other.title, href: `#p-${partSlug(name)}` } : {};
  });
  const titles = new Map(shown.map((r) => [r.address, titleOf(r, partPath)]));
  const say = (name: string): string => titles.get(name) ?? name;
  const links = flows.map((f): Link => {
    const label = labelOf(f.verb, f.ports);
    return { from: outside.idOf(f.from, 'left'), to: outside.idOf(f.to, 'right'), label, sentence: `${say(f.from)} ${f.verb} ${say(f.to)}${f.ports.length > 0 ? ` on ${f.ports.join(', ')}` : ''}` };
  });
  const drawn = unique(links);
  const byAddress = new Map(shown.map((r) => [r.address, r]));
  return (most) => {
    const lines = linesOf(drawn, (id) => say(outside.nameOf(id)), most);
    const card = (r: ReviewResource): Card => ({
      id: r.address, href: `#r-${r.key}`, title: titles.get(r.address)!, note: r.type, facts: [], toDecide: marks.toDecide(r.path), letters: lines.marks.get(r.address),
    });
    const connected = new Set(lines.links.flatMap((l) => [l.from, l.to]));
    const ranks = rankColumns(shown.map((r) => r.address).filter((a) => connected.has(a)), lines.links.filter((l) => kept.has(l.from) && kept.has(l.to)));
    const lettered = (cards: Card[]): Card[] => cards.map((c) => ({ ...c, letters: lines.marks.get(c.id) }));
    const columns = [lettered(outside.left), ...ranks.map((column) => column.map((address) => card(byAddress.get(address)!))), lettered(outside.right)];
    const alone = shown.filter((r) => !connected.has(r.address));
    return {
      prefix: `gw-${slug(model.identity.stack)}-${partSlug(partPath)}`,
      title: `${part.title} ${partPath}`,
      scope: scopeOf(own, shown, lines.links.length, lines.hidden),
      frame: [partPath, part.classification ?? ''],
      headings: [outside.left.length > 0 ? 'Calls in' : '', '', '', '', outside.right.length > 0 ? 'Is called' : ''],
      columns,
      band: [{ title: connected.size > 0 ? 'Without connections' : 'Resources', columns: 3, cards: alone.map(card) }],
      bandColumns: 3,
      links: lines.links,
      letters: lines.letters,
    };
  };
}

/** Connected resources first, then those that are to decide, then those that something is said of. Alarms are counted. */
function chosen(own: ReviewResource[], ends: End[], { marks, stated }: Known): ReviewResource[] {
  const connected = new Set(ends.flatMap((e) => [e.from, e.to]));
  const weight = (r: ReviewResource): number => (connected.has(r.address) ? 4 : 0) + (marks.toDecide(r.path) > 0 ? 2 : 0) + (stated.has(r.address) ? 1 : 0);
  const ranked = own.filter((r) => weight(r) > 1 || !marks.isAlarm(r)).sort((a, b) => weight(b) - weight(a));
  return ranked.slice(0, MOST_LEAVES).sort(byPath);
}

function byPath(a: ReviewResource, b: ReviewResource): number {
  return `${a.path}\n${a.address}` < `${b.path}\n${b.address}` ? -1 : 1;
}

interface Merged { readonly from: string; readonly to: string; readonly verb: string; readonly ports: string[] }

function merged(ends: End[]): Merged[] {
  const all = new Map<string, Merged>();
  for (const { from, to, verb, port } of ends) {
    if (from === to) { continue; }
    const key = [from, to, verb].join('\n');
    const known = all.get(key) ?? { from, to, verb, ports: [] };
    if (port && !known.ports.includes(port)) { known.ports.push(port); known.ports.sort(); }
    all.set(key, known);
  }
  return [...all].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, flow]) => flow);
}

function unique(links: Link[]): Link[] {
  return [...new Map(links.map((l) => [[l.from, l.to, l.label].join('\n'), l])).values()];
}

function titleOf(resource: ReviewResource, part: string): string {
  const below = resource.path.startsWith(`${part}/`) ? resource.path.slice(part.length + 1) : '';
  return below || resource.name || resource.path.split('/').pop()!;
}

function scopeOf(own: ReviewResource[], shown: ReviewResource[], lines: number, hiddenLines: number): string {
  const left = own.filter((r) => !shown.includes(r));
  const types = new Map<string, number>();
  for (const { type } of left) { types.set(type, (types.get(type) ?? 0) + 1); }
  const named = [...types].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([type, count]) => `${count} ${type}`);
  const listed = named.length > 6 ? [...named.slice(0, 6), `${named.length - 6} more types`] : named;
  const hidden = [...listed, ...(hiddenLines > 0 ? [plural(hiddenLines, 'connection')] : [])].join(', ');
  return `Shows ${shown.length} of ${plural(own.length, 'resource')} and ${plural(lines, 'connection')}; hidden: ${hidden || 'none'}.`;
}
