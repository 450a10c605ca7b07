import type { Argv } from 'yargs';
import type { Terminal } from './terminal';

/** Everything in order. */
export const FINE = 0;
/** Faults in what was given, or a command that was used wrongly. */
export const FAULTS = 1;
/** What was compared differs. */
export const DIFFERENT = 2;

/** What every command takes. */
export interface CommonArguments {
  /** One JSON object on standard output, also for errors. */
  readonly json: boolean;
  /** JavaScript stacks with errors. */
  readonly verbose: boolean;
}

/** One command. Its module is loaded with every start, so it loads what it works with only when it runs. */
export interface Command<A extends CommonArguments = any> {
  /** As yargs writes it: `diff <base> <new>`. */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** Which exit codes it has, beside 0. */
  readonly exitCodes: string;
  /** Arguments and options that may be given more than once, by every name that they have. */
  readonly lists?: readonly string[];
  options(yargs: Argv): Argv;
  /** @returns the exit code */
  run(args: A, terminal: Terminal): number | Promise<number>;
}

/** Writes a result: one JSON object, or text. */
export function answer(args: CommonArguments, terminal: Terminal, json: object, text: () => string): void {
  terminal.out(args.json ? `${JSON.stringify(json, undefined, 2)}\n` : text());
}

/** The option that most commands share: the folder that a synthesis wrote. */
export function outFolder(yargs: Argv): Argv {
  return yargs.positional('out', { type: 'string', describe: 'Folder that a synthesis wrote', defaultDescription: '"output" of cdktf.json, else cdktf.out' });
}
