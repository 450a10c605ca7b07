import { PICTURE_BASE, PICTURE_DARK } from '../picture';

/** Tables, folds, the inventory, and what changes on a narrow screen. */
export const SCREEN = `
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin-bottom: 16px; }
caption { text-align: left; overflow-wrap: anywhere; color: var(--mute); font-size: 13px; line-height: 16px; padding: 8px 0; }
th, td { text-align: left; vertical-align: top; padding: 5px 16px 5px 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
thead th { position: sticky; top: 40px; z-index: 1; background: var(--bg); color: var(--mute); font-size: 13px; line-height: 20px; border-bottom: 1px solid var(--mute); box-shadow: none; }
nav.long ~ main thead th { top: 0; }
tbody th { font-weight: 400; }
.num { text-align: right; font-variant-numeric: tabular-nums; }
.sub { display: block; font-size: 13px; line-height: 20px; }
ul.cell, ul.acts, ul.ev, ul.back, ul.items { list-style: none; }
ul.cell > li { padding: 2px 0; } .data td > .na { display: block; padding: 2px 0; } td.src ul.cell > li { padding: 0; }
table.says caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
table { overflow-wrap: break-word; }
table.data { font-size: 13px; line-height: 20px; }
table.data td a { color: inherit; text-decoration-color: var(--line); }
table.data td a:hover, table.data td a:focus { text-decoration-color: currentColor; }
table.data tbody th > a { font-size: 15px; line-height: 22px; }
table.data td, table.data thead th { padding-right: 12px; }
.reach th:nth-child(1) { width: 13%; } .reach th:nth-child(2) { width: 22%; } .reach th:nth-child(4) { width: 9%; } .reach th:nth-child(6) { width: 7%; } .reach th:nth-child(8) { width: 14%; }
.may th:nth-child(1) { width: 22%; } .may th:nth-child(3) { width: 20%; } .may th:nth-child(4) { width: 16%; } .may th:nth-child(5) { width: 14%; }
.data th:nth-child(1) { width: 18%; }
table.data li { padding-left: 8px; text-indent: -8px; }
.says th:nth-child(1) { width: 28%; }
.card th:nth-child(1) { width: 22%; } .card th:nth-child(3) { width: 20%; } .card th:nth-child(4) { width: 20%; }
.held th:nth-child(1) { width: 50%; } .held th:nth-child(2) { width: 24%; }
.differs th:nth-child(1) { width: 46%; } .differs th:nth-child(4) { width: 20%; } .excused th:nth-child(1) { width: 26%; } .excused th:nth-child(4) { width: 17%; } .approved th:nth-child(1) { width: 16%; } .approved th:nth-child(2) { width: 34%; } .approved th:nth-child(5) { width: 15%; }
.cost th:nth-child(2) { width: 26%; } .cost th:nth-child(4) { width: 12%; } .cost th:nth-child(5) { width: 16%; }
.fleet th:nth-child(1) { width: 22%; } .fleet th:nth-child(2) { width: 14%; } .fleet th:nth-child(3) { width: 20%; } .fleet th:nth-child(5), .fleet th:nth-child(6) { width: 9%; }
.governed th:nth-child(1) { width: 17%; } .governed th:nth-child(2) { width: 12%; } .governed th:nth-child(3) { width: 15%; } .governed th:nth-child(6), .governed th:nth-child(7) { width: 8%; }
.governed thead th:nth-child(n+6), .fleet thead th:nth-child(n+5), .alarms thead th:nth-child(n+2):nth-child(-n+4) { text-align: right; }
details .may thead th, details .says thead th { border-bottom-color: var(--line); }
.to { color: var(--mute); }

summary { cursor: pointer; padding: 5px 0; min-height: 24px; }
details.who { border-bottom: 1px solid var(--line); }
details.who[open] { padding-bottom: 8px; }
details.who > summary { padding: 8px 0; }
details.who > summary .sum { margin-left: 8px; }
details.who > table { margin-left: 16px; width: calc(100% - 16px); }
details.who > .is { margin: 0 0 8px 16px; font-size: 13px; }
details.more > summary { color: var(--link); font-size: 13px; line-height: 16px; padding: 4px 0; width: fit-content; max-width: 100%; }
td details.more > summary, li details.more > summary { padding: 3px 0; }
ul.prose { max-width: 75ch; padding-left: 16px; margin-top: 8px; }
ul.prose li { margin-bottom: 8px; }
dl.about > div { display: grid; grid-template-columns: 128px minmax(0, 75ch); gap: 0 24px; padding: 4px 0; }
dl.about { margin-top: 8px; }
dl.about dt { color: var(--mute); }
dl.about .m { margin-left: 4px; }

ul.lines { columns: 2 400px; column-gap: 32px; padding-left: 16px; font-size: 13px; line-height: 20px; }
.items { margin-left: 16px; }
.items > li { padding: 8px 0; border-top: 1px solid var(--line); display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0 32px; grid-auto-flow: row; }
.items .name { font-size: 13px; margin-left: 8px; }
.items .at, .items .at code { font-size: 12px; line-height: 16px; }
.items .back { font-size: 13px; line-height: 20px; }
.filter { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; margin: 8px 0 16px; }
.filter input { font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--mute); border-radius: 2px; padding: 4px 8px; min-height: 32px; width: 320px; max-width: 100%; }
.status { color: var(--mute); font-variant-numeric: tabular-nums; }
button.copy { font: inherit; font-size: 13px; line-height: 16px; color: var(--link); background: none; border: 1px solid var(--line); border-radius: 2px; min-height: 24px; min-width: 64px; padding: 3px 8px; margin-left: 4px; cursor: pointer; vertical-align: top; }
[hidden] { display: none !important; }

/* Where the navigation needs more than one line it does not stay on top. */
@media screen and (max-width: 1180px) {
  nav { position: static; }
  nav ul { flex-wrap: wrap; }
  thead th { top: 0; }
}
@media screen and (max-width: 900px) {
  html { scroll-padding-top: 16px; }
  body { padding: 0 16px 64px; }
  nav ul { gap: 0 16px; }
  ol.decide > li, .glance > div, dl.about > div, .items > li { grid-template-columns: minmax(0, 1fr); }
  .glance > div { padding: 4px 0; } .glance dt { font-weight: 600; }
  .stack, .stack tbody, .stack tr, .stack th, .stack td { display: block; width: auto !important; }
  .stack caption { display: block; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tbody tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
  .stack tbody th, .stack tbody td { border: 0; padding: 2px 0; }
  .stack tbody td { position: relative; padding-left: 128px; min-height: 26px; text-align: left; }
  .stack td::before { content: attr(data-h); position: absolute; left: 0; top: 2px; width: 112px; color: var(--mute); font-size: 13px; line-height: 22px; }
  .stack td:has(> .na), .unstated { display: none; }
  .stack tbody th { font-size: 15px; }
  details.who > table { margin-left: 0; width: 100%; }
}
`;

/** The drawings, in the colours of the page; wide ones scroll in their figure. */
export const PICTURE = `
figure { overflow-x: auto; margin: 8px 0 16px; }
figure svg a { text-decoration: none; }
.gw-picture .gw-ground { fill: var(--bg) !important; }
figure svg { display: block; max-width: 100%; height: auto; }
figcaption { color: var(--mute); font-size: 13px; line-height: 16px; margin-top: 8px; }
${PICTURE_BASE}
@media screen and (prefers-color-scheme: dark) { ${PICTURE_DARK} }
@media screen and (max-width: 900px) { figure .gw-picture { max-width: none; } }
`;

/** Paper: light, everything open, no inventory. */
export const PAPER = `
@media print {
  @page { margin: 16mm 14mm; }
  :root { color-scheme: light; }
  html { font-size: 9pt; line-height: 13pt; background: none; }
  h3, .lead, .facts, .src, .src a, .ev, .sub, caption, code, table.data, table.data tbody th > a, thead th, details.more > summary { font-size: 8pt; line-height: 11pt; }
  code { font-size: 7pt; }
  th, td { padding: 2pt 8pt 2pt 0; }
  ol.decide > li { grid-template-columns: 80pt minmax(0, 1fr) minmax(0, 180pt); }
  td details.more li { display: inline; } td details.more li:not(:last-child)::after { content: ", "; }
  td details.more > summary { padding: 0; min-height: 0; }
  .may th:nth-child(4) { width: 30%; } .may th:nth-child(1), .may th:nth-child(3) { width: 15%; }
  figure { overflow: visible; break-inside: avoid; }
  body { max-width: none; padding: 0; }
  nav, .skip, #inventory, .filter, .copy { display: none; }
  thead th { position: static; }
  details::details-content { content-visibility: visible; display: block; block-size: auto; }
  summary { list-style: none; }
  tr, li, .glance > div { break-inside: avoid; }
  h2, h3, caption, summary { break-after: avoid; }
  section { padding-top: 24px; }
  a { color: inherit; text-decoration: none; }
  .m { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
