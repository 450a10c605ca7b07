import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE, outFolder } from '../command';
import { withProgress } from '../terminal';

interface ReviewArguments extends CommonArguments {
  readonly out?: string;
  readonly stack?: string;
  readonly format: 'text' | 'markdown' | 'json';
  readonly profile: 'github' | 'gitlab' | 'azure-devops' | 'bitbucket';
}

/** `groundwork review`. */
export const review: Command<ReviewArguments> = {
  usage: 'review [out]',
  summary: 'Write the review of an existing output anew, and print what is to decide',
  examples: [
    ['review', 'the output of the last synthesis'],
    ['review --stack orders-prod --format markdown', 'one environment as a comment on a pull request'],
    ['review downloaded/ --json', 'an output from elsewhere, as data'],
  ],
  exitCodes: '1 no such folder or stack, or misuse',
  options: (yargs: Argv) => outFolder(yargs)
    .option('stack', { alias: 's', type: 'string', requiresArg: true, describe: 'Only this stack', defaultDescription: 'all' })
    .option('format', { type: 'string', choices: ['text', 'markdown', 'json'] as const, default: 'text', describe: 'What is printed; json is the same as --json' })
    .option('profile', { type: 'string', choices: ['github', 'gitlab', 'azure-devops', 'bitbucket'] as const, default: 'github', describe: 'Where Markdown is to be shown' }),
  run: async (args, terminal) => {
    const { rewriteReviews, summaryOf } = require('../review') as typeof import('../review');
    const { outOf } = require('../project') as typeof import('../project');
    const { reviewMarkdown } = require('../../review/markdown/review') as typeof import('../../review/markdown/review');
    const out = outOf(args.out);
    const reviews = await withProgress(terminal, 'reviewing', () => rewriteReviews(out, args.stack));
    answer({ ...args, json: args.json || args.format === 'json' }, terminal, { out, reviews: reviews.map(({ folder, model }) => ({ folder, model })) }, () => (
      args.format === 'markdown' ? reviews.map(({ model }) => reviewMarkdown(model, args.profile)).join('\n') : reviews.map((one) => summaryOf(one, terminal)).join('\n')));
    return FINE;
  },
};
