import { TerraformResource } from 'cdktf';

/** An S3 object carries at most ten tags; these are the ones that matter there. */
const OBJECT_TAGS = ['managed-by', 'landing-zone', 'environment', 'pod', 'stage', 'data-classification'];

function clean(text: string, max: number): string {
  return text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, max);
}

/** Tags within the rules of AWS: keys to 128, values to 256 characters, no `aws:` keys. */
export function awsTags(tags: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => {
    const name = clean(key, 128);
    return [/^aws:/i.test(name) ? `x-${name}` : name, clean(value, 256)];
  }));
}

/** Merges `tags` into whatever resource has a `tags` argument. What the resource says itself wins. */
export function tagResource(resource: TerraformResource, tags: { [key: string]: string }): void {
  const tagged = resource as TerraformResource & { tags?: { [key: string]: string }; tagsInput?: { [key: string]: string } };
  if (!('tagsInput' in tagged)) { return; }
  const wanted = Object.entries(awsTags(tags)).filter(([key]) => resource.terraformResourceType !== 'aws_s3_object' || OBJECT_TAGS.includes(key));
  tagged.tags = { ...Object.fromEntries(wanted), ...tagged.tagsInput };
}
