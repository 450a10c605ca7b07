import { control } from './build';
import { gatewaysOf } from './doors';
import { judgeEnvoys } from './envoy';
import { blocks, judgeEach, judgeResources } from './judging';
import { bounded, LIMIT, mostOf } from './limits';

/** Requests of one client. */
export const edgeClientLimit = control({
  ...LIMIT,
  id: 'edge.client-limit',
  title: 'The requests of each client are limited',
  why: 'one client, or one stolen token, takes what was meant for all',
  card: 'Rate limit for each client',
  parameters: [mostOf(6000)],
}, (context) => [
  ...judgeEach(context, gatewaysOf(context), 'edge.client-limit', (fact) => bounded(fact, context, 'perClient'), 'there is no limit'),
  ...judgeEnvoys(context, (filters) => {
    const limit = filters['per-client'];
    const buckets = blocks(limit?.descriptors).map((descriptor) => descriptor.token_bucket);
    const counted = blocks(limit?.rate_limits).some((rate) => blocks(rate.actions).length > 0);
    return (counted && buckets.length > 0 && buckets.every((bucket) => bucket.max_tokens <= bucket.tokens_per_fill)) || 'clients are not told apart, or save up requests';
  }),
  ...judgeResources(context, ['azurerm_api_management_api_policy'], (policy) => {
    const keys = [...String(policy.argument('xml_content')).matchAll(/<rate-limit-by-key\b[^>]*counter-key="([^"]*(?:"[^"]*"[^"]*)*?)" retry/g)].map(([, key]) => key);
    return { argument: 'xml_content', says: !keys.some((key) => /RequestId|Guid|Random|DateTime/.test(key)) || 'requests are counted one by one, not by client' };
  }),
]);
