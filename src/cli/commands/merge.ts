import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE } from '../command';

interface MergeArguments extends CommonArguments {
  readonly from: string[];
  readonly out: string;
}

/** `groundwork merge`. */
export const merge: Command<MergeArguments> = {
  usage: 'merge <from..>',
  summary: 'Join the outputs of shards into the one that a single run would have written',
  examples: [['merge shards/* --out cdktf.out', 'what ten jobs wrote with synth --shard 1/10 to 10/10']],
  exitCodes: '1 outputs that do not belong together, or misuse',
  lists: ['from'],
  options: (yargs: Argv) => yargs
    .positional('from', { type: 'string', demandOption: true, describe: 'Folders that the shards wrote' })
    .option('out', { alias: 'o', type: 'string', demandOption: true, requiresArg: true, describe: 'Folder to write to' }),
  run: (args, terminal) => {
    const { mergeOutputs } = require('../merge') as typeof import('../merge');
    const stacks = mergeOutputs(args.from, args.out);
    answer(args, terminal, { out: args.out, stacks }, () => `${args.out}: ${stacks.length} stacks of ${args.from.length} outputs\n`);
    return FINE;
  },
};
