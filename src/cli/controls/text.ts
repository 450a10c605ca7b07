import { table } from '../table';
import { colors } from '../terminal';
import { CLOUDS, ListedControl } from './catalogue';

/** The controls as a table, by what they are for. */
export function listText(controls: readonly ListedControl[]): string {
  if (controls.length === 0) { return 'No control fits.\n'; }
  const rows = controls.map((one) => [one.id, one.objective, one.owner, one.severity, cloudsOf(one), one.title + noteOf(one)]);
  return `${table(['control', 'objective', 'owner', 'severity', 'clouds', 'requirement'], rows)}\n${controls.length} ${controls.length === 1 ? 'control' : 'controls'}\n`;
}

/** One control with everything that is known of it. */
export function controlText(one: ListedControl, colored: boolean): string {
  const paint = colors(colored);
  const row = (title: string, value: string | undefined) => (value ? [`  ${paint.dim(title.padEnd(10))}  ${value}`] : []);
  const section = (title: string, lines: string[]) => (lines.length > 0 ? ['', paint.bold(title), ...lines.map((line) => `  ${line}`)] : []);
  return [
    `${paint.bold(one.id)}${noteOf(one)}`,
    ...row('requires', one.title),
    ...row('objective', one.objective),
    ...row('owner', one.owner),
    ...row('severity', one.severity),
    ...row('clouds', cloudsOf(one)),
    ...row('why', one.why),
    ...row('mend', one.mend),
    ...row('card', one.card),
    ...section('Supports', Object.entries(one.clauses).map(([framework, clauses]) => `${framework}: ${clauses.join(', ')}`)),
    ...section('Scanners that ask for the same', one.scanners.length > 0 ? [one.scanners.join(', ')] : []),
    ...section('Parameters', one.parameters.flatMap(({ name, description, value, defaultValue }) => [
      `${name} = ${JSON.stringify(value)}${defaultValue === undefined ? '' : ` (set by the standards; by default ${JSON.stringify(defaultValue)})`}`, `  ${description}`,
    ])),
  ].join('\n') + '\n';
}

function cloudsOf({ clouds }: ListedControl): string {
  return CLOUDS.every((cloud) => clouds.includes(cloud)) ? 'all' : clouds.join(', ');
}

/** What the enterprise made of it. */
function noteOf({ own, reportOnly }: ListedControl): string {
  const notes = [...(own ? ['of the enterprise'] : []), ...(reportOnly ? ['only reported'] : [])];
  return notes.length > 0 ? ` (${notes.join(', ')})` : '';
}
