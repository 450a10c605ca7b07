import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'fs';
import { dirname, join, resolve } from 'path';

/** What a synthesis wrote. */
export interface Published {
  readonly out: string;
  readonly stacks: readonly PublishedStack[];
}

/** One stack that was written. */
export interface PublishedStack {
  readonly name: string;
  readonly file: string;
  /** Page of its review. */
  readonly review?: string;
  /** What constructs have to say, such as what a gateway cannot express. */
  readonly notes: readonly { readonly path: string; readonly level: string; readonly message: string }[];
}

/** What a synthesis writes into the folder of a stack; everything else there is Terraform's own. */
const GENERATED = /^(cdk\.tf(\.json)?|assets)$/;

/** A folder beside `out`, on the same disk; gone with the process, whatever happens. */
export function stagingFolder(out: string): { readonly folder: string; remove(): void } {
  const parent = dirname(resolve(out));
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, '.groundwork-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    process.removeListener('exit', remove);
    process.removeListener('SIGINT', interrupted);
    process.removeListener('SIGTERM', interrupted);
  };
  const interrupted = () => process.exit(1);
  process.once('exit', remove);
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  return { folder, remove };
}

/**
 * Puts a finished synthesis in the place of the last one. What Terraform keeps in the folder of a stack (plugins, lock file,
 * local state) stays; folders of stacks that are no more go, as with the host's own command line, unless a state is in them.
 */
export function publish(from: string, out: string): Published {
  mkdirSync(join(out, 'stacks'), { recursive: true });
  const stacks = namesIn(join(from, 'stacks'));
  for (const old of namesIn(join(out, 'stacks'))) { clear(join(out, 'stacks', old), !stacks.includes(old)); }
  for (const stack of stacks) { moveInto(join(from, 'stacks', stack), join(out, 'stacks', stack)); }
  // What was made of the last output (review, evidence, plans) says nothing of this one.
  for (const entry of new Set([...namesIn(from), 'review', 'evidence', 'plan'])) {
    if (entry === 'stacks' || entry.startsWith('.')) { continue; }
    rmSync(join(out, entry), { recursive: true, force: true });
    if (existsSync(join(from, entry))) { move(join(from, entry), join(out, entry)); }
  }
  return { out, stacks: written(out) };
}

interface Manifest {
  readonly stacks: { readonly [name: string]: { readonly synthesizedStackPath: string; readonly annotations?: { constructPath: string; level: string; message: string }[] } };
}

function written(out: string): PublishedStack[] {
  const manifest: Manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  return Object.entries(manifest.stacks).map(([name, { synthesizedStackPath, annotations = [] }]) => {
    const review = join(out, 'review', name, 'index.html');
    const notes = annotations.map(({ constructPath, level, message }) => ({ path: constructPath, level: level.replace(/^@cdktf\//, ''), message: String(message) }));
    return { name, file: join(out, synthesizedStackPath), ...(existsSync(review) ? { review } : {}), notes };
  });
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function clear(folder: string, orphan: boolean): void {
  const entries = namesIn(folder);
  if (orphan && !entries.some((name) => name.includes('.tfstate'))) {
    rmSync(folder, { recursive: true, force: true });
    return;
  }
  for (const name of entries.filter((entry) => GENERATED.test(entry))) { rmSync(join(folder, name), { recursive: true, force: true }); }
}

function moveInto(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const name of namesIn(from)) {
    rmSync(join(to, name), { recursive: true, force: true });
    move(join(from, name), join(to, name));
  }
}

/** The output may be a mount of its own. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') { throw error; }
    cpSync(from, to, { recursive: true });
  }
}
