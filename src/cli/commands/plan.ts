import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FAULTS, FINE, outFolder } from '../command';

interface PlanArguments extends CommonArguments {
  readonly out?: string;
  readonly offline: boolean;
  readonly stack?: string;
  readonly to?: string;
  readonly providerVersion?: string[];
}

/** `groundwork plan`. */
export const plan: Command<PlanArguments> = {
  usage: 'plan [out]',
  summary: 'terraform init, validate and plan of every stack; with --offline without any credential',
  examples: [
    ['plan --offline', 'a plan of every stack as if nothing were there yet, and its JSON in cdktf.out/plan'],
    ['plan --offline --stack orders-prod --to plans', 'one stack, its JSON in a folder of its own'],
    ['plan --stack orders-prod', 'a plan against the real state, with your own credentials'],
  ],
  exitCodes: '1 faults in a plan, no terraform or tofu, or misuse',
  lists: ['providerVersion', 'provider-version'],
  options: (yargs: Argv) => outFolder(yargs)
    .option('offline', { type: 'boolean', default: false, describe: 'In a copy, without state, credentials or network beyond the plugins' })
    .option('stack', { alias: 's', type: 'string', requiresArg: true, describe: 'Only this stack', defaultDescription: 'all' })
    .option('to', { type: 'string', requiresArg: true, describe: 'Folder for the plans as JSON', defaultDescription: 'with --offline the folder plan of the output, else none: a real plan may hold secrets' })
    .option('provider-version', {
      type: 'string', array: true, nargs: 1, describe: 'Offline: plan with another version than the stack requires, and name what it does not know: aws=5.100.0',
    }),
  run: async (args, terminal) => {
    const { planStacks } = require('../plan') as typeof import('../plan');
    const { failed, planReport } = require('../plan/report') as typeof import('../plan/report');
    const { providerVersions } = require('../plan/versions') as typeof import('../plan/versions');
    const { outOf } = require('../project') as typeof import('../project');
    const request = { ...args, out: outOf(args.out), versions: providerVersions(args.providerVersion) };
    const results = await planStacks(request, terminal);
    answer(args, terminal, { out: request.out, plans: results }, () => `${planReport(results)}\n${results.flatMap((one) => (one.plan ? [`plan  ${one.plan}\n`] : [])).join('')}`);
    return results.some((one) => failed(one) || one.skipped) ? FAULTS : FINE;
  },
};
