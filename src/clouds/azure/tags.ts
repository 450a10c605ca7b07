import { TerraformResource } from 'cdktf';

/** Azure refuses more tags than this on one resource. */
const MOST_TAGS = 50;

/**
 * Puts `tags` on `resource`, if its type has the argument; tags that it has of its own stay. Names are cut to 512
 * characters without `<>%&\?/` (and begin neither with `azure`, `microsoft` nor `windows`), values to 256.
 */
export function putTags(resource: TerraformResource, tags: { [key: string]: string }): void {
  const target = resource as TerraformResource & { tags?: { [key: string]: string }; tagsInput?: { [key: string]: string } };
  if (!('tags' in target) || !('tagsInput' in target) || Array.isArray(target.tagsInput)) { return; }
  const clean = Object.fromEntries(Object.entries(tags).map(([name, value]) => [cleanName(name), value.slice(0, 256)]));
  const merged = Object.entries({ ...clean, ...target.tagsInput }).slice(0, MOST_TAGS);
  target.tags = Object.fromEntries(merged) as { [key: string]: string };
}

function cleanName(name: string): string {
  return name.replace(/[<>%&\\?/]/g, '-').replace(/^(azure|microsoft|windows)/i, 'x-$1').slice(0, 512);
}
