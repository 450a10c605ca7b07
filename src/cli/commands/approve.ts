import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FAULTS, FINE } from '../command';

interface ApproveArguments extends CommonArguments {
  readonly pattern?: string;
  readonly function?: string;
  readonly by?: string;
  readonly reference?: string;
  readonly expires?: string;
  readonly date?: string;
  readonly key?: string;
  readonly standards: string;
  readonly require: string[];
  readonly yes: boolean;
  readonly check: boolean;
  readonly list: boolean;
}

/** `groundwork approve`. */
export const approve: Command<ApproveArguments> = {
  usage: 'approve [pattern]',
  summary: 'Show what a pattern is made of, or what changed in it, and record that a function approves it',
  examples: [
    ['approve customer-facing-api --function security --by alice@acme.example --reference SEC-1041 --expires 2027-11-30', 'shows it, asks, and writes the record'],
    ['approve customer-facing-api --function security --by alice@acme.example --reference SEC-1041 --expires 2027-11-30 --key alice.pem --yes', 'signs it, and asks nothing'],
    ['approve --check customer-facing-api', 'whose approvals lapse by the code as it is now: for the pipeline of a pattern'],
    ['approve --list', 'every approval, and whether it holds'],
  ],
  exitCodes: '1 faults or misuse, 2 not approved: nobody said yes, or --check found that an approval does not hold',
  lists: ['require'],
  options: (yargs: Argv) => yargs
    .positional('pattern', { type: 'string', describe: 'Id of the pattern' })
    .option('function', { type: 'string', choices: ['security', 'compliance', 'architecture'] as const, describe: 'For which function' })
    .option('by', { type: 'string', requiresArg: true, describe: 'E-mail address of who approves' })
    .option('reference', { type: 'string', requiresArg: true, describe: 'Where the decision can be read: SEC-1041' })
    .option('expires', { type: 'string', requiresArg: true, describe: 'Last day on which it holds, at most 400 days ahead' })
    .option('date', { type: 'string', requiresArg: true, describe: 'First day on which it holds', defaultDescription: 'today' })
    .option('key', { type: 'string', requiresArg: true, describe: 'Private key (PEM) to sign with; its passphrase in GROUNDWORK_KEY_PASSPHRASE' })
    .option('standards', { type: 'string', requiresArg: true, default: 'standards.yaml', describe: 'Enterprise standards that name the folder of the approvals' })
    .option('require', { type: 'string', array: true, nargs: 1, default: [], defaultDescription: 'none', describe: 'JavaScript that exports patterns of your own' })
    .option('yes', { alias: 'y', type: 'boolean', default: false, describe: 'Write without asking' })
    .option('check', { type: 'boolean', default: false, describe: 'Write nothing; say whose approvals lapse by the code as it is now' })
    .option('list', { type: 'boolean', default: false, describe: 'Write nothing; show every approval' }),
  run: async (args, terminal) => {
    if (args.list) {
      const { listApprovals, listText, strayFaults } = require('../approve/list') as typeof import('../approve/list');
      const { ground, states } = listApprovals(args.standards, args.pattern);
      const stray = strayFaults(ground);
      if (!args.json) { stray.forEach((fault) => terminal.err(`${fault}\n`)); }
      answer(args, terminal, { folder: ground.settings.folder, approvals: states, faults: ground.approvals.faults }, () => listText(states));
      return stray.length > 0 ? FAULTS : FINE;
    }
    const { UsageError } = require('../errors') as typeof import('../errors');
    if (args.pattern === undefined) { throw new UsageError('Say which pattern: groundwork approve customer-facing-api. --list shows all approvals.'); }
    const { approvePattern, checkPattern } = require('../approve') as typeof import('../approve');
    const request = { ...args, pattern: args.pattern };
    const { json, text, code } = args.check ? await checkPattern(request, terminal) : await approvePattern(request, terminal);
    answer(args, terminal, json, () => text);
    return code;
  },
};
