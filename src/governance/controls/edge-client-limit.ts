import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEach } from './judging';
import { bounded, LIMIT, mostOf } from './limits';

/** Requests of one client. */
export const edgeClientLimit = control({
  ...LIMIT,
  id: 'edge.client-limit',
  title: 'The requests of each client are limited',
  why: 'one client, or one stolen token, takes what was meant for all',
  card: 'Rate limit for each client',
  parameters: [mostOf(6000)],
}, (context) => judgeEach(context, gatewaysOf(context), 'edge.client-limit', (fact) => bounded(fact, context, 'perClient'), 'there is no limit'));
