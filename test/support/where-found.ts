/** `describe` where what the tests need was found; else they are skipped, and their name says what is missing. */
export function describeWhere(found: unknown, missing: string, name: string, body: () => void): void {
  if (found) { describe(name, body); } else { describe.skip(`${name} [skipped: ${missing} not found]`, body); }
}
