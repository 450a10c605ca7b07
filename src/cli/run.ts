import yargs, { Argv } from 'yargs';
import { Command, FINE } from './command';
import { diff } from './commands/diff';
import { explain } from './commands/explain';
import { list } from './commands/list';
import { merge } from './commands/merge';
import { plan } from './commands/plan';
import { review } from './commands/review';
import { synth } from './commands/synth';
import { reportError, UsageError } from './errors';
import { packageVersion } from './package';
import { Terminal } from './terminal';

const COMMANDS: Command[] = [synth, review, diff, plan, explain, list, merge];
const WIDTH = 110;

/** Runs one command line. @returns the exit code */
export async function run(argv: string[], terminal: Terminal): Promise<number> {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const asked = { json: words.includes('--json'), verbose: words.includes('--verbose') };
  if (asked.verbose) { process.env.GROUNDWORK_STACK_TRACES ??= '1'; }
  let code = FINE;
  let printed = '';
  try {
    const parser = parserOf(terminal, (given) => { code = given; });
    await parser.parseAsync(argv, {}, (_error: unknown, _argv: unknown, output: string) => { printed = output; });
  } catch (error) {
    return reportError(error, asked, terminal);
  }
  // Help, version, completion: yargs has them ready.
  if (printed !== '') { terminal.out(`${printed}\n`); }
  return code;
}

function parserOf(terminal: Terminal, done: (code: number) => void): Argv {
  const parser = yargs([])
    .scriptName('groundwork')
    .usage('$0 <command>\n\nEnvironments as Terraform: synthesize them, review them, compare them, plan them.')
    .detectLocale(false)
    .exitProcess(false)
    .wrap(WIDTH)
    .strict()
    .recommendCommands()
    .demandCommand(1, 'Say what to do: groundwork --help lists the commands.')
    .parserConfiguration({ 'duplicate-arguments-array': false, 'greedy-arrays': false })
    .option('json', { type: 'boolean', default: false, describe: 'One JSON object on standard output, also for errors', global: true })
    .option('verbose', { type: 'boolean', default: false, describe: 'JavaScript stacks with errors', global: true })
    .help()
    .alias('help', 'h')
    .version(packageVersion())
    .completion('completion', 'Print a script that completes commands, options, stacks and addresses in bash and zsh',
      (current: string, given: any, usual: Filter, finished: (words: string[]) => any) => complete(current, given, usual, finished))
    .epilogue('Exit codes: 0 fine, 1 faults or misuse, 2 differences (diff).\nMore: docs/cli.md')
    .fail((message, error) => { throw error ?? new UsageError(`${message}${/--help/.test(message) ? '' : '\ngroundwork --help, or groundwork <command> --help, says what there is.'}`); });
  COMMANDS.forEach((command) => add(parser, command, terminal, done));
  return parser;
}

function add(parser: Argv<any>, command: Command, terminal: Terminal, done: (code: number) => void): void {
  parser.command({
    command: command.usage,
    describe: command.summary,
    builder: (options: Argv) => command.options(command.examples
      .reduce((all, [line, what]) => all.example(`$0 ${line}`, what), options))
      .epilogue(`Exit codes: 0 fine, ${command.exitCodes}.`),
    handler: async (args: any) => done(await command.run(args, terminal)),
  });
}

type Filter = (callback: (error: Error | null, words: string[] | undefined) => void) => void;

/** What yargs knows of commands and options, and the names in the output where a command asks for one. */
function complete(current: string, given: any, usual: Filter, finished: (words: string[]) => any): void {
  const { namesFor } = require('./completion') as typeof import('./completion');
  const names = namesFor(current, given);
  usual((_error, words) => finished([...names, ...words ?? []]));
}
