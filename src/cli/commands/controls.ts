import type { Argv } from 'yargs';
import { answer, Command, CommonArguments, FINE } from '../command';

interface ControlsArguments extends CommonArguments {
  readonly id?: string;
  readonly objective?: string;
  readonly owner?: string;
  readonly framework?: string;
  readonly cloud?: string;
  readonly standards?: string;
}

/** `groundwork controls`. */
export const controls: Command<ControlsArguments> = {
  usage: 'controls [id]',
  summary: 'The controls that judge every synthesis: what they require and why, who owns them, which clauses they support',
  examples: [
    ['controls', 'every control'],
    ['controls encryption.data-stores', 'one of them in full'],
    ['controls --framework "PCI DSS" --owner security', 'those of one function that support clauses of a framework'],
    ['controls --standards standards.yaml', 'as the enterprise has set them, with its own'],
  ],
  exitCodes: '1 no such control, faults in the standards, or misuse',
  options: (yargs: Argv) => yargs
    .positional('id', { type: 'string', describe: 'Only this control, in full' })
    .option('objective', { type: 'string', requiresArg: true, describe: 'Only with this objective: "encryption at rest"' })
    .option('owner', { type: 'string', requiresArg: true, choices: ['security', 'compliance', 'architecture'] as const, describe: 'Only of this function' })
    .option('framework', { type: 'string', requiresArg: true, describe: 'Only those that support clauses of this framework: "ISO 27001"' })
    .option('cloud', { type: 'string', requiresArg: true, choices: ['aws', 'azure', 'google'] as const, describe: 'Only those that exist on this cloud' })
    .option('standards', { type: 'string', requiresArg: true, describe: 'Enterprise standards whose severities, parameters and own controls are shown', defaultDescription: 'none: as Groundwork brings them' }),
  run: (args, terminal) => {
    const { controlsFor } = require('../controls/catalogue') as typeof import('../controls/catalogue');
    const { controlText, listText } = require('../controls/text') as typeof import('../controls/text');
    const found = controlsFor(args);
    answer(args, terminal, args.id === undefined ? { controls: found } : found[0], () => (args.id === undefined ? listText(found) : controlText(found[0], terminal.outColors)));
    return FINE;
  },
};
