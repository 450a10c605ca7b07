/**
 * Evidence is the same for the same content, so it has no date of its own: where a format asks for one, it is `SOURCE_DATE_EPOCH`
 * (seconds), or the epoch. When something was judged is in the record of the pipeline that ran.
 */
export function stamp(): string {
  const seconds = Number(process.env.SOURCE_DATE_EPOCH ?? '0');
  const date = new Date(Number.isFinite(seconds) && seconds >= 0 && seconds < 253402300800 ? Math.floor(seconds) * 1000 : 0);
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** Beginning and end of a day as a time, UTC; undefined if it is no ISO date. */
export function beginOf(day: string | undefined): string | undefined {
  return isDay(day) ? `${day}T00:00:00Z` : undefined;
}

/** See {@link beginOf}. */
export function endOf(day: string | undefined): string | undefined {
  return isDay(day) ? `${day}T23:59:59Z` : undefined;
}

function isDay(day: string | undefined): boolean {
  if (!day || !/^(19|2\d)\d\d-\d\d-\d\d$/.test(day)) { return false; }
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
