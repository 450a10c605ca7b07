import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';

const open = new Set<string>();
const closers = new Set<() => void>();
let watching = false;

/** A temporary folder that is gone when the process ends, also after an interrupt. */
export function temporaryFolder(purpose: string): string {
  watch();
  const folder = mkdtempSync(join(tmpdir(), `groundwork-${purpose}-`));
  open.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  open.delete(folder);
}

/** Something else to end with the process, such as a program that it started. The answer takes it back. */
export function atEnd(close: () => void): () => void {
  watch();
  closers.add(close);
  return () => closers.delete(close);
}

function watch(): void {
  if (watching) {
    return;
  }
  watching = true;
  process.on('exit', () => {
    for (const close of closers) {
      try {
        close();
      } catch {
        // It has ended by itself.
      }
    }
    open.forEach((folder) => rmSync(folder, { recursive: true, force: true }));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(1));
  }
}
