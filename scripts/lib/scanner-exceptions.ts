import { readFileSync } from 'fs';
import { parse } from 'yaml';

/** A finding of a scanner that stands, with its reason. */
export interface ScannerException {
  /** Id of the check (checkov) or name of the finding (parliament). */
  readonly check: string;
  /** Resource type. */
  readonly resource: string;
  /** Regular expression on the construct path, with the stack's name in front. @default every path */
  readonly path?: string;
  readonly reason: string;
}

export interface ExceptionFile {
  /** Checks that checkov must pass at least, by stack: a scan of nothing would look clean. */
  readonly floors: { readonly [stack: string]: number };
  readonly checkov: readonly ScannerException[];
  readonly parliament: readonly ScannerException[];
}

/** One finding of a scanner. */
export interface ScannerFinding {
  readonly check: string;
  readonly resource: string;
  readonly path: string;
  readonly detail: string;
}

/** Reads the file; every entry needs a check, a resource type and a reason. */
export function readExceptions(file: string): ExceptionFile {
  const read = parse(readFileSync(file, 'utf8'));
  for (const entry of [...read.checkov, ...read.parliament]) {
    if (!entry.check || !entry.resource || !entry.reason) {
      throw new Error(`${file}: an exception needs check, resource and reason: ${JSON.stringify(entry)}`);
    }
  }
  return read;
}

/** Sorts findings into those without an exception; answers the exceptions that were of no use too. */
export function judge(findings: readonly ScannerFinding[], exceptions: readonly ScannerException[]): { open: ScannerFinding[]; unused: ScannerException[] } {
  const used = new Set<ScannerException>();
  const open = findings.filter((finding) => {
    const matching = exceptions.filter((one) => one.check === finding.check && one.resource === finding.resource && new RegExp(one.path ?? '').test(finding.path));
    matching.forEach((one) => used.add(one));
    return matching.length === 0;
  });
  return { open, unused: exceptions.filter((one) => !used.has(one)) };
}
