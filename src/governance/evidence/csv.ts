import { EvaluatedControl } from '../model';
import { EvidenceSubject, Row, supportedBy } from './subject';

const HEADS = [
  'control', 'title', 'objective', 'owner', 'severity', 'outcome', 'construct', 'resource', 'argument', 'found', 'message',
  'exception', 'exception reason', 'exception owner', 'exception approver', 'exception expires', 'clauses',
];

/** Every control × resource as RFC 4180. */
export function controlsCsv({ rows, governance }: EvidenceSubject): string {
  const ends = new Map(governance.controls.map((c) => [c.id, endsOf(c)]));
  let text = `${HEADS.join(',')}\r\n`;
  for (const row of rows) {
    const { begin, end } = ends.get(row.control)!;
    text += `${begin},${row.outcome},${cell(row.path)},${cell(row.address)},${cell(row.argument)},${row.found === row.message ? '' : cell(row.found)},${cell(row.message)},${exceptionOf(row)},${end}\r\n`;
  }
  return text;
}

/** What is the same in every row of a control: its first columns and its last. */
function endsOf(c: EvaluatedControl): { readonly begin: string; readonly end: string } {
  return { begin: [c.id, c.title, c.objective, c.owner, c.severity].map(cell).join(','), end: cell(supportedBy(c)) };
}

function exceptionOf({ exception, accepted }: Row): string {
  return exception === undefined ? ',,,,' : [exception, accepted?.reason, accepted?.owner, accepted?.approver, accepted?.expires].map(cell).join(',');
}

/**
 * One cell. What a spreadsheet would calculate is text: an apostrophe in front of it says so. Fields that hold a separator of any language
 * are quoted, so that nothing begins a cell of its own.
 */
function cell(text: string | undefined): string {
  if (text === undefined || text === '') { return ''; }
  const plain = /^[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",;|\t\r\n']|^\s|\s$/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}
