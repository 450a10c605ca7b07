import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { RequestRecord } from '../../governance/record';
import { Identity } from '../../review/model';

/** What a synthesis left of one place: a stack, or an environment inside a team's own. */
export interface Left {
  /** Below `review/` and `evidence/`. */
  readonly folder: string;
  /** `request.json`; undefined where it is missing or cannot be read. */
  readonly request?: RequestRecord;
  /** What its review says of whose it is; for words only. */
  readonly identity?: Identity;
  /** Digest of the Terraform that evidence and review were made from, as far as they say one. */
  readonly digest?: string;
  /** `file:line` by construct path. */
  readonly sources: { readonly [path: string]: string };
}

/** Every place of a stack that a review or evidence is there of. None: Groundwork did not make it, or was told to leave no trace. */
export function placesLeft(out: string, stack: string): Left[] {
  const folders = new Set(['review', 'evidence'].flatMap((part) => foldersBelow(join(out, part), stack, part === 'review' ? 'model.json' : undefined)));
  return [...folders].sort().map((folder) => {
    const model = json(join(out, 'review', folder, 'model.json'));
    const request = json(join(out, 'evidence', folder, 'request.json'));
    return {
      folder, sources: json(join(out, 'review', folder, 'sources.json')) ?? {},
      ...(isRequest(request) ? { request } : {}),
      ...(model?.identity ? { identity: model.identity } : {}), ...(typeof model?.digest === 'string' ? { digest: model.digest } : {}),
    };
  });
}

/** The folder of the stack and those of environments in it, where there is something in them. */
function foldersBelow(part: string, stack: string, mark?: string): string[] {
  const own = join(part, stack);
  if (!existsSync(own)) { return []; }
  const entries = readdirSync(own, { withFileTypes: true });
  const holds = (files: readonly string[]) => (mark === undefined ? files.length > 0 : files.includes(mark));
  const inner = entries.filter((e) => e.isDirectory()).map((e) => e.name).filter((name) => holds(readdirSync(join(own, name))));
  return [...(holds(entries.filter((e) => e.isFile()).map((e) => e.name)) ? [stack] : []), ...inner.map((name) => `${stack}/${name}`)];
}

function isRequest(value: any): value is RequestRecord {
  return value !== null && typeof value === 'object' && value.version === 1 && Array.isArray(value.patterns) && Array.isArray(value.gaps) && Array.isArray(value.under)
    && typeof value.landingZone === 'string' && typeof value.stack === 'string' && value.documents !== null && typeof value.documents === 'object';
}

function json(file: string): any {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Missing, or written by somebody else: then nothing is known.
    return undefined;
  }
}
