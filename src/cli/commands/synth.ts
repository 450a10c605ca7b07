import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE } from '../command';
import type { SynthesisRequest } from '../synth';
import type { PublishedStack } from '../synth/publish';
import { withProgress } from '../terminal';

type SynthArguments = CommonArguments & SynthesisRequest;

/** Each note once, with the places that it is about. */
function notesOf(stacks: readonly PublishedStack[]): string[] {
  const places = new Map<string, string[]>();
  for (const { level, message, path } of stacks.flatMap(({ notes }) => notes)) {
    const note = `${level}  ${message}`;
    places.set(note, [...places.get(note) ?? [], path]);
  }
  return [...places].map(([note, [first, ...others]]) => `${note} (${first}${others.length > 0 ? ` and ${others.length} more` : ''})`);
}

/** `groundwork synth`. */
export const synth: Command<SynthArguments> = {
  usage: 'synth [files..]',
  summary: 'Write the Terraform and the review of environments',
  examples: [
    ['synth environment.yaml', 'the environments of a file'],
    ['synth pods/', 'every environment.yaml and *.environment.yaml below a folder'],
    ['synth', 'what the app of cdktf.json makes'],
    ['synth --landing-zone eu-google', 'the same on another cloud'],
    ['synth pods/ --shard 3/10', 'the third of ten parts, for jobs side by side'],
  ],
  exitCodes: '1 faults (nothing is written then) or misuse',
  lists: ['files', 'context', 'c'],
  options: (yargs: Argv) => yargs
    .positional('files', { type: 'string', default: [], defaultDescription: 'the app of cdktf.json', describe: 'Environment files, or folders with such files' })
    .option('app', { alias: 'a', type: 'string', requiresArg: true, describe: 'Command that runs the app', defaultDescription: '"app" of cdktf.json' })
    .option('out', { alias: 'o', type: 'string', requiresArg: true, describe: 'Folder to write to', defaultDescription: '"output" of cdktf.json, else cdktf.out' })
    .option('shard', { type: 'string', requiresArg: true, describe: 'Only one part of the stacks: 3/10 is the third of ten' })
    .option('context', { alias: 'c', type: 'string', array: true, nargs: 1, describe: 'Context of the app: key=value, as often as needed' })
    .option('landing-zone', { type: 'string', requiresArg: true, describe: 'Landing zone of every environment, over placement and files' }),
  run: async (args, terminal) => {
    const { synthesize } = require('../synth') as typeof import('../synth');
    const written = await withProgress(terminal, 'synthesizing', () => synthesize(args, terminal));
    if (!args.json) { notesOf(written.stacks).forEach((note) => terminal.err(`${note}\n`)); }
    answer(args, terminal, written, () => written.stacks.map((stack) => `${stack.file}${stack.review ? `  review: ${stack.review}` : ''}\n`).join(''));
    return FINE;
  },
};
