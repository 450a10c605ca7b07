import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE, outFolder } from '../command';

interface ListArguments extends CommonArguments {
  readonly out?: string;
}

/** `groundwork list`. */
export const list: Command<ListArguments> = {
  usage: 'list [out]',
  summary: 'The stacks of an output folder: whose they are, where they go, how much is to decide',
  examples: [
    ['list', 'the stacks of the last synthesis'],
    ['list --json | jq -r ".stacks[] | select(.decisions > 0) | .stack"', 'stacks in which something is to decide'],
  ],
  exitCodes: '1 no such folder, or misuse',
  options: (yargs: Argv) => outFolder(yargs),
  run: (args, terminal) => {
    const { Output } = require('../output') as typeof import('../output');
    const { outOf } = require('../project') as typeof import('../project');
    const { CLOUD_TITLES } = require('../../review/words') as typeof import('../../review/words');
    const { table } = require('../table') as typeof import('../table');
    const output = new Output(outOf(args.out));
    const stacks = output.stackNames.flatMap((name) => output.reviews(name)).map(({ stack, model: { identity, counts } }) => ({
      stack: stack.name,
      kind: identity.kind,
      ...(identity.kind === 'environment' ? { environment: identity.name, pod: identity.pod?.name, stage: identity.stage } : {}),
      cloud: identity.cloud,
      landingZone: identity.landingZone,
      resources: counts.resources,
      decisions: counts.decisions,
      patterns: identity.patterns.map(({ id, version }) => `${id} ${version}`),
      file: stack.file,
    }));
    answer(args, terminal, { out: output.folder, stacks }, () => (stacks.length === 0 ? `${output.folder} has no stacks.\n` : `${table(
      ['stack', 'pod', 'stage', 'cloud', 'landing zone', 'resources', 'to decide', 'patterns'],
      stacks.map((s) => [s.stack, s.pod ?? '', s.stage ?? s.kind, CLOUD_TITLES[s.cloud ?? ''] ?? s.cloud ?? '', s.landingZone ?? '', s.resources, s.decisions, s.patterns.join(', ')]),
    )}\n`));
    return FINE;
  },
};
