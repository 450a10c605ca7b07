import { Reach } from '../model';
import { plural } from '../words';
import { between, Html, html } from './html';
import { anchor, breakable, cell, mark, more, Section, table, View } from './view';

const OPEN = 12;
const HEADS = ['From', 'Through', 'To', 'Port', 'Authentication', 'TLS', 'Filter', 'Evidence'];

/** What can be reached and from where; what may be called outside. */
export function reach(view: View): Section {
  const { reach: all } = view.model;
  const ways = [...all].sort((a, b) => order(a) - order(b));
  const [ins, outs] = [ways.filter((r) => r.direction === 'in'), ways.filter((r) => r.direction === 'out')];
  return {
    id: 'reach', title: 'Reach', lead: lead(view), count: all.length,
    body: html`${group(view, 'Ways in', ins)}${group(view, 'Ways out', outs)}`,
  };
}

/** From the internet first, what is weak before what is not. */
function order(way: Reach): number {
  return (way.direction === 'in' && way.from === 'internet' ? 0 : 2) + (way.weak ? 0 : 1);
}

function lead(view: View): string {
  const { reach: all, counts } = view.model;
  const open = all.filter((r) => r.direction === 'in' && r.from === 'internet');
  const looked = `${plural(all.filter((r) => r.direction === 'in').length, 'way')} in and ${all.filter((r) => r.direction === 'out').length} out were read`;
  if (all.length === 0) { return 'No way in or out was found in this stack.'; }
  if (counts.reachable === 0) { return `Nothing is reachable from the internet: ${looked}.`; }
  const [first] = open;
  if (counts.reachable === 1) {
    return `The internet reaches ${view.names.of(first.to)} on ${[...new Set(open.map((r) => r.ports))].join(', ')}; authentication: ${first.authentication}; filter: ${first.filter}.`;
  }
  const anonymous = open.filter((r) => r.authentication === 'none').length;
  return `The internet reaches ${plural(counts.reachable, 'resource')}${anonymous > 0 ? `, ${anonymous} without authentication` : ', none without authentication'}; ${looked}.`;
}

function group(view: View, caption: string, ways: Reach[]): Html {
  if (ways.length === 0) { return html``; }
  const rows = ways.map((way) => row(view, way));
  const rest = rows.slice(OPEN);
  return html`${table('stack reach', `${caption}: ${ways.length}`, HEADS, rows.slice(0, OPEN))}
${rest.length > 0 && more(`${rest.length} more ${caption.toLowerCase()}`, table('stack reach', `${caption}, continued`, HEADS, rest))}`;
}

function row(view: View, way: Reach): Html {
  const name = (subject: string): Html => view.link(subject);
  return html`<tr id="${reachAnchor(way)}"><th scope="row" data-h="From">${way.weak && html`${mark('bad', 'Weak')}<br>`}${name(way.from)}</th>
${cell('Through', way.through.length === 0 ? 'directly' : hops(view, way.through))}
${cell('To', name(way.to))}${cell('Port', portOf(way))}${cell('Authentication', muted(way.authentication))}${cell('TLS', muted(way.tls))}${cell('Filter', muted(way.filter))}
${cell('Evidence', view.evidence(way.evidence, way.to), 'src')}</tr>`;
}

/** The resources on the way, in order; the part that several in a row belong to is named once. */
function hops(view: View, through: string[]): Html {
  const groups: { part: string; links: Html[] }[] = [];
  for (const address of through) {
    const resource = view.names.resource(address);
    const part = resource && resource.path.startsWith(`${resource.part}/`) ? resource.part : '';
    const link = view.link(address, part ? resource!.path.slice(part.length + 1) : undefined);
    const last = groups[groups.length - 1];
    if (last && part && last.part === part) { last.links.push(link); } else { groups.push({ part, links: [link] }); }
  }
  const arrow = ' <span class="to">→</span> ';
  return between(groups.map(({ part, links }) => html`${part && html`<span class="to">${breakable(part)}:</span> `}${between(links, arrow)}`), arrow);
}

/** `443 HTTPS`; nothing twice where all is open. */
function portOf({ ports, protocol }: Reach): string {
  return ports === 'all' && ['all', 'any'].includes(protocol.toLowerCase()) ? 'all' : `${ports} ${protocol}`;
}

/** Not asked for: said, but not in the way. */
function muted(words: string): Html {
  return words === 'not applicable' ? html`<span class="na">${words}</span>` : html`${words}`;
}

/** Anchor of a way. */
export function reachAnchor(way: Reach): string {
  return anchor('n', way.direction, way.from, ...way.through, way.to, way.ports, way.protocol);
}
