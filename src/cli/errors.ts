import { GroundworkError } from '../errors';
import { CommonArguments, FAULTS } from './command';
import { colors, Terminal } from './terminal';

/** A command that cannot be understood or carried out as it was written. */
export class UsageError extends Error {}

/** A fault as `--json` shows it. */
export interface JsonFault {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Property or construct path. */
  readonly where: string;
  readonly problem: string;
  readonly mend: string;
}

/** Says what went wrong: every fault with its place and mend, and a JavaScript stack only where it was asked for. */
export function reportError(error: unknown, args: Pick<CommonArguments, 'json' | 'verbose'>, terminal: Terminal): number {
  const known = error instanceof GroundworkError || error instanceof UsageError;
  const message = error instanceof Error ? error.message : String(error);
  if (args.json) {
    const [title] = message.split('\n');
    const faults = error instanceof GroundworkError ? error.faults.map(jsonFault) : [];
    terminal.out(`${JSON.stringify({ error: faults.length > 0 ? title : message, faults }, undefined, 2)}\n`);
  } else {
    const [title, ...rest] = message.split('\n');
    terminal.err([colors(terminal.errColors).red(known ? title : `Unexpected: ${title}`), ...rest].join('\n') + '\n');
    if (!known && !args.verbose) { terminal.err('This is not of your making. --verbose shows where it happened.\n'); }
  }
  if (args.verbose && error instanceof Error) { terminal.err(`${error.stack}\n`); }
  return FAULTS;
}

/** `file:line:column: property` in its parts. */
function jsonFault({ where, problem, mend }: { where: string; problem: string; mend: string }): JsonFault {
  const [, file, line, column, rest] = /^(.+?):(\d+):(\d+)(?::? (.*))?$/.exec(where) ?? [];
  return file === undefined ? { where, problem, mend } : { file, line: Number(line), column: Number(column), where: rest ?? '', problem, mend };
}
