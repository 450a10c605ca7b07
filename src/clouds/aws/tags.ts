import { TerraformResource } from 'cdktf';

/** An S3 object carries at most ten tags; these are the ones that matter there. */
const OBJECT_TAGS = ['managed-by', 'landing-zone', 'environment', 'pod', 'stage', 'data-classification'];

/** Nearly every tag; the properties of Unicode take the engine a while. */
const ORDINARY = /^[\w .:/=+\-@]*$/;

function clean(text: string, max: number): string {
  return ORDINARY.test(text) ? text.slice(0, max) : text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, max);
}

/** Tags within the rules of AWS: keys to 128, values to 256 characters, no `aws:` keys. */
export function awsTags(tags: { [key: string]: string }): { [key: string]: string } {
  const cleaned: { [key: string]: string } = {};
  for (const key of Object.keys(tags)) {
    const name = clean(key, 128);
    cleaned[/^aws:/i.test(name) ? `x-${name}` : name] = clean(tags[key], 256);
  }
  return cleaned;
}

/** Merges `tags` into whatever resource has a `tags` argument. What the resource says itself wins. */
export function tagResource(resource: TerraformResource, tags: { [key: string]: string }): void {
  const tagged = resource as TerraformResource & { tags?: { [key: string]: string }; tagsInput?: { [key: string]: string } };
  if (!('tagsInput' in tagged)) { return; }
  const wanted = awsTags(tags);
  if (resource.terraformResourceType === 'aws_s3_object') {
    for (const key of Object.keys(wanted)) {
      if (!OBJECT_TAGS.includes(key)) { delete wanted[key]; }
    }
  }
  tagged.tags = { ...wanted, ...tagged.tagsInput };
}
