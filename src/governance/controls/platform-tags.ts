import { ControlledResource } from '../control-context';
import { TAGGABLE } from './platform-types';

const LABELLED: { readonly [type: string]: string } = { google_sql_database_instance: 'settings.0.user_labels' };

/** Whether a type carries tags, as far as is known: of types that Groundwork does not build with, those that have some. */
export function carriesTags(one: ControlledResource, cloud: string): boolean {
  return (TAGGABLE[cloud] ?? []).includes(one.type) || (one.type.startsWith('google_') ? one.argument('labels') !== undefined && one.argument('type') === undefined : one.argument('tags') !== undefined);
}

/** Tags, or labels, of a resource: an object, an expression, or undefined. */
export function tagsOf(one: ControlledResource): any {
  if (LABELLED[one.type]) { return one.argument(LABELLED[one.type]); }
  return one.type.startsWith('google_') ? one.argument('user_labels') ?? one.argument('labels') : one.argument('tags');
}

/** The value of one tag; of tags that are put together only when they are applied, whether its name is in the expression. */
export function tagOf(tags: any, name: string): string | undefined {
  if (typeof tags === 'string') { return tags.includes(`"${name}"`) ? '(known when it is applied)' : undefined; }
  const value = tags?.[name];
  return value === undefined || value === null || value === '' ? undefined : String(value);
}
