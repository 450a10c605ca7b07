/** The candidate that a misspelt word most probably means; undefined where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 100) { return undefined; }
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');
  const limit = Math.max(1, Math.floor(word.length / 3));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    const d = plain(word) === plain(candidate) && plain(word) !== '' ? 0 : distance(word, candidate);
    if (d < bestDistance) { [best, bestDistance] = [candidate, d]; }
  }
  return best;
}

/** Edits (insert, delete, replace) from one text to the other, after Wagner and Fischer. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
