import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, DIFFERENT, FINE } from '../command';
import { withProgress } from '../terminal';

interface DiffArguments extends CommonArguments {
  readonly base: string;
  readonly new: string;
  readonly format: 'text' | 'markdown' | 'json' | 'sarif';
  readonly profile: 'github' | 'gitlab' | 'azure-devops' | 'bitbucket';
  readonly output?: string;
}

/** `groundwork diff`. */
export const diff: Command<DiffArguments> = {
  usage: 'diff <base> <new>',
  summary: 'What changes between two output folders, in sentences, worst consequence first',
  examples: [
    ['diff base.out cdktf.out', 'what a change means, on the terminal'],
    ['diff base.out cdktf.out --format markdown --output comment.md', 'as a comment on a pull request'],
    ['diff base.out cdktf.out --format sarif --output diff.sarif', 'as findings at the lines of the source'],
  ],
  exitCodes: '1 no such folder or misuse, 2 something changes',
  options: (yargs: Argv) => yargs
    .positional('base', { type: 'string', demandOption: true, describe: 'Output folder before the change' })
    .positional('new', { type: 'string', demandOption: true, describe: 'Output folder with the change' })
    .option('format', { type: 'string', choices: ['text', 'markdown', 'json', 'sarif'] as const, default: 'text', describe: 'What is printed; json is the same as --json' })
    .option('profile', { type: 'string', choices: ['github', 'gitlab', 'azure-devops', 'bitbucket'] as const, default: 'github', describe: 'Where Markdown is to be shown' })
    .option('output', { type: 'string', requiresArg: true, describe: 'File to write instead of standard output' }),
  run: async (args, terminal) => {
    const { compareOutputs, rendered } = require('../diff') as typeof import('../diff');
    const report = await withProgress(terminal, 'comparing', () => compareOutputs(args.base, args.new));
    const format = args.json ? 'json' : args.format;
    const text = rendered(report, format, args.profile, terminal, args.output === undefined);
    if (args.output === undefined) {
      terminal.out(text);
    } else {
      require('fs').writeFileSync(args.output, text);
      if (args.json) { answer(args, terminal, { output: args.output, verdict: report.verdict, counts: report.counts }, () => ''); } else { terminal.err(`${report.verdict}\n`); }
    }
    return report.counts.changes + report.added.length + report.removed.length > 0 ? DIFFERENT : FINE;
  },
};
