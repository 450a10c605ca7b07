import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE } from '../command';

interface ExplainArguments extends CommonArguments {
  readonly name: string;
  readonly out?: string;
  readonly stack?: string;
}

/** `groundwork explain`. */
export const explain: Command<ExplainArguments> = {
  usage: 'explain <name>',
  summary: 'Why something is there: its construct, capability and pattern, what protects it, who may use it',
  examples: [
    ['explain aws_kms_key.data-key', 'a resource by its address, as far as it is clear'],
    ['explain orders/database', 'everything that one construct made'],
    ['explain orders --stack orders-prod', 'a pattern, in one of several stacks'],
  ],
  exitCodes: '1 nothing, or more than one thing, has that name, or misuse',
  options: (yargs: Argv) => yargs
    .positional('name', { type: 'string', demandOption: true, describe: 'Address in Terraform, or construct path' })
    .option('out', { alias: 'o', type: 'string', requiresArg: true, describe: 'Folder that a synthesis wrote', defaultDescription: '"output" of cdktf.json, else cdktf.out' })
    .option('stack', { alias: 's', type: 'string', requiresArg: true, describe: 'Only this stack', defaultDescription: 'all' }),
  run: (args, terminal) => {
    const { explain: explainName, explanationText } = require('../explain') as typeof import('../explain');
    const { outOf } = require('../project') as typeof import('../project');
    const found = explainName(args.name, outOf(args.out), args.stack);
    answer(args, terminal, found, () => explanationText(found, terminal.outColors));
    return FINE;
  },
};
