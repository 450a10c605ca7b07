/**
 * Classes of the picture, for whoever puts it into a page. Every colour is also an attribute (light), which any rule overrides.
 *
 * `gw-picture` the drawing; `gw-ground` behind everything, in a file of its own only; `gw-frame` the environment; `gw-title`, `gw-scope`; `gw-lane` headings of lanes;
 * `gw-card`, `gw-outside` boxes; `gw-double` inner border of what is new; `gw-glyph` sign of a lane; `gw-label` first line, `gw-note` second line and
 * sentences; `gw-row` words of a connection; `gw-rule` hairlines; `gw-edge`, `gw-key` lines; `gw-dot`, `gw-arrow` their ends; `gw-badge`, `gw-badge-label`
 * marks; `gw-weak`, `gw-weak-mark`, `gw-weak-label` what is to decide.
 */
const DARK: readonly (readonly [string, string])[] = [
  ['ground', 'fill:#12161c'],
  ['frame', 'fill:#181d25;stroke:#4a5566'],
  ['title,label,row,badge-label', 'fill:#e8ecf2'],
  ['scope,lane,note', 'fill:#a9b4c4'],
  ['card', 'fill:#20262f;stroke:#66748a'],
  ['outside', 'fill:#2a313c;stroke:#66748a'],
  ['double', 'stroke:#e8ecf2'],
  ['glyph', 'stroke:#a9b4c4'],
  ['edge,key', 'stroke:#b4bfd0'],
  ['dot,arrow', 'fill:#b4bfd0'],
  ['rule', 'stroke:#3a4452'],
  ['badge', 'fill:#20262f;stroke:#66748a'],
  ['weak', 'fill:#3a2a10;stroke:#ffc069'],
  ['weak-mark,weak-label', 'fill:#ffc069'],
];

/** Rules for a dark page; to be put into `@media (prefers-color-scheme: dark)`. */
export const PICTURE_DARK = DARK.map(([classes, rule]) => `${classes.split(',').map((c) => `.gw-picture .gw-${c}`).join(',')}{${rule}}`).join('');

/** Rules for light and dark: what a link looks like under the keyboard. */
export const PICTURE_BASE = '.gw-picture a:focus-visible .gw-card,.gw-picture a:hover .gw-card{stroke-width:2.5}' +
  '.gw-picture a{text-decoration:none}.gw-picture{max-width:100%;height:auto}';
