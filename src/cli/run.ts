import yargs, { Argv } from 'yargs';
import { Command, FINE } from './command';
import { approve } from './commands/approve';
import { controls } from './commands/controls';
import { diff } from './commands/diff';
import { explain } from './commands/explain';
import { list } from './commands/list';
import { merge } from './commands/merge';
import { plan } from './commands/plan';
import { review } from './commands/review';
import { synth } from './commands/synth';
import { verify } from './commands/verify';
import { nearest } from '../standards/did-you-mean';
import { reportError, UsageError } from './errors';
import { packageVersion } from './package';
import { Terminal } from './terminal';

const COMMANDS: Command[] = [synth, review, diff, plan, explain, list, merge, controls, approve, verify];
const WIDTH = 110;

/** Runs one command line. @returns the exit code */
export async function run(argv: string[], terminal: Terminal): Promise<number> {
  const words = argv.includes('--') ? argv.slice(0, argv.indexOf('--')) : argv;
  const asked = { json: words.includes('--json'), verbose: words.includes('--verbose') };
  if (asked.verbose) { process.env.GROUNDWORK_STACK_TRACES ??= '1'; }
  let code = FINE;
  let printed = '';
  try {
    const parser = parserOf(argv, terminal, (given) => { code = given; });
    await parser.parseAsync(argv, {}, (_error: unknown, _argv: unknown, output: string) => { printed = output; });
  } catch (error) {
    return reportError(error, asked, terminal);
  }
  // Help, version, completion: yargs has them ready.
  if (printed !== '') { terminal.out(`${printed}\n`); }
  return code;
}

function parserOf(argv: string[], terminal: Terminal, done: (code: number) => void): Argv {
  const parser = yargs([])
    .scriptName('groundwork')
    .usage('$0 <command>\n\nEnvironments as Terraform: synthesize them, review them, compare them, plan them, approve what they are made of.')
    .detectLocale(false)
    .exitProcess(false)
    .wrap(WIDTH)
    .strict()
    .demandCommand(1, 'Say what to do: groundwork --help lists the commands.')
    .option('json', { type: 'boolean', default: false, describe: 'One JSON object on standard output, also for errors', global: true })
    .option('verbose', { type: 'boolean', default: false, describe: 'JavaScript stacks with errors', global: true })
    .help()
    .alias('help', 'h')
    .version(packageVersion())
    .completion('completion', 'Print a script that completes commands, options, stacks and addresses in bash and zsh',
      (current: string, given: any, usual: Filter, finished: (words: string[]) => any) => complete(current, given, usual, finished))
    .epilogue('Exit codes: 0 fine, 1 faults or misuse, 2 differences (diff), not approved (approve), something to look at (verify).\nMore: docs/cli.md')
    .fail((message, error) => { throw error ?? misuse(message, argv); });
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
    handler: async (args: any) => {
      refuseRepeated(args, command.lists ?? []);
      done(await command.run(args, terminal));
    },
  });
}

/** yargs makes a list of an option that is given twice, which only some are meant to be. */
function refuseRepeated(args: { [name: string]: unknown }, lists: readonly string[]): void {
  const repeated = Object.keys(args).find((name) => name !== '_' && Array.isArray(args[name]) && !lists.includes(name));
  if (repeated !== undefined) { throw new UsageError(`--${repeated} is given more than once.`); }
}

/** What yargs has to say, with what was probably meant. */
function misuse(message: string, argv: string[]): UsageError {
  const [word] = argv.filter((one) => !one.startsWith('-'));
  const names = [...COMMANDS.map(({ usage }) => usage.split(' ')[0]), 'completion'];
  if (word !== undefined && !names.includes(word)) {
    const meant = names.find((name) => word.startsWith(name) || name.startsWith(word)) ?? nearest(word, names);
    return new UsageError(`There is no command "${word}". ${meant ? `Did you mean ${meant}?` : `The commands are ${names.join(', ')}.`}`);
  }
  return new UsageError(/--help/.test(message) ? message : `${message}\ngroundwork ${word ?? ''} --help says what there is.`);
}

type Filter = (callback: (error: Error | null, words: string[] | undefined) => void) => void;

/** What yargs knows of commands and options, and the names in the output where a command asks for one. */
function complete(current: string, given: any, usual: Filter, finished: (words: string[]) => any): void {
  const { namesFor } = require('./completion') as typeof import('./completion');
  const names = namesFor(current, given);
  usual((_error, words) => finished([...names, ...words ?? []]));
}
