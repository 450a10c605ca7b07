import { EvidenceSubject, Row } from './subject';

type Column = readonly [head: string, value: (row: Row, clauses: string) => string | undefined];

const COLUMNS: readonly Column[] = [
  ['control', (r) => r.control], ['title', (r) => r.of.title], ['objective', (r) => r.of.objective], ['owner', (r) => r.of.owner], ['severity', (r) => r.of.severity], ['outcome', (r) => r.outcome],
  ['construct', (r) => r.path], ['resource', (r) => r.address], ['argument', (r) => r.argument], ['found', (r) => r.found], ['message', (r) => r.message],
  ['exception', (r) => r.exception], ['exception reason', (r) => r.accepted?.reason], ['exception owner', (r) => r.accepted?.owner], ['exception approver', (r) => r.accepted?.approver], ['exception expires', (r) => r.accepted?.expires],
  ['clauses', (_, clauses) => clauses],
];

/** Every control × resource as RFC 4180. */
export function controlsCsv({ rows, governance }: EvidenceSubject): string {
  const clauses = new Map(governance.controls.map((c) => [c.id, Object.entries(c.clauses).map(([framework, list]) => `${framework}: ${list.join(', ')}`).join('; ')]));
  const lines = [COLUMNS.map(([head]) => head).join(',')];
  for (const row of rows) {
    const own = clauses.get(row.control) ?? '';
    let line = '';
    for (const [head, value] of COLUMNS) { line += `${head === 'control' ? '' : ','}${cell(value(row, own) ?? '')}`; }
    lines.push(line);
  }
  return `${lines.join('\r\n')}\r\n`;
}

/**
 * One cell. What a spreadsheet would calculate is text: an apostrophe in front of it says so. Fields that hold a separator of any language
 * are quoted, so that nothing begins a cell of its own.
 */
function cell(text: string): string {
  const plain = /^[\s'"]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
  return /[",;|\t\r\n']|^\s|\s$/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}
