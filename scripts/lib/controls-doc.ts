import { ControlDefinition, IControl, Objective } from '../../src/governance/control';
import { CONTROLS } from '../../src/governance/controls';
import { SUPPORTED_VERSIONS } from '../../src/governance/controls/supported-versions';
import { clausesOf, FRAMEWORKS } from '../../src/governance/frameworks';
import { CATALOGUE } from '../../src/review/catalogue';
import { Rule } from '../../src/review/catalogue/rule';

const CLOUDS: { readonly [cloud: string]: string } = { aws: 'AWS', azure: 'Azure', google: 'Google Cloud' };

/** The text of docs/controls.md, from the controls, the frameworks and the rules of the review. */
export function controlsDocument(): string {
  const groups = Object.values(Objective).map((objective) => ({ objective, controls: CONTROLS.filter((c) => c.definition.objective === objective) }))
    .filter(({ controls }) => controls.length > 0);
  return `# Controls

Generated from the catalogue by \`npx tsx scripts/write-controls-doc.ts\`; do not edit.

${CONTROLS.length} controls judge every synthesis, on the Terraform as it is written: patterns, capabilities, overrides, aspects and raw resources alike. A control
that fails, breaks, or hangs on a value that is known only at apply stops the synthesis, unless an exception of the standards covers it. Severity and
parameters are the enterprise's to set: [governance.md](governance.md). On the terminal: \`npx groundwork controls\`, and with \`--standards\` as your enterprise has set them.

A control **supports** clauses of a framework; nothing here satisfies one by itself. Scanner rules are those that ask for the same, where one exists.

- [Objectives](#objectives)
${groups.map(({ objective }) => `- [${capital(objective)}](#${anchor(objective)})`).join('\n')}
- [Facts that controls read](#facts-that-controls-read)
- [Supported versions](#supported-versions)

## Objectives

${table(['objective', 'controls', ...FRAMEWORKS], groups.map(({ objective, controls }) => [
    `[${objective}](#${anchor(objective)})`, controls.length, ...FRAMEWORKS.map((framework) => clausesOf({ ...controls[0].definition, clauses: [] })[framework]?.join(', ') ?? '–'),
  ]))}

${groups.map(({ objective, controls }) => `## ${capital(objective)}\n\n${summary(controls)}\n\n${controls.map(({ definition }) => section(definition)).join('\n')}`).join('\n')}
${facts()}
${versions()}`;
}

function summary(controls: readonly IControl[]): string {
  return table(['control', 'requirement', 'owner', 'severity'], controls.map(({ definition: { id, title, owner, severity } }) => [`[\`${id}\`](#${anchor(id)})`, title, owner, severity]));
}

function section(definition: ControlDefinition): string {
  const { id, title, objective, owner, severity, why, mend, clauses = [], scanners = [], card, clouds = Object.keys(CLOUDS), unknownFails = true, parameters = [] } = definition;
  // The clauses of the objective stand in the table above, once.
  const own = clauses.map((clause) => clause.replace(': ', ' '));
  const rows = [
    ['owner', owner], ['severity', severity], ['clouds', clouds.map((cloud) => CLOUDS[cloud]).join(', ')], ['why', sentence(why)], ['mend', mend],
    ['clauses', `those of [${objective}](#objectives)${own.length > 0 ? `; ${own.join(', ')}` : ''}`],
    ...(scanners.length > 0 ? [['scanners', scanners.map(code).join(', ')]] : []), ...(card ? [['card', card]] : []),
    ...(unknownFails ? [] : [['unknown', 'a value that is known only at apply does not fail it']]),
  ];
  const list = parameters.map(({ name, description, defaultValue }) => `- \`${name}\`: ${description}. Default ${shown(defaultValue)}`);
  return `### ${id}\n\n**${title}.**\n\n${table(['', ''], rows)}\n${list.length > 0 ? `\nParameters:\n\n${list.join('\n')}\n` : ''}`;
}

/** A long list of names is no reading matter; the command shows it. */
function shown(value: any): string {
  if (!Array.isArray(value)) { return code(JSON.stringify(value)); }
  if (value.length === 0) { return 'none'; }
  return value.length > 12 ? `${value.slice(0, 8).map(code).join(', ')} and ${value.length - 8} more` : value.map(code).join(', ');
}

/** What the review knows of every resource, in words that are the same on all clouds. */
function facts(): string {
  const rows = Object.entries(CATALOGUE).map(([id, rule]) => [code(id), rule.title, values(rule), rule.consequence, weakness(rule)]);
  return `## Facts that controls read

\`context.facts(['data.key'])\` gives every fact of a rule, with address, value, text and argument; a rule that ends in a dot stands for its family. Days of 36500 and more mean "for ever".
Ways in and out are in \`context.reach()\`, grants in \`context.permissions()\`; what no fact says, a control reads from the resources themselves: \`context.resources(types)\`.

${table(['rule', 'what it says', 'values, from worse to better', 'what follows where it gets worse', 'looked at in production where it is'], rows)}
`;
}

function values({ safer, unit }: Rule): string {
  if (typeof safer !== 'string') { return safer.length === 0 ? 'any change is to be read' : safer.map(code).join(', '); }
  const of = unit ? ` (${unit})` : '';
  switch (safer) {
    case 'more': return `less, more${of}`;
    case 'less': return `more, less${of}`;
    case 'yes': return '`false`, `true`';
    case 'no': return '`true`, `false`';
    case 'fewer': return 'a longer list, a shorter one';
    case 'longer': return 'a shorter list, a longer one';
    default: return `neither${of}`;
  }
}

/** Values of a scale, or extremes, that a reviewer is shown. */
function weakness({ safer, weak }: Rule): string {
  if (!weak) { return ''; }
  const isWeak = (value: any) => { try { return weak(value, { lasting: true }); } catch { return false; } };
  if (typeof safer !== 'string') { return safer.filter(isWeak).map(code).join(', '); }
  if (safer === 'yes' || safer === 'no') { return [true, false].filter(isWeak).map((v) => code(String(v))).join(', '); }
  if (safer === 'fewer' || safer === 'longer') { return isWeak([]) ? 'an empty list' : isWeak(['*']) ? '`*`' : ''; }
  const days = Array.from({ length: 400 }, (_, i) => i).filter((n) => isWeak(n));
  return days.length === 0 ? (isWeak(36500) ? 'for ever' : '') : days[0] === 0 ? `less than ${days.length}` : `more than ${days[0] - 1}`;
}

function versions(): string {
  return `## Supported versions

[\`architecture.supported-versions\`](#architecturesupported-versions) takes these. The list changes with a release of Groundwork, never with the day on which something is judged.

${table(['version', 'supported until', 'source'], SUPPORTED_VERSIONS.map(({ name, until, source }) => [code(name), until, source]))}
`;
}

function table(header: string[], rows: (string | number)[][]): string {
  const line = (cells: (string | number)[]) => `| ${cells.map((cell) => String(cell).replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function code(text: any): string { return `\`${text}\``; }
function capital(text: string): string { return text[0].toUpperCase() + text.slice(1); }
function sentence(text: string): string { return `${capital(text)}.`; }
/** As GitHub makes it of a heading. */
function anchor(heading: string): string { return heading.toLowerCase().replace(/[^\w\- ]/g, '').replace(/ /g, '-'); }
