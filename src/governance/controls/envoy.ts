import { ControlContext, ControlledResource } from '../control-context';
import { ControlFinding } from '../control';
import { finding, Judgement } from './build';
import { blocks } from './judging';

/** The configuration of an Envoy before a service: its filters by name. */
export interface EnvoyFilters { readonly [name: string]: any }

/** Judges each configuration of Envoy among the files of a stack. */
export function judgeEnvoys(context: ControlContext, judge: (filters: EnvoyFilters) => Judgement): ControlFinding[] {
  return context.resources(['google_storage_bucket_object']).flatMap((file) => {
    const filters = filtersOf(file);
    return filters ? [finding(file.address, judge(filters), 'content')] : [];
  });
}

function filtersOf(file: ControlledResource): EnvoyFilters | undefined {
  const text = file.argument('content');
  if (typeof text !== 'string' || !text.includes('HttpConnectionManager')) { return undefined; }
  try {
    const listeners = blocks(JSON.parse(text.replace(/\$\$\{/g, '${').replace(/%%\{/g, '%{')).static_resources?.listeners);
    const managers = listeners.flatMap((listener) => blocks(listener.filter_chains)).flatMap((chain) => blocks(chain.filters)).map((filter) => filter.typed_config);
    return Object.fromEntries(managers.flatMap((manager) => blocks(manager?.http_filters)).map((filter) => [filter.name, filter.typed_config ?? {}]));
  } catch {
    return {};
  }
}
