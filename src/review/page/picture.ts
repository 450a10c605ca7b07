import { ReviewModel } from '../model';
import { connectionsList, drawOverview, drawSlice } from '../picture';
import { partFlows } from '../flows';
import { safeMarkup } from '../redact';
import { plural } from '../words';
import { Html, html } from './html';
import { cut, more, MOST_ROWS, Section, View } from './view';

/** The drawings of single parts share the page with the sentences, and come second: beyond this they are left out by rank. */
const MOST_BYTES = 120_000;
/** Each takes about a millisecond of every synthesis. */
const MOST_DRAWN = 4;

/** What a page should not exceed; drawings of parts fill the room that the sentences leave. */
const PAGE_BYTES = 380_000;

/**
 * The overview, one drawing for each part, and the same connections as text.
 * @param written characters that the other sections take
 */
export function picture(view: View, written: number): Section {
  const { model } = view;
  const lines = connectionsList(model);
  const overview = drawOverview(model);
  return {
    id: 'picture', title: 'Picture', lead: `${plural(model.parts.length, 'part')}, ${plural(partFlows(model).length, 'connection')} between them, the internet and other places.`,
    body: html`<figure tabindex="0" aria-label="Overview">${drawing(overview)}</figure>
${lines.length > 0 && more(`The same ${plural(lines.length, 'connection')} as text`, html`<ul class="lines">${lines.slice(0, MOST_ROWS).map((l) => html`<li>${l}</li>`)}${cut(lines.length, MOST_ROWS)}</ul>`)}
${slices(model, Math.min(MOST_BYTES, PAGE_BYTES - written - overview.length))}`,
  };
}

/** The drawing as it is, but for words that look like a secret. */
function drawing(svg: string): Html {
  return new Html(safeMarkup(svg));
}

/** The parts with most to say first, as long as they fit; in the order of the paths. */
function slices(model: ReviewModel, room: number): Html {
  if (room <= 0) { return html``; }
  const flows = partFlows(model);
  const weight = new Map(model.parts.map((p) => [p.path, flows.filter((f) => f.from === p.path || f.to === p.path).length]));
  const ranked = [...model.parts].filter((p) => weight.get(p.path)! > 0).sort((a, b) => weight.get(b.path)! - weight.get(a.path)! || (a.path < b.path ? -1 : 1));
  const drawn = new Map<string, string>();
  let bytes = 0;
  for (const part of ranked) {
    if (drawn.size === MOST_DRAWN) { break; }
    const svg = drawSlice(model, part.path);
    if (!svg) { continue; }
    bytes += svg.length;
    if (bytes > room) { break; }
    drawn.set(part.path, svg);
  }
  return html`${drawn.size > 0 && html`<p class="note">One part at a time, with its resources: those with most connections.</p>`}${model.parts.filter((p) => drawn.has(p.path)).map((p) => more(`${p.path}: ${p.title}`, html`<figure tabindex="0" aria-label="${p.path}">${drawing(drawn.get(p.path)!)}</figure>`))}`;
}
