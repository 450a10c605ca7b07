import * as fs from 'fs';
import * as path from 'path';

/** Folders that an app left when it failed on its way. */
const abandoned = new Set<string>();
process.once('exit', () => abandoned.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/**
 * Files on their way: written beside their destination and moved when every stack is sound, so that a failed synthesis leaves nothing and
 * memory holds one stack's text at a time. Without an output folder, as in a test without an app, they wait in memory.
 */
export class Staging {
  private readonly files = new Map<string, string | undefined>();
  private folder?: string;

  public constructor(private readonly outdir: string | undefined) {}

  /** Keeps `text` for `file`, a path relative to the output folder. */
  public put(file: string, text: string): void {
    if (this.outdir === undefined) {
      this.files.set(file, text);
      return;
    }
    if (!this.folder) {
      fs.mkdirSync(this.outdir, { recursive: true });
      this.folder = fs.mkdtempSync(path.join(path.resolve(this.outdir), '.groundwork-'));
      abandoned.add(this.folder);
    }
    const place = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(place), { recursive: true });
    fs.writeFileSync(place, text);
    this.files.set(file, undefined);
  }

  /** Moves `file` to `outdir`; removes the last traces of staging with the last file. */
  public move(file: string, outdir: string): void {
    const destination = path.join(outdir, file);
    const text = this.files.get(file);
    this.files.delete(file);
    fs.mkdirSync(path.dirname(destination), { recursive: true });
    if (text !== undefined) { fs.writeFileSync(destination, text); } else { relocate(path.join(this.folder!, file), destination); }
    if (this.files.size === 0) { this.discard(); }
  }

  /** Forgets everything that was not moved. */
  public discard(): void {
    this.files.clear();
    if (!this.folder) { return; }
    fs.rmSync(this.folder, { recursive: true, force: true });
    abandoned.delete(this.folder);
    this.folder = undefined;
  }
}

/** The session's folder may be on another disk than the app's. */
function relocate(from: string, to: string): void {
  try {
    fs.renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') { throw error; }
    fs.copyFileSync(from, to);
    fs.unlinkSync(from);
  }
}
