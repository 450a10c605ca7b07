import { colors } from '../terminal';
import { Explanation, Said } from './explain';

/** The explanation as a person reads it. */
export function explanationText(found: Explanation, colored: boolean): string {
  const paint = colors(colored);
  const row = (title: string, value: string | undefined) => (value ? [`  ${paint.dim(title.padEnd(10))}  ${value}`] : []);
  const section = (title: string, lines: string[]) => (lines.length > 0 ? ['', paint.bold(title), ...lines.map((line) => `  ${line}`)] : []);
  const said = (all: Said[]) => all.map(({ text, weak }) => (weak ? `${paint.yellow('look')}  ${text}` : text));
  const { part } = found;
  return [
    paint.bold(found.name),
    ...row('stack', found.stack),
    ...row('path', found.path),
    ...row('made by', part && `${part.title} (${part.kind}) at ${part.path}`),
    ...row('data', part?.classification),
    ...row('pattern', found.pattern),
    ...row('source', found.source),
    ...row('terraform', found.terraform),
    ...row('page', found.page),
    ...section('What it is', said(found.statements)),
    ...section('What the card says of it', found.card.map(({ property, by }) => `${property}: ${by}`)),
    ...section('What reaches it, and what it reaches', said(found.reach)),
    ...section('Who may use it', said(found.usedBy)),
    ...section('What it may do', said(found.mayDo)),
    ...section('What flows', said(found.flows)),
    ...section('What it costs', costLines(found)),
    ...section('Resources', found.resources),
  ].join('\n') + '\n';
}

/** Equal drivers in one line: a part may have many alarms. */
function costLines({ costs }: Explanation): string[] {
  const lines = costs.map(({ driver, quantity, billed }) => `${driver}: ${quantity}, ${billed === 'running' ? 'also at rest' : 'by use'}`);
  return [...new Set(lines)].map((line) => {
    const count = lines.filter((one) => one === line).length;
    return count > 1 ? `${count} times ${line}` : line;
  });
}
