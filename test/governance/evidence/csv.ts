/** Reads RFC 4180 strictly. @throws if it is none */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let at = 0;
  const field = (): string => {
    if (text[at] !== '"') {
      const [plain] = /^[^",\r\n]*/.exec(text.slice(at))!;
      at += plain.length;
      return plain;
    }
    const [whole] = /^"(?:[^"]|"")*"/.exec(text.slice(at)) ?? [];
    if (whole === undefined) { throw new Error(`a quote is not closed at ${at}`); }
    at += whole.length;
    return whole.slice(1, -1).replace(/""/g, '"');
  };
  while (at < text.length) {
    const row = [field()];
    while (text[at] === ',') { at++; row.push(field()); }
    if (!text.startsWith('\r\n', at)) { throw new Error(`a line does not end at ${at}: ${JSON.stringify(text.slice(at, at + 20))}`); }
    at += 2;
    rows.push(row);
  }
  return rows;
}
