import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEach } from './judging';
import { bounded, LIMIT, mostOf } from './limits';

/** Requests of all clients together. */
export const edgeOverallLimit = control({
  ...LIMIT,
  id: 'edge.overall-limit',
  title: 'The requests of all clients together are limited',
  why: 'a flood takes the service, its database and the budget with it',
  card: 'Rate limit overall',
  parameters: [mostOf(600000)],
}, (context) => judgeEach(context, gatewaysOf(context), 'edge.overall-limit', (fact) => bounded(fact, context, 'overall'), 'there is no limit'));
