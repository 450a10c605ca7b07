import { PartFlow } from '../flows';
import { Lane, Part, ReviewModel } from '../model';
import { CLOUD_TITLES, partSlug, plural, slug } from '../words';
import { Known } from './known';
import { labelOf, Lines, linesOf } from './links';
import { Marks } from './marks';
import { Outside, outsideOf } from './outside';
import { Card, Change, Group, Link, Sheet } from './sheet';

/** Lanes of each column; the band below has a group for each of the others. */
const COLUMN_LANES: readonly (readonly Lane[])[] = [[], ['entry', 'network'], ['compute', 'messaging'], ['data'], []];
const BAND_LANES: readonly (readonly [Lane, string])[] = [['identity', 'Identity and keys'], ['observability', 'Observability'], ['governance', 'Governance']];
const HEADINGS = ['Outside', 'Entry and network', 'Compute and messaging', 'Data', 'Outside'];
/** More cards than this in one lane are counted on one. */
const MOST_IN_LANE = 24;
/** Sentences on a card of the band. */
const MOST_SENTENCES = 3;

export interface OverviewOptions {
  readonly changes?: { readonly [part: string]: Change };
}

/** The parts of a place, one card each, with at most so many of the connections between them. */
export function overviewSheet(model: ReviewModel, options: OverviewOptions = {}): (most: number) => Sheet {
  const parts = [...model.parts].sort((a, b) => (a.path < b.path ? -1 : 1));
  const { marks, flows } = Known.of(model);
  const shown = new Map(chosen(parts, marks).map((p) => [p.path, p]));
  const { told, drawn, inWords } = divide(flows, parts, shown);
  const steps = stepsFrom('internet', drawn);
  const outside = outsideOf(drawn, rankIn(parts, steps));
  const links = byImportance(drawn, outside);
  // Fixed by what is drawn, not by how much there is: one more card moves no other.
  const broad: Lane = model.identity.kind === 'foundation' ? 'governance' : 'observability';
  return (most) => {
    const lines = linesOf(links, (id) => outside.nameOf(id), most);
    const card = (part: Part): Card => ({
      id: part.path, href: `#p-${partSlug(part.path)}`, title: part.title, note: part.path, facts: [marks.sentence(part.path), ...told.get(part.path) ?? []],
      ...(isBand(part) ? {} : { glyph: part.lane }), toDecide: marks.toDecide(part.path), classification: part.classification,
      change: options.changes?.[part.path], letters: lines.marks.get(part.path),
    });
    const inLanes = (lanes: readonly Lane[]): Card[] => {
      const all = sorted(parts, lanes, steps);
      return [...all.filter((p) => shown.has(p.path)).map(card), ...rest(all.filter((p) => !shown.has(p.path)), marks)];
    };
    const columns = COLUMN_LANES.map(inLanes);
    const withLetters = (cards: readonly Card[]): Card[] => cards.map((c) => ({ ...c, letters: lines.marks.get(c.id) }));
    columns[0] = withLetters(outside.left);
    columns[4] = withLetters(outside.right);
    return {
      prefix: `gw-${slug(model.identity.stack)}`,
      title: `Architecture of ${model.identity.name}${model.counts.decisions > 0 ? `: ${model.counts.decisions} to decide` : ''}`,
      scope: scopeOf(model, parts, shown, [flows.length, inWords], lines),
      frame: frameOf(model),
      headings: HEADINGS.map((h, i) => (columns[i].length > 0 ? h : '')),
      columns,
      band: [...BAND_LANES.map(([lane, title]): Group => ({ title, columns: lane === broad ? 2 : 1, cards: inLanes([lane]) })), ...removed(parts, options)],
      bandColumns: 4,
      links: lines.links,
      letters: lines.letters,
    };
  };
}

/** How many connections lie between a place and a part: callers stand above what they call. */
function stepsFrom(start: string, flows: PartFlow[]): (part: string) => number {
  const reached = new Map([[start, 0]]);
  for (const [name, steps] of reached) {
    for (const { from, to } of flows) { if (from === name && !reached.has(to)) { reached.set(to, steps + 1); } }
  }
  return (part) => reached.get(part) ?? flows.length + 1;
}

/** How far down in its lane a part stands. */
function rankIn(parts: Part[], steps: (part: string) => number): (name: string) => number {
  const ranks = new Map<string, number>();
  for (const lanes of COLUMN_LANES) { sorted(parts, lanes, steps).forEach((p, i) => ranks.set(p.path, i)); }
  return (name) => ranks.get(name) ?? -1;
}

function sorted(parts: Part[], lanes: readonly Lane[], steps: (part: string) => number): Part[] {
  return parts.filter((p) => lanes.includes(p.lane)).sort((a, b) => lanes.indexOf(a.lane) - lanes.indexOf(b.lane) || steps(a.path) - steps(b.path));
}

function isBand(part: Part): boolean { return BAND_LANES.some(([lane]) => lane === part.lane); }

/** All cards of a lane, or those that matter most if there are too many. */
function chosen(parts: Part[], marks: Marks): Part[] {
  const lanes = [...COLUMN_LANES.filter((l) => l.length > 0), ...BAND_LANES.map(([lane]) => [lane])];
  return lanes.flatMap((lane) => parts.filter((p) => lane.includes(p.lane))
    .sort((a, b) => marks.toDecide(b.path) - marks.toDecide(a.path) || marks.resources(b.path) - marks.resources(a.path) || (a.path < b.path ? -1 : 1))
    .slice(0, MOST_IN_LANE));
}

function rest(parts: Part[], marks: Marks): Card[] {
  if (parts.length === 0) { return []; }
  const resources = parts.reduce((sum, p) => sum + marks.resources(p.path), 0);
  return [{ id: `more ${parts[0].lane}`, title: `${parts.length} more`, full: parts.map((p) => p.path).join(', '), note: plural(resources, 'resource'), facts: [] }];
}

/** Connections of the band are told on its cards, so that no line crosses the drawing from top to bottom. */
function divide(flows: PartFlow[], parts: Part[], shown: Map<string, Part>): { told: Map<string, string[]>; drawn: PartFlow[]; inWords: number } {
  const known = new Map(parts.map((p) => [p.path, p]));
  const sentences = new Map<string, Map<string, { flow: PartFlow; leaves: boolean; others: string[] }>>();
  const drawn: PartFlow[] = [];
  let inWords = 0;
  const tell = (card: string, flow: PartFlow): void => {
    inWords++;
    const [leaves, other] = flow.from === card ? [true, flow.to] : [false, flow.from];
    const own = sentences.get(card) ?? new Map();
    const words = [leaves, flow.verb, ...flow.ports].join('\n');
    sentences.set(card, own.set(words, { flow, leaves, others: [...own.get(words)?.others ?? [], other] }));
  };
  for (const flow of flows) {
    const [from, to] = [known.get(flow.from), known.get(flow.to)];
    if (!from && !to) { continue; }
    const band = [from, to].find((p) => p && isBand(p));
    if (band) { tell(band.path, flow); } else if ([from, to].every((p) => !p || shown.has(p.path))) { drawn.push(flow); }
  }
  const told = new Map([...sentences].map(([card, own]) => {
    const lines = [...own.values()].map(({ flow, leaves, others }) => {
      const on = flow.ports.length > 0 ? ` on ${labelOf('', flow.ports).trim()}` : '';
      return leaves ? `→ ${flow.verb} ${several(others)}${on}` : `← ${flow.verb} it${on}: ${several(others)}`;
    });
    return [card, lines.length > MOST_SENTENCES ? [...lines.slice(0, MOST_SENTENCES), `and ${lines.length - MOST_SENTENCES} more`] : lines];
  }));
  return { told, drawn, inWords };
}

function several(names: string[]): string { return names.length > 2 ? `${names.length} cards` : names.join(' and '); }

/** From the internet first, then what stands for the most flows. */
function byImportance(flows: PartFlow[], outside: Outside): Link[] {
  const ranked = [...flows].sort((a, b) => Number(b.from === 'internet') - Number(a.from === 'internet') || b.count - a.count || (`${a.from}\n${a.to}` < `${b.from}\n${b.to}` ? -1 : 1));
  const links = new Map<string, Link>();
  for (const flow of ranked) {
    const [from, to, label] = [outside.idOf(flow.from, 'left'), outside.idOf(flow.to, 'right'), labelOf(flow.verb, flow.ports)];
    const key = `${from}\n${to}\n${label}`;
    if (!links.has(key)) { links.set(key, { from, to, label, sentence: `${flow.from} ${flow.verb} ${flow.to}${flow.ports.length > 0 ? ` on ${flow.ports.join(', ')}` : ''}` }); }
  }
  return [...links.values()];
}

function scopeOf(model: ReviewModel, parts: Part[], shown: Map<string, Part>, [all, inWords]: [number, number], lines: Lines): string {
  const resources = model.resources.filter((r) => shown.has(r.part)).length;
  const hiddenParts = parts.length - shown.size;
  const unseen = all - inWords - lines.lettered - lines.links.length;
  const hidden = [
    hiddenParts > 0 ? plural(hiddenParts, 'part') : '',
    unseen > 0 ? `${plural(unseen, 'connection')}, named in the list of connections` : '',
    model.resources.length - resources > 0 ? plural(model.resources.length - resources, 'resource') : '',
  ].filter(Boolean).join('; ');
  const told = [
    `${lines.links.length} of ${plural(all, 'connection')} as lines`,
    inWords > 0 ? `${inWords} in words on cards` : '',
    lines.lettered > 0 ? `${lines.lettered} as letters explained below` : '',
  ].filter(Boolean).join(', ');
  return `Shows ${resources} of ${plural(model.resources.length, 'resource')} on ${plural(shown.size, 'card')}; ${told}; hidden: ${hidden || 'none'}.`;
}

function frameOf({ identity }: ReviewModel): [string, string] {
  const cloud = identity.cloud ? CLOUD_TITLES[identity.cloud] ?? identity.cloud : '';
  return [`${identity.kind[0].toUpperCase()}${identity.kind.slice(1)} ${identity.name}`, [cloud, identity.account, identity.region].filter(Boolean).join(' · ')];
}

/** Parts that are no longer there have no lane: they stand in a row of their own. */
function removed(parts: Part[], { changes = {} }: OverviewOptions): Group[] {
  const known = new Set(parts.map((p) => p.path));
  const cards = Object.keys(changes).filter((path) => changes[path] === 'removed' && !known.has(path)).sort()
    .map((path): Card => ({ id: path, title: path.split('/').pop()!, note: path, change: 'removed', facts: [] }));
  return cards.length > 0 ? [{ title: 'Removed', columns: 4, cards }] : [];
}
