import { createHash } from 'crypto';

/** What one control read: an approval holds as long as it would read the same. */
export class ReadLog {
  private readonly seen = new Map<string, string>();

  /** @param on whether anything is noted: only approvals ask for it */
  public constructor(private readonly on = true) {}

  /** Notes that `value` was read at `place`, and returns it. */
  public read<T>(place: string, value: T): T {
    if (this.on && !this.seen.has(place)) { this.seen.set(place, JSON.stringify(value) ?? 'absent'); }
    return value;
  }

  /** Every place with what stood there, sorted. */
  public get entries(): [string, string][] {
    return [...this.seen].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** SHA-256 of everything read, hexadecimal. */
  public get digest(): string {
    return createHash('sha256').update(JSON.stringify(this.entries)).digest('hex');
  }
}
