import { Found, Terraform } from '../../support/terraform';
import { providerSchema } from '../../terraform/schema-data';

/** Tags of every resource of the example's production environment; the values as every cloud writes them. */
const EVERYWHERE: { readonly [key: string]: RegExp } = {
  'pod': /^orders$/,
  'stage': /^production$/,
  'environment': /^orders-production$/,
  'cost-centre': /^cc-4711$/,
  'owner': /^orders[@-]acme[.-]example$/,
  'managed-by': /^groundwork$/,
  'landing-zone': /^eu-(aws|azure|google)$/,
  'data-classification': /^(public|internal|confidential|personal|special-category)$/,
  'business-unit': /^retail$/,
};
const IN_PATTERN: { readonly [key: string]: RegExp } = { 'pattern': /^customer-facing-api$/, 'pattern-version': /^\d+[.-]\d+[.-]\d+$/ };

/** Attributes that mark a type that carries tags. Firestore's `tags` are something else. */
const MARKS = { google: ['effective_labels', 'user_labels'], azure: ['tags'], aws: ['tags'] };

/** What lacks a tag: each type that the provider's schema lets carry tags is asked, also one that came yesterday. */
export function untagged(tf: Terraform, cloud: keyof typeof MARKS, tagsOf: (type: string, body: any) => any, exempt: string[] = []): string[] {
  const { resources } = providerSchema(cloud);
  return tf.everything().flatMap((r) => {
    const schema = resources[r.type];
    if (!schema && !/iam_member|_object$/.test(r.type)) { return [`${r.type} is not in the schema of the tests`]; }
    const carries = r.type === 'google_sql_database_instance' || MARKS[cloud].some((mark) => schema && mark in schema.a);
    return carries && !exempt.includes(r.type) ? faults(r, tagsOf(r.type, r.body) ?? {}) : [];
  });
}

function faults(resource: Found, tags: any): string[] {
  const wanted = { ...EVERYWHERE, ...(/^[^/]+\/orders\//.test(resource.path) ? IN_PATTERN : {}) };
  return Object.entries(wanted).filter(([key, value]) => !value.test(tags[key] ?? '')).map(([key]) => `${resource.address} ${key}: ${tags[key]}`);
}
