import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, DIFFERENT, FINE, outFolder } from '../command';
import { withProgress } from '../terminal';

interface VerifyArguments extends CommonArguments {
  readonly out?: string;
  readonly standards: string;
  readonly require: string[];
  readonly stack?: string;
  readonly elsewhere: string[];
  readonly plan?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly profile: 'github' | 'gitlab' | 'azure-devops' | 'bitbucket';
  readonly report?: string;
}

/** `groundwork verify`. */
export const verify: Command<VerifyArguments> = {
  usage: 'verify [out]',
  summary: 'Judge an output anew, and say which environments approvals and exceptions cover, and who must look at the others',
  examples: [
    ['verify cdktf.out', 'every stack of an output'],
    ['verify cdktf.out --sarif verify.sarif --markdown comment.md', 'for code scanning and for the pull request'],
    ['verify --plan -', 'a plan of one stack: terraform show -json plan | groundwork verify --plan -'],
    ['verify --require ./patterns.js --report fleet', 'with patterns of your own; the report over the fleet goes to a folder'],
  ],
  exitCodes: '1 faults or misuse, 2 something must be looked at',
  lists: ['require', 'elsewhere'],
  options: (yargs: Argv) => outFolder(yargs)
    .option('standards', { type: 'string', requiresArg: true, default: 'standards.yaml', describe: 'Enterprise standards, with exceptions and approvals' })
    .option('require', { type: 'string', array: true, nargs: 1, default: [], defaultDescription: 'none', describe: 'JavaScript that exports patterns and controls of your own' })
    .option('stack', { alias: 's', type: 'string', requiresArg: true, describe: 'Only this stack', defaultDescription: 'all; with --plan the one that the plan is of' })
    .option('elsewhere', { type: 'string', array: true, nargs: 1, default: [], defaultDescription: 'none', describe: 'A stack of another tool that somebody else looks after' })
    .option('plan', { type: 'string', requiresArg: true, describe: 'JSON of a plan (terraform show -json): is what will be applied what was judged? - reads it from standard input' })
    .option('sarif', { type: 'string', requiresArg: true, describe: 'File for the findings of all stacks' })
    .option('markdown', { type: 'string', requiresArg: true, describe: 'File for a comment on a pull request' })
    .option('profile', { type: 'string', choices: ['github', 'gitlab', 'azure-devops', 'bitbucket'] as const, default: 'github', describe: 'Where Markdown is to be shown' })
    .option('report', { type: 'string', requiresArg: true, describe: 'Folder for the report over the fleet: fleet.json and fleet.md' }),
  run: async (args, terminal) => {
    const { verifyOutput } = require('../verify') as typeof import('../verify');
    const { summarySentence, verifyText } = require('../verify/report') as typeof import('../verify/report');
    const { outOf } = require('../project') as typeof import('../project');
    const out = outOf(args.out);
    const report = await withProgress(terminal, 'verifying', (say) => verifyOutput({ ...args, out }, say));
    const passes = report.stacks.length > 0 && report.stacks.every(({ verdict }) => verdict.passes);
    answer(args, terminal, { out, passes, verdict: summarySentence(report), ...report }, () => verifyText(report, terminal));
    return passes ? FINE : DIFFERENT;
  },
};
