import { PAPER, PICTURE, SCREEN } from './style-parts';

/**
 * The one style of the page. System fonts, a grid of 8 px, one accent for links; red, amber and green belong to verdicts
 * and always come with a shape and a word. Constant: its hash is in the policy of the page.
 */
export const STYLE = `
:root { color-scheme: light dark; --bg: #fdfdfc; --fg: #1a1c1e; --mute: #565c64; --line: #dcdfe2; --soft: #f4f5f4; --hit: #fff6d6; --link: #1b4f9c; --bad: #a61b14; --warn: #7d4e00; --ok: #1a6136; }
@media screen and (prefers-color-scheme: dark) { :root { --bg: #141618; --fg: #e7e8ea; --mute: #a3a9b1; --line: #303439; --soft: #1c1f22; --hit: #38331c; --link: #92b8f6; --bad: #ff8f85; --warn: #efb64a; --ok: #7fce96; } }
* { box-sizing: border-box; }
html { background: var(--bg); color: var(--fg); font: 15px/22px -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif; scroll-padding-top: 80px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { max-width: 1248px; margin: 0 auto; padding: 0 24px 96px; overflow-wrap: anywhere; }
h1, h2, h3, p, dl, dd, ul, ol, figure { margin: 0; padding: 0; }
h1 { font-size: 28px; line-height: 36px; font-weight: 600; letter-spacing: -.01em; overflow-wrap: anywhere; }
h2 { font-size: 20px; line-height: 28px; font-weight: 600; }
h3 { font-size: 15px; line-height: 22px; font-weight: 600; display: inline; overflow-wrap: anywhere; unicode-bidi: isolate; }
b, strong, th { font-weight: 600; }
b, a, code, th, td, dd, .n, .name { unicode-bidi: isolate; }
code { font: 13px/20px ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; overflow-wrap: anywhere; }
a { color: var(--link); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 2px; text-decoration-color: color-mix(in srgb, currentColor 40%, transparent); overflow-wrap: anywhere; }
a:not([href]) { color: inherit; text-decoration: none; }
a:hover { text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
:target { background: var(--hit); }
section:target, details:target { background: none; }
details:target > summary { background: var(--hit); }
.skip { position: absolute; left: -999px; top: 0; padding: 8px 16px; background: var(--bg); z-index: 3; }
.skip:focus { left: 16px; }

.top { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 24px; padding: 16px 0 12px; }
.what { color: var(--mute); min-width: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 0 24px; flex-basis: 100%; font-size: 13px; line-height: 20px; }
.facts > div { display: flex; gap: 6px; max-width: 100%; }
.facts dt { color: var(--mute); white-space: nowrap; }
.facts dd { overflow-wrap: anywhere; min-width: 0; }
nav { position: sticky; top: 0; z-index: 2; background: var(--bg); border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
nav ul { list-style: none; display: flex; gap: 0 24px; overflow-x: auto; scrollbar-width: none; }
nav li { white-space: nowrap; color: var(--mute); }
nav a { display: inline-block; padding: 8px 0; color: var(--fg); text-decoration: none; }
nav.long { position: static; } nav.long ul { flex-wrap: wrap; }
nav a:not([href]) { color: inherit; text-decoration: none; }
a:hover { text-decoration: underline; }
.c { font-size: 13px; font-variant-numeric: tabular-nums; }

section { padding-top: 48px; }
#decide:not(.noticed), #verdict { padding-top: 20px; }
#glance { padding-top: 20px; }
.tally { color: var(--mute); margin-top: 4px; }
#decide:not(.noticed) > h2, #verdict > h2 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.verdict { font-size: 20px; line-height: 28px; font-weight: 600; max-width: 60em; text-wrap: pretty; }
.verdict .m { margin-right: 8px; }
h3.owner { display: block; margin-top: 16px; }
#verdict h3.owner + ol.decide { margin-top: 4px; }
.left { color: var(--mute); white-space: nowrap; } .left.over { color: var(--bad); }
.lead { max-width: 90ch; margin: 4px 0 16px; text-wrap: pretty; }
.note, .empty, .cut, .is, .sum, .sub, .na, .at, .name { color: var(--mute); }
.note, .empty, .cut { max-width: 75ch; margin-top: 8px; }
ol.decide { list-style: none; margin-top: 12px; border-bottom: 1px solid var(--line); }
ol.decide > li { display: grid; grid-template-columns: 128px minmax(0, 1fr) minmax(0, 384px); gap: 0 24px; padding: 8px 0; border-top: 1px solid var(--line); }
.glance > div { display: grid; grid-template-columns: 128px minmax(0, 1fr); gap: 0 24px; padding: 2px 0; }
.glance dt a { display: inline-block; min-height: 24px; }
.glance dd { max-width: 110ch; text-wrap: pretty; }
.src, .src a, .ev { font-size: 13px; line-height: 24px; }
.ev a, .ev .n { margin-right: 8px; }

.m { white-space: nowrap; }
.m::before { content: ""; display: inline-block; width: 10px; height: 10px; margin-right: 6px; background: currentColor; forced-color-adjust: none; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.m.bad { color: var(--bad); }
.m.warn { color: var(--warn); } .m.warn::before { clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.m.ok { color: var(--ok); } .m.ok::before { border-radius: 50%; }
.tag { font-style: normal; font-size: 13px; line-height: 16px; color: var(--mute); border: 1px solid var(--line); border-radius: 2px; padding: 0 4px; white-space: nowrap; }

${SCREEN}
${PICTURE}
${PAPER}
`;
