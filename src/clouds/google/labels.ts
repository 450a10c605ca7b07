import { Fn, TerraformResource, Token } from 'cdktf';

const MAX = 63;

/** Label keys: lower case, digits, `_` and `-`, beginning with a letter. */
export function labelKey(text: string): string {
  const key = labelValue(text);
  return /^[a-z]/.test(key) ? key : `l${key}`.slice(0, MAX);
}

/** Label values: lower case, digits, `_` and `-`, at most 63 characters. `@` and `.` of an e-mail address become `-`. */
export function labelValue(text: string): string {
  return text.toLowerCase().replace(/[^\p{Ll}\p{Lo}\p{N}_-]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, MAX);
}

/** Tags within Google's rules for labels. */
export function toLabels(tags: { [key: string]: string }): { [key: string]: string } {
  return Object.fromEntries(Object.entries(tags).map(([key, value]) => [labelKey(key), labelValue(value)]));
}

function merge(existing: any, labels: { [key: string]: string }): any {
  return Token.isUnresolved(existing) ? Fn.merge([existing, labels]) : { ...existing, ...labels };
}

/**
 * Labels a resource where its type can carry labels. `effective_labels` marks true labels in this provider: a notification
 * channel has `labels` too, but those are its configuration.
 */
export function putLabels(resource: TerraformResource, tags: { [key: string]: string }): void {
  const labels = toLabels(tags);
  const target = resource as any;
  if (resource.terraformResourceType === 'google_sql_database_instance') {
    resource.addOverride('settings.user_labels', labels);
  } else if ('effectiveLabels' in resource) {
    target.labels = merge(target.labelsInput, labels);
  } else if ('userLabelsInput' in resource) {
    target.userLabels = merge(target.userLabelsInput, labels);
  }
}
